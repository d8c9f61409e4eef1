"""Weights of several rules taken together (组合赋权).

``multiplicative``: w_j = prod_r w_rj / sum prod. ``additive``: w_j = sum_r s_r w_rj, s_r the shares of the study, alike
by default. ``game``: s solves sum_q (w_r . w_q) s_q = w_r . w_r for every r, so that the combination departs least from
all, |s| scaled to 1: 博弈论组合赋权. None where one of the rules has none.
"""

from __future__ import annotations

import numpy as np

from csat_lib.findings.catalogue.weight_rules import key_of
from csat_lib.index.decompose import Array
from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without
from csat_lib.index.rules import by_rule


def weigh(scores: PartScores) -> RuleWeights:
    """The combination; a part that goes against the others by one of the rules does so here."""
    found = [by_rule(rule, scores) for rule in scores.settings.rules]
    if reason := next((each.reason for each in found if each.reason), "" if found else "not_asked"):
        return without(scores.k, reason)
    w, way = np.array([each.weights for each in found]), scores.settings.way
    raw = w.prod(axis=0) if way == "multiplicative" else _shares(w, scores) @ w
    directions = np.min([each.directions for each in found], axis=0)
    told = tuple(one for each in found for one in each.diagnostics)
    return RuleWeights(scaled(raw).weights, directions, "", (way, *map(key_of, scores.settings.rules)), told)


def _shares(w: Array, scores: PartScores) -> Array:
    if scores.settings.way == "additive":
        given = np.array(scores.settings.shares or np.ones(len(w)))
        return np.asarray(given / given.sum())
    inner = w @ w.T
    found = np.abs(np.linalg.lstsq(inner, np.diagonal(inner), rcond=None)[0])
    return np.asarray(found / found.sum())
