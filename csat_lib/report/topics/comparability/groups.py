"""Whether the groups of a segment question answer alike: who was tested, what differs and where, what is open."""

from collections.abc import Sequence

from csat_lib.conventions import ENOUGH_TO_COMPARE, LARGEST_CFI_LOSS
from csat_lib.findings import Text
from csat_lib.report.declared import View
from csat_lib.report.topics.comparability.scope import Scope, odd_groups, scope
from csat_lib.report.topics.comparability.verdicts import BAD, GOOD, PARTLY, UNTESTED, labels, of
from csat_lib.report.topics.comparability.waves import OTHER_DIMENSIONS, WHY_BROKEN, WHY_UNTESTED, WITH_REASON
from csat_lib.report.wording import Claim, Label, Limit, Slot, Wording, some

MOST_NAMED = 8
LEAST = Limit(ENOUGH_TO_COMPARE, "respondents")
TOLD = Wording(zh="{told: }", en="{told: }")
ALL_TESTED = Wording(
    zh="按{by.label}分组，{k} 组全部检验{less}。", en="By {by.among}, all groups ({k}) were tested{less}."
)
SOME_TESTED = Wording(
    zh="按{by.label}分组，{m} 组中检验了 {k} 组（{tested}）；{left}的完整作答（等效样本量）不足 {least} 份，未经检验"
    "{also}。",
    en="By {by.among}, {k:word} of {m:group} {k|was|were} tested ({tested}); not tested, with an effective base of "
    "fewer than {least} complete responses: {left}{also}.",
)
NONE_TESTED = Wording(
    zh="按{by.label}分组，各组是否可比未经检验：{m} 组中完整作答（等效样本量）达到 {least} 份的不足两组。",
    en="Whether groups by {by.among} compare was not tested: fewer than two of {m:group} have {least} complete "
    "responses (effective base).",
)
ALSO = Wording(zh="；{told:;}", en="; {told:;}")
ALSO_OF = Wording(zh="{names.quoted}还有{groups}", en="for {names.the} also {groups}")
LESS = Wording(zh="（{told:;}）", en=" ({told:;})")
LESS_OF = Wording(zh="{names.quoted}未含{groups}", en="for {names.the} without {groups}")
OTHER_GROUPS = Wording(zh="另外 {n} 组", en="{n:other}")
NO_DIFFERENCE = Wording(
    zh="{names.quoted}没有发现差异（CFI 损失不超过 {limit}）。",
    en="No difference (no loss of CFI beyond {limit}) was found in {names.the}.",
)
DIFFERENT = Wording(
    zh="{names.quoted}在{groups}与他组不可比（{why}），不给出其差值。",
    en="In {names.the}, {groups} {groups|does|do} not compare with the others ({why}), so that no difference is "
    "reported.",
)
ALL_DIFFERENT = Wording(
    zh="{names.quoted}在{groups}之间不可比（{why}），不给出其差值。",
    en="In {names.the}, {groups} do not compare ({why}), so that no difference is reported.",
)
PART_OF_NODE = Wording(
    zh="{nodes.quoted}含有这样的部分，其差值仍予给出，应谨慎看待。",
    en="Such a part is held by {nodes.the}, whose {nodes|difference is|differences are} told all the same, to be read "
    "with care.",
)
NOTED = Wording(zh="{told:;}", en="{told:;}")
NOTED_BAD = Wording(
    zh="各组对{names.quoted}的题目理解不同，不作比较",
    en="groups understand the questions on {names.the} differently and are not compared in {names|it|them}",
)
NOTED_LEFT = Wording(
    zh="完整作答不足 {least} 份（等效样本量）、对题目的理解是否与其他组一致未能检验的有：{groups}{also}",
    en="too few complete responses (effective base under {least}) to test whether they understand the questions as the "
    "others do: {groups}{also}",
)
SIGNED = Wording(
    zh="‡ 完整作答不足 {least} 份（等效样本量），对题目的理解是否与其他组一致未能检验",
    en="‡ too few complete responses (effective base under {least}) to test whether they understand the questions as "
    "the others do",
)
NOTED_LESS = Wording(
    zh="完整作答不足 {least} 份（等效样本量）、对题目的理解是否与其他组一致未能检验：{told:;}",
    en="too few complete responses (effective base under {least}) to test whether they understand the questions as the "
    "others do: {told:;}",
)
NOT_FOR = Wording(zh="{names.quoted}为{groups}", en="for {names.the} {groups}")
UNTOLD = Wording(zh="未经检验的有{rows}。", en="Not tested: {rows}.")


def groups(view: View, by: str) -> Claim | None:
    """Who was tested, in which dimensions groups differ in how they answer, which dimensions were not tested."""
    who = scope(view, by)
    if not who.of:
        return None
    told = [tested(who), *_found(view, who)] if who.tested else [tested(who)]
    return TOLD(told=told)


def note(view: View, by: str, *, are_signed: bool = False) -> Claim | None:
    """Under a figure or table of groups side by side: what does not compare, and who was not tested.

    Where those who were not ``are_signed``, what the sign stands for.
    """
    who = scope(view, by)
    bad = labels(of(view, BAD, list(view.study.constructs), by))
    told = [NOTED_BAD(names=bad)] if bad else []
    if are_signed and (who.left or who.less):
        told.append(SIGNED(least=LEAST))
    elif who.left:
        told.append(NOTED_LEFT(groups=_named(by, who.left), also=_also(who), least=LEAST))
    elif who.less:
        told.append(NOTED_LESS(told=_less(who, NOT_FOR), least=LEAST))
    return NOTED(told=told) if told else None


def tested(who: Scope) -> Claim:
    """'By hotel, five of eight groups were tested (...); not tested, with fewer than 100 complete responses: ...'."""
    by, k, m = Label(who.by), len(who.tested), who.of
    if not k:
        return NONE_TESTED(by=by, m=m, least=LEAST)
    if not who.left:
        return ALL_TESTED(by=by, k=k, less=LESS(told=_less(who, LESS_OF)) if who.less else None)
    names = {"tested": _named(who.by, who.tested), "left": _named(who.by, who.left)}
    return SOME_TESTED(by=by, k=k, m=m, least=LEAST, also=_also(who), **names)


def _also(who: Scope) -> Claim | None:
    return ALSO(told=_less(who, ALSO_OF)) if who.less else None


def _less(who: Scope, wording: Wording) -> list[Claim]:
    """The groups left out of some dimensions, and of the nodes that hold these, only."""
    return [
        wording(names=[Label(name) for name in names], groups=_named(who.by, out)) for out, names in who.less.items()
    ]


def _found(view: View, who: Scope) -> list[Claim]:
    """What differs, the nodes that hold it, what does not, what was not tested."""
    good, bad, untold = (of(view, verdict, list(view.study.constructs), who.by) for verdict in (GOOD, BAD, UNTESTED))
    told = _different(view, bad, who)
    nodes = of(view, PARTLY, list(view.study.index), who.by)
    told += [PART_OF_NODE(nodes=labels(nodes))] if nodes and bad else []
    told += [NO_DIFFERENCE(names=labels(good), limit=Limit(LARGEST_CFI_LOSS))] if good else []
    why = [WITH_REASON(name=Label(row.subject), why=WHY_UNTESTED.get(row.other, WHY_UNTESTED[""])) for row in untold]
    return [*told, *([UNTOLD(rows=some(why, OTHER_DIMENSIONS, MOST_NAMED))] if why else [])]


def _different(view: View, rows: Sequence[Text], who: Scope) -> list[Claim]:
    """A sentence for all dimensions in which the same groups differ in the same way."""
    alike: dict[tuple[tuple[str, ...], str], list[Label]] = {}
    for row in rows:
        odd = tuple(odd_groups(view, row.segment_by, row.subject))
        alike.setdefault((odd, row.other), []).append(Label(row.subject))
    return [
        (ALL_DIFFERENT if len(odd) == len(who.tested) else DIFFERENT)(
            names=names, groups=_named(who.by, odd), why=WHY_BROKEN.get(why, WHY_BROKEN[""])
        )
        for (odd, why), names in alike.items()
    ]


def _named(by: str, levels: Sequence[str]) -> list[Slot]:
    return some([Label(level, by) for level in levels], OTHER_GROUPS, MOST_NAMED)
