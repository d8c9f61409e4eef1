"""Which items stay, are to be looked at again, and go: sentences and the table of decisions."""

from __future__ import annotations

from csat_lib.conventions import POOR_ITEM_REST
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.pilot import ITEM_REST
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec
from csat_lib.report.setting import set_text
from csat_lib.report.topics.pilot.judged import (
    DECISIONS,
    SIGNS,
    Judged,
    by_construct,
    decided,
    item_rows,
    judged,
    with_signs,
)
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Limit, Slot, Wording

NONE_SCREENED = Wording(zh="没有题项接受检验{end}", en="No item was screened{end}")
ALL_STAY = Wording(zh="全部 {total} 个题项都可以保留{end}", en="All {total:item} can stay as they are{end}")
OF_ITEMS = Wording(zh="{total} 个题项中，{parts:,}{end}", en="Of the {total:item}, {parts}{end}")
STOP = Words("。", ".")
STAY = Wording(zh="{n} 个可以保留", en="{n:can stay as it is/can stay as they are}")
NONE_STAY = Wording(zh="没有一个可以保留", en="none can stay as it is")
LOOK = Wording(zh="{n} 个需要修改", en="{n:should be looked at again/should be looked at again}")
GO = Wording(zh="{n} 个应当删除", en="{n:should go/should go}")
DROPPED = Wording(zh="建议删除：{items:;}。", en="To be dropped: {items:;}.")
REVIEWED = Wording(zh="需要修改：{items:;}。", en="To be looked at again: {items:;}.")
NAMED = Wording(zh="{item.quoted}（{construct}）{why}{measured}", en="{item.quoted} ({construct}) {why}{measured}")
WANTED = Words("由分析师决定", "the analyst wants it so")
MEASURED = Wording(zh="（校正题总相关 {r}）", en=" (item-rest correlation {r})")
OVERRULED = Wording(zh="分析师另行决定：{items:;}。", en="The analyst decided otherwise {items:;}.")
DECIDED = Wording(
    zh="{item.quoted}{final}（机器建议{machine}），理由是{why}",
    en="on {item.quoted} ({final}, where the screening says {machine}): {why}",
)
FINALS = {
    "keep": Words("予以保留", "kept"),
    "review": Words("列入待修改", "to be looked at again"),
    "drop": Words("予以删除", "dropped"),
}
ALL_ABOVE = Wording(
    zh="所有题项与所属维度其余题项的相关都高于 {poor}。",
    en="Every item goes with the rest of its dimension by more than {poor}.",
)
SOME_POOR = Wording(
    zh="低于 {poor}（通常视为不合格）的有{items.quoted}。",
    en="{items.quoted} {items|lies|lie} below {poor}, the customary border of poor items.",
)
TITLE = Wording(
    zh="机器建议、最终结论与不利情形",
    en="What the screening says, what is decided, and what speaks against an item",
)
SCREENING = Words("机器建议", "Screening")
DECISION = Words("结论", "Decision")
WHY = Words("依据", "Why")
BY_ANALYST = Words("{}（分析师）", "{} (analyst)")
SHORT = {
    "no_variance": Words("回答相同", "all answers alike"),
    "negative": Words("方向相反", "runs against its dimension"),
    "item_rest_poor": Words("校正题总相关过低", "item-rest correlation poor"),
    "item_rest_low": Words("校正题总相关偏低", "item-rest correlation low"),
    "critical_ratio_low": Words("决断值偏低", "critical ratio low"),
    "alpha_rises": Words("删除后 α 升高", "alpha higher without it"),
    "loading_low": Words("载荷偏低", "loading low"),
    "cross_loading": Words("交叉载荷", "loads on another dimension"),
    "nearer_other": Words("更近他维度", "nearer to another dimension"),
    "one_end": Words("集中于一端", "answers at one end"),
    "skewed": Words("分布偏斜", "skewed"),
    "missing_many": Words("漏答偏多", "often blank"),
    "few_answers": Words("样本太少", "too few answers"),
    "few_items": Words("删除后题项过少", "too few items would be left"),
}
"""What the signs say, for a table."""
_BETWEEN = Words("；", "; ")
_RESTS = ("negative", "item_rest_poor", "item_rest_low")


def say(view: View) -> list[Claim | None]:
    """The verdict, how the chart of items is read, and where the analyst decided otherwise."""
    return [verdict(view), reading(view), overruled(view)]


def verdict(view: View, end: Words | None = STOP) -> Claim:
    """Of the 24 items, 21 can stay as they are, two should be looked at again and one should go."""
    total = len(judged(view))
    stay, look, go = (len(decided(view, name)) for name in DECISIONS)
    if not total:
        return NONE_SCREENED(end=end)
    if stay == total:
        return ALL_STAY(total=total, end=end)
    parts: list[Slot] = [STAY(n=stay) if stay else NONE_STAY()]
    parts += [wording(n=n) for wording, n in ((LOOK, look), (GO, go)) if n]
    return OF_ITEMS(total=total, parts=parts, end=end)


def changed(view: View) -> list[Claim | None]:
    """The items to drop and those to review, each with its gravest sign."""
    lists = ((DROPPED, decided(view, "drop")), (REVIEWED, decided(view, "review")))
    return [wording(items=[_named(view, one) for one in items]) for wording, items in lists if items]


def _named(view: View, one: Judged) -> Claim:
    rest = view.row(ITEM_REST, one.item)
    shown = one.gravest in _RESTS and rest is not None and rest.value is not None
    return NAMED(
        item=Label(one.item),
        construct=Label(one.construct),
        why=WANTED if one.is_changed else SIGNS[one.gravest],
        measured=MEASURED(r=rest) if shown else None,
    )


def overruled(view: View) -> Claim | None:
    """Where the analyst decided otherwise, and why."""
    told = [_decided_otherwise(view, one) for one in judged(view) if one.is_changed]
    return OVERRULED(items=told) if told else None


def _decided_otherwise(view: View, one: Judged) -> Claim:
    why = view.worded(view.study.pilot.overrule[one.item].why.get(view.language).rstrip(".。"))
    return DECIDED(item=Label(one.item), final=FINALS[one.final], machine=DECISIONS[one.machine], why=Words(why, why))


def reading(view: View) -> Claim:
    """How the chart of items is read."""
    poor = with_signs(view, "item_rest_poor", "negative")
    border = Limit(POOR_ITEM_REST)
    return SOME_POOR(items=poor, poor=border) if poor else ALL_ABOVE(poor=border)


def _rows(view: View) -> Rows:
    known = {one.item for one in judged(view)}
    return [row for row in item_rows(ITEM_REST)(view) if row.subject in known]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    found = {one.item: one for one in judged(view)}

    def machine(row: Finding) -> str:
        return _capital(view, found[row.subject].machine)

    def final(row: Finding) -> str:
        one = found[row.subject]
        words = _capital(view, one.final)
        return BY_ANALYST[view.language].format(words) if one.overruled else words

    def why(row: Finding) -> str:
        told = (SHORT[code][view.language] for code in found[row.subject].reasons)
        return set_text(_BETWEEN[view.language].join(told), view.language)

    return (
        columns.subject(view, columns.ITEM),
        columns.text(view, SCREENING, machine),
        columns.text(view, DECISION, final),
        columns.figure(view, ITEM_REST),
        columns.text(view, WHY, why),
    )


def _capital(view: View, decision: str) -> str:
    return DECISIONS[decision][view.language].capitalize()


TABLE = TableSpec("pilot_decisions", (ITEM_REST,), _rows, _fields, lambda _view: TITLE(), sections=by_construct)
