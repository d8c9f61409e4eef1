"""LMG (Shapley) shares of the headline's R squared: Lindeman, Merenda & Gold (1980), formula in ``index.decompose``.

Exact, over all subsets of up to 15 parts; more are told to be too many.
"""

from csat_lib.index.decompose import lmg
from csat_lib.index.importance import MOST_FOR_LMG
from csat_lib.index.judged import refuse
from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """Parts of R squared; a part that goes against the headline is told by its direction."""
    xx, xy = scores.explaining
    refuse("many_parts" if scores.k > MOST_FOR_LMG else "")
    return RuleWeights(lmg(xx, xy), xy)
