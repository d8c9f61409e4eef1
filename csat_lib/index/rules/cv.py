"""Coefficient of variation: w_j in proportion to s_j / mean_j (变异系数法; also 信息量权数).

Formula of Chinese texts on evaluation, without a single origin. It takes 0 for nothing at all, which holds for points
of 0-100 only by convention.
"""

from csat_lib.index.judged import refuse
from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """Spread over mean."""
    spread, means = scores.spread[0] * scores.ranges, scores.means
    refuse("" if (means > 0).all() else "mean_not_positive")
    return RuleWeights(spread / means)
