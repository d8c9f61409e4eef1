"""Which unit to look at first, and in which of its dimensions: picked by intervals that hold for all units together."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import clearly, valued
from csat_lib.report.prose import facts
from csat_lib.report.topics.trends.changes import of_groups
from csat_lib.report.view import View


def fallen(view: View) -> tuple[Finding, ...]:
    """Units whose index clearly fell, the furthest first."""
    return clearly(of_groups(view, view.study.unit or ""), "down")


def behind(view: View) -> tuple[Finding, ...]:
    """Units clearly below the rest, the furthest first; of two units the lower one."""
    return clearly(facts.gaps(view, view.study.unit), "down") if view.study.unit else ()


def troubled(view: View) -> tuple[Finding, ...]:
    """Units that clearly fell; when none did, those clearly below the rest."""
    return fallen(view) or behind(view)


def dimensions(view: View, unit: Finding) -> tuple[Finding, ...] | None:
    """The dimensions of a unit that clearly go the way of its index, furthest first; None when there is only one."""
    if len(view.study.constructs) < 2:
        return None
    where = {"segment_by": unit.segment_by, "segment": unit.segment}
    topic = "trends" if unit.measure == "change" else "segments"
    found = (view.figure(topic, unit.measure, name, against=unit.against, **where) for name in view.study.constructs)
    known = valued([row for row in found if row is not None])
    return clearly(known, "down") if known else None
