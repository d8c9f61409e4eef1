"""The wave on one page: at most seven sentences, ranked, each only as strong as its interval."""

from collections.abc import Mapping, Sequence

from csat_lib.findings import Finding
from csat_lib.findings.measure import Words
from csat_lib.report.clear import Side, direction, ranked
from csat_lib.report.standing import standing
from csat_lib.report.topics import questions
from csat_lib.report.topics.cautions.verdict import care
from csat_lib.report.topics.drivers import priorities
from csat_lib.report.topics.drivers.importance import closest, importances, strongest
from csat_lib.report.topics.found import carried, changes
from csat_lib.report.topics.found.listed import changed, differing, found
from csat_lib.report.topics.quality import ledger
from csat_lib.report.topics.scores import say, targets
from csat_lib.report.topics.scores.dimensions import dimensions, strengths
from csat_lib.report.topics.segments import places
from csat_lib.report.topics.segments.gaps import apart
from csat_lib.report.topics.trends import moves
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.view import View
from csat_lib.report.wording import MOST_NAMED, Claim, Slot, Wording

MOST_DIMENSIONS = 2
MOST_ANSWERS = 4
BEGIN = Wording(zh="{told:;}。", en="{told:;}.")
FIND_OUT = Wording(
    zh="建议先从{unit.level}查起：{what}{where}{listen}", en="Begin with {unit.level}: find out {what}{where}{listen}"
)
WHAT_HAPPENED = Wording(zh="弄清 {unit.before}以来发生了什么", en="what happened there since {unit.before}")
WHY_BEHIND = Words("弄清为何低于其余各组", "why it lies below the rest")
NONE_STANDS_OUT = Words(
    "（没有哪个维度特别突出，各方面都要了解）", " (no single dimension stands out there, so ask about all)"
)
FIRST_IN = Wording(zh="，重点看{dimensions.quoted}", en=", first in {dimensions.label}")
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
    """'Begin with Harbour: find out what happened there since November 2025, first in Room'."""
    what = WHAT_HAPPENED(unit=unit) if places.fell(unit) else WHY_BEHIND
    return FIND_OUT(unit=unit, what=what, where=_where(view, unit), listen=LISTEN if view.has("voice") else None)


def _where(view: View, unit: Finding) -> Slot:
    """In which dimensions the unit clearly fell or lags."""
    clear = places.dimensions(view, unit)
    if not clear:
        return None if clear is None else NONE_STANDS_OUT
    return FIRST_IN(dimensions=clear[:MOST_DIMENSIONS])


def _next(units: Sequence[Finding]) -> Claim | None:
    """The other units in the same position, named up to a point."""
    if len(units) > MOST_NAMED:
        return MANY_NEXT(units=units[:MOST_NAMED], n=len(units), rest=len(units) - MOST_NAMED)
    return NEXT(units=units) if units else None


LIES = Wording(
    zh="计入抽样误差，这一得分在 {index.ends} 分之间（{index.confidence} 置信区间）{target}。",
    en="Allowing for sampling error, it lies between {index.low} and {index.high} ({index.confidence} interval)"
    "{target}.",
)
TARGETS: Mapping[Side, Wording] = {
    "above": Wording(zh="，整个区间都高于 {target} 分的目标", en=", wholly above the target of {target}"),
    "below": Wording(zh="，整个区间都低于 {target} 分的目标", en=", wholly below the target of {target}"),
    "open": Wording(
        zh="，{target} 分的目标落在区间之内，是否达标尚不能断定",
        en=", which includes the target of {target}: whether that is met stays open",
    ),
}
NOTHING_BESIDE = Wording(
    zh="既没有往期数据，也没有设定目标，这一得分尚无参照。",
    en="There is neither an earlier wave nor a target to set this against.",
)
WHERE = Wording(zh="{told:;}。", en="{told:;}.")
OVERALL = Wording(zh="总体来看，{moves:,}", en="overall, {moves}")
NO_OTHER = Wording(zh="其余各组在各项得分上都没有明显变化", en="no other group changed clearly in any score")
ALSO = Wording(zh="{rows.level}也有明显的差别或变化", en="{rows.level} also {rows|differs|differ} or changed clearly")
MANY_ALSO = Wording(zh="另有 {n} 组有明显的差别或变化", en="{n:other group} also differ or changed clearly")
WHY = Wording(zh="{closest}；这只是相关，不能据此断定因果。", en="{closest}; association, not cause.")


def sentences(view: View) -> list[Claim]:
    """What happened, how sure and compared with what, where, strong and weak, why, what first, what to distrust.

    Where comes first when something clear was found and the index did not change clearly.
    """
    best = strengths(view) if len(dimensions(view)) > 1 else None
    head = [happened(view), sure(view)] if view.study.root else answered(view)
    first = [*head, where(view)]
    change = changes.of(view, view.study.root)
    if found(view) and change is not None and change.value is not None and direction(change) == "unclear":
        first = [first[-1], *head]
    told = [*first, best, why(view), begin(view), care(view)]
    return [sentence for sentence in told if sentence is not None]


def answered(view: View) -> list[Claim | None]:
    """Of a study that scores nothing: who answered, and what to the first questions."""
    return [ledger.kept(view), *questions.say(view)[: MOST_ANSWERS + 1]]


def happened(view: View) -> Claim | None:
    """The index and its change."""
    index = standing(view, view.study.root)
    return say(view, view.study.root)[0] if index is None or index.value is None else stands(view, index)


def sure(view: View) -> Claim | None:
    """Between which values the index lies, and on which side of the target; its interval only when not told before."""
    index = standing(view, view.study.root)
    if index is None or index.value is None or index.low is None or index.high is None:
        return None
    change = changes.of(view, view.study.root)
    if change is None or change.value is None:
        return targets.against(view, index) or NOTHING_BESIDE()
    return LIES(index=index, target=targets.beside_target(view, index, TARGETS))


def where(view: View) -> Claim | None:
    """The first of all that was found: a group's changes, else its differences; and dimensions that changed overall."""
    groups = found(view)
    if groups:
        is_alone = bool(groups[0].changes) and not any(one.changes for one in groups[1:])
        own = changed(view, groups[0]) or differing(view, groups[0])
        told = [*own, NO_OTHER() if is_alone else None, _overall(view)]
        told += [_also([one.rows[0] for one in groups[1:]])] if len(groups) > 1 else []
    else:
        told = [moves.moved_dimensions(view), apart(view, view.study.unit) if view.study.unit else None]
    return WHERE(told=told) if any(told) else None


def _also(rows: Sequence[Finding]) -> Claim:
    return MANY_ALSO(n=len(rows)) if len(rows) > MOST_NAMED else ALSO(rows=rows)


def _overall(view: View) -> Claim | None:
    """Dimensions that everybody changed in; where one unit carries the only one, that it does."""
    moved = [row for row in changes.of_dimensions(view) if direction(row) != "unclear"]
    one = carried.clause(view, moved[0].subject, view.study.unit or "") if len(moved) == 1 else None
    return one or (OVERALL(moves=moves.moves(moved)) if moved else None)


def why(view: View) -> Claim | None:
    """What goes most closely with the headline outcome, and that this is no more than an association."""
    clause = closest(view)
    return WHY(closest=clause) if clause and len(ranked(importances(view))) > 1 else strongest(view)
