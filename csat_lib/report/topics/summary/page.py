"""The wave on one page: at most seven sentences, ranked, each only as strong as its interval."""

from collections.abc import Mapping, Sequence

from csat_lib.report.clear import Side, direction, ranked
from csat_lib.report.standing import standing
from csat_lib.report.topics import questions
from csat_lib.report.topics.cautions.verdict import care
from csat_lib.report.topics.drivers.importance import closest, importances, strongest
from csat_lib.report.topics.drivers.order import begin
from csat_lib.report.topics.found import carried, changes
from csat_lib.report.topics.found.listed import FoundOfGroup, changed, differing, found
from csat_lib.report.topics.quality import ledger
from csat_lib.report.topics.scores import say, targets
from csat_lib.report.topics.scores.dimensions import dimensions, strengths
from csat_lib.report.topics.segments.gaps import apart
from csat_lib.report.topics.trends import moves
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

MOST_ANSWERS = 4
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
    zh="；尚无往期数据和目标可资对照", en=", with neither an earlier wave nor a target to set it against"
)
MISSED = Wording(
    zh="计入抽样误差后，明显低于目标的有{told}{index}。",
    en="Clearly below target, sampling error allowed for: {told}{index}.",
)
INDEX = Wording(
    zh="；{index.label}在 {index.ends} 分之间（{index.confidence} 置信区间）{target}",
    en="; {index.the} lies between {index.low} and {index.high} ({index.confidence} interval){target}",
)
WHERE = Wording(zh="{told:;}。", en="{told:;}.")
OVERALL = Wording(zh="总体来看，{moves:,}", en="overall, {moves}")
NO_OTHER = Wording(zh="其他各组的各项得分都没有明显变化", en="no other group changed clearly in any score")
MANY_ALSO = {
    (True, False): Wording(zh="另有 {n} 组有明显变化", en="{n:other group} changed clearly"),
    (False, True): Wording(
        zh="另有 {n} 组与其余合计有明显差别", en="{n:other group} scored clearly apart from the rest"
    ),
    (True, True): Wording(
        zh="另有 {n} 组有明显变化或差别", en="{n:other group} changed clearly or scored clearly apart from the rest"
    ),
}
"""By whether any of them changed, and whether any differs."""
MOST_ALSO = 2
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
    """The index and its change; without either an earlier wave or a target, that there is none."""
    index = standing(view, view.study.root)
    if index is None or index.value is None:
        return say(view, view.study.root)[0]
    return stands(view, index, None if targets.target(view, index) else NOTHING_BESIDE())


def sure(view: View) -> Claim | None:
    """What clearly misses its target; else between which values the index lies and whether that meets its own."""
    index, missed = standing(view, view.study.root), targets.missed(view)
    if index is None or index.low is None or index.high is None:
        return MISSED(told=targets.named(view, missed), index=None) if missed else None
    target = targets.beside_target(view, index, TARGETS)
    if any(row is not index for row in missed):
        rest = None if index in missed else INDEX(index=index, target=target)
        return MISSED(told=targets.named(view, missed), index=rest)
    change = changes.of(view, view.study.root)
    is_told = change is None or change.value is None
    return targets.against(view, index) if is_told else LIES(index=index, target=target)


def where(view: View) -> Claim | None:
    """The first of all that was found: a group's changes, else its differences; and dimensions that changed overall."""
    groups = found(view)
    if groups:
        is_alone = bool(groups[0].changes) and not any(one.changes for one in groups[1:])
        told = [*_of(view, groups[0]), NO_OTHER() if is_alone else None, _overall(view), *_also(view, groups[1:])]
    else:
        told = [moves.moved_dimensions(view), apart(view, view.study.unit) if view.study.unit else None]
    return WHERE(told=told) if any(told) else None


def _of(view: View, group: FoundOfGroup) -> list[Claim]:
    """What changed of a group, else how it differs."""
    return changed(view, group.changes) or differing(view, group.gaps)


def _also(view: View, groups: Sequence[FoundOfGroup]) -> list[Claim]:
    """The other groups: the first figure of the first of them, and how many more there are, by what they did."""
    first = [FoundOfGroup(one.changes[:1], one.gaps[:1]) for one in groups[:MOST_ALSO]]
    rest = groups[MOST_ALSO:]
    kinds = any(one.changes for one in rest), any(one.gaps for one in rest)
    return [*(claim for one in first for claim in _of(view, one)), *([MANY_ALSO[kinds](n=len(rest))] if rest else [])]


def _overall(view: View) -> Claim | None:
    """Dimensions that everybody changed in; where one unit carries the only one, that it does."""
    moved = [row for row in changes.of_dimensions(view) if direction(row) != "unclear"]
    one = carried.clause(view, moved[0].subject, view.study.unit or "") if len(moved) == 1 else None
    return one or (OVERALL(moves=moves.moves(view, moved)) if moved else None)


def why(view: View) -> Claim | None:
    """What goes most closely with the headline outcome, and that this is no more than an association."""
    clause = closest(view)
    return WHY(closest=clause) if clause and len(ranked(importances(view))) > 1 else strongest(view)
