"""What to do first: the unit that clearly fell or lags, then what matters and is rated low; else what to keep."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.prose.zh.grammar import before, joined, listed, moved, moved_between, quoted
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
    return f"{joined(_find_out(view, units[0]), _next(view, units[1:]), f'再从{improve}' if improve else '')}。"


def _find_out(view: View, unit: Finding) -> str:
    """建议先从车站店查起：弄清 2025 年 11 月以来发生了什么，重点看……."""
    name = view.level(unit.segment_by, unit.segment)
    what = (
        f"弄清 {before(view, unit)}以来发生了什么"
        if unit.measure == "change"
        else f"弄清为何比其余各组低 {moved(unit)}"
    )
    return f"建议先从{name}查起：{what}{_where(view, unit)}{_listen(view)}"


def _where(view: View, unit: Finding) -> str:
    """In which dimensions the unit clearly fell or lags."""
    found = places.dimensions(view, unit)
    if found is None:
        return ""
    if not found:
        return "（没有哪个维度特别突出，各方面都要了解）"
    verb = "下降" if unit.measure == "change" else "比其余各组低"
    told = [
        f"{quoted(view.label(row.subject))}（{verb} {moved(row)}，{moved_between(row)}）" for row in found[:MOST_NAMED]
    ]
    return f"，重点看{listed(told)}"


def _listen(view: View) -> str:
    return "，并逐条阅读那里的留言" if view.has("voice") else ""


def _next(view: View, units: Sequence[Finding]) -> str:
    """The other units in the same position, named up to a point."""
    if not units:
        return ""
    named = [view.level(row.segment_by, row.segment) for row in units[:MOST_OTHERS]]
    return f"其次是{'、'.join(named)}等 {len(units)} 组" if len(units) > MOST_OTHERS else f"其次是{listed(named)}"
