"""Which findings a sentence about quality rests on: picked, never computed."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.view import View


def flagged_beyond(view: View) -> tuple[tuple[Finding, Finding], ...]:
    """Signs of carelessness at clearly more answers than careful answers would show: (flagged, expected), most first.

    Clearly: beyond chance by the test recorded with what is expected.
    """
    level = 1 - view.study.confidence
    rows = {row.subject: row for row in valued(view.figures("quality", "flagged_by_chance"))}
    clear = {name: row for name, row in rows.items() if row.p is not None and row.p < level}
    found = [(row, clear[row.subject]) for row in valued(view.figures("quality", "flagged")) if row.subject in clear]
    return tuple(sorted(found, key=lambda pair: expected_flags(*pair) - (pair[0].value or 0.0)))


def expected_flags(flagged: Finding, expected: Finding) -> float:
    """How many of the answers looked at would be flagged if all were careful."""
    return (expected.value or 0.0) * (flagged.n or 0)
