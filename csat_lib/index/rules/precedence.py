"""Precedence chart (优序图): how often a part is taken for the weightier one, w_i = sum_j p_ij / sum p.

p_ij = 1 where experts judge i above j, 1/2 where alike and for i beside itself, 0 below, added up over the experts:
Moody (1983), Decision Making; the half in the diagonal, as in Chinese use, leaves no part without weight. Of judgements
in pairs only which one counts more is used; of points for each part, their order.
"""

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """Sums of precedence; every pair must have been judged by each expert."""
    given = scores.judgements
    points = given.points[max(given.points)] if given.points else None
    pairs = given.whole_pairs if points is None else points[:, :, None] / points[:, None, :]
    return RuleWeights(np.sum((np.sign(np.log(pairs)) + 1) / 2, axis=(0, 2)))
