"""Standardised regression coefficients of the headline on all parts: w_j = b_j / sum b, b = R^-1 r.

OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6. Variant: the coefficients themselves, not
their squares or absolute values, so that a negative one, which correlated parts bring about easily, leaves no weights.
"""

from __future__ import annotations

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without
from csat_lib.index.rules.johnson import why_not_explained


def weigh(scores: PartScores) -> RuleWeights:
    """The coefficients, scaled to 1; a negative one is told by its direction."""
    if reason := why_not_explained(scores):
        return without(scores.k, reason)
    r = scores.correlations
    betas = np.asarray(np.linalg.solve(r[:-1, :-1], r[:-1, -1]))
    return scaled(betas, betas)
