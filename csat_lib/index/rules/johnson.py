"""Johnson's relative weights for the headline, scaled to 1: Johnson (2000), formula in ``index.decompose``."""

from __future__ import annotations

from csat_lib.index.decompose import johnson
from csat_lib.index.importance import reason_against
from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without


def weigh(scores: PartScores) -> RuleWeights:
    """Parts of R squared; a part that goes against the headline is told by its direction."""
    if reason := why_not_explained(scores):
        return without(scores.k, reason)
    r = scores.correlations
    return scaled(johnson(r[:-1, :-1], r[:-1, -1]), r[:-1, -1])


def why_not_explained(scores: PartScores) -> str:
    """Reason why the headline cannot be explained by the parts, or nothing."""
    r = scores.correlations
    return scores.reason or ("not_asked" if len(r) == scores.k else reason_against(r, scores.data.n_obs))
