"""How far a part tells one apart from another: w_j = s_j / sum s, s_j the standard deviation in its range.

The standard deviation method of Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22:
763-770: CRITIC's information without its conflict. Ranges as there. (信息量权数 as s_j / mean_j is ``cv``.)
"""

from __future__ import annotations

from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without
from csat_lib.index.rules.critic import why_no_spread


def weigh(scores: PartScores) -> RuleWeights:
    """The spreads, scaled to 1."""
    reason = why_no_spread(scores)
    return without(scores.k, reason) if reason else scaled(scores.spread)
