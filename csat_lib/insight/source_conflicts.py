"""Several sources of one figure: how far they lie apart in each unit, and where that is more than chance."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import inf

from scipy.special import stdtrit

from csat_lib.findings import Finding, FindingList, way
from csat_lib.findings.catalogue import kpis as known
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, shown
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary

FEWEST_UNITS = 3
"""Units with both sources, from which it is told how far these usually lie apart."""
Apart = dict[tuple[str, str], dict[Cell, tuple[float, float, float]]]
"""Two sources -> unit -> their difference, its variance and df."""


@statistic
def compare_sources(summary: Summary, spec: ScoreSpec) -> FindingList:
    """The sources of every node that combines several of one figure, unit by unit.

    ``source_spread``: the highest of a unit's sources less the lowest. ``source_gap``: the difference d_u of two
    sources in a unit less the mean of that difference over the k units that have both, as sources have levels of their
    own (``source_level``: that mean). With v_u the sum of the two sources' variances, which are independent, its
    variance is v_u (1 - 2/k) + sum v / k^2, with the df of v_u by Welch and Satterthwaite; t intervals hold together
    over all pairs and units of a node (Sidak), so that one that leaves out 0 is a conflict that errors do not explain.
    Exact sources alone have no interval. Missing values: a unit without a source has no difference with it; fewer than
    three units with both have none at all.
    """
    if not spec.unit:
        return FindingList()
    cells = [(spec.unit, level) for level in summary.scores.cells(spec.unit)]
    rows: list[Finding] = []
    for node in spec.sources:
        scores = {part: _scores(summary, spec, part, cells) for part in spec.index.get(node, {})}
        for cell in cells:
            here = [value for of in scores.values() if (value := of[cell].value) is not None]
            if len(here) > 1:
                base = next(iter(scores.values()))[cell]
                spread = replace(base, value=max(here) - min(here), se=None, df=None, reason="")
                rows.append(_row(known.SPREAD.name, node, "", spread, cell))
        rows += _gaps(node, scores, spec.confidence)
    return FindingList(tuple(rows))


def _scores(summary: Summary, spec: ScoreSpec, part: str, cells: list[Cell]) -> dict[Cell, Estimate]:
    """The score of one source in each unit, as far as it is shown."""
    several = {one.subject: one for one in composites(spec)}
    own = several.get(part) or replace(next(iter(several.values())), subject=part, parts={part: 1.0}, spec=None)
    kept_back = hidden_cells(summary, spec)
    return {cell: kept_back.held(shown(own.estimate(summary.scores, cell), spec), part, cell) for cell in cells}


def _gaps(node: str, scores: dict[str, dict[Cell, Estimate]], confidence: float) -> list[Finding]:
    apart: Apart = {}
    for first, second in combinations(scores, 2):
        both = {
            cell: (one.value - other.value, *_error(one, other))
            for cell, one in scores[first].items()
            if one.value is not None and (other := scores[second][cell]).value is not None
        }
        if len(both) >= FEWEST_UNITS:
            apart[first, second] = both
    number = sum(map(len, apart.values()))
    rows: list[Finding] = []
    for pair, both in apart.items():
        mean, all_errors = (sum(each[at] for each in both.values()) / len(both) ** (1 + at) for at in (0, 1))
        level = replace(scores[pair[0]][next(iter(both))], value=mean, se=None, df=None, reason="")
        rows.append(_row(known.LEVEL.name, node, pair, level, ALL))
        for cell, (difference, variance, df) in both.items():
            error = (variance * (1 - 2 / len(both)) + all_errors) ** 0.5
            reach = float(stdtrit(df, (1 + confidence ** (1 / number)) / 2)) * error
            gap = replace(scores[pair[0]][cell], value=difference - mean, se=error or None, df=df if error else None)
            row = _row(known.SOURCE_GAP.name, node, pair, gap, cell)
            value = difference - mean
            ends = (value - reach, value + reach) if error else (None, None)
            method, at = row.method + "welch-satterthwaite" + way("sidak over #", number), confidence if error else None
            rows.append(replace(row, low=ends[0], high=ends[1], confidence=at, method=method))
    return rows


def _error(*sources: Estimate) -> tuple[float, float]:
    """Variance of a difference of independent figures, and its df by Welch and Satterthwaite."""
    errors = [((one.se or 0.0) ** 2, one.df or inf) for one in sources]
    whole, lost = sum(v for v, _ in errors), sum(v**2 / df for v, df in errors)
    return whole, whole**2 / lost if lost else 1e9


def _row(measure: str, node: str, pair: tuple[str, str] | str, estimate: Estimate, cell: Cell) -> Finding:
    subject, other = pair if isinstance(pair, tuple) else (node, "")
    told = replace(estimate, method=way("sources independent"))
    figure = ScoreFigure(subject, measure, told, cell=cell, other=other)
    return replace(figure.to_finding(known.TOPIC.name, 0.95), path=node if other else "")
