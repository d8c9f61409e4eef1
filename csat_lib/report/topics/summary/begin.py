"""What to do first: the unit that clearly fell or lags, then what matters and is rated low; else what to keep."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.findings.measure import Words
from csat_lib.report.topics.drivers import priorities
from csat_lib.report.topics.segments import places
from csat_lib.report.view import View
from csat_lib.report.wording import MOST_NAMED, Claim, Slot, Wording

MOST_DIMENSIONS = 2
BEGIN = Wording(zh="{told:;}。", en="{told:;}.")
FIND_OUT = Wording(
    zh="建议先从{unit.level}查起：{what}{where}{listen}", en="Begin with {unit.level}: find out {what}{where}{listen}"
)
WHAT_HAPPENED = Wording(zh="弄清 {unit.before}以来发生了什么", en="what happened there since {unit.before}")
WHY_BEHIND = Wording(zh="弄清为何比其余各组低 {unit:size} 分", en="why it scores {unit:size} points below the rest")
NO_DIMENSION = Words(
    "（没有哪个维度特别突出，各方面都要了解）", " (no single dimension stands out there, so ask about all)"
)
FIRST_IN = Wording(zh="，重点看{dimensions}", en=", first in {dimensions}")
FELL = Wording(
    zh="{row.quoted}（下降 {row:size} 分，{row.sizes} 分）", en="{row.label} (down {row:size} points, {row.sizes})"
)
BEHIND = Wording(
    zh="{row.quoted}（比其余各组低 {row:size} 分，{row.sizes} 分）",
    en="{row.label} ({row:size} points below, {row.sizes})",
)
LISTEN = Words("，并逐条阅读那里的留言", ", and read what its respondents wrote")
NEXT = Wording(zh="其次是{units.level}", en="next {units|comes|come} {units.level}")
MANY_NEXT = Wording(
    zh="其次是{units.level:list}等 {n} 组{rest||}", en="next come {units.level:list} and {rest} more{n||}"
)
THEN = Wording(zh="再从{improve}", en="then {improve}")


def begin(view: View) -> Claim | None:
    """One sentence: where to find out first; then the dimension to improve; only without either what to hold on to."""
    units = places.troubled(view)
    if not units:
        return priorities.first(view)
    improve = priorities.improve(view)
    told = [_find_out(view, units[0]), _next(units[1:]), THEN(improve=improve) if improve else None]
    return BEGIN(told=told)


def _find_out(view: View, unit: Finding) -> Claim:
    """'Begin with Harbour: find out what happened there since November 2025, first in Room (down ...)'."""
    what = (WHAT_HAPPENED if places.fell(unit) else WHY_BEHIND)(unit=unit)
    return FIND_OUT(unit=unit, what=what, where=_where(view, unit), listen=LISTEN if view.has("voice") else None)


def _where(view: View, unit: Finding) -> Slot:
    """In which dimensions the unit clearly fell or lags."""
    found = places.dimensions(view, unit)
    if not found:
        return None if found is None else NO_DIMENSION
    one = FELL if places.fell(unit) else BEHIND
    return FIRST_IN(dimensions=[one(row=row) for row in found[:MOST_DIMENSIONS]])


def _next(units: Sequence[Finding]) -> Claim | None:
    """The other units in the same position, named up to a point."""
    if len(units) > MOST_NAMED:
        return MANY_NEXT(units=units[:MOST_NAMED], n=len(units), rest=len(units) - MOST_NAMED)
    return NEXT(units=units) if units else None
