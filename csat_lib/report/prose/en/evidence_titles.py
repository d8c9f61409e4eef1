"""Active titles of the figures and tables about factors, model, validity and comparability."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.prose import evidence
from csat_lib.report.prose.en.grammar import counted, listed, opened
from csat_lib.report.view import View

MOST_NAMED = 2


def comparability(view: View, subject: str = "") -> str:
    """What does not compare."""
    del subject
    bad = evidence.verdicts(view).of("not_comparable", [*view.study.constructs, evidence.MODEL])
    if not bad:
        found = evidence.verdicts(view).of("comparable")
        return "What was tested may be compared" if found else "Fit lost when the waves are held equal"
    return f"Not comparable: {listed([view.label(row.subject) for row in bad])}"


def verdicts(view: View) -> str:
    """How many of the figures compare."""
    rows = view.words("comparability", "verdict")
    counts = {kind: sum(row.text == kind for row in rows) for kind in ("comparable", "not_comparable", "not_tested")}
    told = f"{counts['comparable']} comparable, {counts['not_comparable']} not comparable"
    return f"{told}, {counts['not_tested']} not tested" if rows else "What may be compared"


def differences(view: View) -> str:
    """How many questions differ from the wave before."""
    found = {row.subject for row in evidence.differences(view)}
    since = f" since {view.previous.label('en')}" if view.previous else ""
    verb = "has" if len(found) == 1 else "have"
    return f"{opened(counted(len(found), 'question'))} {verb} changed{since}" if found else "No question has changed"


TITLES: dict[str, Callable[..., str]] = {
    "comparability": comparability,
    "comparability_table": comparability,
    "verdicts": verdicts,
    "differences": differences,
}
