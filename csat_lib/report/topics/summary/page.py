"""The wave on one page: a few sentences, ranked, each only as strong as its interval; what to distrust; what to do."""

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.clear import direction, ranked
from csat_lib.report.standing import drawn_on_page_one, standing
from csat_lib.report.topics import questions
from csat_lib.report.topics.drivers import priorities
from csat_lib.report.topics.drivers.importance import closest, importances, strongest
from csat_lib.report.topics.found import carried, changes
from csat_lib.report.topics.found.listed import FoundOfGroup, changed, differing, found, sureness
from csat_lib.report.topics.kpis.parts import pulled
from csat_lib.report.topics.quality import ledger
from csat_lib.report.topics.scores import say, targets
from csat_lib.report.topics.scores.dimensions import dimensions, strengths
from csat_lib.report.topics.segments.gaps import apart
from csat_lib.report.topics.trends import moves
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording, Words

MOST_ANSWERS = 4
NOTHING_BESIDE = Wording(
    zh="；尚无往期数据和目标可资对照", en=", with neither an earlier wave nor a target to set it against"
)
WHERE = Wording(zh="{told:;}{apart}。", en="{told:;}{apart}.")
OVERALL = Wording(zh="总体来看，{moves:,}", en="overall, {moves}")
APART = Wording(
    zh="，现比{gap.rest}{way} {gap:size} 分（{gap.sizes} 分）",
    en=", now {gap:size} points ({gap.sizes}) {way} {gap.rest}",
)
SIDES = {"down": Words("低", "below"), "up": Words("高", "above")}
NO_OTHER = Wording(zh="其余各组得分均无明显变化", en="no other group changed clearly")
MANY_ALSO = {
    (True, False): Wording(zh="另有 {n} 组有明显变化", en="{n:other group} changed clearly"),
    (False, True): Wording(zh="另有 {n} 组与其他各组有明显差别", en="{n:other group} differ clearly from all others"),
    (True, True): Wording(
        zh="另有 {n} 组有明显变化或差别", en="{n:other group} changed clearly or differ clearly from all others"
    ),
}
"""By whether any of them changed, and whether any differs."""
MOST_ALSO = 2
LOWEST = Wording(
    zh="各维度中，{row.quoted}得分明显最低（{row.scored}，{row.ends} 分；{row.bases}）。",
    en="Of the dimensions, {row.label} scored clearly lowest ({row}, {row.ends}; {row.bases}).",
)
WHY = Wording(zh="{closest}；这是相关，不是因果。", en="{closest}; not causal.")


def sentences(view: View) -> list[Claim]:
    """What happened and where, the surest and largest first; aims, the rest of it, strong and weak, why."""
    is_told = drawn_on_page_one(view)[0] or priorities.to_improve(view)
    best = strengths(view) if len(dimensions(view)) > 1 and not is_told else _lowest(view) if view.actions else None
    head = [happened(view)] if view.study.root else answered(view)
    if found(view) and not _has_moved(view):
        head = []
    place = where(view)
    first, *rest = [*place, *head] if _leads(view) else [*head, *place, None]
    aims, is_missed = [targets.aims(view, in_brief=True)], bool(targets.aimed(view, "below"))
    told = [first, *(aims if is_missed else []), *rest, *([] if is_missed else aims), *pulled(view, 1), best, why(view)]
    return [sentence for sentence in told if sentence is not None]


def _leads(view: View) -> bool:
    """Whether what is clear of a group is surer and larger than the change of the index."""
    change, groups = changes.of(view, view.study.root), found(view)
    if not groups or change is None or direction(change) == "unclear":
        return bool(groups)
    return sureness(view, groups[0].rows[0]) > sureness(view, change)


def _has_moved(view: View) -> bool:
    """Whether the index says more than its card: that it changed, or why it cannot be compared."""
    change = changes.of(view, view.study.root)
    return view.earlier != () and (change is None or change.value is None or direction(change) != "unclear")


def answered(view: View) -> list[Claim | None]:
    """Of a study that scores nothing: who answered, and what to the first questions."""
    return [ledger.kept(view), *questions.say(view)[: MOST_ANSWERS + 1]]


def happened(view: View) -> Claim | None:
    """The index and its change; without either an earlier wave or a target, that there is none."""
    index = standing(view, view.study.root)
    if index is None or index.value is None:
        return say(view, view.study.root)[0]
    return stands(view, index, None if targets.target(view, index) else NOTHING_BESIDE())


def where(view: View) -> list[Claim | None]:
    """The first of all that was found: a group's changes, else its differences; then what that makes of the whole."""
    groups = found(view)
    if not groups:
        told = [moves.moved_dimensions(view), apart(view, view.study.unit) if view.study.unit else None]
        return [WHERE(told=told, apart=None)] if any(told) else []
    is_alone = bool(groups[0].changes) and not any(one.changes for one in groups[1:])
    whole = [_overall(view), NO_OTHER() if is_alone else None]
    also = _also(view, groups[1:])
    first, *others = _of(view, groups[0])
    if not any(whole):
        return [WHERE(told=[first, *others, *also], apart=None)]
    own = [WHERE(told=[first], apart=_apart(first, groups[0])), WHERE(told=[*whole, *also], apart=None)]
    return [*own, *(WHERE(told=[one], apart=None) for one in others)]


def _apart(told: Claim, group: FoundOfGroup) -> Claim | None:
    """Behind the change of one figure: how far it now is from that of all others, where that is clear."""
    row, steps = told.slots["row"], told.slots["told"]
    own = [gap for gap in group.gaps if isinstance(row, Finding) and gap.subject == row.subject]
    is_one = row in group.changes and isinstance(steps, list) and len(steps) == 1
    return APART(gap=own[0], way=SIDES[direction(own[0])]) if own and is_one else None


def _of(view: View, group: FoundOfGroup) -> list[Claim]:
    """What changed of a group, else how it differs."""
    return changed(view, group.changes, are_sentences=True) or differing(view, group.gaps)


def _also(view: View, groups: Sequence[FoundOfGroup]) -> list[Claim]:
    """The other groups: the first figure of the first of them, and how many more there are, by what they did."""
    first = [FoundOfGroup(one.changes[:1], one.gaps[:1]) for one in groups[:MOST_ALSO]]
    rest = groups[MOST_ALSO:]
    kinds = any(one.changes for one in rest), any(one.gaps for one in rest)
    return [*(claim for one in first for claim in _of(view, one)), *([MANY_ALSO[kinds](n=len(rest))] if rest else [])]


def _overall(view: View) -> Claim | None:
    """What of everybody's change one unit makes; else the dimensions that everybody changed in."""
    if one := carried.clause(view, view.study.unit or ""):
        return one
    moved = [row for row in changes.of_dimensions(view) if direction(row) != "unclear"]
    return OVERALL(moves=moves.moves(view, moved)) if moved else None


def _lowest(view: View) -> Claim | None:
    """The dimension that is clearly rated lowest: told where what to do is named, and not what to improve."""
    row = priorities.lowest(view)
    return LOWEST(row=row) if row is not None else None


def why(view: View) -> Claim | None:
    """What goes most closely with the headline outcome, and that this is no more than an association."""
    clause = closest(view)
    return WHY(closest=clause) if clause and len(ranked(importances(view))) > 1 else strongest(view)
