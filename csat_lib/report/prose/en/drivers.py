"""What moves it: which dimensions go with the headline outcome, and what to look at first. Never as a cause."""

from __future__ import annotations

from csat_lib.report.clear import ranked, trailers, valued
from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import listed, opened, respondents, share_interval, the
from csat_lib.report.prose.en.reasons import absent
from csat_lib.report.view import View
from csat_lib.report.words.numbers import fixed, percent


def say(view: View, subject: str) -> list[str]:
    """The strongest driver, how much all explain, what to do first; with a subject, that driver alone."""
    found = facts.importances(view)
    if not ranked(found):
        return [absent(view, found[0]) if found else "Drivers were not examined in this wave."]
    if subject:
        return [sentence for sentence in (one(view, subject),) if sentence]
    return [sentence for sentence in (strongest(view), explained(view), first(view), caution(view)) if sentence]


def strongest(view: View) -> str:
    """The driver that goes most closely with the outcome, and whether it is clearly ahead of the second."""
    order = ranked(facts.importances(view))
    top, outcome = order[0], the(view.label(order[0].other))
    share = percent(top.value or 0.0)
    if len(order) == 1:
        return f"{outcome} was compared with one dimension only, {view.label(top.subject)}."
    closely = f"{outcome} goes most closely with {view.label(top.subject)}"
    if facts.has_leader(view):
        return f"{closely}: {share} of what the dimensions explain ({share_interval(top)}), clearly ahead of the next."
    second = f"{view.label(order[1].subject)} ({percent(order[1].value or 0.0)})"
    return f"{closely} ({share} of what the dimensions explain), not clearly ahead of {second}."


def one(view: View, subject: str) -> str:
    """A single driver's share and score."""
    row = next((row for row in facts.importances(view) if row.subject == subject), None)
    if row is None or row.value is None:
        return absent(view, row) if row else ""
    return (
        f"{view.label(subject)} holds {percent(row.value)} of what the dimensions explain "
        f"({share_interval(row)}; {respondents(view, row)})."
    )


def explained(view: View) -> str:
    """R squared in words."""
    order = facts.importances(view)
    r2 = view.figure("drivers", "r2", order[0].other) if order else None
    if r2 is None or r2.value is None:
        return ""
    return (
        f"Together the dimensions account for {percent(r2.value)} of the differences between respondents in "
        f"{view.label(r2.subject)} ({share_interval(r2)}; {respondents(view, r2)})."
    )


def first(view: View) -> str:
    """What to begin with: a dimension that matters more than average and is rated below it; else what to keep."""
    begin = improve(view, "begin with")
    if begin:
        return opened(f"{begin}.")
    if not view.words("drivers", "quadrant") or not valued(facts.importances(view)):
        return ""
    return f"No dimension is clearly both more important than average and rated below it{_hold(view)}."


def improve(view: View, verb: str) -> str:
    """The same as a clause, 'begin with Food: it matters ...'; empty when there is no such dimension."""
    candidates = facts.quadrant(view, "improve")
    if not candidates:
        return ""
    rest = f", then {listed([view.label(name) for name in candidates[1:]])}" if len(candidates) > 1 else ""
    return f"{verb} {view.label(candidates[0])}{rest}: {_why(view, candidates[0])}"


def _why(view: View, subject: str) -> str:
    """Importance and rating of the first candidate; its quadrant was claimed only because both are clear."""
    row = next(row for row in facts.importances(view) if row.subject == subject)
    rated = view.figure("drivers", "performance", subject)
    scored = f" and is rated {fixed(rated.value)}, clearly below average" if rated and rated.value is not None else ""
    return f"it matters clearly more than average ({percent(row.value or 0.0)}){scored}"


def _hold(view: View) -> str:
    """What to hold on to when nothing is to be mended first; without that, the lowest rated, if it clearly is."""
    kept, lowest = facts.quadrant(view, "keep"), trailers(facts.constructs(view))
    if not kept and len(lowest) == 1:
        named = f"{view.label(lowest[0].subject)} ({fixed(lowest[0].value or 0.0)})"
        return f"; the first to ask about is {named}, clearly rated lowest"
    if not kept:
        return ", so no single place to begin stands out"
    return f"; the first thing to hold on to is {listed([view.label(name) for name in kept])}, important and rated well"


def caution(view: View) -> str:
    """What must not be concluded."""
    del view
    return "These are associations among respondents of one wave; they do not prove that raising one raises the other."
