"""CRITIC: contrast and conflict, C_j = s_j sum_k (1 - r_jk), w_j = C_j / sum C.

Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22: 763-770. s_j is the standard deviation
of the part in its range: of units from the least to the most figure (min-max), of respondents from 0 to 100, where all
parts have the same. Variant: Pearson correlations. Parts that all say the same have no conflict, hence no weights.
"""

import numpy as np

from csat_lib.index.judged import refuse
from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """s_j sum_k (1 - r_jk)."""
    spread, r = scores.spread
    conflict = np.sum(1 - r, axis=1) if scores.k > 1 else np.ones(1)
    refuse("" if (conflict > np.finfo(float).eps * scores.k).all() else "collinear")
    return RuleWeights(spread * conflict)
