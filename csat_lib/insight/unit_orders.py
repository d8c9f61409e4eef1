"""Units in the order of other methods than the index: TOPSIS and the rank-sum ratio, on the same parts and weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

from csat_lib.errors.insight import cannot_order
from csat_lib.findings import ways
from csat_lib.findings.catalogue.segments import (
    CLOSENESS,
    CLOSENESS_PLACE,
    ORDER_TAU,
    RSR,
    RSR_FIT,
    RSR_GROUP,
    RSR_PLACE,
)
from csat_lib.findings.measure import Measure
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec
from csat_lib.insight.ranking import FEWEST, Array, Ranking, units_shown
from csat_lib.insight.which_weights import tau_b
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.summary import Summary

DIGITS = 9
"""To which figures are compared: what differs by rounding alone is a tie."""
LOWER, UPPER = 4.0, 6.0
"""Probits between which a unit is in the middle group of three."""


@dataclass(frozen=True)
class RankSums:
    """(k,) rank-sum ratios, their groups (1 the upper, 3 the lower) and R2 of the line through the Probits.

    Groups are NaN, and R2 is, where there are fewer than four different ratios.
    """

    ratios: Array
    groups: Array
    fit: float


@statistic
def order_units(summary: Summary, spec: ScoreSpec) -> Ranking:
    """Closeness by TOPSIS and weighted rank-sum ratio of every unit, and whether they order units as the index does.

    Both take the parts of the study's index that are answered or measured (constructs, KPIs in points) and what each
    weighs in it, as :func:`topsis` and :func:`rank_sum_ratios` have them. ``order_tau``: Kendall's tau-b of a method's
    order against that of the index. Missing values: a unit without one of the parts is in no order (``all_missing``,
    ``no_kpi``), the others are ordered without it; a hidden unit is left out. Units that are all alike have no
    closeness (``no_variance``). No intervals: bootstrapped ranks do not hold near ties (Xie, Singh & Zhang 2009, JASA
    104: 775-788); the places that chance leaves are those of the index (:func:`csat_lib.insight.ranking.rank_units`).
    """
    one, known = units_shown(summary, spec) if spec.rankings else (None, {})
    if one is None or not one.parts or one.parts.keys() - set(summary.scores.variables):
        return Ranking((), spec.confidence)
    values = {cell: summary.scores.means([*one.parts], cell) for cell in known}
    whole = {cell: it for cell, it in known.items() if it.value is not None and np.isfinite(values[cell]).all()}
    table = np.array([values[cell] for cell in whole]).reshape(len(whole), len(one.parts))
    index, weights = np.array([it.value for it in whole.values()]), np.array([*one.parts.values()])
    figures: list[ScoreFigure] = []
    for measure, of_units, fit in _orders(table, weights, spec):
        for cell, value in zip(whole, of_units, strict=True):
            figures.append(ScoreFigure(one.subject, measure.name, _bare(whole[cell], value, measure), cell=cell))
        for cell in (cell for cell in known if cell not in whole and known[cell].value is not None):
            gone = {name for name, value in zip(one.parts, values[cell], strict=True) if not np.isfinite(value)}
            reason = "no_kpi" if gone & {*spec.kpis} else "all_missing"
            lacks = replace(_bare(known[cell], np.nan, measure), reason=reason)
            figures.append(ScoreFigure(one.subject, measure.name, lacks, cell=cell))
        if measure in {CLOSENESS, RSR} and len(whole) >= FEWEST:
            of_all = summary.scores.mean(next(iter(one.parts)))
            found = {ORDER_TAU: tau_b(index.round(DIGITS), of_units.round(DIGITS)), **fit}
            for kind, value in found.items():
                base = _bare(of_all, value, measure)
                figures.append(ScoreFigure(one.subject, kind.name, base, other=measure.name))
    return Ranking(tuple((figure, at) for at, figure in enumerate(figures)), spec.confidence)


def _orders(table: Array, weights: Array, spec: ScoreSpec) -> Iterator[tuple[Measure, Array, dict[Measure, float]]]:
    """What is told of the units, by each method that the study names; beside the ratios how well their line fits."""
    if len(table) > 1 and "topsis" in spec.rankings:
        closeness = topsis(table, weights)
        yield from ((CLOSENESS, closeness, {}), (CLOSENESS_PLACE, _places(closeness), {}))
    if len(table) > 1 and "rsr" in spec.rankings:
        found = rank_sum_ratios(table, weights)
        yield from ((RSR, found.ratios, {RSR_FIT: found.fit}), (RSR_PLACE, _places(found.ratios), {}))
        yield from [(RSR_GROUP, found.groups, {})] if np.isfinite(found.fit) else []


def topsis(values: Array, weights: Array) -> Array:
    """(k,) closeness of k units to the ideal one: D- / (D+ + D-).

    Hwang & Yoon (1981), Multiple Attribute Decision Making: x_ij / sqrt(sum_i x_ij^2) (vector normalisation) times
    w_j; D+ and D- are the Euclidean distances to the highest and to the lowest of every column of ``values`` (k, p),
    of which more is better. NaN where all units are alike.
    """
    _check(values, weights)
    length = np.sqrt((values**2).sum(axis=0))
    v = weights / weights.sum() * np.divide(values, length, out=np.zeros_like(values), where=length > 0)
    best, worst = (np.sqrt(((v - end) ** 2).sum(axis=1)) for end in (v.max(axis=0), v.min(axis=0)))
    apart = bool(np.any(np.ptp(values, axis=0) > 10.0**-DIGITS))
    return np.asarray(worst / (best + worst)) if apart else np.full(len(values), np.nan)


def rank_sum_ratios(values: Array, weights: Array) -> RankSums:
    """The weighted rank-sum ratio of k units, on whole ranks, and its three groups.

    Tian (田凤调 1993), 秩和比法及其应用: WRSR_i = sum_j w_j R_ij / k, R_ij the rank of unit i in column j of ``values``
    (k, p), 1 the lowest, equal ones with their mean rank, w adding up to 1 (all alike: the plain RSR). Of the sorted
    ratios the mean rank over k, of the highest 1 - 1/(4k), is a share p with the Probit 5 + z(p); a least-squares line
    of the (different) ratios on their Probits gives each its estimate, whose group is the lower under a Probit of 4,
    the upper from 6 on.
    """
    _check(values, weights)
    k = len(values)
    ratios = rankdata(values.round(DIGITS), axis=0) @ (weights / weights.sum()) / k
    rounded = ratios.round(DIGITS)
    different, which = np.unique(rounded, return_inverse=True)
    if len(different) < FEWEST:
        return RankSums(ratios, np.full(k, np.nan), np.nan)
    shares = rankdata(rounded) / k
    shares[rounded == rounded.max()] = 1 - 1 / (4 * k)
    probits = 5 + ndtri(shares)
    at = np.array([np.flatnonzero(which == one)[0] for one in range(len(different))])
    slope, start = np.polyfit(probits[at], different, 1)
    estimates, (lower, upper) = start + slope * probits, (start + slope * end for end in (LOWER, UPPER))
    groups = np.where(estimates < lower, 3.0, np.where(estimates < upper, 2.0, 1.0))
    return RankSums(ratios, groups, float(np.corrcoef(probits[at], different)[0, 1] ** 2))


def _check(values: Array, weights: Array) -> None:
    blank = int((~np.isfinite(values)).sum())
    if blank or not ((weights >= 0).all() and weights.sum() > 0 and values.shape[1:] == weights.shape):
        raise cannot_order(values.shape, blank, [f"{weight:g}" for weight in weights])


def _places(values: Array) -> Array:
    """1 is the highest; equal ones have the same place."""
    known = np.isfinite(values)
    return np.where(known, rankdata(-np.nan_to_num(values).round(DIGITS), method="min"), np.nan)


_WAYS = {
    CLOSENESS.name: ("topsis", "vector normalisation"),
    RSR.name: ("wrsr", "whole ranks"),
    RSR_GROUP.name: ("wrsr", "whole ranks", "three groups by Probit"),
}


def _bare(of: Estimate, value: float, measure: Measure) -> Estimate:
    """A figure on a unit's base, without interval."""
    how = _WAYS.get(measure.name, _WAYS[CLOSENESS.name if measure is CLOSENESS_PLACE else RSR.name])
    method = ways(*how, "no interval", "ranks near ties")
    known = bool(np.isfinite(value))
    reason = "" if known else "no_variance"
    return replace(of, value=float(value) if known else None, se=None, df=None, method=method, reason=reason)
