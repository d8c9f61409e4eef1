"""Weights of several rules taken together (组合赋权).

``multiplicative``: w_j = prod_r w_rj / sum prod. ``additive``: w_j = sum_r s_r w_rj, s_r the shares of the study, alike
by default. ``game``: s solves sum_q (w_r . w_q) s_q = w_r . w_r for every r, so that the combination departs least from
all, |s| scaled to 1: 博弈论组合赋权. None where one of the rules has none.
"""

import numpy as np

from csat_lib.findings.catalogue.weight_rules import key_of
from csat_lib.index.judged import refuse
from csat_lib.index.part_scores import PartScores, RuleWeights
from csat_lib.index.rules import by_rule


def weigh(scores: PartScores) -> RuleWeights:
    """The combination; a part that goes against the others by one of the rules does so here."""
    settings = scores.settings
    found = [by_rule(rule, scores) for rule in settings.rules]
    refuse(next((each.reason for each in found if each.reason), "" if found else "not_asked"))
    w = np.array([each.weights for each in found])
    if settings.way == "multiplicative":
        raw = w.prod(axis=0)
    elif settings.way == "additive":
        raw = np.array(settings.shares or np.ones(len(w))) @ w
    else:
        raw = np.abs(np.linalg.lstsq(w @ w.T, np.sum(w * w, axis=1), rcond=None)[0]) @ w
    directions = [each.directions for each in found if each.directions is not None]
    told = tuple(one for each in found for one in each.diagnostics)
    ways = (settings.way, *map(key_of, settings.rules))
    return RuleWeights(raw, np.min(directions, axis=0) if directions else None, ways=ways, diagnostics=told)
