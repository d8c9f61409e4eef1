"""Every part counts alike: w_j = 1 / k."""

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """One for each part."""
    return RuleWeights(np.ones(scores.k))
