"""LMG (Shapley) shares of the headline's R squared: Lindeman, Merenda & Gold (1980), formula in ``index.decompose``.

Exact, over all subsets of up to 15 parts; more are told to be too many.
"""

from __future__ import annotations

from csat_lib.index.decompose import lmg
from csat_lib.index.importance import MOST_FOR_LMG
from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without
from csat_lib.index.rules.johnson import why_not_explained


def weigh(scores: PartScores) -> RuleWeights:
    """Parts of R squared; a part that goes against the headline is told by its direction."""
    if reason := why_not_explained(scores) or ("many_parts" if scores.k > MOST_FOR_LMG else ""):
        return without(scores.k, reason)
    r = scores.correlations
    return scaled(lmg(r[:-1, :-1], r[:-1, -1]), r[:-1, -1])
