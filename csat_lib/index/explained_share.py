"""R squared corrected for the number of predictors, with an interval that may reach 0."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

Array = NDArray[np.float64]
HALVINGS = 50


@dataclass(frozen=True)
class ExplainedShare:
    """``value`` (...), never below 0, ``low``, ``high``, and ``n``: how many normal answers would be as precise."""

    value: Array
    low: Array
    high: Array
    n: Array


def adjusted(r2: Array, n: Array, p: int) -> Array:
    """(...) R squared corrected for p predictors, 1 - (1 - R2)(n - 1) / (n - p - 1), R's ``adj.r.squared``; may be < 0.

    Ezekiel (1930), Methods of Correlation Analysis. Without it p predictors that explain nothing seem to explain
    p / (n - 1). NaN for no more than p + 1 answers.
    """
    left = n - p - 1
    return np.asarray(1 - (1 - r2) * (n - 1) / np.where(left > 0, left, np.nan))


def explained_share(
    r2: Array, variance: Array, bases: tuple[Array, Array], p: int, confidence: float
) -> ExplainedShare:
    """Intervals of the R squared (...) of p predictors. ``bases``: respondents, and Kish's effective n of them.

    Method: R squared of n jointly normal answers has to first order the variance 4 R2 (1 - R2)^2 / n. The jackknife's
    ``variance`` therefore tells of how many normal answers the sample is worth, whatever its weights, clusters and
    shapes; never more than ``n``. Of so many, R2 / (1 - R2) (n - p - 1) / ((n - 1) f + p) has nearly an F distribution
    with ((n - 1) f + p)^2 / ((n - 1) f (f + 2) + p) and n - p - 1 degrees of freedom, f = rho2 / (1 - rho2), and the
    ends are the rho2 at which it has its two quantiles: Helland (1987), Biometrics 43: 61-69. It is entered with the R
    squared whose correction at that n is the corrected one. An end below 0 is 0; the upper one is never below that
    of a corrected R squared of 0, so that no interval is without width. NaN without a variance.
    """
    n, n_effective = bases
    value = adjusted(r2, n_effective, p)
    with np.errstate(invalid="ignore", divide="ignore"):
        worth = np.clip(n * (4 * r2 * (1 - r2) ** 2 / n / variance), p + 3.0, n)
    worth = np.where((variance > 0) & np.isfinite(value), worth, np.nan)
    entered, least = (1 - (1 - each) * (worth - p - 1) / (worth - 1) for each in (np.clip(value, None, 1 - 1e-15), 0.0))
    entered, value = np.maximum(entered, 0.0), np.maximum(value, 0.0)
    low = _end(entered, worth, p, (1 + confidence) / 2)
    high = _end(np.maximum(entered, least), worth, p, (1 - confidence) / 2)
    return ExplainedShare(value, np.minimum(low, value), np.maximum(high, value), worth)


def _end(r2: Array, n: Array, p: int, share: float) -> Array:
    """(...) the rho2 of which R squared is the ``share`` quantile, found by halving; 0 where it would lie below 0."""
    reached, left = r2 / (1 - r2) * (n - p - 1), n - p - 1
    low, high = np.zeros_like(reached), np.ones_like(reached)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        odds = middle / (1 - middle)
        df = ((n - 1) * odds + p) ** 2 / ((n - 1) * odds * (odds + 2) + p)
        above = reached > ((n - 1) * odds + p) * fdtri(df, left, share)
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(np.isnan(reached), np.nan, np.where(low > 0, (low + high) / 2, 0.0))
