"""Every line with its control limits: of everybody, and of the units wave by wave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from csat_lib.conventions import ENOUGH_WAVES
from csat_lib.findings import Finding, Method, in_use, to_frame
from csat_lib.findings.catalogue.trends import BREAK
from csat_lib.index.composite import composites, items_within
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure
from csat_lib.insight.comparability import NOTHING, Comparability, SummedWave
from csat_lib.insight.control_chart import ControlChart, control_chart
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.insight.segments import segmentations
from csat_lib.insight.trends import Guard, Trend
from csat_lib.period import parse
from csat_lib.statistics import statistic
from csat_lib.summary.sample import ALL


@dataclass(frozen=True)
class ControlLimits:
    """The charts of several series."""

    charts: tuple[ControlChart, ...]

    @property
    def method(self) -> Method:
        """How the limits came about."""
        return in_use(*(chart.method for chart in self.charts))

    def to_findings(self) -> list[Finding]:
        """One ``control`` (of an NPS ``control_nps``) per series."""
        return [finding for chart in self.charts for finding in chart.to_findings()]


@statistic
def unit_series(
    waves: Sequence[SummedWave], spec: ScoreSpec, segment_by: str | None, changed: Iterable[Finding] = ()
) -> Trend:
    """The index of every level of a segmentation in each wave, oldest first as given, with the weights of ``spec``.

    A level of which any of the ``changed`` figures is clear (its interval leaves 0 out) has every other line, too.
    Hidden as in the wave's own figures: a level under the minimum base (``small_base``), and those from which it could
    be worked out (``complementary``). A level that a wave does not hold has no figure there. Without a segmentation
    there are no figures.
    """
    figures = []
    all_lines = composites(spec)
    moved = {row.segment for row in changed if row.segment_by == segment_by and _is_clear(row)}
    for wave in waves if segment_by else ():
        kept_back = hidden_cells(wave.summary, spec)
        for level in wave.summary.scores.cells(str(segment_by)):
            cell = (str(segment_by), level)
            for one in all_lines if level in moved else all_lines[:1]:
                estimate = one.estimate(wave.summary.scores, cell, is_own_wave=wave is waves[-1])
                figure = ScoreFigure(one.subject, one.measure, estimate, cell=cell)
                figures.append((str(wave.period), kept_back.figure(mean_figure(figure, spec))))
    return Trend(tuple(figures), spec.confidence)


def _is_clear(change: Finding) -> bool:
    return change.low is not None and change.high is not None and not change.low <= 0 <= change.high


@statistic
def starting_levels(
    wave: SummedWave, before: SummedWave | None, spec: ScoreSpec, comparability: Comparability = NOTHING
) -> Trend:
    """The level from which each change starts that is told (:func:`csat_lib.insight.trends.changes`).

    ``starting_level``, of an NPS ``starting_nps``. Scored with the weights of ``spec``, as the change is, so that
    level and change add up to this wave's figure; with the bases of the earlier wave, and an interval that stands for
    itself alone. A change that is not told has none.
    """
    if before is None:
        return Trend((), spec.confidence)
    kept_back = tuple(hidden_cells(one.summary, spec) for one in (before, wave))
    plain = (by for by in segmentations(wave.summary) if "*" not in by)
    guard, scores = Guard(comparability, spec, kept_back), wave.summary.scores
    cells = (ALL, *((by, level) for by in plain for level in scores.cells(by)))
    scored = (*composites(spec), *items_within(spec))
    found = ((one, guard.change(wave, before, one, cell)) for one in scored for cell in cells)
    told = [guard.level(before, one, change) for one, change in found if change.estimate.value is not None]
    return Trend(tuple((str(wave.period), figure) for figure in told), spec.confidence)


@statistic
def control_limits(findings: Iterable[Finding]) -> ControlLimits:
    """The control chart of every series among the findings: one measure of one subject in one cell, a row per wave.

    Limits: :func:`csat_lib.insight.control_chart.control_chart`; the latest of all waves is judged, by those before it.
    Each series by itself: of k independent ones that chance alone moves any lies outside with 1 - (1 - .0027)^k, 5 % of
    19. A series begins anew where it does not compare with the wave before (a ``break`` of its subject): only waves
    from the last break on make its limits. Missing values: waves without a value are passed over. Reason ``few_waves``
    with fewer than ``conventions.ENOUGH_WAVES`` waves before it that have one.
    """
    rows = list(findings)
    latest = max((row.period for row in rows if row.kind is not BREAK), key=lambda p: parse(p).last, default="")
    return ControlLimits(tuple(_chart(own, latest) for own in lines_of(rows)))


def lines_of(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Every series among the findings since its last break, its waves in order; none that has no wave since."""
    series: dict[tuple[str, ...], list[Finding]] = {}
    broken: dict[str, str] = {}
    for row in sorted(findings, key=lambda row: parse(row.period).last):
        if row.kind is BREAK:
            broken[row.subject] = row.period
        else:
            series.setdefault((row.subject, row.measure, row.segment_by, row.segment), []).append(row)
    return [own for rows in series.values() if (own := _since(rows, broken))]


def _since(rows: list[Finding], broken: dict[str, str]) -> list[Finding]:
    since = broken.get(rows[0].subject)
    return [row for row in rows if since is None or parse(row.period).last >= parse(since).last]


def _chart(rows: list[Finding], judged: str) -> ControlChart:
    chart = control_chart(to_frame(rows), judged)
    if len(chart.values) >= ENOUGH_WAVES:
        return chart
    return replace(chart, centre=None, low=None, high=None, reason="few_waves")
