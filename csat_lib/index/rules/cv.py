"""Coefficient of variation: w_j in proportion to s_j / mean_j (变异系数法; also 信息量权数).

Formula of Chinese texts on evaluation, without a single origin. It takes 0 for nothing at all, which holds for points
of 0-100 only by convention.
"""

from __future__ import annotations

from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without
from csat_lib.index.rules.critic import why_no_spread


def weigh(scores: PartScores) -> RuleWeights:
    """Spread over mean, scaled to 1."""
    reason = why_no_spread(scores) or ("" if (scores.means > 0).all() else "mean_not_positive")
    return without(scores.k, reason) if reason else scaled(scores.sd / scores.means)
