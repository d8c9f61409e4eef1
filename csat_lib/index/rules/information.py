"""How far a part tells one apart from another: w_j = s_j / sum s, s_j the standard deviation in its range.

The standard deviation method of Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22:
763-770: CRITIC's information without its conflict. Ranges as there. (信息量权数 as s_j / mean_j is ``cv``.)
"""

from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """The spreads."""
    return RuleWeights(scores.spread[0])
