"""Periods of a study: month, quarter, half-year, year, date range, event, rolling window.

A period is written as text that is also its file name. It knows its first and last day, and its label in Chinese
and English.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from csat_lib.errors.period import ends_before_it_starts, not_a_period

Kind = Literal["month", "quarter", "half", "year", "range", "event", "rolling"]
_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_MONTH = r"(?P<year>\d{4})-(?P<month>\d{2})"
_DAY = r"\d{4}-\d{2}-\d{2}"
_FORMS: tuple[tuple[Kind, str], ...] = (
    ("month", _MONTH),
    ("quarter", r"(?P<year>\d{4})Q(?P<part>[1-4])"),
    ("half", r"(?P<year>\d{4})H(?P<part>[12])"),
    ("year", r"(?P<year>\d{4})"),
    ("range", rf"(?P<first>{_DAY})\.\.(?P<last>{_DAY})"),
    ("event", rf"(?P<name>[^\W\d_][\w-]*)@(?P<first>{_DAY})"),
    ("rolling", rf"roll(?P<part>[1-9]\d?)@{_MONTH}"),
)


@dataclass(frozen=True)
class Period:
    """One stretch of time. ``text`` is its name; ``first`` and ``last`` are its days, both inside."""

    text: str
    kind: Kind
    first: date
    last: date

    def __str__(self) -> str:
        return self.text

    @property
    def months(self) -> int:
        """Whole months that the period spans; 0 for a range and an event."""
        if self.kind in {"range", "event"}:
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def label(self, language: str) -> str:
        """How a reader calls it: 2025 年 12 月, December 2025."""
        return _chinese(self) if language == "zh" else _english(self)


def parse(given: object) -> Period:
    """Read a period from its text; YAML's bare year (a number) and month are accepted as written."""
    text = str(given)
    for kind, form in _FORMS:
        match = re.fullmatch(form, text)
        if match:
            return _build(kind, text, match.groupdict())
    raise not_a_period(given)


def _build(kind: Kind, text: str, part: dict[str, str]) -> Period:
    try:
        if kind in {"range", "event"}:
            first = date.fromisoformat(part["first"])
            last = date.fromisoformat(part.get("last", part["first"]))
        else:
            return _of_months(kind, *_span(kind, part))
    except ValueError:
        raise not_a_period(text) from None
    if last < first:
        raise ends_before_it_starts(text)
    return Period(text, kind, first, last)


def _span(kind: Kind, part: dict[str, str]) -> tuple[int, int]:
    """(index of the first month, number of months)."""
    year = int(part["year"])
    if kind in {"month", "rolling"}:
        end = year * 12 + date(year, int(part["month"]), 1).month - 1
        length = int(part.get("part", 1))
        return end - length + 1, length
    length = _MONTHS_IN[kind]
    return year * 12 + (int(part.get("part", 1)) - 1) * length, length


def _of_months(kind: Kind, start: int, length: int) -> Period:
    first = date(start // 12, start % 12 + 1, 1)
    year, month = divmod(start + length - 1, 12)
    last = date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    return Period(_text(kind, first, last, length), kind, first, last)


def _text(kind: Kind, first: date, last: date, length: int) -> str:
    if kind == "month":
        return f"{first:%Y-%m}"
    if kind == "quarter":
        return f"{first.year}Q{last.month // 3}"
    if kind == "half":
        return f"{first.year}H{last.month // 6}"
    if kind == "year":
        return f"{first.year}"
    return f"roll{length}@{last:%Y-%m}"


def _english(period: Period) -> str:
    first, last = period.first, period.last
    words: dict[Kind, str] = {
        "month": f"{calendar.month_name[last.month]} {last.year}",
        "quarter": f"Q{last.month // 3 or 1} {last.year}",
        "half": f"{'first' if last.month == 6 else 'second'} half of {last.year}",
        "year": f"{last.year}",
        "range": " to ".join(_english_day(day) for day in dict.fromkeys([first, last])),
        "event": f"{period.text.split('@')[0]}, {_english_day(first)}",
        "rolling": f"{period.months} months to {calendar.month_name[last.month]} {last.year}",
    }
    return words[period.kind]


def _english_day(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _chinese(period: Period) -> str:
    first, last = period.first, period.last
    words: dict[Kind, str] = {
        "month": f"{last.year} 年 {last.month} 月",
        "quarter": f"{last.year} 年第{'一二三四'[(last.month - 1) // 3]}季度",
        "half": f"{last.year} 年{'上' if last.month == 6 else '下'}半年",
        "year": f"{last.year} 年",
        "range": "至 ".join(_chinese_day(day) for day in dict.fromkeys([first, last])),
        "event": f"{period.text.split('@')[0]}（{_chinese_day(first)}）",
        "rolling": f"截至 {last.year} 年 {last.month} 月的 {period.months} 个月",
    }
    return words[period.kind]


def _chinese_day(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
