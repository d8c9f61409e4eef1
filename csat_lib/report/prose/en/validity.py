"""Do the items measure what they are to measure, and each dimension something of its own."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.clear import ranked, valued
from csat_lib.report.prose import evidence
from csat_lib.report.prose.en.grammar import confidence, counted, listed
from csat_lib.report.prose.en.reasons import absent, because
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 3


def say(view: View, subject: str) -> list[str]:
    """Convergent and discriminant validity, experts and criterion; with a dimension as ``subject``, its own figures."""
    if subject:
        return [sentence for sentence in (one(view, subject),) if sentence]
    found = [extracted(view), distinct(view), own_root(view), crossing(view), experts(view), criterion(view)]
    told = [sentence for sentence in found if sentence]
    return told or ["Validity was not examined in this wave."]


def extracted(view: View) -> str:
    """The average variance extracted against its customary minimum."""
    known = ranked(view.figures("validity", "ave"))
    if not known:
        return ""
    poor, line = evidence.poor_ave(view), coefficient(evidence.ENOUGH_AVE)
    span = f"between {_value(known[-1])} and {_value(known[0])}" if len(known) > 1 else _value(known[0])
    head = f"The average variance that the items share with their dimension is {span}, customary minimum {line}"
    return (
        f"{head}; under it: {listed([f'{view.label(row.subject)} ({_value(row)})' for row in poor])}."
        if poor
        else f"{head}."
    )


def distinct(view: View) -> str:
    """Pairs of dimensions that HTMT cannot tell apart, by their intervals."""
    rows, line = evidence.pairs(view), coefficient(evidence.DISTINCT)
    if not rows:
        return _untold(view).strip()
    same, unsure = evidence.pairs(view, "above"), evidence.pairs(view, "open")
    highest = f"highest for {_pair(view, rows[0])}"
    if not same and not unsure:
        if len(rows) == 1:
            return f"{_pair(view, rows[0])} are distinct: HTMT lies clearly under {line}.{_untold(view)}"
        all_of = (
            f"All {counted(len(rows), 'pair')} of dimensions are distinct: HTMT lies clearly under {line}, {highest}."
        )
        return f"{all_of}{_untold(view)}"
    told = [f"not distinct from one another: {_pairs(view, same)}"] if same else []
    told += [f"not clearly distinct: {_pairs(view, unsure)}"] if unsure else []
    return f"By HTMT (customary limit {line}), {'; '.join(told)}.{_untold(view)}"


def _untold(view: View) -> str:
    """The pairs of which HTMT cannot be had, with the reason of the first."""
    rows = evidence.untold_pairs(view)
    if not rows:
        return ""
    named = [f"{view.label(row.subject)} and {view.label(row.other)}" for row in rows[:MOST_NAMED]]
    more = [counted(len(rows) - MOST_NAMED, "other pair")] if len(rows) > MOST_NAMED else []
    return f" HTMT is not shown for {'; '.join([*named, *more])}: {because(view, rows[0])}."


def own_root(view: View) -> str:
    """Fornell and Larcker's comparison."""
    if not valued(view.figures("validity", "root_ave")):
        return ""
    rows = evidence.nearer_than_own(view)
    if not rows:
        return "By Fornell and Larcker's rule, too, each dimension shares more with its own items than with any other."
    return (
        f"By Fornell and Larcker's stricter rule {_named(view, rows)} share more with each other than with their items."
    )


def crossing(view: View) -> str:
    """Items that go more with another dimension than with their own."""
    if not valued(view.figures("validity", "cross_loading")):
        return ""
    found = evidence.strangers(view)
    if not found:
        return "Every item goes most with the items of its own dimension."
    named = [f"“{view.label(item)}”" for item in found[:MOST_NAMED]]
    more = [counted(len(found) - MOST_NAMED, "other item")] if len(found) > MOST_NAMED else []
    verb = "goes" if len(found) == 1 else "go"
    whose = "its" if verb == "goes" else "their"
    return f"{listed([*named, *more])} {verb} more with another dimension than with {whose} own."


def experts(view: View) -> str:
    """What experts say of the items' relevance."""
    average = view.figure("validity", "s_cvi_average", "items")
    if average is None:
        return ""
    if average.value is None:
        return absent(view, average)
    poor = [row for row in valued(view.figures("validity", "i_cvi")) if (row.value or 0.0) < evidence.ENOUGH_I_CVI]
    line, least = coefficient(evidence.ENOUGH_S_CVI), coefficient(evidence.ENOUGH_I_CVI)
    side = "above" if average.value >= evidence.ENOUGH_S_CVI else "below"
    who = counted(average.n or 0, "expert").capitalize()
    told = f"{who} rated the items' relevance: content validity {_value(average)}, {side} the customary {line}"
    named = listed([f"“{view.label(row.subject)}”" for row in poor[:MOST_NAMED]])
    return f"{told}; under {least}: {named}." if poor else f"{told}; every item reaches {least}."


def criterion(view: View) -> str:
    """How far each dimension goes with the criterion."""
    order = ranked(view.figures("validity", "criterion_r"))
    if not order:
        return ""
    outcome = view.label(order[0].other)
    if len(order) == 1:
        return f"{view.label(order[0].subject)} correlates {_value(order[0])} with {outcome}."
    low, high = (f"{_value(row)} ({view.label(row.subject)})" for row in (order[-1], order[0]))
    return f"The dimensions' correlations with {outcome} run from {low} to {high}."


def one(view: View, construct: str) -> str:
    """Composite reliability, variance extracted and nearest neighbour of a dimension."""
    told = []
    for topic, measure, name in (
        ("reliability", "composite_reliability", "composite reliability"),
        ("validity", "ave", "average variance extracted"),
    ):
        row = view.figure(topic, measure, construct)
        told += [f"{name} {_value(row)}"] if row is not None and row.value is not None else []
    nearest = next((row for row in evidence.pairs(view) if construct in (row.subject, row.other)), None)
    if nearest is not None:
        other = nearest.other if nearest.subject == construct else nearest.subject
        told.append(f"nearest to {view.label(other)} (HTMT {_value(nearest)})")
    return f"{view.label(construct)}: {', '.join(told)}." if told else ""


def _value(row: Finding) -> str:
    return coefficient(row.value or 0.0)


def _pairs(view: View, rows: Sequence[Finding]) -> str:
    more = [counted(len(rows) - MOST_NAMED, "other pair")] if len(rows) > MOST_NAMED else []
    return listed([*(_pair(view, row) for row in rows[:MOST_NAMED]), *more])


def _pair(view: View, row: Finding) -> str:
    ends = ""
    if row.low is not None and row.high is not None:
        ends = f", {confidence(row)} interval {coefficient(row.low)} to {coefficient(row.high)}"
    return f"{view.label(row.subject)} and {view.label(row.other)} ({_value(row)}{ends})"


def _named(view: View, rows: Sequence[Finding]) -> str:
    named = [f"{view.label(row.subject)} and {view.label(row.other)} ({_value(row)})" for row in rows[:MOST_NAMED]]
    more = [counted(len(rows) - MOST_NAMED, "other pair")] if len(rows) > MOST_NAMED else []
    return listed([*named, *more])
