"""What changed: this wave against the one before it, and every wave in its turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from csat_lib.findings import Finding, Method, in_use
from csat_lib.findings.catalogue.trends import BEFORE, BEFORE_NPS, CHANGE, ITEM_CHANGE
from csat_lib.index.composite import Composite, composites, in_points, items_within
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, hidden, mean_figure, shown
from csat_lib.insight.comparability import NOTHING, Comparability, Compared, SummedWave
from csat_lib.insight.control_chart import control_chart
from csat_lib.insight.disclosure import Hidden, hidden_cells
from csat_lib.insight.segments import segmentations
from csat_lib.insight.simultaneous import comparisons, simultaneous
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary

__all__ = ["Trend", "changes", "compare", "control_chart", "series"]

TOPIC = "trends"


@dataclass(frozen=True)
class Trend:
    """Figures of several waves, each with the period that it belongs to."""

    figures: tuple[tuple[str, ScoreFigure], ...]
    confidence: float

    @property
    def method(self) -> Method:
        """The methods in use."""
        return in_use(*(figure.estimate.method for _, figure in self.figures))

    def to_findings(self) -> list[Finding]:
        """One row per figure, signed with its period."""
        return [replace(one.to_finding(TOPIC, self.confidence), period=period) for period, one in self.figures]


def compare(before: Estimate, after: Estimate) -> Estimate:
    """The change between two independent waves, ``after`` minus ``before``; bases are those of ``after``.

    se = sqrt(se1^2 + se2^2), df after Welch and Satterthwaite; ``.p`` tests no change, ``.interval(confidence)``
    holds it. Not for panels, where the same customers answer twice.
    """
    return after.minus(before)


@statistic
def changes(
    wave: SummedWave, before: SummedWave | None, spec: ScoreSpec, comparability: Comparability = NOTHING
) -> Trend:
    """Changes of every index and of NPS since an earlier wave: of everybody, and of each level of each segmentation.

    ``change``, and ``item_change`` of the items behind, as far as their scale is known. Both waves are scored with the
    weights of ``spec``, those of this wave, so that a change is one of answers. The intervals hold together with all
    others of the report (:mod:`csat_lib.insight.simultaneous`). Reasons:
    ``no_earlier_wave`` (also of a level that nobody had then); ``not_asked``, ``small_base``, ``complementary`` (hidden
    so that a small level cannot be worked out) or ``all_missing`` in one of the two waves, whose bases the finding then
    carries; ``not_comparable``: what ``comparability`` found broken between the two waves, the subject itself or the
    question that tells the levels.
    """
    kept_back = tuple(hidden_cells(one.summary, spec) for one in (before, wave) if one is not None)
    guard = Guard(comparability, spec, kept_back)
    figures = [guard.change(wave, before, one, ALL) for one in composites(spec)]
    if before is not None:
        cells = _levels(wave.summary)
        for one in composites(spec):
            figures += [guard.change(wave, before, one, cell) for cell in cells]
        for one in items_within(spec):
            figures += [guard.change(wave, before, one, cell) for cell in (ALL, *cells)]
    told = simultaneous(figures, comparisons(wave.summary, replace(spec, has_earlier=True)))
    return Trend(tuple((str(wave.period), figure) for figure in told), spec.confidence)


@statistic
def series(waves: Sequence[SummedWave], spec: ScoreSpec, comparability: Comparability = NOTHING) -> Trend:
    """Index and NPS of everybody in each wave, oldest first as given, all with the weights of ``spec``.

    Where ``comparability`` found a break between neighbours, a figure ``break`` of the later wave, without value,
    says so (reason ``not_comparable``): no line leads across it.
    """
    figures = []
    for wave in waves:
        for one in composites(spec):
            estimate = one.estimate(wave.summary.scores, is_own_wave=wave is waves[-1])
            figure = ScoreFigure(one.subject, one.measure, estimate)
            figures.append((str(wave.period), mean_figure(figure, spec)))
    for before, after in pairwise(waves):
        figures += [(str(after.period), figure) for figure in _breaks(before, after, spec, comparability)]
    return Trend(tuple(figures), spec.confidence)


def _breaks(before: SummedWave, after: SummedWave, spec: ScoreSpec, found: Comparability) -> Iterator[ScoreFigure]:
    between = Compared(str(after.period), str(before.period))
    for one in composites(spec):
        verdict = found.break_of(one.subject, between)
        if verdict is not None:
            estimate = replace(one.estimate(after.summary.scores), method=verdict.method)
            yield ScoreFigure(one.subject, "break", hidden(estimate, "not_comparable"), against=between.against)


@dataclass(frozen=True)
class Guard:
    """Compares two waves where they may be compared."""

    comparability: Comparability
    spec: ScoreSpec
    kept_back: tuple[Hidden, ...]

    def change(self, wave: SummedWave, before: SummedWave | None, one: Composite, cell: Cell) -> ScoreFigure:
        """The change of a figure in a cell, without an interval, or the reason why there is none."""
        measure = (ITEM_CHANGE if one.construct else CHANGE).name
        if before is None:
            estimate = hidden(one.estimate(one.totals(wave.summary)), "no_earlier_wave")
            return ScoreFigure(one.subject, measure, estimate)
        estimate = self._compared(wave, before, one, cell)
        if self.breaks(wave, before, (one.subject, one.construct, cell[0])):
            estimate = hidden(estimate, "not_comparable")
        return ScoreFigure(one.subject, measure, estimate, cell=cell, against=str(before.period))

    def level(self, before: SummedWave, one: Composite, change: ScoreFigure) -> ScoreFigure:
        """The level in the earlier wave that a change starts from, of an item in points of 0-100, too."""
        measure = (BEFORE_NPS if one.subject == self.spec.nps else BEFORE).name
        estimate = one.estimate(one.totals(before.summary), change.cell, is_own_wave=False)
        if one.ends and estimate.value is not None:
            estimate = replace(estimate, value=estimate.value - one.ends[0])
        told = mean_figure(ScoreFigure(one.subject, one.measure or in_points(one.subject).measure, estimate), self.spec)
        return replace(change, measure=measure, estimate=told.estimate, low=told.low, high=told.high)

    def breaks(self, wave: SummedWave, before: SummedWave, names: Sequence[str]) -> bool:
        """Whether any of these does not compare between the two waves."""
        between = Compared(str(wave.period), str(before.period))
        return any(self.comparability.break_of(name, between) for name in names)

    def _compared(self, wave: SummedWave, before: SummedWave, one: Composite, cell: Cell) -> Estimate:
        both = tuple(one.totals(each.summary) for each in (before, wave))
        earlier, later = (one.given(totals, cell) for totals in both)
        if not both[0].has(cell):
            return hidden(later, "no_earlier_wave")
        told = [shown(estimate, self.spec) for estimate in (earlier, later)]
        kept = zip(told, self.kept_back, strict=True)
        change = compare(*(kept_back.held(estimate, one.subject, cell) for estimate, kept_back in kept))
        return one.change(change, both[0], both[1], cell)


def _levels(summary: Summary) -> list[Cell]:
    """The levels of each segmentation, crossed cells left out."""
    plain = (by for by in segmentations(summary) if "*" not in by)
    return [(by, level) for by in plain for level in summary.scores.cells(by)]
