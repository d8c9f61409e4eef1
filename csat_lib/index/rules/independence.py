"""What a part says that the others do not: w_j in proportion to 1 - R2_j, R2_j that of the part on all others.

1 - R2_j = 1 / (R^-1)_jj, its tolerance; 独立性权数: the less the others repeat a part, the more it counts. Variant: the
tolerance; some Chinese texts take 1 / R_j instead, which grows without bound for a part that stands alone.
"""

import numpy as np

from csat_lib.index.importance import SMALLEST_ROOT
from csat_lib.index.judged import refuse
from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """The tolerances."""
    _, r = scores.spread
    refuse("few_answers" if scores.data.n_obs <= scores.k else "")
    refuse("" if np.linalg.eigvalsh(r)[0] > SMALLEST_ROOT else "collinear")
    return RuleWeights(1 / np.diagonal(np.linalg.inv(r)))
