"""Alternative texts: what the chart finds, then its values, for a reader who does not see it."""

from __future__ import annotations

from collections.abc import Iterable

from csat_lib.charts.look import Look
from csat_lib.charts.numbers import Write
from csat_lib.charts.rows import Row
from csat_lib.charts.words import say, spaced
from csat_lib.findings.told import Told, joined


def reading(look: Look, label: str, row: Row, write: Write) -> Told:
    """Room 78.3 (76.9 to 79.7): a label, its value and its interval; a dash when there is no value."""
    value = write(row) if row.known else "–"
    held = say(look, "range", low=write(row, "low"), high=write(row, "high")) if row.has_interval else ""
    return labelled(label, joined([value, held], ""))


def labelled(label: str, figure: str) -> Told:
    """Room 78.3."""
    return joined([label, figure], " ")


def tell(look: Look, *sentences: str) -> Told:
    """The sentences that say something, each with its full stop."""
    stop = say(look, "stop")
    told = joined((joined([sentence, stop], "") for sentence in sentences if sentence), "")
    return spaced(look, told.as_text(told.strip()))


def series(look: Look, parts: Iterable[str], head: str = "") -> Told:
    """head: one; two; three."""
    opening = [head, say(look, "colon")] if head else []
    return joined([*opening, joined(parts, say(look, "semicolon"))], "")


def listed(look: Look, parts: Iterable[str]) -> Told:
    """one, two, three."""
    return joined(parts, say(look, "comma"))
