"""Who differs: the scores of every segment and crossed cell, and how far each is from everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from csat_lib.findings import Finding, way
from csat_lib.findings.catalogue.segments import GAP, ITEM_GAP
from csat_lib.index.composite import Composite, composites, items_within
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, hidden, shown
from csat_lib.index.scores import Scores, index_figures, item_figures
from csat_lib.insight.comparability import NOTHING, Comparability
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.insight.simultaneous import comparisons, simultaneous
from csat_lib.statistics import statistic
from csat_lib.summary.design import rest_of
from csat_lib.summary.sample import ALL, REASON
from csat_lib.summary.summary import Summary

TOPIC = "segments"
_OWN = {GAP.name, ITEM_GAP.name}


class SegmentScores(Scores):
    """Scores of cells, which stand under their own topic, and gaps."""

    def to_findings(self) -> list[Finding]:
        """Every figure, one row each; gaps are this topic's own."""
        return [
            figure.to_finding(TOPIC if figure.measure in _OWN else self.topic, self.spec.confidence)
            for figure in self.figures
        ]


@statistic
def by_segment(summary: Summary, spec: ScoreSpec, comparability: Comparability = NOTHING) -> SegmentScores:
    """Score every cell, and compare the levels of plain segmentations with the rest.

    Measures: those of ``index.scores``, crossed cells without items; and ``gap``, the index or NPS of a level less that
    of all others, in points, with intervals that hold together with all others of the report
    (:mod:`csat_lib.insight.simultaneous`); ``item_gap``, the same of the items behind, as far as their scale is known.
    Cells are domains of one sample: standard errors count the covariance of a cell with the rest; bases are those of
    the cell. A gap is hidden when the cell or the rest is small, with the base
    of the smaller. A cell whose answers are all alike has a gap without interval: nothing tells how far such guests
    spread. A gap has no value where ``comparability`` found that the level answers otherwise than the others
    (``not_comparable``); the method says where that was not tested. Cells of which a small one could be worked out are
    hidden with it (``complementary``, see :mod:`csat_lib.insight.disclosure`).
    """
    figures: list[ScoreFigure] = []
    kept_back, compared = hidden_cells(summary, spec), comparisons(summary, spec)
    for segment_by in segmentations(summary):
        figures += map(kept_back.figure, _level_figures(summary, spec, segment_by))
        for one in (*composites(spec), *items_within(spec)) if "*" not in segment_by else ():
            told = map(kept_back.figure, _gaps(summary, spec, one, segment_by))
            gaps = [_guarded(gap, comparability, one.construct or one.subject) for gap in told]
            figures += simultaneous(gaps, compared)
    return SegmentScores(tuple(figures), spec)


def _guarded(gap: ScoreFigure, comparability: Comparability, subject: str) -> ScoreFigure:
    """A gap as far as the guard lets it be told, of an item as that of its construct."""
    if comparability.breaks(subject, gap.cell):
        return replace(gap, estimate=hidden(gap.estimate, "not_comparable"))
    if gap.estimate.value is None or not comparability.is_untested(subject, gap.cell):
        return gap
    return replace(gap, estimate=replace(gap.estimate, method=gap.estimate.method + way("group not tested")))


def segmentations(summary: Summary) -> list[str]:
    """The segmentations that were summed up, plain ones before crossed ones."""
    found = dict.fromkeys(by for by, _ in summary.scores.index if by not in {ALL[0], REASON})
    return sorted(found, key=lambda by: "*" in by)


def _level_figures(summary: Summary, spec: ScoreSpec, segment_by: str) -> Iterator[ScoreFigure]:
    for level in summary.scores.cells(segment_by):
        yield from index_figures(summary, spec, (segment_by, level))
        if "*" not in segment_by:
            yield from item_figures(summary, spec, (segment_by, level))


def _gaps(summary: Summary, spec: ScoreSpec, one: Composite, segment_by: str) -> Iterator[ScoreFigure]:
    levels, totals = summary.scores.cells(segment_by), one.totals(summary)
    measure = (ITEM_GAP if one.construct else GAP).name
    for level in levels:
        cell = (segment_by, level)
        estimate = shown(one.estimate(totals, cell, rest_of(cell)), spec)
        if len(levels) == 1:
            estimate = hidden(estimate, "one_group")
        alone = estimate.sides[0] if estimate.sides else one.estimate(totals, cell)
        if estimate.value is not None:
            bases = {name: getattr(alone, name) for name in ("n", "n_weighted", "n_effective")}
            estimate = replace(estimate, se=None if alone.se is None else estimate.se, **bases)
        estimate = replace(estimate, method=estimate.method + "cell minus the rest")
        yield ScoreFigure(one.subject, measure, estimate, cell=cell)
