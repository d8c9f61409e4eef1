"""Which dimensions compare with the wave before and between groups, which do not, and what follows for the changes."""

from collections.abc import Sequence

from csat_lib.conventions import LARGEST_CFI_LOSS
from csat_lib.findings import Text
from csat_lib.report.declared import View
from csat_lib.report.topics.comparability import steps
from csat_lib.report.topics.comparability.verdicts import BAD, GOOD, UNTESTED, broken, labels, of
from csat_lib.report.wording import Claim, Label, Limit, Slot, Wording, Words, some

MOST_NAMED = 4
NONE_FOUND = Wording(
    zh="与 {since}相比，{what}的作答方式没有发现差异：令载荷和截距相等，CFI 的损失不超过 {limit}（Cheung 和 Rensvold，"
    "2002）。",
    en="Compared with {since}, no difference was found in how {what} answered: holding loadings and intercepts equal "
    "costs a CFI of no more than {limit} (Cheung and Rensvold 2002).",
)
ONE = Wording(zh="{names.quoted}", en="{names.label} is")
EVERY = Words("经检验的各维度", "the dimensions tested are")
SOME_BROKEN = Wording(zh="{broken}{good}。", en="{broken}{good}.")
OTHERS_GOOD = Wording(zh="；没有发现差异的有{names.quoted}", en="; no difference found: {names.the}")
BROKEN = Wording(zh="与 {since}不可比的有{rows}", en="Not comparable with {since}: {rows}")
WITH_REASON = Wording(zh="{name.quoted}（{why}）", en="{name.label} ({why})")
FOREMOST = Wording(zh="{why}，以{item.quoted}为最", en="{why}, foremost {item.quoted}")
PART_OF_IT = Words("其中有一部分不可比", "a part of it does not compare")
CHANGED = "question_changed"
WHY_BROKEN = {
    "": Words("作答方式不同", "they are answered in different ways"),
    CHANGED: Words("题目有改动", "its questions changed"),
    "configural": Words("题项的结构不同", "the items group in other ways"),
    "metric": Words("各题项的作用不同", "the items do not count alike"),
    "scalar": Words("题项的作答基准不同", "the items are answered on different levels"),
    "threshold": Words("各档答案的用法不同", "the answers are used in different ways"),
}
CONSEQUENCE = Wording(
    zh="因此本报告不给出{names.quoted}的变化，走势线也在此断开：两期的作答方式不同，前后相减没有意义。",
    en="For {names.the} this report gives no change and breaks the line: the two waves were answered in different "
    "ways, so that their difference would mean nothing.",
)
WITHOUT_TEST = Wording(
    zh="{rows}未经检验，其变化只以题目没有改动为依据。",
    en="Not tested: {rows}; such changes rest on unchanged wording alone.",
)
WHY_UNTESTED = {
    "": Words("无法检验", "no test was possible"),
    "one_item": Words("只有一个题项", "a single item"),
    "few_items": Words("不足三个题项", "fewer than three items"),
    "few_answers": Words("答卷过少", "too few responses"),
    "within_chance": Words("拟合的损失可能出于偶然", "a loss of fit that chance may explain"),
    "not_converged": Words("计算未收敛", "no solution was found"),
}
OTHERS = Wording(zh="另外 {n} 项", en="{n:other}")
OTHER_DIMENSIONS = Wording(zh="另外 {n} 个维度", en="{n:other dimension}")


def waves(view: View) -> Claim | None:
    """Which dimensions compare with the wave before, and which do not."""
    good, bad = (of(view, verdict, list(view.study.constructs)) for verdict in (GOOD, BAD))
    if view.previous is None or not (good or bad):
        return None
    if not bad:
        what = ONE(names=labels(good)) if len(good) == 1 else EVERY
        return NONE_FOUND(since=view.previous, what=what, limit=Limit(LARGEST_CFI_LOSS))
    return SOME_BROKEN(broken=_broken(view, bad), good=OTHERS_GOOD(names=_some(good)) if good else None)


def broken_note(view: View) -> Claim | None:
    """What does not compare with the wave before, and why, under a figure: constructs, outcomes and nodes."""
    names = (*view.study.constructs, *view.study.outcomes, *view.study.index)
    return _broken(view, of(view, BAD, names))


def _broken(view: View, rows: Sequence[Text]) -> Claim | None:
    if not rows or view.previous is None:
        return None
    told = [WITH_REASON(name=Label(row.subject), why=_why(view, row)) for row in rows]
    return BROKEN(since=view.previous, rows=told)


def _why(view: View, row: Text) -> Words | Claim:
    if row.subject in view.study.index:
        return PART_OF_IT
    why, item = WHY_BROKEN.get(row.other, WHY_BROKEN[""]), steps.culprit(view, row.subject)
    return FOREMOST(why=why, item=Label(item)) if item and row.other != CHANGED else why


def consequence(view: View) -> Claim | None:
    """What that means for the changes."""
    names = broken(view)
    return CONSEQUENCE(names=some(names, OTHERS, MOST_NAMED)) if names else None


def untested(view: View) -> Claim | None:
    """What was compared without a test, and why."""
    rows = of(view, UNTESTED, list(view.study.constructs))
    told = [WITH_REASON(name=Label(row.subject), why=WHY_UNTESTED.get(row.other, WHY_UNTESTED[""])) for row in rows]
    return WITHOUT_TEST(rows=some(told, OTHER_DIMENSIONS, MOST_NAMED)) if told else None


def _some(rows: Sequence[Text]) -> list[Slot]:
    return some(labels(rows), OTHERS, MOST_NAMED)
