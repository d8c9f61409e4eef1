"""Which findings a sentence about comparability and quality rests on: picked, never computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from csat_lib.findings import ALL, Finding, Text
from csat_lib.report.clear import valued
from csat_lib.report.view import ANY, View

LARGEST_FALL = 0.01
"""Largest loss of CFI at which figures compare (Cheung and Rensvold 2002)."""
MODEL = "model"

Verdict = Literal["comparable", "not_comparable", "not_tested"]


@dataclass(frozen=True)
class Verdicts:
    """What may be compared, by name: with the wave before, or between the groups of a segment question."""

    rows: tuple[Text, ...]

    def of(self, verdict: Verdict, among: Sequence[str] = ()) -> tuple[Text, ...]:
        """Those with this verdict, of the subjects named, in their order."""
        found = {row.subject: row for row in self.rows if row.text == verdict}
        return tuple(found[name] for name in (among or found) if name in found)


def verdicts(view: View, segment_by: str = ALL) -> Verdicts:
    """The verdicts of this wave: against the wave before it, or between groups."""
    where = {"segment": view.previous.text} if segment_by == ALL and view.previous else {}
    return Verdicts(view.words("comparability", "verdict", segment_by=segment_by, **where))


def compared_groups(view: View) -> tuple[str, ...]:
    """The segment questions whose groups were tested."""
    rows = view.words("comparability", "verdict")
    return tuple(dict.fromkeys(row.segment_by for row in rows if row.segment_by != ALL))


def culprit(view: View, construct: str) -> str:
    """The item behind a break with the wave before: of the construct's, the one that regains most CFI when let free."""
    items = view.study.constructs[construct].items if construct in view.study.constructs else ()
    against = view.previous.text if view.previous else ""
    rows = [
        row for row in valued(view.figures("comparability", "cfi_regained", against=against)) if row.subject in items
    ]
    return max(rows, key=lambda row: row.value or 0.0).subject if rows else ""


def differences(view: View) -> tuple[Text, ...]:
    """What differs from the questionnaire of the wave before, in the view's language."""
    where = {"segment": view.previous.text} if view.previous else {}
    return view.words("comparability", "difference", language=view.language, **where)


def broken(view: View) -> tuple[str, ...]:
    """Constructs and outcomes whose figures do not compare with the wave before."""
    names = (*view.study.index, *view.study.constructs, *view.study.outcomes)
    return tuple(row.subject for row in verdicts(view).of("not_comparable", names))


def breaks(view: View, subject: str) -> tuple[Finding, ...]:
    """Where the line of a subject breaks, oldest first."""
    known = {period.text: period for period in (*view.earlier, view.period)}
    rows = [row for row in view.figures("trends", "break", subject=subject, period=ANY) if row.period in known]
    return tuple(sorted(rows, key=lambda row: known[row.period].first))


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
