"""What to look at first: a dimension that matters more than average and is rated below it; else what to keep."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.report.clear import ranked, trailers, valued
from csat_lib.report.topics.drivers.importance import importances, performance, placed
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

FIRST = Wording(zh="建议先从{improve}。", en="Begin with {improve}.")
IMPROVE = Wording(
    zh="{begin.quoted}入手{rest}：它的重要性（{begin}）明显高于平均{rated}",
    en="{begin.label}{rest}: it matters clearly more than average ({begin}){rated}",
)
THEN = Wording(zh="，其次是{rows.quoted}", en=", then {rows.label}")
RATED = Wording(zh="，得分却只有 {row} 分，明显低于平均", en=" and is rated {row}, clearly below average")
NOTHING_FIRST = Wording(
    zh="没有哪个维度的重要性明显高于平均而得分又明显低于平均{hold}。",
    en="No dimension is clearly both more important than average and rated below it{hold}.",
)
LOWEST = Wording(
    zh="；可以先了解得分明显最低的{row.quoted}（{row} 分）",
    en="; the first to ask about is {row.named}, clearly rated lowest",
)
NO_PLACE = Wording(zh="，因此没有突出的着手点", en=", so no single place to begin stands out")
HOLD = Wording(
    zh="；{rows.quoted}重要性高、得分也高，应首先保持",
    en="; the first thing to hold on to is {rows.label}, important and rated well",
)


def quadrant(view: View, place: str) -> tuple[Finding, ...]:
    """Importances of the constructs in one quadrant of the map, the most important first."""
    places = placed(view)
    return tuple(row for row in ranked(importances(view)) if places.get(row.subject) == place)


def improve(view: View) -> Claim | None:
    """The clause 'Food: it matters ...'; its quadrant was claimed only because both figures are clear."""
    candidates = quadrant(view, "improve")
    if not candidates:
        return None
    begin, rest = candidates[0], candidates[1:]
    rated = performance(view, begin)
    scored = RATED(row=rated) if rated is not None and rated.value is not None else None
    return IMPROVE(begin=begin, rest=THEN(rows=rest) if rest else None, rated=scored)


def first(view: View) -> Claim | None:
    """What to begin with, or that no dimension is both important and rated low."""
    begin = improve(view)
    if begin:
        return FIRST(improve=begin)
    return NOTHING_FIRST(hold=_hold(view)) if placed(view) and valued(importances(view)) else None


def _hold(view: View) -> Claim:
    """What to hold on to when nothing is to be mended first; without that, the lowest rated, if it clearly is."""
    kept = quadrant(view, "keep")
    if kept:
        return HOLD(rows=kept)
    found = (view.row(INDEX, name) for name in view.study.constructs)
    lowest = trailers([row for row in found if row is not None])
    return LOWEST(row=lowest[0]) if len(lowest) == 1 else NO_PLACE()
