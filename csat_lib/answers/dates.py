"""Days, times of day and durations as survey tools, spreadsheets and countries write them.

``2025-03-01 17:45``, ``2025/3/1``, ``2025年3月1日``, ``2026/01/03 下午 04:05:03 GMT+8``, ``01/03/2026 04:05:03 PM``,
``1/3/26 9:05``, ``Jan 3, 2026``, ``3-Mar-2026``, ``115/01/03`` (year of the Republic). Whether a day or a month comes
first is settled by the other cells of the column, never by one cell; a year outside 1900-2100 is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from csat_lib.errors import answers as say

Order = Literal["", "month", "day"]
"""What comes first where the year comes last; nothing where the column does not tell."""
_EPOCH = datetime(1970, 1, 1)  # survey times are wall-clock times without a zone
_YEARS = range(1900, 2101)
_REPUBLIC = 1911
_DAY = re.compile(r"^\D{0,1}(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?")
_PLAIN = re.compile(r"(\d{4})([-/])(\d\d?)\2(\d\d?)(?:[ T](\d\d?):(\d\d)(?::(\d\d))?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    rf"^(?:[a-z]{{3,9}},?\s+)?(?:(\d\d?)[\s-]+)?({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?[\s-]+(?:(\d\d?),?\s+)?(\d{{4}})",
    re.I,
)
_CLOCK = re.compile(r"(\d{1,2})\s*[:时点]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2})(?:\.\d+)?)?")
_AFTERNOON = ("pm", "p.m.", "下午", "晚上", "오후", "午後")
_MORNING = ("am", "a.m.", "上午", "凌晨", "오전", "午前")
_DURATION = re.compile(
    r"^(?:(\d+)\s*(?:小时|时|h(?:ours?)?)\s*)?(?:(\d+)\s*(?:分钟|分|m(?:in(?:utes?)?)?)\s*)?"
    r"(?:(\d+(?:\.\d+)?)\s*(?:秒钟?|s(?:ec(?:onds?)?)?)?)?$",
    re.IGNORECASE,
)


def moment_of(raw: Any, text: str, order: Order = "") -> float | None:
    """Seconds since 1970 of a day or time of day, as local wall-clock time; None when the cell is neither."""
    if isinstance(raw, datetime):
        return (raw.replace(tzinfo=None) - _EPOCH).total_seconds()
    if isinstance(raw, date):
        return (datetime(raw.year, raw.month, raw.day) - _EPOCH).total_seconds()
    if plain := _PLAIN.fullmatch(text):
        year, month, of_month, hour, minute, second = (int(part or 0) for part in plain.group(1, 3, 4, 5, 6, 7))
        return _seconds((year, month, of_month), (hour, minute, second)) if year in _YEARS else None
    text = _NAMED.sub(_numbered, unicodedata.normalize("NFKC", text).strip())
    day = _DAY.match(text)
    parts = _year_month_day(day, order) if day else None
    clock = _clock(text[day.end() :]) if day else None
    return None if parts is None or clock is None else _seconds(parts, clock)


def _numbered(named: re.Match[str]) -> str:
    """A day whose month is named, in numbers."""
    first, month, second, year = named.groups()
    return f"{year}-{_MONTHS.index(month.lower()) + 1}-{first or second or 0}"


def _seconds(day: Sequence[int], clock: Sequence[int]) -> float | None:
    try:
        return (datetime(*day, *clock) - _EPOCH).total_seconds()  # type: ignore[arg-type]
    except ValueError:
        return None


def has_year_last(text: str) -> bool:
    """Whether a text looks like a day with its year last, so that its day and month may be mistaken."""
    return day_and_month(text) != (0, 0)


def day_and_month(text: str) -> tuple[int, int]:
    """The first two numbers of a day whose year comes last, (0, 0) of anything else."""
    if text[:4].isdecimal():
        return 0, 0
    match = _DAY.match(unicodedata.normalize("NFKC", text).strip())
    return (int(match.group(1)), int(match.group(2))) if match and len(match.group(1)) < 3 else (0, 0)


def seconds_of(text: str) -> float | None:
    """A duration in seconds: ``85``, ``85秒``, ``1分27秒``, ``00:01:27``; None when the cell is none."""
    text = unicodedata.normalize("NFKC", text).strip()
    if ":" in text:
        parts = text.split(":")
        whole = all(part.isdigit() for part in parts[:-1]) and re.fullmatch(r"\d+(\.\d+)?", parts[-1])
        return (
            sum(float(part) * 60**at for at, part in enumerate(reversed(parts))) if whole and len(parts) < 4 else None
        )
    match = _DURATION.match(text) if text else None
    if match is None:
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _year_month_day(match: re.Match[str], order: Order) -> tuple[int, int, int] | None:
    first, second, third = (int(part) for part in match.groups())
    long_first, long_third = len(match.group(1)) > 2, len(match.group(3)) > 2
    if long_first:
        year, month, of_month = first + (_REPUBLIC if len(match.group(1)) == 3 else 0), second, third
    elif order:
        month, of_month = (first, second) if order == "month" else (second, first)
        year = third if long_third else third + (2000 if third < 70 else 1900)
    else:
        return None
    return (year, month, of_month) if year in _YEARS else None


def _clock(text: str) -> tuple[int, int, int] | None:
    """(hour, minute, second) of what follows the day: nothing is midnight; no clock that can be read is None."""
    rest = text.replace("T", " ").strip()
    match = _CLOCK.search(rest)
    if match is None:
        return (0, 0, 0) if not rest or rest in {"0", "Z"} else None
    hour, minute, second = (int(part or 0) for part in match.groups())
    said = rest.casefold()
    if any(word in said for word in _AFTERNOON):
        hour += 12 * (hour < 12)
    elif any(word in said for word in _MORNING):
        hour -= 12 * (hour == 12)
    return hour, minute, second


def why_no_day(text: str) -> str:
    """What is wrong with a text that is no day: it is none, or nothing tells its day from its month."""
    return say.ambiguous_day(text) if has_year_last(text) else say.not_a_day(text)
