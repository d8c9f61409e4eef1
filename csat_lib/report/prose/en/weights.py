"""Whom they speak for, and what counts how much in the index."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import ranked
from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import listed, the
from csat_lib.report.prose.en.reasons import because
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, fixed, percent


def say(view: View, subject: str) -> list[str]:
    """Weights of the respondents, then of the index; with a node as ``subject``, of that node only."""
    if subject:
        return [sentence for sentence in (parts(view, subject),) if sentence]
    found = [precision(view), margins(view), range_of(view), parts(view, view.study.root)]
    return [sentence for sentence in found if sentence]


def precision(view: View) -> str:
    """What weighting costs: the design effect and the effective number of respondents."""
    deff = view.figure("weights", "deff", "respondents")
    effective = view.figure("weights", "n_effective", "respondents")
    if deff is None:
        return "Respondents are not weighted: each counts the same."
    if deff.value is None:
        return f"Respondents are not weighted: {because(view, deff)}."
    if effective is None or effective.value is None or not facts.is_weighted_wave(view):
        return "Respondents are not weighted: each counts the same."
    return (
        f"The {count(deff.n or 0)} weighted respondents are as precise as {count(effective.value)} unweighted ones "
        f"(design effect {fixed(deff.value, 2)})."
    )


def margins(view: View) -> str:
    """How closely the weighted sample meets its targets."""
    error = facts.largest_error(view)
    if error is None:
        return ""
    if error < facts.EXACT:
        return "After weighting, the sample meets every target share."
    points = f"{fixed(100 * error)} percentage points"
    return f"After weighting, the sample is off its target shares by at most {points}."


def range_of(view: View) -> str:
    """Smallest and largest weight."""
    low = view.figure("weights", "weight_min", "respondents")
    high = view.figure("weights", "weight_max", "respondents")
    if low is None or high is None or low.value is None or high.value is None or low.value == high.value:
        return ""
    return f"A single respondent counts between {fixed(low.value, 2)} and {fixed(high.value, 2)} times the average."


def parts(view: View, node: str) -> str:
    """Which part weighs most and least in a node of the index, and by which rule."""
    used = ranked(view.figures("weights", "weight_used", other=node))
    if not used:
        return ""
    rule, name = LEXICONS["en"].method(used[0].method), the(view.label(node)).replace("The ", "the ", 1)
    if len(used) == 1:
        return f"{the(view.label(node))} rests on {view.label(used[0].subject)} alone."
    if used[0].value == used[-1].value:
        return f"In {name}, {listed([view.label(row.subject) for row in used])} weigh alike, by {rule}."
    most, least = _weighed(view, used[0]), _weighed(view, used[-1])
    return f"In {name}, the largest weight goes to {most}, the smallest to {least}, by {rule}."


def _weighed(view: View, row: Finding) -> str:
    return f"{view.label(row.subject)} ({percent(row.value or 0.0)})"
