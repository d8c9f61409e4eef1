"""Active titles: what a figure or table found, in one line, no more than its intervals carry."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.clear import leaders, ranked, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.en import quality
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed, percent

MOST_NAMED = 2


def scores(view: View, subject: str = "") -> str:
    """Best and lowest dimension, as far as they stand apart."""
    del subject
    order = ranked(facts.constructs(view))
    if not order:
        return "No dimension has a score"
    if len(order) == 1:
        return f"{view.label(order[0].subject)} scored {fixed(order[0].value or 0.0)} out of 100"
    top, bottom = leaders(order), trailers(order)
    if len(top) == len(order):
        return "The dimensions lie too close together to rank"
    return _ends([view.label(row.subject) for row in top], [view.label(row.subject) for row in bottom])


def _ends(best: list[str], lowest: list[str]) -> str:
    """Who is clearly first or last, and who shares the other end."""
    if len(best) == len(lowest) == 1:
        return f"{best[0]} scored clearly highest, {lowest[0]} lowest"
    if len(lowest) == 1:
        return f"{lowest[0]} scored clearly lowest; which scored highest is open"
    if len(best) == 1:
        return f"{best[0]} scored clearly highest; which scored lowest is open"
    return f"{best[0]} scored clearly above {lowest[0]}"


def distribution(view: View, subject: str = "") -> str:
    """The item with the largest share of best answers, and the one with the smallest."""
    del subject
    order = ranked([row for row in view.figures("scores", "top2") if row.subject in view.study.items])
    if not order:
        return "How the answers are spread"
    best, worst = order[0], order[-1]
    if len(order) == 1:
        return f"{percent(best.value or 0.0)} gave one of the two best answers to “{view.label(best.subject)}”"
    return (
        f"The two best answers range from {percent(worst.value or 0.0)} for “{view.label(worst.subject)}” "
        f"to {percent(best.value or 0.0)} for “{view.label(best.subject)}”"
    )


def nps(view: View, subject: str = "") -> str:
    """Promoters against detractors."""
    name = subject or view.study.nps or ""
    up, down = view.figure("scores", "promoters", name), view.figure("scores", "detractors", name)
    if up is None or down is None or up.value is None or down.value is None:
        return "Willingness to recommend"
    return f"{percent(up.value)} promoters against {percent(down.value)} detractors"


def _name(view: View, row: Finding) -> str:
    return view.level(row.segment_by, row.segment) if row.segment else view.label(row.subject)


def pareto(view: View, subject: str = "") -> str:
    """What is mentioned most, if its lead is clear."""
    del subject
    order = facts.topics(view, "share")
    if not order:
        return "No open answer was coded"
    named = f"Mentioned most: {view.label(order[0].subject)} ({percent(order[0].value or 0.0)})"
    return named if len(leaders(order)) == 1 else f"{named}, not clearly ahead of the next"


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
    "scores": scores,
    "distribution": distribution,
    "nps": nps,
    "pareto": pareto,
    "flow": flow,
    "missing": missing,
}
