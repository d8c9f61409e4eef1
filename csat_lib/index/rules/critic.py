"""CRITIC: contrast and conflict, C_j = s_j sum_k (1 - r_jk), w_j = C_j / sum C.

Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22: 763-770. s_j is the standard deviation
of the part in its range: of units from the least to the most figure (min-max), of respondents from 0 to 100, where all
parts have the same. Variant: Pearson correlations.
"""

from __future__ import annotations

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without


def weigh(scores: PartScores) -> RuleWeights:
    """s_j sum_k (1 - r_jk), scaled to 1; parts that all say the same have no conflict."""
    k = scores.k
    if reason := why_no_spread(scores):
        return without(k, reason)
    conflict = np.sum(1 - scores.correlations[:k, :k], axis=1) if k > 1 else np.ones(1)
    return scaled(scores.spread * conflict) if (conflict > np.finfo(float).eps * k).all() else without(k, "collinear")


def why_no_spread(scores: PartScores) -> str:
    """Reason why the parts have no spread to be weighed by, or nothing."""
    if scores.reason or not scores.data.n_obs:
        return scores.reason or "all_missing"
    if scores.data.n_obs < 2 or np.isnan(scores.sd).any():
        return "few_answers"
    return "" if (scores.spread > 0).all() and np.isfinite(scores.correlations).all() else "no_variance"
