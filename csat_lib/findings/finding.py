"""Findings and texts: the only figures and words that leave the statistics.

One row per figure, each of a measure of the catalogue. ``value`` is missing exactly when ``reason`` says why.
Statistics return frozen results whose ``to_findings()`` gives rows without study and period; the wave adds those when
it records them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from csat_lib.errors.findings import not_in_the_catalogue, unit_of_another, value_and_reason, without_a_method
from csat_lib.findings.catalogue import MEASURES, REASONS
from csat_lib.findings.measure import Measure
from csat_lib.findings.method import Method, in_use

ALL = "all"
HIDDEN = ("small_base", "complementary")
"""Reasons of figures that could be had and are not shown: too few respondents, or a key to a figure of too few."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One figure with its base, interval and method; ``unit`` is its measure's, unless given, when it must agree."""

    topic: str
    subject: str
    measure: str
    value: float | None
    method: Method
    unit: str = ""
    study: str = ""
    period: str = ""
    segment_by: str = ALL
    segment: str = ""
    path: str = ""
    other: str = ""
    against: str = ""
    low: float | None = None
    high: float | None = None
    confidence: float | None = None
    se: float | None = None
    df: float | None = None
    p: float | None = None
    n: int | None = None
    n_weighted: float | None = None
    n_effective: float | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        measure = MEASURES.get((self.topic, self.measure))
        if measure is None:
            raise not_in_the_catalogue("measure", f"{self.topic}/{self.measure}", [name for _, name in MEASURES])
        if self.unit not in {"", measure.unit.name}:
            raise unit_of_another(f"{self.topic}/{self.measure}", self.unit, measure.unit.name)
        object.__setattr__(self, "unit", measure.unit.name)
        if self.reason and self.reason not in REASONS:
            raise not_in_the_catalogue("reason", self.reason, list(REASONS))
        if not self.method.parts:
            raise without_a_method(self.topic, self.subject, self.measure)
        missing = self.value is None or self.value != self.value
        if missing != bool(self.reason):
            raise value_and_reason(self.topic, self.subject, self.measure)
        if missing:
            object.__setattr__(self, "value", None)

    @property
    def kind(self) -> Measure:
        """Its measure in the catalogue."""
        return MEASURES[self.topic, self.measure]

    @property
    def id(self) -> str:
        """What tells it from every other figure of a study: all that it is about, and the method's first part."""
        about = (self.topic, self.measure, self.subject, self.other, self.path, self.segment_by, self.segment)
        return "/".join((*about, self.period, self.against, self.method.first))

    @property
    def family(self) -> int:
        """How many intervals hold together with this one, itself counted; 1 when it holds by itself."""
        return self.method.family

    def noted(self, key: str) -> bool:
        """Whether its method has the part (``heywood``)."""
        return self.method.noted(key)

    def of(self, study: str, period: str) -> Finding:
        """The same figure, signed with its study and period; the figure of an earlier wave keeps its own period."""
        return replace(self, study=study, period=self.period or period)


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words that are not figures: a masked quote, an open answer's code, a verdict."""

    topic: str
    subject: str
    kind: str
    text: str
    language: str = ""
    study: str = ""
    period: str = ""
    segment_by: str = ALL
    segment: str = ""
    other: str = ""
    rank: int = 0

    def of(self, study: str, period: str) -> Text:
        """The same words, signed with their study and period."""
        return replace(self, study=study, period=self.period or period)


class Result(Protocol):
    """What every statistic returns: frozen, and able to state its figures as findings."""

    def to_findings(self) -> list[Finding]:
        """The result's figures, one row each."""
        ...


@dataclass(frozen=True)
class FindingList:
    """A result that is its findings."""

    rows: Sequence[Finding] = ()

    @property
    def method(self) -> Method:
        """The methods in use."""
        return in_use(*(row.method for row in self.rows))

    def of(self, *measures: str) -> FindingList:
        """The rows of these measures alone."""
        return FindingList([row for row in self.rows if row.measure in measures])

    def to_findings(self) -> list[Finding]:
        """One row a figure."""
        return list(self.rows)
