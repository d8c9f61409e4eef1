"""Entropy weights of the units' figures: w_j = (1 - e_j) / sum (1 - e), e_j = -sum_i p_ij ln p_ij / ln n.

p_ij = x_ij / sum_i x_ij over n units: Zeleny (1982), Multiple Criteria Decision Making; Hwang & Yoon (1981). How the
figures are brought to shares decides the weights, so the study says it: ``shares`` of the figures as they are, or
``min_max`` first, (x - min) / (max - min). 0 ln 0 = 0. Of units, never of respondents, whose spread it would measure.
"""

from __future__ import annotations

import numpy as np

from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without


def weigh(scores: PartScores) -> RuleWeights:
    """What the units' shares tell beyond equal ones, scaled to 1; a part that all units have alike leaves none."""
    x = scores.figures
    if scores.reason or x is None:
        return without(scores.k, scores.reason or "not_asked")
    if len(x) < 2 or not (np.ptp(x, axis=0) > 0).all():
        return without(scores.k, "one_group" if len(x) < 2 else "no_variance")
    if scores.settings.normalise == "min_max":
        x = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    p = x / x.sum(axis=0)
    told = -np.sum(p * np.log(np.where(p > 0, p, 1)), axis=0) / np.log(len(x))
    return scaled(1 - told)
