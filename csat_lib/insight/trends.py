"""What changed: this wave against the one before it, and every wave in its turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from csat_lib.findings import Finding
from csat_lib.index.composite import Composite, composites
from csat_lib.index.figures import POINTS, Figure, ScoreSpec, hidden, mean_figure, shown
from csat_lib.insight.control import control_chart
from csat_lib.insight.segments import segmentations
from csat_lib.insight.simultaneous import simultaneous
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary

__all__ = ["Trend", "changes", "compare", "control_chart", "series"]

TOPIC = "trends"


class Collected(Protocol):
    """A wave that was added up."""

    @property
    def period(self) -> object:
        """Its period; as text, the name in the findings."""

    @property
    def summary(self) -> Summary:
        """Its parts."""


@dataclass(frozen=True)
class Trend:
    """Figures of several waves, each with the period that it belongs to."""

    figures: tuple[tuple[str, Figure], ...]
    confidence: float

    @property
    def method(self) -> str:
        """The methods in use."""
        return "; ".join(dict.fromkeys(figure.estimate.method for _, figure in self.figures))

    def to_findings(self) -> list[Finding]:
        """One row per figure, signed with its period."""
        return [replace(one.to_finding(TOPIC, self.confidence), period=period) for period, one in self.figures]


def compare(before: Estimate, after: Estimate) -> Estimate:
    """The change between two independent waves, ``after`` minus ``before``; bases are those of ``after``.

    se = sqrt(se1^2 + se2^2), df after Welch and Satterthwaite; ``.p`` tests no change, ``.interval(confidence)``
    holds it. Not for panels, where the same customers answer twice.
    """
    return after.minus(before)


def changes(wave: Collected, before: Collected | None, spec: ScoreSpec) -> Trend:
    """Changes of every index and of NPS since an earlier wave: of everybody, and of each level of each segmentation.

    Both waves are scored with the weights of ``spec``, those of this wave, so that a change is one of answers. The
    changes of a segmentation's levels have simultaneous intervals (Sidak). Reasons: ``no_earlier_wave``; ``not_asked``
    or ``small_base`` in one of the two waves.
    """
    figures = [figure for one in composites(spec) for figure in _change(wave, before, one, spec)]
    return Trend(tuple((str(wave.period), figure) for figure in figures), spec.confidence)


def series(waves: Sequence[Collected], spec: ScoreSpec) -> Trend:
    """Index and NPS of everybody in each wave, oldest first as given, all with the weights of ``spec``."""
    figures = []
    for wave in waves:
        for one in composites(spec):
            figure = Figure(one.subject, one.measure, one.unit, one.estimate(wave.summary.scores))
            figures.append((str(wave.period), mean_figure(figure, spec)))
    return Trend(tuple(figures), spec.confidence)


def _change(wave: Collected, before: Collected | None, one: Composite, spec: ScoreSpec) -> Iterator[Figure]:
    scores = wave.summary.scores
    if before is None:
        estimate = hidden(one.estimate(scores), "no_earlier_wave")
        yield Figure(one.subject, "change", POINTS, estimate)
        return
    for segment_by in (ALL[0], *(by for by in segmentations(wave.summary) if "*" not in by)):
        cells = [(segment_by, level) for level in scores.cells(segment_by)]
        figures = [
            Figure(one.subject, "change", POINTS, _compared(wave, before, one, cell, spec), cell=cell) for cell in cells
        ]
        against = [replace(figure, against=str(before.period)) for figure in figures]
        yield from simultaneous(against, spec.confidence)


def _compared(wave: Collected, before: Collected, one: Composite, cell: Cell, spec: ScoreSpec) -> Estimate:
    earlier, later = one.estimate(before.summary.scores, cell), one.estimate(wave.summary.scores, cell)
    if not earlier.n and earlier.reason == "all_missing":
        earlier = hidden(earlier)
    return compare(shown(earlier, spec), shown(later, spec))
