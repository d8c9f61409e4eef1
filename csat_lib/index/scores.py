"""How satisfied: index, mean, top-2 box, net promoter score and answers, of everybody or of one cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from csat_lib.findings import Finding, Method, in_use
from csat_lib.findings.catalogue.scores import MEAN, SD
from csat_lib.index.composite import composites, variable_mean
from csat_lib.index.plain import net_promoter_score, satisfaction_index, top_box
from csat_lib.index.score_figures import (
    ScoreFigure,
    ScoreSpec,
    mean_figure,
    share_figure,
    share_of,
    shown,
    without_units,
)
from csat_lib.index.spread import standard_deviation
from csat_lib.statistics import statistic
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary

__all__ = ["ScoreSpec", "Scores", "net_promoter_score", "satisfaction_index", "score", "top_box"]

NPS_GROUPS = ("promoters", "passives", "detractors")


@dataclass(frozen=True)
class Scores:
    """Figures of one wave, of everybody or of cells, all at one confidence."""

    figures: tuple[ScoreFigure, ...]
    spec: ScoreSpec
    topic: str = "scores"

    @property
    def method(self) -> Method:
        """The methods in use."""
        return in_use(*(figure.estimate.method for figure in self.figures))

    def figure(self, subject: str, measure: str = "", cell: Cell = ALL) -> ScoreFigure:
        """The first figure of a subject in a cell: its index or NPS, if it has one, unless a measure is named."""
        of = (figure for figure in self.figures if (figure.subject, figure.cell) == (subject, cell))
        return next(figure for figure in of if measure in {"", figure.measure})

    def to_findings(self) -> list[Finding]:
        """One row per figure, in order: nodes, constructs, outcomes, NPS, items, answers."""
        return [figure.to_finding(self.topic, self.spec.confidence) for figure in self.figures]


@statistic
def score(summary: Summary, spec: ScoreSpec) -> Scores:
    """Score everybody.

    Measures: ``index`` 0-100 of every node, construct and rating outcome; ``nps`` in points with the shares of
    ``promoters``, ``passives`` and ``detractors``; ``mean`` and ``top2`` of every item and rating outcome; ``sd`` of
    every item (:func:`standard_deviation`); ``answer_share``.
    Means have linearised standard errors (:meth:`DesignTotals.linear`) and t intervals on the logit of their scale;
    shares have Wilson's intervals, on the n that gives the linearised standard error, but those of single answers on
    Kish's effective n, which knows no strata; where there are PSUs they have none (:func:`without_units`).
    Missing values: every mean is over its own answers; a node needs each of its constructs' means.
    """
    of_items = [*item_figures(summary, spec), *_spread_figures(summary, spec)]
    return Scores((*index_figures(summary, spec), *of_items, *_answer_figures(summary, spec)), spec)


def index_figures(summary: Summary, spec: ScoreSpec, cell: Cell = ALL) -> Iterator[ScoreFigure]:
    """Index and NPS figures of a cell."""
    for one in composites(spec):
        estimate = one.estimate(summary.scores, cell)
        yield mean_figure(ScoreFigure(one.subject, one.measure, estimate, cell=cell), spec)
        if one.subject == spec.nps:
            yield from _nps_groups(summary, spec, one.subject, cell)


def _nps_groups(summary: Summary, spec: ScoreSpec, question: str, cell: Cell) -> Iterator[ScoreFigure]:
    for group in NPS_GROUPS:
        estimate = variable_mean(summary.items, f"{question}:{group}", cell)
        yield share_figure(ScoreFigure(question, group, estimate, cell=cell), spec, summary.items.layout.gain)


def item_figures(summary: Summary, spec: ScoreSpec, cell: Cell = ALL) -> Iterator[ScoreFigure]:
    """Mean (on the answer scale, reversed items turned) and top-2 share of the items and rating outcomes of a cell."""
    for name in (*(item for items in spec.constructs.values() for item in items), *spec.outcomes):
        mean, top2 = (variable_mean(summary.items, variable, cell) for variable in (name, f"{name}:top2"))
        yield mean_figure(ScoreFigure(name, MEAN.name, mean, cell=cell), spec)
        yield share_figure(ScoreFigure(name, "top2", top2, cell=cell), spec, summary.items.layout.gain)


def _spread_figures(summary: Summary, spec: ScoreSpec) -> Iterator[ScoreFigure]:
    """The standard deviation of every item."""
    for item in (item for items in spec.constructs.values() for item in items):
        yield ScoreFigure(item, SD.name, shown(standard_deviation(summary.part("pairwise"), item), spec))


def _answer_figures(summary: Summary, spec: ScoreSpec) -> Iterator[ScoreFigure]:
    for question, answers in spec.answers.items():
        base = summary.counts.base(question)
        for answer in answers:
            estimate = share_of(summary.counts.count(question, answer), base)
            figure = share_figure(ScoreFigure(question, "answer_share", estimate, other=answer), spec)
            yield without_units(figure) if summary.items.has_psu else figure
