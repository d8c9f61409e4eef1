"""Active titles of the figures and tables about the fieldwork and about carelessness."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked, valued
from csat_lib.report.prose.en import fieldwork
from csat_lib.report.prose.en.grammar import counted, opened
from csat_lib.report.view import ANY, View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, percent

MOST_NAMED = 2


def dispositions(view: View, subject: str = "") -> str:
    """The response rate."""
    del subject
    rates = valued(view.figures("fieldwork", "response_rate", other="RR1"))
    whole = next((row for row in rates if row.subject == "answers"), rates[0] if len(rates) == 1 else None)
    return f"Response rate {percent(whole.value or 0.0, 1)}" if whole is not None else "What became of the cases issued"


def arrivals(view: View, subject: str = "") -> str:
    """Whether answers arrived in bursts."""
    del subject
    rows = fieldwork.unlikely(view)
    if not rows:
        return "Answers did not arrive in bursts"
    return f"{opened(counted(len(rows), 'burst'))} of answers that chance would hardly bring"


def flagged(view: View) -> str:
    """The sign that points at most answers."""
    order = ranked(view.figures("quality", "flagged"))
    if not order or not order[0].value:
        return "No answer shows a sign of carelessness"
    name = LEXICONS["en"].rule(order[0].subject)
    return f"“{name}” would flag most: {count(order[0].value)} of {count(order[0].n or 0)}"


def straight_lined(view: View) -> str:
    """The dimension most often answered alike throughout."""
    order = ranked(view.figures("quality", "straight_lined"))
    if not order or not order[0].value:
        return "No dimension was answered alike throughout"
    return f"{view.label(order[0].subject)} is most often answered alike throughout ({percent(order[0].value)})"


def signs(view: View) -> str:
    """The sign least to be expected by chance."""
    rows = [
        row
        for name in ("night_share", "ends_share", "same_seconds")
        for row in valued(view.figures("fieldwork", name, segment_by=ANY))
    ]
    odd = [row for row in rows if (row.p if row.p is not None else 1.0) < 0.01]
    return (
        f"{opened(counted(len(odd), 'sign'))} that chance would hardly bring"
        if odd
        else "No sign of tampering stands out"
    )


def repeats(view: View) -> str:
    """How many answers repeat an earlier one word for word."""
    row = view.figure("fieldwork", "duplicates", "answers")
    if row is None or row.value is None:
        return "Answers that came more than once"
    return (
        f"{opened(counted(round(row.value), 'answer'))} equal to an earlier one throughout"
        if row.value
        else "No answer came twice"
    )


TITLES: dict[str, Callable[..., str]] = {
    "dispositions": dispositions,
    "arrivals": arrivals,
    "bursts": arrivals,
    "flagged": flagged,
    "straight_lined": straight_lined,
    "signs": signs,
    "repeats": repeats,
}
