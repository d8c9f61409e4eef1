"""What is urgent, and what comes first in the long run: one order, told on page one and where priorities are."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.drivers import WEIGHTED_GAP
from csat_lib.findings.measure import Words
from csat_lib.report.declared import Finding, View, known
from csat_lib.report.topics.drivers import priorities
from csat_lib.report.topics.drivers.importance import UNDECIDED, placed
from csat_lib.report.topics.segments import places
from csat_lib.report.wording import MOST_NAMED, Claim, Slot, Wording

MOST_DIMENSIONS = 2
ORDER = Wording(zh="{first}。{then}", en="{first}.{then}")
URGENT = Wording(
    zh="当务之急是{what}：弄清 {unit.before}以来发生了什么{listen}{next}",
    en="urgent: {what} (find out what happened there since {unit.before}{listen}){next}",
)
LAGS = Wording(
    zh="首先是{what}：弄清为何低于其余合计{listen}{next}",
    en="begin with {what} (find out what lies behind the gap to the rest{listen}){next}",
)
DIMENSIONS = Wording(zh="{unit.level}的{dimensions.quoted}", en="{dimensions.label} in {unit.level}")
UNIT = Wording(zh="{unit.level}", en="{unit.level}")
WHOLE = Wording(
    zh="{unit.level}（没有哪个维度特别突出，各方面都要了解）",
    en="{unit.level}, where no single dimension stands out",
)
LISTEN = Words("，并逐条阅读那里的留言", ", and read what its respondents wrote")
NEXT = Wording(zh="；其次是{units.level}", en="; next {units.level}")
MANY_NEXT = Wording(
    zh="；其次是{units.level:list}等 {n} 组{rest||}", en="; next {units.level:list} and {rest} more{n||}"
)
LONG_RUN = Wording(zh="长期来看，应从{improve}。", en=" In the long run: {improve}.")
OVER_ALL = {
    True: Wording(
        zh="当务之急是{what}；就全体受访者而言，长期应从{improve}{hold}。",
        en="Urgent is {what}; in the long run, over all respondents, it is {improve}{hold}.",
    ),
    False: Wording(
        zh="首先是{what}；就全体受访者而言，长期应从{improve}{hold}。",
        en="First comes {what}; in the long run, over all respondents, it is {improve}{hold}.",
    ),
}
"""By whether the unit fell."""


def begin(view: View) -> Claim | None:
    """Which unit is urgent, and which dimension to improve in the long run; only without a unit that alone."""
    units = places.troubled(view)
    if not units:
        return priorities.first(view)
    improve = priorities.improve(view)
    return ORDER(first=_urgent(view, units), then=LONG_RUN(improve=improve) if improve else None)


def over_all(view: View) -> Claim | None:
    """What comes first in the long run, beside what is more urgent."""
    units, improve = places.troubled(view), priorities.improve(view)
    if not units or improve is None:
        return priorities.first(view)
    what, hold = _what(view, units[0]), priorities.hold_on(view)
    return OVER_ALL[places.fell(units[0])](what=what, improve=improve, hold=hold)


def chart(view: View) -> str:
    """The map where it settles most places, else the list by gap x importance, where that was recorded."""
    places = list(placed(view).values())
    is_settled = 2 * places.count(UNDECIDED) <= len(places)
    return "priority_map" if is_settled or not known(view, WEIGHTED_GAP) else "priorities"


def _urgent(view: View, units: Sequence[Finding]) -> Claim:
    told: dict[str, Slot] = {"what": _what(view, units[0]), "next": _next(units[1:])}
    told["listen"] = LISTEN if view.has("voice") else None
    return URGENT(unit=units[0], **told) if places.fell(units[0]) else LAGS(**told)


def _what(view: View, unit: Finding) -> Claim:
    """The dimensions of the unit that clearly fell or lag, if any stand out."""
    clear = places.dimensions(view, unit)
    if not clear:
        return (UNIT if clear is None else WHOLE)(unit=unit)
    return DIMENSIONS(unit=unit, dimensions=clear[:MOST_DIMENSIONS])


def _next(units: Sequence[Finding]) -> Claim | None:
    """The other units in the same position, named up to a point."""
    if len(units) > MOST_NAMED:
        return MANY_NEXT(units=units[:MOST_NAMED], n=len(units), rest=len(units) - MOST_NAMED)
    return NEXT(units=units) if units else None
