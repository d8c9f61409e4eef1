"""Several sources of one figure: how far they lie apart in each unit, and where that is more than chance."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

from scipy.special import stdtrit

from csat_lib.findings import Finding, FindingList, way
from csat_lib.findings.catalogue import kpis as known
from csat_lib.index.composite import Composite, composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, shown
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary

FEWEST_UNITS = 3
"""Units with both sources, from which it is told how far these usually lie apart."""
FEWEST_DF, FEWEST_AWAY, POINTS = 11, 4, 100.0
"""With fewer PSUs, or answers away from the nearer end, false conflicts are told in up to 25 to 40 of 100 studies."""
Error = tuple[float, float] | None
Apart = dict[tuple[str, str], dict[Cell, tuple[float, Error, Error]]]


@statistic
def compare_sources(summary: Summary, spec: ScoreSpec) -> FindingList:
    """The sources of every node that combines several of one figure, unit by unit.

    ``source_spread``: the highest of a unit's sources less the lowest. ``source_gap``: the difference d_u of two
    sources in a unit less the mean of that difference over the k units that have both, as sources have levels of their
    own (``source_level``: that mean). With v_u the sum of the two sources' variances, which are independent and
    no less than all units make likely (:func:`_errors`), its variance is v_u (1 - 2/k) + sum v / k^2;
    t intervals (df by Satterthwaite over all sources) hold together over all pairs and units of a node (Sidak), so that
    one that leaves out 0 is a conflict that errors do not explain: ``tests/simulations/source_conflicts.csv``. Exact
    sources alone have no interval, nor has a unit whose answers do not tell their own error (fewer than 12 PSUs or
    respondents, or as good as all at an end of the scale); in the others' it counts as the least sure one. Missing
    values: a unit without a source has no difference with it; fewer than three units with both have none at all.
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
        exact = [part for part in scores if {*_source(spec, part).parts} <= {*spec.kpis}]
        rows += source_gaps(node, scores, exact, spec.confidence)
    return FindingList(tuple(rows))


def _scores(summary: Summary, spec: ScoreSpec, part: str, cells: list[Cell]) -> dict[Cell, Estimate]:
    """The score of one source in each unit, as far as it is shown."""
    own, kept_back = _source(spec, part), hidden_cells(summary, spec)
    return {cell: kept_back.held(shown(own.estimate(summary.scores, cell), spec), part, cell) for cell in cells}


def _source(spec: ScoreSpec, part: str) -> Composite:
    several = {one.subject: one for one in composites(spec)}
    return several.get(part) or replace(next(iter(several.values())), subject=part, parts={part: 1.0}, spec=None)


def source_gaps(
    node: str, scores: dict[str, dict[Cell, Estimate]], exact: Collection[str], confidence: float
) -> list[Finding]:
    """The gaps of one node from the scores of its sources in every unit; ``exact``: those that records give."""
    apart: Apart = {}
    errors = {part: _errors(of, exact=part in exact) for part, of in scores.items()}
    for first, second in combinations(scores, 2):
        both = {
            cell: (one.value - other.value, errors[first][cell], errors[second][cell])
            for cell, one in scores[first].items()
            if one.value is not None and (other := scores[second][cell]).value is not None
        }
        if len(both) >= FEWEST_UNITS:
            apart[first, second] = both
    number = sum(map(len, apart.values()))
    rows: list[Finding] = []
    for pair, both in apart.items():
        k, mean = len(both), sum(difference for difference, *_ in both.values()) / len(both)
        level = replace(scores[pair[0]][next(iter(both))], value=mean, se=None, df=None, reason="")
        rows.append(_row(known.LEVEL.name, node, pair, level, ALL))
        worst = [max((one for _, *errors in both.values() if (one := errors[at])), default=None) for at in (0, 1)]
        whole = _summed([one or last for _, *own in both.values() for one, last in zip(own, worst, strict=True)])
        for cell, (difference, *own) in both.items():
            mine = _summed(own)
            variance, doubt = _of_gap(mine, whole, k) if mine and whole else (0.0, 0.0)
            gap = replace(scores[pair[0]][cell], value=difference - mean, se=variance**0.5 or None, df=None)
            row = _row(known.SOURCE_GAP.name, node, pair, gap, cell)
            row = replace(row, method=row.method + "welch-satterthwaite" + way("sidak over #", number))
            if variance:
                df = variance**2 / doubt if doubt else math.inf
                reach = float(stdtrit(df, (1 + confidence ** (1 / number)) / 2)) * variance**0.5
                low, high = difference - mean - reach, difference - mean + reach
                row = replace(row, low=low, high=high, df=df if doubt else None, confidence=confidence)
            rows.append(row)
    return rows


def _errors(scores: dict[Cell, Estimate], *, exact: bool) -> dict[Cell, Error]:
    """Variance and df of a source in each unit, the variance no less than what all units together make likely.

    Answers, or counts, that lie by chance where they vary little tell an error that is too small just there. Of answers
    it is the units' mean variance of one over their number; of counts, whose numbers differ from unit to unit, the
    units' mean variance, but no more than twice its own.
    """
    own = {cell: _error(score, exact=exact) for cell, score in scores.items() if score.value is not None}
    n = {cell: 1.0 if exact else scores[cell].n_effective for cell in own}
    told = [one[0] * n[cell] for cell, one in own.items() if one]
    usual, most = sum(told) / max(len(told), 1), 2.0 if exact else math.inf
    return {cell: one and (max(one[0], min(usual / n[cell], most * one[0])), one[1]) for cell, one in own.items()}


def _error(score: Estimate, *, exact: bool) -> Error:
    """Variance and df; none of answers that do not tell it."""
    if exact:
        return ((score.se or 0.0) ** 2, math.inf)
    away = min(score.value or 0.0, POINTS - (score.value or 0.0)) / POINTS * score.n_effective
    told = (score.df or 0.0) >= FEWEST_DF and away >= FEWEST_AWAY
    return (score.se**2, score.df) if score.se and score.df and told else None


def _summed(errors: Sequence[Error]) -> tuple[float, float] | None:
    """Sums of the variances and of their squares by df, what Satterthwaite's df is made of; None with one not known."""
    known_ones = [error for error in errors if error]
    if len(known_ones) < len(errors):
        return None
    return sum(v for v, _ in known_ones), sum(v**2 / df for v, df in known_ones)


def _of_gap(own: tuple[float, float], whole: tuple[float, float], k: int) -> tuple[float, float]:
    """Both sums for a unit's difference less the mean of k: its own part counts 1 - 1/k, that of each other 1/k."""
    sums = zip(own, whole, (2, 4), strict=True)
    variance, doubt = (mine * (1 - 1 / k) ** power + (every - mine) / k**power for mine, every, power in sums)
    return variance, doubt


def _row(measure: str, node: str, pair: tuple[str, str] | str, estimate: Estimate, cell: Cell) -> Finding:
    subject, other = pair if isinstance(pair, tuple) else (node, "")
    told = replace(estimate, method=way("sources independent"))
    figure = ScoreFigure(subject, measure, told, cell=cell, other=other)
    return replace(figure.to_finding(known.TOPIC.name, 0.95), path=node if other else "")
