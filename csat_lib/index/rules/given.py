"""Numbers that the study sets: w_j = g_j / sum g."""

from csat_lib.index.judged import NoWeights
from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """The numbers."""
    if scores.given is None:
        raise NoWeights("not_asked")
    return RuleWeights(scores.given)
