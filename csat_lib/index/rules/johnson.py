"""Johnson's relative weights for the headline, scaled to 1: Johnson (2000), formula in ``index.decompose``."""

from csat_lib.index.decompose import johnson
from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """Parts of R squared; a part that goes against the headline is told by its direction."""
    return RuleWeights(johnson(*scores.explaining), scores.explaining[1])
