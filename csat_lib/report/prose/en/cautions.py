"""What to distrust, the most serious first: each clause applies only when its findings say so."""

from __future__ import annotations

from csat_lib.report.clear import ranked
from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import among, counted, joined, listed
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability.verdicts import broken
from csat_lib.report.topics.factors.adequacy import unfactored
from csat_lib.report.topics.factors.number import collapsed
from csat_lib.report.topics.quality.careless import WATCHED, expected, flagged_beyond
from csat_lib.report.topics.quality.rules import lower_rule, rule
from csat_lib.report.topics.segments import places
from csat_lib.report.topics.segments.levels import thin
from csat_lib.report.topics.validity import htmt
from csat_lib.report.topics.weights import respondents
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, fixed, percent, size

MOST = 3
MOST_NAMED = 3
CHECKS = ("quality", "reliability", "factors")


def sentence(view: View) -> str:
    """The gravest cautions in one sentence, and what these answers cannot tell."""
    told, unknown = clauses(view)[:MOST], listed(cannot_tell(view), "or")
    if told:
        return f"Read with care: {joined(*told, f'and these answers cannot tell {unknown}')}."
    if all(view.has(topic) for topic in CHECKS):
        return f"The checks raise no alarm; these answers cannot tell {unknown}."
    return f"These answers cannot tell {unknown}."


def verdict(view: View) -> str:
    """Whether the scores can be trusted, in one sentence; nothing when too little was checked to say."""
    told = clauses(view)
    if told:
        return f"With reservations: {joined(*told)}."
    if all(view.has(topic) for topic in CHECKS):
        return (
            "Nothing in the checks speaks against the scores; what they cannot show stands at the end of this chapter."
        )
    return ""


def clauses(view: View) -> list[str]:
    """What the scores mean comes first, then whether they hold together, who was left out, precision, small groups."""
    found = [_breaks(view), _structure(view) or _alike(view), _scales(view), _untold(view)]
    found += [_exclusions(view), _weights(view), _thin(view), _careless(view)]
    return [clause for clause in found if clause]


def cannot_tell(view: View) -> list[str]:
    """Why a unit fell or lags, and what those who did not answer think."""
    units, told = places.troubled(view), []
    if units:
        name = view.level(units[0].segment_by, units[0].segment)
        fell = units[0].measure == "change"
        told.append(f"why {name} {'fell' if fell else 'lags behind'}")
    return [*told, "what those who did not answer think"]


def _careless(view: View) -> str:
    """Signs that leave nobody out and that more answers show than careful answering would bring."""
    found = [pair for pair in flagged_beyond(view) if pair[0].noted(WATCHED)]
    if not found:
        return ""
    row, by_chance = found[0]
    more = f" ({counted(len(found) - 1, 'other sign')} likewise)" if len(found) > 1 else ""
    return (
        f"“{rule(row.subject).en}” flags {count(row.value or 0.0)} answers, where careful answering would "
        f"bring {tell(view, expected(by_chance)).lower()}{more}"
    )


def _breaks(view: View) -> str:
    """What does not compare with the wave before; a node is told by its parts."""
    names = [one.name for one in broken(view) if one.name not in view.study.index]
    if not names or view.previous is None:
        return ""
    told = [view.label(name) for name in names[:MOST_NAMED]]
    told += [counted(len(names) - MOST_NAMED, "other")] if len(names) > MOST_NAMED else []
    since, whom = view.previous.label("en"), "it" if len(names) == 1 else "them"
    return f"{listed(told)} cannot be compared with {since}, so that no change is told for {whom}"


def _alike(view: View) -> str:
    """Dimensions that measure one and the same thing."""
    rows = htmt.pairs(view, "above")
    if not rows:
        return ""
    told = f"{view.label(rows[0].subject)} and {view.label(rows[0].other)} measure nearly the same"
    more = f" (HTMT {coefficient(rows[0].value or 0.0)})"
    return f"{told}{more}" if len(rows) == 1 else f"{told}{more}, as do {counted(len(rows) - 1, 'other pair')}"


def _structure(view: View) -> str:
    found = collapsed(view)
    if found is None:
        return ""
    factors, designed = round(found.value or 0.0), len(view.study.constructs)
    return (
        f"the study's {counted(designed, 'dimension')} show up as only {counted(factors, 'factor')} in these answers, "
        "so that their scores overlap"
    )


def _scales(view: View) -> str:
    poor = ranked(facts.poor_scales(view))[::-1]
    if not poor:
        return ""
    told = [f"{view.label(row.subject)} (alpha {coefficient(row.value or 0.0)})" for row in poor[:MOST_NAMED]]
    told += [counted(len(poor) - MOST_NAMED, "other dimension")] if len(poor) > MOST_NAMED else []
    return f"the items of {listed(told)} do not hold together well enough for one score"


def _untold(view: View) -> str:
    rows = facts.untold_scales(view)
    if not rows:
        return "whether the items fall as designed could not be checked" if unfactored(view) else ""
    told = [view.label(row.subject) for row in rows[:MOST_NAMED]]
    told += [counted(len(rows) - MOST_NAMED, "other dimension")] if len(rows) > MOST_NAMED else []
    return f"it cannot be told whether the items of {listed(told)} hold together"


def _exclusions(view: View) -> str:
    effect, share = facts.great_effect(view), facts.left_out_share(view)
    if effect is not None and effect.value is not None:
        name = lower_rule(effect.other).en
        way = "higher" if effect.value > 0 else "lower"
        return f"with the answers left out as “{name}” the index would be {size(effect.value)} points {way}"
    return f"{percent(share)} of the answers were left out by the study's rules" if share else ""


def _weights(view: View) -> str:
    deff = respondents.costly(view)
    return f"weighting costs much precision (design effect {fixed(deff.value or 0.0, 2)})" if deff else ""


def _thin(view: View) -> str:
    small, name = thin(view), among(view.label(view.study.unit or ""))
    if not small:
        return ""
    verb = "rests" if len(small) == 1 else "rest"
    return f"by {name}, {counted(len(small), 'group')} {verb} on fewer than {view.study.small_base} respondents"
