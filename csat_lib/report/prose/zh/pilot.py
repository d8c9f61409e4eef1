"""What a pilot says: which items stay, how many answers the main study needs, what changes in the questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.prose import piloted
from csat_lib.report.prose.carry import valued
from csat_lib.report.prose.facts import ENOUGH_ALPHA
from csat_lib.report.prose.piloted import Judged
from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.prose.zh.reasons import because
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, percent

DECISIONS = {"keep": "保留", "review": "待修改", "drop": "删除"}
BY_ANALYST = "{}（分析师）"
SIGNS = {
    "no_variance": "回答完全相同",
    "negative": "与所属维度方向相反，请核对是否为反向题",
    "item_rest_poor": "与所属维度几乎无关",
    "item_rest_low": "与所属维度相关偏弱",
    "critical_ratio_low": "不能区分高分者与低分者",
    "alpha_rises": "删除后 α 升高",
    "loading_low": "在所属维度上载荷偏低",
    "cross_loading": "同时载荷于另一维度",
    "nearer_other": "与另一维度更接近",
    "one_end": "绝大多数人选择量表同一端",
    "skewed": "回答偏向一侧",
    "missing_many": "漏答偏多",
    "few_answers": "样本太少，不足以据此删除",
    "few_items": "删除后该维度不足三题",
}
"""What each sign against an item says of it."""
SHORT = {
    "no_variance": "回答相同",
    "negative": "方向相反",
    "item_rest_poor": "校正题总相关过低",
    "item_rest_low": "校正题总相关偏低",
    "critical_ratio_low": "决断值偏低",
    "alpha_rises": "删除后 α 升高",
    "loading_low": "载荷偏低",
    "cross_loading": "交叉载荷",
    "nearer_other": "更近他维度",
    "one_end": "集中于一端",
    "skewed": "分布偏斜",
    "missing_many": "漏答偏多",
    "few_answers": "样本太少，不足以删除",
    "few_items": "删除后不足三题",
}
"""The same for a table."""
CLAUSES = {
    "few_answers": "有的维度完整作答的人数太少",
    "no_consistency": "有的维度题项之间没有一致性，无从推算",
    "negative_r": "有的维度只剩两题，且方向相反",
    "few_items": "合格的题项太少，不足以构成模型",
    "none_enough": "所试的样本量（最多 2,000）都不够",
    "not_positive_definite": "试测中各维度之间的相关不可能同时成立",
}
"""Why nothing can be planned."""
CHANGES = {"commented_out": "改为注释", "removed": "移除", "lowered": "下调至剩余题数"}
SUBTITLE = "试测报告"
CARDS = {"keep": "保留的题项", "review": "待修改的题项", "drop": "删除的题项", "needed": "正式调查所需样本量"}


def say(view: View, subject: str) -> list[str]:
    """The pilot as a whole, or one of: ``items``, ``alphas``, ``size``."""
    if subject in _SAID:
        return [sentence for sentence in _SAID[subject](view) if sentence]
    return page(view)


def page(view: View) -> list[str]:
    """At most seven sentences, what is to be done first."""
    told = [verdict(view), *changed(view), overruled(view), alphas(view), size(view), warning(view)]
    return [sentence for sentence in told if sentence]


def verdict(view: View) -> str:
    """24 个题项中，21 个可以保留，2 个需要修改，1 个应当删除。"""
    total = len(piloted.judged(view))
    stay, look, go = (len(piloted.decided(view, name)) for name in piloted.DECISIONS)
    if not total:
        return "没有题项接受检验。"
    if not look + go:
        return f"全部 {total} 个题项都可以保留。"
    parts = [f"{stay} 个可以保留"] + ([f"{look} 个需要修改"] if look else []) + ([f"{go} 个应当删除"] if go else [])
    return f"{total} 个题项中，{'，'.join(parts)}。"


def changed(view: View) -> list[str]:
    """The items to drop and those to review, each with its gravest sign."""
    lists = [("建议删除", piloted.decided(view, "drop")), ("需要修改", piloted.decided(view, "review"))]
    return [f"{head}：{'；'.join(_named(view, one) for one in items)}。" for head, items in lists if items]


def _named(view: View, one: Judged) -> str:
    why = "由分析师决定" if one.overruled and one.final != one.machine else SIGNS[gravest(one)]
    return f"{quoted(view.label(one.item))}（{view.label(one.construct)}）{why}{_measured(view, one)}"


def gravest(one: Judged) -> str:
    """The sign named first; what holds a decision back is named only when nothing else is."""
    return one.reasons[0] if one.reasons else "few_answers"


def _measured(view: View, one: Judged) -> str:
    row = view.figure("pilot", "item_rest", one.item)
    if gravest(one) not in {"negative", "item_rest_poor", "item_rest_low"} or row is None or row.value is None:
        return ""
    return f"（校正题总相关 {coefficient(row.value)}）"


def overruled(view: View) -> str:
    """Where the analyst decided otherwise, and why."""
    against = [one for one in piloted.judged(view) if one.overruled and one.final != one.machine]
    rules = view.study.pilot.overrule
    told = [
        f"{quoted(view.label(one.item))}{_VERBS[one.final]}（机器建议{DECISIONS[one.machine]}），"
        f"理由是{rules[one.item].why.get('zh').rstrip('。')}"
        for one in against
    ]
    return f"分析师另行决定：{'；'.join(told)}。" if told else ""


_VERBS = {"keep": "予以保留", "review": "列入待修改", "drop": "予以删除"}


def alphas(view: View) -> str:
    """Which dimensions hold together with the items that stay."""
    known, weak = valued(piloted.alphas(view)), piloted.weak(view)
    if not known:
        return "试测样本无法判断各维度的内部一致性。"
    minimum = coefficient(ENOUGH_ALPHA)
    if not weak:
        return f"就合格题项而言，各维度的 α 系数都明显高于 {minimum}。"
    told = listed([f"{quoted(view.label(row.subject))}（{coefficient(row.value or 0.0)}{_ends(row)}）" for row in weak])
    clear = len(known) - len(weak)
    return f"就合格题项而言，{len(known)} 个维度中有 {clear} 个的 α 系数明显高于 {minimum}；尚不能断定达到的有{told}。"


def _ends(row: Finding) -> str:
    if row.low is None or row.high is None:
        return ""
    return f"，{percent(row.confidence or 0.95)} 置信区间 {coefficient(row.low)} 至 {coefficient(row.high)}"


def size(view: View) -> str:
    """How many answers the main study needs, and what decides it."""
    need = piloted.needed(view)
    if need is None:
        return f"{alpha_size(view)}{model_size(view)}"
    what = f"{quoted(view.label(need.other))}的 α 系数" if need.subject == "alpha" else "测量模型"
    return (
        f"正式调查约需 {count(need.value or 0.0)} 份有效答卷，α 系数与载荷才能达到设定的精度，"
        f"其中{what}要求最高。{_received(view, need)}"
    )


def _received(view: View, need: Finding) -> str:
    share = piloted.kept_share(view)
    if share is None or share >= 1 or not share:
        return ""
    return f"试测答卷的有效率为 {percent(share)}，照此须回收约 {count((need.value or 0) / share)} 份。"


def alpha_size(view: View) -> str:
    """Answers needed for the interval of alpha."""
    rows = piloted.alpha_sizes(view)
    greatest, hopeful = piloted.most(rows), piloted.most(piloted.alpha_sizes(view, "pilot"))
    width = coefficient(view.study.pilot.alpha_width)
    if greatest is None or hopeful is None:
        return f"α 系数需要多少样本无法判断：{_why(view, rows)}。"
    return (
        f"要使每个维度的 α 系数区间宽度不超过 {width}，若 α 与试测相同，约需 {count(hopeful.value or 0.0)} 份答卷；"
        f"若低至试测区间的下限，约需 {count(greatest.value or 0.0)} 份，由{quoted(view.label(greatest.other))}决定。"
        "建议按较大的数字安排。"
    )


def model_size(view: View) -> str:
    """Answers needed for the confirmatory factor analysis."""
    row, spec = piloted.model_size(view), view.study.pilot
    if row is None:
        return ""
    if row.value is None:
        return f"测量模型需要多少样本无法判断：{_why(view, [row])}。"
    return (
        f"约 {count(row.value)} 份答卷时，载荷的置信区间平均宽度不超过 {coefficient(spec.loading_width)}，"
        f"且至少 95% 的同等规模样本能得到有效解（每种规模模拟 {count(spec.draws)} 个样本）。"
    )


def _why(view: View, rows: Sequence[Finding]) -> str:
    if not rows:
        return "没有维度接受检验"
    return CLAUSES.get(rows[0].reason) or because(view, rows[0])


def warning(view: View) -> str:
    """What so few answers can carry."""
    n = count(piloted.respondents(view))
    return f"{n} 份答卷足以发现明显不合格的题项，但不能证明其余题项合格，更不能说明满意程度的高低。"


def reading(view: View) -> str:
    """How the figure of items is read."""
    poor = [one for one in piloted.judged(view) if {"item_rest_poor", "negative"} & set(one.reasons)]
    if not poor:
        return "所有题项与所属维度其余题项的相关都高于 0.20。"
    return f"低于 0.20 的有{_labels(view, poor)}。"


def within(view: View) -> str:
    """Items that other signs of their own dimension speak against."""
    signs = {"critical_ratio_low", "alpha_rises", "loading_low"}
    found = [one for one in piloted.judged(view) if signs & set(one.reasons)]
    if not found:
        return "决断值、删除后的 α 与载荷都没有对任何题项提出疑问。"
    return f"决断值、删除后的 α 或载荷不理想的有{_labels(view, found)}。"


def base(view: View) -> str:
    """118 份答卷。"""
    return f"{count(piloted.respondents(view))} 份答卷" if piloted.respondents(view) else ""


def elsewhere(view: View) -> str:
    """Items that lean towards another dimension."""
    found = [one for one in piloted.judged(view) if {"cross_loading", "nearer_other"} & set(one.reasons)]
    if not found:
        return "没有题项偏向其他维度，现有的交叉载荷都在偶然范围之内。"
    return f"偏向其他维度的有{_labels(view, found)}。"


def answered(view: View) -> str:
    """Items with too little spread or many blanks, and dimensions at the end of their scale."""
    ends = [one for one in piloted.judged(view) if {"one_end", "no_variance"} & set(one.reasons)]
    blank = [one for one in piloted.judged(view) if "missing_many" in one.reasons]
    told = [f"{_labels(view, ends)}的回答绝大多数集中在量表同一端。"] if ends else []
    told += [f"漏答偏多的有{_labels(view, blank)}。"] if blank else []
    told += [
        f"{quoted(view.label(row.subject))}有 {percent(row.value or 0.0)} 的人得到"
        f"{'最低' if row.measure == 'floor' else '最高'}分，量表无法区分这些人之间的差别。"
        for row in piloted.capped(view)
    ]
    return "".join(told) or "各题回答在量表上都有适当分布，漏答也不多。"


def _labels(view: View, found: Sequence[Judged]) -> str:
    return listed([quoted(view.label(one.item)) for one in found])


def changes(view: View) -> str:
    """What the revised study file is."""
    gone = piloted.decided(view, "drop")
    if not gone:
        return "没有题项删除，修订后的研究文件只在待修改的题项上方加了注释。"
    return (
        f"修订后的研究文件去掉了{_labels(view, gone)}，其余内容一字未动。"
        "待修改的题项上方加了注释，如何改写由问卷设计者决定。"
    )


_SAID = {
    "items": lambda view: [verdict(view), reading(view), overruled(view)],
    "elsewhere": lambda view: [elsewhere(view)],
    "answers": lambda view: [answered(view)],
    "within": lambda view: [within(view)],
    "alphas": lambda view: [alphas(view)],
    "size": lambda view: [alpha_size(view), model_size(view)],
    "changes": lambda view: [changes(view)],
}
TITLES = {
    "pilot_items": lambda view: f"{verdict(view).rstrip('。')}：各题与所属维度其余题项的相关",
}
TABLES = {
    "decisions": lambda _view: "机器建议、最终结论与不利情形",
    "within": lambda _view: "各题在本维度中的表现",
    "places": lambda view: elsewhere(view).rstrip("。"),
    "answers": lambda _view: "各题的作答情况",
    "alphas": lambda view: alphas(view).split("；")[0].rstrip("。"),
    "sizes": lambda view: _sizes_title(view),
    "trials": lambda view: _trials_title(view),
    "changes": lambda _view: "修订后的研究文件改动之处",
}


def _sizes_title(view: View) -> str:
    greatest = piloted.most(piloted.alpha_sizes(view))
    if greatest is None:
        return "α 系数所需样本量无法判断"
    return f"α 系数所需样本量由{quoted(view.label(greatest.other))}决定，约 {count(greatest.value or 0.0)} 份"


def _trials_title(view: View) -> str:
    row = piloted.model_size(view)
    if row is None or row.value is None:
        return "所试样本量都不足以估准测量模型"
    return f"{count(row.value)} 份答卷足以估准测量模型"
