"""Who differs: segments clear of the rest, with intervals that hold for all comparisons together."""

from __future__ import annotations

from csat_lib.findings import HIDDEN, Finding
from csat_lib.report.clear import clearly, valued
from csat_lib.report.prose import facts, places
from csat_lib.report.prose.en.grammar import among, counted, joined, listed, moved, moved_between, opened, together
from csat_lib.report.prose.en.reasons import absent
from csat_lib.report.view import View

MOST_NAMED = 2


def say(view: View, subject: str, segment_by: str = "") -> list[str]:
    """One question's segments, or every segment of the study in turn. ``subject`` is what is scored."""
    names = (segment_by,) if segment_by else facts.segments_shown(view)
    if not names:
        return ["No segments were compared in this wave."]
    sentences = [text for name in names for text in (differences(view, name, subject), hidden(view, name, subject))]
    return [sentence for sentence in sentences if sentence]


def differences(view: View, segment_by: str, subject: str = "") -> str:
    """Segments clearly above and below the rest, the largest difference first; or that none is."""
    found = facts.gaps(view, segment_by, subject)
    if not valued(found):
        return _untold(view, found) if found else ""
    known = valued(found)
    held = together(known) if len(known) > 2 else ""
    return opened(f"{joined(apart(view, segment_by, subject), held)}.")


def _untold(view: View, found: tuple[Finding, ...]) -> str:
    """Why no difference is told: the groups do not measure the same, or the reason of the first."""
    if any(row.reason != "not_comparable" for row in found):
        return absent(view, found[0])
    name = among(view.label(found[0].segment_by))
    return f"By {name}, groups are not compared: what they were asked does not measure the same in all of them."


def apart(view: View, segment_by: str, subject: str = "") -> str:
    """The same as a clause: 'by store, Harbour scored 6.1 points (3.2 to 9.0) below the rest'."""
    found = facts.gaps(view, segment_by, subject)
    known = valued(found)
    if not known:
        return ""
    name, above, below = among(view.label(segment_by)), clearly(known, "up"), clearly(known, "down")
    if len(known) == len(found) == 2:
        return f"by {name}, {_pair(view, above, below)}"
    told = [_side(view, rows, word) for rows, word in ((below, "below"), (above, "above")) if rows]
    between = ", and " if max(len(below), len(above)) > MOST_NAMED else " and "
    return f"by {name}, {between.join(told) or 'no group differs clearly from the rest'}"


def _pair(view: View, above: tuple[Finding, ...], below: tuple[Finding, ...]) -> str:
    """Two groups are told against one another: the one's lead is the other's lag."""
    if not above or not below:
        return "the two groups do not differ clearly"
    first, second = (view.level(row.segment_by, row.segment) for row in (above[0], below[0]))
    return f"{first} scored {moved(above[0])} ({moved_between(above[0])}) above {second}"


def _side(view: View, rows: tuple[Finding, ...], word: str) -> str:
    if len(rows) <= MOST_NAMED:
        told = [f"{view.level(row.segment_by, row.segment)} scored {moved(row)} ({moved_between(row)})" for row in rows]
        return f"{listed(told)} {word} the rest"
    first = view.level(rows[0].segment_by, rows[0].segment)
    furthest = f"{first} furthest ({moved(rows[0])}, {moved_between(rows[0])})"
    return f"{counted(len(rows), 'group')} scored clearly {word} the rest, {furthest}"


def within(view: View, unit: Finding) -> str:
    """Which dimensions of a unit clearly fell or lag, for the unit that page one begins with."""
    found = places.dimensions(view, unit)
    if found is None:
        return ""
    name, fell = view.level(unit.segment_by, unit.segment), unit.measure == "change"
    if not found:
        return f"Within {name}, no single dimension {'fell clearly' if fell else 'is clearly below the rest'}."
    words = "fell {} ({})" if fell else "is {} ({}) below the rest"
    told = [f"{view.label(row.subject)} {words.format(moved(row), moved_between(row))}" for row in found]
    return f"Within {name}, {listed(told)}."


def hidden(view: View, segment_by: str, subject: str = "") -> str:
    """Groups that are masked, and groups to be read with care."""
    rows = view.figures("scores", "index", subject=subject or view.study.root, segment_by=segment_by)
    masked, beside = (
        [view.level(row.segment_by, row.segment) for row in rows if row.reason == reason] for reason in HIDDEN
    )
    small = [view.level(row.segment_by, row.segment) for row in valued(rows) if (row.n or 0) < view.study.small_base]
    told = []
    if masked:
        told.append(f"{listed(masked)} {_is(masked)} not shown (fewer than {view.study.minimum_base} respondents)")
    if beside:
        told.append(f"{listed(beside)} {_is(beside)} not shown either, so that no group of so few can be worked out")
    if small:
        told.append(
            f"{listed(small)} {_is(small)} to be read with caution (fewer than {view.study.small_base} respondents)"
        )
    return f"{'; '.join(told)}." if told else ""


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def ranks_mislead() -> str:
    """How a ranking is to be read."""
    return "The order is that of the estimates; neighbours are rarely told apart."


def heat_reading() -> str:
    """How the map of groups against dimensions is to be read."""
    return "The map shows where to look closer; a single cell has a wide interval and no test of its own."
