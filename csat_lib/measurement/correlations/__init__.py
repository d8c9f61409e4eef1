"""What everything else is computed from: correlations, covariances, their intervals, and who stands behind them."""
