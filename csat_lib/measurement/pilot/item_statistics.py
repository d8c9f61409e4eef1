"""Figures of single items: how they are answered, and how they go with the rest of their own scale."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.interval import NONE, fisher_by_replicates
from csat_lib.measurement.correlations.matrices import matrices_of
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.pilot.critical_ratios import critical_ratios
from csat_lib.measurement.pilot.item_decisions import ScreenSpec
from csat_lib.measurement.reliability import AlphaResult, estimate_alpha
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import dealt_groups
from csat_lib.summary.totals import sum_totals

TOPIC = pilot.TOPIC.name
UNWEIGHTED = "unweighted"
Table = dict[str, dict[Measure, Finding]]
"""Item -> measure -> its finding."""


@dataclass(frozen=True)
class ItemRange:
    """The ends of an item's scale, and how many kept respondents it applied to."""

    low: float
    high: float
    n: int


def figure(subject: str, measure: Measure, value: float, n: int, **rest: Any) -> Finding:
    """One finding of the topic; NaN becomes an absent value with its ``reason``, and loses its interval and test."""
    reason, absent = rest.pop("reason", ""), math.isnan(value)
    if absent:
        rest = {name: given for name, given in rest.items() if name in {"other", "method", "path"}}
    rest = {**rest, "n_weighted": float(n), "n_effective": float(n)}
    shown = None if absent else float(value)
    return Finding(
        topic=TOPIC, subject=subject, measure=measure.name, value=shown, n=n, reason=reason if absent else "", **rest
    )


def answer_figures(frame: pd.DataFrame, construct: str, asked: Mapping[str, ItemRange]) -> Table:
    """``mean``, ``sd``, ``skewness``, ``floor``, ``ceiling`` and ``missing_share`` of each item, over its own answers.

    Skewness is G1, the adjusted Fisher-Pearson coefficient sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5: Joanes & Gill
    (1998), The Statistician 47: 183-189. Floor and ceiling: shares of the lowest and highest answer of the scale.
    """
    return {str(item): _answers(frame[item], construct, asked[str(item)]) for item in frame}


def _answers(answers: pd.Series, construct: str, asked: ItemRange) -> dict[Measure, Finding]:
    item, x = str(answers.name), answers.dropna().to_numpy(dtype=np.float64)
    n, nan = len(x), math.nan
    sd = float(x.std(ddof=1)) if n > 1 else nan
    own, reason = ways("own answers", UNWEIGHTED), "few_answers" if n else "all_missing"
    base: dict[str, Any] = {"other": construct, "method": own, "reason": reason}
    skew = base | {"method": way("g1") + own, "reason": "no_variance" if sd == 0 else reason}
    ends = {pilot.FLOOR: asked.low, pilot.CEILING: asked.high}
    found = {
        pilot.MEAN: figure(item, pilot.MEAN, float(x.mean()) if n else nan, n, **base),
        pilot.SD: figure(item, pilot.SD, sd, n, **base),
        pilot.SKEWNESS: figure(item, pilot.SKEWNESS, _skewness(x), n, **skew),
    }
    for measure, end in ends.items():
        found[measure] = figure(item, measure, float((x == end).mean()) if n else nan, n, **base)
    share = 1 - n / asked.n if asked.n else nan
    missing = base | {"method": ways("of those asked", UNWEIGHTED), "reason": "not_asked"}
    return found | {pilot.MISSING_SHARE: figure(item, pilot.MISSING_SHARE, share, asked.n, **missing)}


def _skewness(x: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    n = len(x)
    apart = x - x.mean() if n else x
    second = float((apart**2).mean()) if n else 0.0
    if n < 3 or second == 0:
        return math.nan
    return float(math.sqrt(n * (n - 1)) / (n - 2) * (apart**3).mean() / second**1.5)


def scale_figures(frame: pd.DataFrame, construct: str, spec: ScreenSpec) -> tuple[AlphaResult, Table]:
    """Alpha of a construct, and each item's figures within it, of those complete on its items.

    ``item_rest`` with its interval (:func:`correlated`), ``alpha_if_dropped``, ``loading`` and ``communality`` on one
    factor (minres), ``critical_ratio`` (pooled) and ``critical_ratio_welch``. Nothing of no more answers than items
    (``few_answers``): alpha can be had of so few, but no item is kept or dropped on them.
    """
    whole = frame.dropna()
    items, n = [str(item) for item in frame], len(whole)
    alpha = estimate_alpha(frame, spec.confidence, label=construct)
    factor = extract_factors(frame, 1, rotation=None)
    loadings = factor.loadings.iloc[:, 0]
    words = ways("listwise", UNWEIGHTED)
    found: Table = {item: {} for item in items}
    few = n <= len(items)
    for item in items:
        rest = math.nan if few else float(alpha.item_rest[item])
        ends, how = correlated(whole[item], whole.drop(columns=item).sum(axis=1), whole, spec.confidence)
        base: dict[str, Any] = {"other": construct, "method": ways("corrected", how, words)}
        why = "few_answers" if few else alpha.reason or "no_variance"
        ends = {} if few else ends
        found[item][pilot.ITEM_REST] = figure(item, pilot.ITEM_REST, rest, n, **base, **ends, reason=why)
        alone = "one_item" if len(items) < 3 else why
        base["method"] = way("raw") + words
        dropped = math.nan if few else float(alpha.if_dropped[item])
        found[item][pilot.ALPHA_IF_DROPPED] = figure(item, pilot.ALPHA_IF_DROPPED, dropped, n, **base, reason=alone)
        base["method"] = ways(way("# factor", 1), factor.variant, UNWEIGHTED)
        why = factor.reason or "no_variance"
        found[item][pilot.LOADING] = figure(item, pilot.LOADING, float(loadings[item]), n, **base, reason=why)
        shared = float(factor.communalities[item])
        found[item][pilot.COMMUNALITY] = figure(item, pilot.COMMUNALITY, shared, n, **base, reason=why)
    return alpha, _with_ratios(found, frame, construct, spec)


def _with_ratios(found: Table, frame: pd.DataFrame, construct: str, spec: ScreenSpec) -> Table:
    ratios = critical_ratios(sum_totals(frame), spec.tail)
    reason, n = ratios.reason or "no_variance", sum(ratios.sizes) or len(frame.dropna())
    for measure, name, test in (
        (pilot.CRITICAL_RATIO, "pooled t", ratios.pooled),
        (pilot.CRITICAL_RATIO_WELCH, "welch t", ratios.welch),
    ):
        method = ways(name, ratios.method, UNWEIGHTED)
        for at, (item, row) in enumerate(found.items()):
            ends = {"df": float(test.df[at]), "p": float(test.p[at])}
            words = {"other": construct, "method": method, "reason": reason}
            row[measure] = figure(item, measure, float(test.t[at]), n, **words, **ends)
    return found


def correlated(x: pd.Series, y: pd.Series, answers: pd.DataFrame, confidence: float) -> tuple[dict[str, float], Method]:
    """The interval of a correlation, as a finding takes it, and how it came about: :func:`fisher_by_replicates`.

    Rows are dealt to groups by their ``answers``, which no order of the items changes, as it does the last digit of y.
    None where the answers are too skewed for their number, as a pilot's often are: Fisher's own, of normal answers,
    holds in .75 of samples then (``tests/simulations/other_coverage.csv``).
    """
    known = (x.notna() & y.notna()).to_numpy()
    both = pd.DataFrame({"x": x, "y": y})[known]
    of = matrices_of(sum_moments(both, dealt_groups(answers[known])))
    if of.reason:
        return {}, NONE.method
    r = float(of.correlation[0, 1])
    found = fisher_by_replicates(r, of.correlations_less[:, 0, 1], of.skewness, confidence)
    ends = {"low": found.low, "high": found.high, "se": found.se, "df": found.df, "confidence": confidence}
    return {} if math.isnan(found.low) else ends, found.method


def in_order(table: Table, items: Sequence[str]) -> list[Finding]:
    """The findings, item by item."""
    return [row for item in items for row in table[item].values()]
