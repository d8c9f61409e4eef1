"""How satisfied are they: where a subject stands, what it is measured against, and what is strong and weak."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import beside, leaders, ranked, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import (
    counted,
    interval,
    listed,
    respondents,
    the,
)
from csat_lib.report.prose.en.reasons import absent
from csat_lib.report.slots import tell
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.view import View
from csat_lib.report.words.numbers import fixed, percent

MOST_NAMED = 3


def say(view: View, subject: str) -> list[str]:
    """Where a subject stands and how that compares; without a subject, the whole study."""
    subject = subject or view.study.root
    standing = facts.standing(view, subject)
    if standing is None:
        return [f"No score was recorded for {view.label(subject)}."]
    if standing.value is None:
        return [absent(view, standing)]
    sentences = [tell(view, stands(view, standing)), against_target(view, standing)]
    sentences += [parts(view, subject)] if standing.measure == "nps" else [top_two(view, subject)]
    sentences += [strengths(view)] if subject == view.study.root else []
    return [sentence for sentence in sentences if sentence]


def level(figure: Finding) -> str:
    """76.4 out of 100; an NPS without the hundred."""
    value = fixed(figure.value or 0.0)
    return value if figure.measure == "nps" else f"{value} out of 100"


def answer(view: View, standing: Finding) -> str:
    """The level alone, with its interval, base and target: how satisfied they are."""
    name = the(view.label(standing.subject))
    known = f"{interval(standing)}; {respondents(view, standing)}"
    return f"{name} stands at {level(standing)} ({known}){_target(view, standing)}."


def _target(view: View, standing: Finding) -> str:
    target = facts.target(view, standing.subject)
    if target is None:
        return ""
    words = {
        "above": f", clearly above the target of {fixed(target)}",
        "below": f", clearly below the target of {fixed(target)}",
        "open": f"; whether it meets the target of {fixed(target)} is open",
    }
    return words[beside(standing, target)]


def against_target(view: View, standing: Finding) -> str:
    """Whether the study's target is reached, as far as the interval tells."""
    target = facts.target(view, standing.subject)
    if target is None:
        return ""
    side = beside(standing, target)
    wording = fixed(target)
    if side == "open":
        return f"Whether it meets its target of {wording} is open: the target lies within the interval."
    return f"That is clearly {'above' if side == 'above' else 'below'} its target of {wording}."


def top_two(view: View, subject: str) -> str:
    """How many gave one of the two best answers, for a rating question."""
    share = view.figure("scores", "top2", subject)
    if share is None or share.value is None:
        return ""
    return f"{percent(share.value)} gave one of the two best answers."


def parts(view: View, subject: str) -> str:
    """Promoters, passives and detractors behind an NPS."""
    kinds = [view.figure("scores", kind, subject) for kind in ("promoters", "passives", "detractors")]
    if any(kind is None or kind.value is None for kind in kinds):
        return ""
    names = ("were promoters (9 or 10)", "passives (7 or 8)", "detractors (0 to 6)")
    shares = [f"{percent(kind.value or 0.0)} {name}" for kind, name in zip(kinds, names, strict=True) if kind]
    return f"{listed(shares)}."


def strengths(view: View) -> str:
    """The best and the lowest rated dimension, and whether their intervals set them apart."""
    scored = ranked(facts.constructs(view))
    if len(scored) < 2:
        return f"The index rests on one dimension, {view.label(scored[0].subject)}." if scored else ""
    top, bottom = leaders(scored), trailers(scored)
    if len(top) == len(scored):
        return "No dimension stands clearly apart from the others."
    if len(scored) == 2:
        return f"{_named(view, top)} scored clearly higher than {_named(view, bottom)}."
    best = f"{_named(view, top[:1])} scored {_end(view, top, 'highest', 'ahead of')}"
    return f"{best}; {_named(view, bottom[:1])} {_end(view, bottom, 'lowest', 'below')}."


def _end(view: View, figures: tuple[Finding, ...], end: str, beyond: str) -> str:
    """'clearly highest' or 'highest, not clearly ahead of Room (84.0)': only the first is set against the others."""
    return f"{end}, not clearly {beyond} {_rivals(view, figures[1:])}" if len(figures) > 1 else f"clearly {end}"


def _named(view: View, figures: tuple[Finding, ...]) -> str:
    return listed([f"{view.label(figure.subject)} ({fixed(figure.value or 0.0)})" for figure in figures])


def _rivals(view: View, rivals: tuple[Finding, ...]) -> str:
    return _named(view, rivals) if len(rivals) <= MOST_NAMED else counted(len(rivals), "other dimension")


def spread(view: View) -> str:
    """How the items' answers lie, when no outcome was asked."""
    order = ranked([row for row in view.figures("scores", "top2") if row.subject in view.study.items])
    if not order:
        return "How many gave one of the best answers was not recorded."
    named = [f"“{view.label(row.subject)}” ({percent(row.value or 0.0)})" for row in (order[0], order[-1])]
    if len(order) == 1:
        return f"{percent(order[0].value or 0.0)} gave one of the two best answers to “{view.label(order[0].subject)}”."
    return f"One of the two best answers was most frequent for {named[0]} and least frequent for {named[1]}."
