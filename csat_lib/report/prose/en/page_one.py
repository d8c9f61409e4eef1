"""The wave on one page: at most seven sentences, ranked, each only as strong as its interval."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import beside, direction, ranked, valued
from csat_lib.report.prose.en import drivers, scores, segments, trends
from csat_lib.report.prose.en.grammar import among, before, confidence, counted, listed, moved_between, opened
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import coefficient, count, fixed, percent, signed

MOST_CAUTIONS = 2


def sentences(view: View) -> list[str]:
    """What happened, how sure, strong and weak, where, why, what first, what to distrust."""
    strengths = scores.strengths(view) if len(facts.constructs(view)) > 1 else ""
    told = [happened(view), sure(view), strengths, where(view), why(view), drivers.first(view)]
    return [sentence for sentence in (*told, distrust(view)) if sentence]


def happened(view: View) -> str:
    """The index and its change."""
    standing = facts.standing(view, view.study.root)
    if standing is None or standing.value is None:
        return scores.say(view, view.study.root)[0]
    return scores.stands(view, standing)


def sure(view: View) -> str:
    """Between which values the index lies, and on which side of the target; its interval only when not told before."""
    standing = facts.standing(view, view.study.root)
    if standing is None or standing.value is None or standing.low is None or standing.high is None:
        return ""
    change = facts.change(view, view.study.root)
    if change is None or change.value is None:
        return scores.against_target(view, standing)
    ends = f"between {fixed(standing.low)} and {fixed(standing.high)} ({confidence(standing)} interval)"
    return f"Allowing for sampling error, the index lies {ends}{_target(view, standing)}."


def _target(view: View, standing: Finding) -> str:
    target = facts.target(view, standing.subject)
    if target is None:
        return ""
    words = {
        "above": f", wholly above the target of {fixed(target)}",
        "below": f", wholly below the target of {fixed(target)}",
        "open": f", which includes the target of {fixed(target)}: whether that is met stays open",
    }
    return words[beside(standing, target)]


def where(view: View) -> str:
    """Dimensions and units that changed; units that stand apart when no unit changed."""
    told = [trends.moved_dimensions(view)] if facts.construct_changes(view) else []
    told += [part for part in (_units(view),) if part]
    return opened(f"{'; '.join(told)}.") if told else ""


def _units(view: View) -> str:
    unit = view.study.unit
    if not unit:
        return ""
    changes = valued(facts.segment_changes(view, unit))
    if any(direction(row) != "unclear" for row in changes):
        return trends.moved_segments(view, changes)
    return segments.apart(view, unit)


def why(view: View) -> str:
    """What goes most closely with the headline outcome."""
    return drivers.strongest(view) if ranked(facts.importances(view)) else ""


def distrust(view: View) -> str:
    """What to distrust: the two gravest cautions, or what no survey can rule out."""
    told = [caution for caution in cautions(view) if caution][:MOST_CAUTIONS]
    if told:
        return f"Read with care: {'; '.join(told)}."
    checked = view.has("quality") or view.has("reliability")
    opening = "The checks raise no alarm; still, those" if checked else "Those"
    return f"{opening} who did not answer may think otherwise, and what goes together need not be cause and effect."


def cautions(view: View) -> list[str]:
    """Cautions in order of weight; empty ones do not apply."""
    return [_exclusions(view), _scales(view), _weights(view), _thin(view)]


def _exclusions(view: View) -> str:
    effect, share = facts.great_effect(view), facts.left_out_share(view)
    if effect is not None:
        rule = LEXICONS["en"].rules.get(effect.other, effect.other).lower()
        return f"without the rule “{rule}” the index would move by {signed(effect.value or 0.0)} points"
    return f"{percent(share)} of the answers were left out by the study's rules" if share else ""


def _scales(view: View) -> str:
    poor = facts.poor_scales(view)
    if not poor:
        return ""
    named = listed([f"{view.label(row.subject)} (alpha {coefficient(row.value or 0.0)})" for row in poor])
    return f"the items of {named} do not hold together well enough for one score"


def _weights(view: View) -> str:
    deff = facts.costly_weights(view)
    return f"weighting costs much precision (design effect {fixed(deff.value or 0.0, 2)})" if deff else ""


def _thin(view: View) -> str:
    thin, name = facts.thin_units(view), among(view.label(view.study.unit or ""))
    if not thin:
        return ""
    verb = "rests" if len(thin) == 1 else "rest"
    return f"by {name}, {counted(len(thin), 'group')} {verb} on fewer than {view.study.small_base} respondents"


def card(view: View, change: Finding | None) -> tuple[str, str, str]:
    """(change, its interval, the word for it) as a card prints them; empty without an earlier wave."""
    if change is None or change.value is None:
        return "", "", ""
    word = {"up": "clear rise", "down": "clear fall", "unclear": "no clear change"}[direction(change)]
    since = f"{signed(change.value)} from {before(view, change)}"
    if change.low is None or change.high is None:
        return since, "", word
    clear = direction(change) != "unclear"
    ends = moved_between(change) if clear else f"{signed(change.low)} to {signed(change.high)}"
    noun = f" of the {word.split()[-1]}" if clear else ""
    return since, f"{confidence(change)} interval{noun} {ends}", word


def of_received(received: Finding, kept: Finding) -> str:
    """Out of how many: of 1,246 received (91%)."""
    total, counted_in = received.value or 0.0, kept.value or 0.0
    return f"of {count(total)} received" + (f" ({percent(counted_in / total)})" if total else "")
