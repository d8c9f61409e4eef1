"""What is urgent, and what comes first in the long run: one order, told on page one and where priorities are."""

from collections.abc import Mapping, Sequence

from csat_lib.findings.catalogue.drivers import WEIGHTED_GAP
from csat_lib.findings.measure import Measure, Words
from csat_lib.report.clear import Side, direction
from csat_lib.report.declared import Finding, View, known, ranked
from csat_lib.report.standing import standing
from csat_lib.report.topics.drivers import priorities
from csat_lib.report.topics.drivers.importance import UNDECIDED, has_leader, importances, placed
from csat_lib.report.topics.scores import targets
from csat_lib.report.topics.segments import places
from csat_lib.report.wording import MOST_NAMED, Claim, Slot, Wording

MOST_DIMENSIONS = 2
ORDER = Wording(zh="{told: }", en="{told: }")
URGENT = Wording(
    zh="当务之急是{what}：弄清 {unit.before}以来发生了什么{listen}{next}。",
    en="Urgent: {what}. Find out what happened there since {unit.before}{listen}{next}.",
)
LAGS = Wording(
    zh="先看{what}：弄清为何低于{unit.rest}{listen}{next}。",
    en="Begin with {what}: find out why it lies below {unit.rest}{listen}{next}.",
)
DIMENSIONS = Wording(zh="{unit.level}的{dimensions.quoted}", en="{dimensions.label} at {unit.level}")
UNIT = Wording(zh="{unit.level}", en="{unit.level}")
WHOLE = Wording(
    zh="{unit.level}（没有哪个维度特别突出，各方面都要了解）",
    en="{unit.level}, where no single dimension stands out",
)
LISTEN = Words("，并逐条阅读那里的留言", ", and read the comments")
NEXT = Wording(zh="；其次是{units:,}", en="; next {units}")
MANY_NEXT = Wording(zh="；其次是{units:list}等 {n} 组{rest||}", en="; next {units:list} and {rest} more{n||}")
LONG_RUN = Wording(zh="长期来看，可从{improve}。", en="In the long run: {improve}.")
WATCH: Mapping[Side, Wording] = {
    "below": Wording(
        zh="与满意度关系最密切的“{row.label}”也要改进（{row.scored}，明显低于 {target} 分的目标）。",
        en="{row.label}, which matters most, needs work too ({row}, clearly below its target of {target}).",
    ),
    "open": Wording(
        zh="与满意度关系最密切的“{row.label}”也不能放松（{row.scored}，是否达到 {target} 分的目标尚难断定）。",
        en="Watch {row.label}, which matters most ({row}; target {target}: undecided).",
    ),
}
"""Of the dimension that matters clearly most, by the side of its target on which it lies."""
OVER_ALL = {
    True: Wording(
        zh="当务之急是{what}；就全体受访者而言，长期可从{improve}{hold}。",
        en="Most urgent is {what}. Over all respondents, the first to improve in the long run is {improve}{hold}.",
    ),
    False: Wording(
        zh="首先是{what}；就全体受访者而言，长期可从{improve}{hold}。",
        en="First comes {what}. Over all respondents, the first to improve in the long run is {improve}{hold}.",
    ),
}
"""By whether the unit fell."""


def begin(view: View) -> Claim | None:
    """Which unit is urgent, what to improve in the long run, and what matters most if it may miss its target."""
    units = places.troubled(view)
    if not units:
        told = [priorities.first(view), watch(view)]
        return ORDER(told=told) if any(told) else None
    improve = priorities.improve(view)
    return ORDER(told=[_urgent(view, units), LONG_RUN(improve=improve) if improve else None, watch(view)])


def watch(view: View) -> Claim | None:
    """That the dimension that matters clearly most misses its target, or may."""
    order = ranked(importances(view))
    row = standing(view, order[0].subject) if len(order) > 1 and has_leader(view) else None
    side = targets.side(view, row) if row is not None else None
    if row is None or side is None or side not in WATCH or row.subject in priorities.to_improve(view):
        return None
    return WATCH[side](row=row, target=targets.target(view, row))


def over_all(view: View) -> Claim | None:
    """What comes first in the long run, beside what is more urgent."""
    units, improve = places.troubled(view), priorities.improve(view)
    if not units or improve is None:
        return priorities.first(view)
    what, hold = _what(view, units[0]), priorities.hold_on(view)
    return ORDER(told=[OVER_ALL[places.fell(units[0])](what=what, improve=improve, hold=hold), watch(view)])


def chart(view: View) -> str:
    """The map where it settles most places, else the list by gap x importance; none where that shows nothing clear."""
    places, gaps = list(placed(view).values()), known(view, WEIGHTED_GAP)
    if 2 * places.count(UNDECIDED) <= len(places) or not gaps:
        return "priority_map"
    return "priorities" if any(direction(row) != "unclear" for row in gaps) else ""


def undrawn(view: View) -> frozenset[Measure]:
    """What is told of a map alone, where no map is drawn."""
    return frozenset() if chart(view) == "priority_map" else priorities.MAPPED


def _urgent(view: View, units: Sequence[Finding]) -> Claim:
    told: dict[str, Slot] = {"what": _what(view, units[0]), "next": _next(view, units[1:]), "unit": units[0]}
    told["listen"] = LISTEN if view.has("voice") else None
    return (URGENT if places.fell(units[0]) else LAGS)(**told)


def _what(view: View, unit: Finding) -> Claim:
    """The dimensions of the unit that clearly fell or lag, if any stand out."""
    clear = places.dimensions(view, unit)
    if not clear:
        return (UNIT if clear is None else WHOLE)(unit=unit)
    return DIMENSIONS(unit=unit, dimensions=clear[:MOST_DIMENSIONS])


def _next(view: View, units: Sequence[Finding]) -> Claim | None:
    """The other units in the same position, named up to a point."""
    if len(units) > MOST_NAMED:
        first = [_short(view, unit) for unit in units[:MOST_NAMED]]
        return MANY_NEXT(units=first, n=len(units), rest=len(units) - MOST_NAMED)
    return NEXT(units=[_short(view, unit) for unit in units]) if units else None


def _short(view: View, unit: Finding) -> Claim:
    """The dimensions of a further unit, if any stand out, else the unit alone."""
    return _what(view, unit) if places.dimensions(view, unit) else UNIT(unit=unit)
