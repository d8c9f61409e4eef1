"""What the parts have in common: squared loadings on the first principal component of their correlations.

w_j = v_j^2, v the first eigenvector: Nicoletti, Scarpetta & Boylaud (2000), OECD Economics Department Working Paper
226; OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6. Variant: one component, not rotated.
With two parts it is always one half each.
"""

from __future__ import annotations

import numpy as np

from csat_lib.index.importance import reason_against
from csat_lib.index.part_scores import Array, PartScores, RuleWeights, scaled, without


def weigh(scores: PartScores) -> RuleWeights:
    """Squared loadings, scaled to 1; a part that loads the other way is told by its direction."""
    if reason := why_no_component(scores):
        return without(scores.k, reason)
    first = first_component(scores)
    return scaled(first**2, first)


def why_no_component(scores: PartScores) -> str:
    """Reason why the parts have no first component, or nothing."""
    k, n = scores.k, scores.data.n_obs
    r = scores.correlations[:k, :k]
    return scores.reason or (reason_against(r, n) if n <= k or np.isnan(r).any() else "")


def first_component(scores: PartScores) -> Array:
    """(k,) first eigenvector of the parts' correlations, turned so that it adds up to more than 0."""
    first = np.linalg.eigh(scores.correlations[: scores.k, : scores.k])[1][:, -1]
    return np.asarray(first * np.sign(first.sum()))
