"""What changed: the whole, the dimensions, the units; and the line of all waves."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import (
    among,
    before,
    counted,
    joined,
    listed,
    moved,
    moved_between,
    opened,
    together,
    unclear_by,
)
from csat_lib.report.prose.en.reasons import absent
from csat_lib.report.prose.en.scores import stands
from csat_lib.report.view import View
from csat_lib.report.words.numbers import fixed

MOST_NAMED = 3
NO_EARLIER = "There is no earlier wave to compare with; from the next wave on, this chapter shows what changed."


def say(view: View, subject: str, segment_by: str = "") -> list[str]:
    """The change of one subject, of all its segments, or of everything."""
    if not view.figures("trends", "change"):
        return [NO_EARLIER]
    if segment_by:
        return [sentence for sentence in (segments(view, segment_by, subject),) if sentence]
    if subject:
        return [one(view, subject)]
    unit = segments(view, view.study.unit) if view.study.unit else ""
    return [text for text in (one(view, view.study.root), dimensions(view), unit, line(view)) if text]


def one(view: View, subject: str) -> str:
    """A subject's change against the previous wave."""
    change, standing = facts.change(view, subject), facts.standing(view, subject)
    if change is None:
        return f"No change was recorded for {view.label(subject)}."
    if change.value is None:
        return absent(view, change)
    if standing is None:
        return _alone(view, change)
    return absent(view, standing) if standing.value is None else stands(view, standing)


def _alone(view: View, change: Finding) -> str:
    """A change that is recorded without the value it led to."""
    name = view.label(change.subject)
    told = _moves((change,), [name]) or f"{name} did not change clearly ({unclear_by(change)})"
    return opened(f"from {before(view, change)}, {told}.")


def dimensions(view: View) -> str:
    """Dimensions that clearly rose or fell, by intervals that hold for all of them together."""
    changes = facts.construct_changes(view)
    told = f"{moved_dimensions(view)}{_others(changes, 'dimension')}" if changes else ""
    return opened(f"{joined(told, together(changes, 'dimension'))}.") if told else ""


def moved_dimensions(view: View) -> str:
    """The same as a clause: 'from November 2025, Room fell 3.1 points (1.2 to 5.0)'."""
    since = before(view, facts.construct_changes(view)[0])
    told = dimension_moves(view)
    return f"from {since}, {told}" if told else f"no dimension changed clearly from {since}"


def dimension_moves(view: View) -> str:
    """The dimensions that moved, alone: 'Room fell 3.1 points (1.2 to 5.0)'; empty when none did clearly."""
    changes = facts.construct_changes(view)
    return _moves(changes, [view.label(row.subject) for row in changes])


def segments(view: View, segment_by: str, subject: str = "") -> str:
    """Units or segments that clearly rose or fell, by intervals that hold for all of them together."""
    found = facts.segment_changes(view, segment_by, subject)
    changes = valued(found)
    if not changes:
        return absent(view, found[0]) if found else ""
    told = f"{moved_segments(view, changes)}{_others(changes, 'group')}"
    return f"From {before(view, changes[0])}, {joined(told, together(changes))}."


def moved_segments(view: View, changes: tuple[Finding, ...]) -> str:
    """The same as a clause: 'by store, Harbour fell 8.2 points (3.1 to 13.3)'."""
    name = among(view.label(changes[0].segment_by))
    return f"by {name}, {segment_moves(view, changes) or 'no group changed clearly'}"


def segment_moves(view: View, changes: tuple[Finding, ...]) -> str:
    """The units or segments that moved, alone; empty when none did clearly."""
    return _moves(changes, [view.level(row.segment_by, row.segment) for row in changes])


def _moves(changes: tuple[Finding, ...], names: list[str]) -> str:
    """Room fell 3.1 points (1.2 to 5.0) and Service rose ...: falls first, the largest first; else empty."""
    by_row = {id(row): name for row, name in zip(changes, names, strict=True)}
    told = []
    for verb, wanted in (("fell", "down"), ("rose", "up")):
        rows = facts.clear(changes, wanted)
        told += [f"{by_row[id(row)]} {verb} {moved(row)} ({moved_between(row)})" for row in rows[:MOST_NAMED]]
        told += [f"{counted(len(rows) - MOST_NAMED, 'other')} {verb}"] if len(rows) > MOST_NAMED else []
    return listed(told)


def _others(changes: tuple[Finding, ...], noun: str) -> str:
    rest = len(changes) - len(facts.clear(changes, "up")) - len(facts.clear(changes, "down"))
    return f"; no other {noun} changed clearly" if 0 < rest < len(changes) else ""


def line(view: View) -> str:
    """Where this wave stands among all waves shown."""
    waves = facts.periods_with(view, view.study.root)
    if len(waves) < 3:
        return ""
    values = [row.value or 0.0 for row in waves]
    low, high = waves[values.index(min(values))], waves[values.index(max(values))]
    labels = {period.text: period.label("en") for period in (*view.earlier, view.period)}
    lowest = f"{fixed(low.value or 0.0)} ({labels[low.period]})"
    highest = f"{fixed(high.value or 0.0)} ({labels[high.period]})"
    return f"Over {counted(len(waves), 'wave')} the index was measured between {lowest} and {highest}."
