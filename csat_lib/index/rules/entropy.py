"""Entropy weights of the units' figures: w_j = (1 - e_j) / sum (1 - e), e_j = -sum_i p_ij ln p_ij / ln n.

p_ij = x_ij / sum_i x_ij over n units: Zeleny (1982), Multiple Criteria Decision Making; Hwang & Yoon (1981). How the
figures are brought to shares decides the weights, so the study says it: ``shares`` of the figures as they are, or
``min_max`` first, (x - min) / (max - min). 0 ln 0 = 0. Of units, never of respondents, whose spread it would measure.
"""

import numpy as np

from csat_lib.index.judged import refuse
from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """What the units' shares tell beyond equal ones; a part that all units have alike leaves no weights."""
    refuse(scores.reason or ("not_asked" if scores.figures is None else ""))
    x = np.asarray(scores.figures)
    refuse("one_group" if len(x) < 2 else "" if (np.ptp(x, axis=0) > 0).all() else "no_variance")
    x = (x - x.min(axis=0)) / np.ptp(x, axis=0) if scores.settings.normalise == "min_max" else x
    p = x / x.sum(axis=0)
    way = "min-max first" if scores.settings.normalise == "min_max" else "shares of figures"
    return RuleWeights(1 + np.sum(p * np.log(np.where(p > 0, p, 1)), axis=0) / np.log(len(x)), ways=(way,))
