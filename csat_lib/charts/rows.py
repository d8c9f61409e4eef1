"""Findings as charts read them: rows of numbers in the order recorded, small bases masked, latest period."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from csat_lib.charts.look import Look
from csat_lib.findings import ALL, HIDDEN, Finding, Method
from csat_lib.findings.measure import Measure
from csat_lib.period import parse

CROSS = "*"
Thing = TypeVar("Thing")
Kind = TypeVar("Kind")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One finding. What is missing is NaN."""

    subject: str
    measure: str
    id: str = ""
    unit: str = ""
    method: Method = Method()
    other: str = ""
    path: str = ""
    period: str = ""
    against: str = ""
    segment_by: str = ALL
    segment: str = ""
    reason: str = ""
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    confidence: float = math.nan
    n: float = math.nan
    n_effective: float = math.nan
    p: float = math.nan

    @property
    def known(self) -> bool:
        """Whether there is a value to draw."""
        return not math.isnan(self.value)

    @property
    def has_interval(self) -> bool:
        """Whether there is a value with both ends of its interval."""
        return self.known and not (math.isnan(self.low) or math.isnan(self.high))

    @property
    def ends(self) -> list[float]:
        """Its value and both ends of its interval, as far as they are known."""
        return [end for end in (self.value, self.low, self.high) if self.known and not math.isnan(end)]

    @property
    def masked(self) -> bool:
        """Whether too few answered for the value to be shown, or for another that it would tell."""
        return self.reason in HIDDEN

    @property
    def cell(self) -> tuple[str, str]:
        """(segment_by, segment)."""
        return self.segment_by, self.segment

    def is_small(self, look: Look) -> bool:
        """Whether the figure rests on fewer respondents than the study trusts."""
        return self.n < look.small_base

    def noted(self, key: str) -> bool:
        """Whether the figure's method has the part."""
        return self.method.noted(key)

    def holds(self, value: float) -> bool:
        """Whether the interval holds the value; without an interval nothing is ruled out."""
        return not self.has_interval or self.low <= value <= self.high


def everybody(figures: Iterable[Finding], look: Look, *measures: Measure) -> list[Row]:
    """Figures about everybody, of the latest period that has them."""
    return _latest([row for row in rows_of(figures, look, *measures) if row.segment_by == ALL])


def groups(figures: Iterable[Finding], look: Look, *measures: Measure) -> list[Row]:
    """Figures about the levels of segments (crossed ones left out), of the latest period that has them."""
    rows = _latest(rows_of(figures, look, *measures))
    return [row for row in rows if row.segment_by != ALL and CROSS not in row.segment_by]


def by_wave(figures: Iterable[Finding], look: Look, *measures: Measure) -> list[Row]:
    """Figures about everybody, wave by wave, oldest first."""
    rows = [row for row in rows_of(figures, look, *measures) if row.segment_by == ALL]
    return sorted(rows, key=lambda row: _last_day(row.period))


def rows_of(figures: Iterable[Finding], look: Look, *measures: Measure) -> list[Row]:
    """The figures of the measures as a chart reads them, small bases masked."""
    keys = {measure.key for measure in measures}
    return [_mask(_row(figure), look) for figure in figures if (figure.topic, figure.measure) in keys]


def _row(figure: Finding) -> Row:
    given: dict[str, Any] = {}
    for name in _NAMES:
        value = getattr(figure, name)
        given[name] = math.nan if value is None else value
    return Row(**given)


_NAMES = [field.name for field in fields(Row)]


def known_rows(rows: Iterable[Row]) -> list[Row]:
    """Rows that have a value."""
    return [row for row in rows if row.known]


def gathered(things: Iterable[Thing], by: Callable[[Thing], Kind]) -> dict[Kind, list[Thing]]:
    """Things of a kind together: the kinds, and the things of each, in the order found."""
    found: dict[Kind, list[Thing]] = {}
    for thing in things:
        found.setdefault(by(thing), []).append(thing)
    return found


def by_subject(rows: Iterable[Row]) -> dict[str, Row]:
    """The first row of each subject."""
    table: dict[str, Row] = {}
    for row in rows:
        table.setdefault(row.subject, row)
    return table


def with_interval(rows: Iterable[Row]) -> Row | None:
    """The first row that has an interval and says of what confidence."""
    return next((row for row in rows if row.has_interval and not math.isnan(row.confidence)), None)


def _mask(row: Row, look: Look) -> Row:
    if not row.n < look.minimum_base:
        return row
    return replace(row, value=math.nan, low=math.nan, high=math.nan, reason="small_base")


def _latest(rows: list[Row]) -> list[Row]:
    periods = {row.period for row in rows}
    last = max(periods, key=_last_day, default="")
    return [row for row in rows if row.period == last]


def _last_day(period: str) -> date:
    return parse(period).last if period else date.min
