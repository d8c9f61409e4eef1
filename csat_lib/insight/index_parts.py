"""What each part of the index makes of it and of its change: scores from answers, and figures of operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from csat_lib.findings import Finding, FindingList, way, ways
from csat_lib.findings.catalogue import kpis as known
from csat_lib.findings.catalogue.methods import TOGETHER
from csat_lib.index.composite import Composite, composites
from csat_lib.index.score_figures import ScoreFigure, mean_figure
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.insight.comparability import NOTHING, Comparability, SummedWave
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.insight.operating_figures import KpiSpec, points_row
from csat_lib.insight.simultaneous import comparisons, simultaneous
from csat_lib.insight.trends import Guard
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import difference
from csat_lib.summary.sample import ALL, Cell


@statistic
def index_parts(
    wave: SummedWave, before: SummedWave | None, spec: KpiSpec, comparability: Comparability = NOTHING
) -> FindingList:
    """What each part makes of the index and of its change, of everybody and of each unit, by the weights of ``spec``.

    ``index_part`` of a leaf j with weight w_j and score s_j: w_j s_j, the interval that of s_j times w_j (of the NPS
    question s_j is the mean of its answers in points, told as ``operating_points``);
    ``index_part_change``:
    w_j times its change between the two waves, with the interval of that change, which holds together with all others
    of the report (:mod:`csat_lib.insight.simultaneous`); neither has one where the weight is estimated
    (:meth:`WeightErrors.of_one`), and of a KPI in a unit it is that of the figure, or of its change (``difference``),
    in points. ``answers_change`` and ``kpis_change`` are the sums over the leaves from answers and over KPIs. They add
    up: sum_j w_j s_j is the index, sum_j of the changes its change. A KPI that was not sampled has no error. Reasons:
    those of the score or of its change; ``no_kpi`` where a unit has a KPI in one of the two waves alone.
    """
    scores = spec.scores
    root = next((one for one in composites(scores) if one.subject == spec.root), None)
    if root is None or not root.parts:
        return FindingList()
    totals, unit = wave.summary.scores, scores.unit
    cells: list[Cell] = [ALL, *((unit, level) for level in (totals.cells(unit) if unit else []))]
    kept_back = tuple(hidden_cells(one.summary, scores) for one in (before, wave) if one is not None)
    guard, compared = (
        Guard(comparability, scores, kept_back),
        comparisons(wave.summary, replace(scores, has_earlier=True)),
    )
    names = {variable: name for name, variable in zip(scores.parts(spec.root), root.parts, strict=True)}
    rows: list[Finding] = []
    for cell in cells:
        parts = root.inside(totals, cell).parts
        is_told = before is not None and root.inside(before.summary.scores, cell).parts == parts
        for variable, weight in parts.items():
            name = names[variable]
            leaf = replace(root, subject=name, parts={variable: 1.0}, errors=None, spec=None)
            estimate = kept_back[-1].held(leaf.estimate(totals, cell), name, cell)
            level = ScoreFigure(name, leaf.measure, estimate, cell=cell)
            if variable != name:  # the NPS question counts by its answers, not by its net score
                rows.append(points_row(level, scores))
            own = [_times(mean_figure(level, scores), weight, known.PART.name, spec)]
            if is_told:
                moved = simultaneous([guard.change(wave, before, leaf, cell)], compared)[0]
                own.append(_times(moved, weight, known.PART_CHANGE.name, spec))
            if cell != ALL and name in spec.kpis:
                share = compared.share(replace(level, measure=known.PART_CHANGE.name))
                own = [_by_records(row, weight, spec, share, compared.number) for row in own]
            unsure = root.errors if root.errors and root.errors.holds(name) else None
            rows += [_without_ends(row, unsure) for row in own] if unsure else own
        if before is not None:
            sums = _sums(guard, (wave, before), replace(root, parts=parts, spec=None), cell, spec)
            rows += sums if is_told else (_without(row) for row in sums)
    return FindingList(tuple(rows))


def _sums(
    guard: Guard, waves: tuple[SummedWave, SummedWave], root: Composite, cell: Cell, spec: KpiSpec
) -> Iterator[Finding]:
    """What all parts from answers, and all KPIs, make of the change of the index in a cell."""
    compared = comparisons(waves[0].summary, replace(spec.scores, has_earlier=True))
    kinds = {known.ANSWERED_CHANGE.name: False, known.KPI_PARTS_CHANGE.name: True}
    for measure, is_kpi in kinds.items():
        parts = {name: weight for name, weight in root.parts.items() if (name in root.kpis) is is_kpi}
        if parts and len(parts) < len(root.parts):
            some = replace(root, parts=parts, kpis=root.kpis if is_kpi else ())
            moved = simultaneous([guard.change(*waves, some, cell)], compared)[0]
            yield _times(moved, 1.0, measure, spec)


def _without(row: Finding) -> Finding:
    """The figure where a KPI is there in one of the two waves alone: weights differ, no change is that of a part."""
    return replace(row, value=None, low=None, high=None, se=None, df=None, p=None, confidence=None, reason="no_kpi")


def _by_records(row: Finding, weight: float, spec: KpiSpec, share: float, number: int) -> Finding:
    """The part of a KPI in a unit: the interval of the figure itself, or of its change, in points.

    A scoring standard has corners and steps, beyond which no standard error of points tells what they may be.
    """
    facts, method = spec.kpis[row.subject], ways("with the errors of the KPIs", "from records", "scoring standard")
    confidence = spec.scores.confidence
    if row.against and number > 1:
        confidence, method = confidence**share, method + way(TOGETHER, number, share)
    found = [
        facts.in_points(of.get(row.segment), confidence)
        for of in (facts.figures, facts.before)[: 2 if row.against else 1]
    ]
    told = [one for one in found if one is not None]
    if row.value is None or len(told) < len(found):
        return row
    (value, ends), (earlier, before) = told[0], told[-1]
    low, high = difference((value, earlier), (ends, before), 0.0) if row.against else ends
    without = replace(row, se=None, df=None, p=None, confidence=spec.scores.confidence)
    return replace(without, low=weight * low, high=weight * high, method=method + "times its weight")


def _without_ends(row: Finding, errors: WeightErrors) -> Finding:
    """The part of an estimated weight; whether its score changed is another question, whose p stays."""
    return replace(row, low=None, high=None, se=None, df=None, confidence=None, method=row.method + errors.of_one)


def _times(figure: ScoreFigure, weight: float, measure: str, spec: KpiSpec) -> Finding:
    """The finding of a score, or of its change, times its weight."""
    row = replace(figure, measure=measure).to_finding(known.TOPIC.name, spec.scores.confidence)
    if row.value is None:
        return replace(row, other=spec.root)
    low, high, se = (None if end is None else weight * end for end in (row.low, row.high, row.se))
    method = row.method + "times its weight"
    return replace(row, other=spec.root, value=weight * row.value, low=low, high=high, se=se, method=method)
