"""Every part counts alike: w_j = 1 / k."""

from __future__ import annotations

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights, scaled


def weigh(scores: PartScores) -> RuleWeights:
    """One over the number of parts."""
    return scaled(np.ones(scores.k))
