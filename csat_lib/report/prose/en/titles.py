"""Active titles: what a figure or table found, in one line, no more than its intervals carry."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked
from csat_lib.report.prose.en import quality
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count


def flow(view: View, subject: str = "") -> str:
    """How many of the answers received count."""
    del subject
    received, kept = view.figure("quality", "rows_in", "answers"), view.figure("quality", "rows_kept", "answers")
    if received is None or kept is None or received.value is None or kept.value is None:
        return "Answers received and kept"
    return f"{count(kept.value)} of {count(received.value)} answers count"


def missing(view: View, subject: str = "") -> str:
    """The item most often left blank."""
    del subject
    order = ranked(view.figures("quality", "missing_share"))
    if not order or not order[0].value:
        return "No item was left blank"
    return f"“{view.label(order[0].subject)}” is left blank most often ({quality.share_of(order[0].value)})"


TITLES: dict[str, Callable[..., str]] = {
    "flow": flow,
    "missing": missing,
}
