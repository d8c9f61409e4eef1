"""The wave on one page: at most seven sentences, ranked, each only as strong as its interval."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import beside, direction, ranked, valued
from csat_lib.report.prose.en import cautions, first
from csat_lib.report.prose.en.grammar import all_together, before, confidence, joined, moved_between, opened
from csat_lib.report.slots import tell
from csat_lib.report.standing import standing as stands_at
from csat_lib.report.topics.drivers.importance import closest, importances
from csat_lib.report.topics.scores import dimensions, standing, targets
from csat_lib.report.topics.segments.gaps import apart, gaps
from csat_lib.report.topics.trends import changes, moves
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed, percent, signed


def sentences(view: View) -> list[str]:
    """What happened, how sure and compared with what, where, strong and weak, why, what first, what to distrust."""
    strengths = tell(view, dimensions.strengths(view)) if len(dimensions.dimensions(view)) > 1 else ""
    told = [happened(view), sure(view), where(view), strengths, why(view), first.begin(view), cautions.sentence(view)]
    return [sentence for sentence in told if sentence]


def happened(view: View) -> str:
    """The index and its change."""
    row = stands_at(view, view.study.root)
    if row is None or row.value is None:
        return tell(view, standing.say(view)[0])
    return tell(view, stands(view, row))


def sure(view: View) -> str:
    """Between which values the index lies, and on which side of the target; its interval only when not told before."""
    row = stands_at(view, view.study.root)
    if row is None or row.value is None or row.low is None or row.high is None:
        return ""
    change = changes.of(view, view.study.root)
    if change is None or change.value is None:
        nothing = "There is neither an earlier wave nor a target to set this against."
        return tell(view, targets.against(view, row)) or nothing
    ends = f"between {fixed(row.low)} and {fixed(row.high)} ({confidence(row)} interval)"
    return f"Allowing for sampling error, it lies {ends}{_target(view, row)}."


def _target(view: View, row: Finding) -> str:
    target = view.study.targets.get(row.subject)
    if target is None:
        return ""
    words = {
        "above": f", wholly above the target of {fixed(target)}",
        "below": f", wholly below the target of {fixed(target)}",
        "open": f", which includes the target of {fixed(target)}: whether that is met stays open",
    }
    return words[beside(row, target)]


def where(view: View) -> str:
    """Units and dimensions that changed; units that stand apart when no unit changed."""
    unit, moved = view.study.unit or "", changes.of_dimensions(view)
    units = valued(changes.of_groups(view, unit))
    if any(direction(row) != "unclear" for row in units):
        since, dimensions = before(view, units[0]), tell(view, moves.moved(moved)) or "none changed clearly"
        told = [f"from {since}, {tell(view, moves.moved(units))}"]
        told += [f"of the dimensions, {dimensions}"] if moved else []
        held = all_together((moved, "dimension"), (units, "group"))
    else:
        differ = valued(gaps(view, unit)) if unit else ()
        told = [tell(view, moves.moved_dimensions(view)), _apart(view, unit)]
        held = all_together((moved, "dimension"), (differ if len(differ) > 2 else (), "group"))
    return opened(f"{joined(*told, held)}.") if any(told) else ""


def _apart(view: View, unit: str) -> str:
    told = tell(view, apart(view, unit)) if unit else ""
    return f"{told[:1].lower()}{told[1:]}"


def why(view: View) -> str:
    """What goes most closely with the headline outcome, and that this is no more than an association."""
    order = ranked(importances(view))
    if not order:
        return ""
    told = tell(view, closest(view))
    return f"{joined(told, 'association, not cause' if len(order) > 1 else '')}."


def card(view: View, change: Finding | None) -> tuple[str, str, str]:
    """(change, its interval, the word for it) as a card prints them; empty without an earlier wave."""
    if change is None or change.value is None:
        broken = change is not None and change.reason == "not_comparable"
        return f"not comparable with {before(view, change)}" if change and broken else "", "", ""
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
