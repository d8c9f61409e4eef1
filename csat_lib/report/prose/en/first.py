"""What to do first: the unit that clearly fell or lags, then what matters and is rated low; else what to keep."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.prose.en.grammar import before, joined, listed, moved, moved_between
from csat_lib.report.slots import tell
from csat_lib.report.topics.drivers import priorities
from csat_lib.report.topics.segments import places
from csat_lib.report.view import View

MOST_NAMED = 2
MOST_OTHERS = 3


def begin(view: View) -> str:
    """One sentence: where to find out first; then the dimension to improve; only without either what to hold on to."""
    units = places.troubled(view)
    if not units:
        return tell(view, priorities.first(view))
    improve = tell(view, priorities.improve(view))
    return f"{joined(_find_out(view, units[0]), _next(view, units[1:]), f'then {improve}' if improve else '')}."


def _find_out(view: View, unit: Finding) -> str:
    """'Begin with Harbour: find out what happened there since November 2025, first in Room, which fell ...'."""
    name = view.level(unit.segment_by, unit.segment)
    what = (
        f"what happened there since {before(view, unit)}"
        if unit.measure == "change"
        else f"why it scores {moved(unit)} below the rest"
    )
    asked = f"find out {what}{_where(view, unit)}{_listen(view)}"
    return f"Begin with {name}: {asked}"


def _where(view: View, unit: Finding) -> str:
    """In which dimensions the unit clearly fell or lags."""
    found = places.dimensions(view, unit)
    if found is None:
        return ""
    if not found:
        return " (no single dimension stands out there, so ask about all)"
    fell = unit.measure == "change"
    told = [
        f"{view.label(row.subject)} ({f'down {moved(row)}' if fell else f'{moved(row)} below'}, {moved_between(row)})"
        for row in found[:MOST_NAMED]
    ]
    return f", first in {listed(told)}"


def _listen(view: View) -> str:
    return ", and read what its respondents wrote" if view.has("voice") else ""


def _next(view: View, units: Sequence[Finding]) -> str:
    """The other units in the same position, named up to a point."""
    if not units:
        return ""
    named = [view.level(row.segment_by, row.segment) for row in units[:MOST_OTHERS]]
    named += [f"{len(units) - MOST_OTHERS} more"] if len(units) > MOST_OTHERS else []
    return f"next {'comes' if len(named) == 1 else 'come'} {listed(named)}"
