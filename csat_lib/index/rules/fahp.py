"""Fuzzy AHP by Buckley (1985), Fuzzy Sets and Systems 17: 233-247: geometric means of rows of fuzzy judgements.

A judgement a >= 1 is the triangular number (max(a - 1, 1), a, a + 1), 1 is (1, 1, 1), one below 1 the inverse of that
of 1/a. r_i = (prod_j a_ij)^(1/k), over experts by the geometric mean; the fuzzy weight is (l_i / sum u, m_i / sum m,
u_i / sum l), its centroid (l + m + u) / 3, scaled to 1. Not the extent analysis of Chang (1996), whose degrees of
possibility are no weights and can be 0 for a part that counts: Wang, Luo & Hua (2008), Eur J Oper Res 186: 735-747.
"""

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """Centroids of the fuzzy weights; every pair must have been judged by each expert."""
    pairs = scores.judgements.whole_pairs
    above = np.maximum(pairs, 1 / pairs)
    less, more = np.where(above == 1, 1.0, np.maximum(above - 1, 1)), np.where(above == 1, 1.0, above + 1)
    ends = np.where(pairs < 1, 1 / more, less), pairs, np.where(pairs < 1, 1 / less, more)
    low, middle, high = (np.exp(np.log(end).mean(axis=(0, 2))) for end in ends)
    return RuleWeights(low / high.sum() + middle / middle.sum() + high / low.sum(), ways=("buckley",))
