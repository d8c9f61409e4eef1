"""Standardised regression coefficients of the headline on all parts: w_j = b_j / sum b, b = R^-1 r.

OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6. Variant: the coefficients themselves, not
their squares or absolute values, so that a negative one, which correlated parts bring about easily, leaves no weights.
"""

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """The coefficients; a negative one is told by its direction."""
    betas = np.asarray(np.linalg.solve(*scores.explaining))
    return RuleWeights(betas, betas)
