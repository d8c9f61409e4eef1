"""What a part says that the others do not: w_j in proportion to 1 - R2_j, R2_j that of the part on all others.

1 - R2_j = 1 / (R^-1)_jj, its tolerance; 独立性权数: the less the others repeat a part, the more it counts. Variant: the
tolerance; some Chinese texts take 1 / R_j instead, which grows without bound for a part that stands alone.
"""

from __future__ import annotations

import numpy as np

from csat_lib.index.importance import SMALLEST_ROOT
from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without
from csat_lib.index.rules.critic import why_no_spread


def weigh(scores: PartScores) -> RuleWeights:
    """The tolerances, scaled to 1."""
    k = scores.k
    if reason := why_no_spread(scores) or ("few_answers" if scores.data.n_obs <= k else ""):
        return without(k, reason)
    r = scores.correlations[:k, :k]
    if np.linalg.eigvalsh(r)[0] <= SMALLEST_ROOT:
        return without(k, "collinear")
    return scaled(1 / np.diagonal(np.linalg.inv(r)))
