"""Alternative texts: what the chart finds, then its values, for a reader who does not see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from csat_lib.charts.look import Look
from csat_lib.charts.rows import Row
from csat_lib.charts.words import say, spaced


def reading(look: Look, label: str, row: Row, write: Callable[[float], str]) -> str:
    """Room 78.3 (76.9 to 79.7): a label, its value and its interval; a dash when there is no value."""
    value = write(row.value) if row.known else "–"
    held = say(look, "range", low=write(row.low), high=write(row.high)) if row.has_interval else ""
    return f"{label} {value}{held}".strip()


def tell(look: Look, *sentences: str) -> str:
    """The sentences that say something, each with its full stop."""
    stop = say(look, "stop")
    return spaced(look, "".join(f"{sentence}{stop}" for sentence in sentences if sentence).strip())


def series(look: Look, parts: Iterable[str], head: str = "") -> str:
    """head: one; two; three."""
    opening = f"{head}{say(look, 'colon')}" if head else ""
    return opening + say(look, "semicolon").join(parts)


def listed(look: Look, parts: Iterable[str]) -> str:
    """one, two, three."""
    return say(look, "comma").join(parts)
