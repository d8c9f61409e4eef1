"""What a pilot says: which items stay, how many answers the main study needs, what changes in the questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.report.prose import piloted
from csat_lib.report.prose.piloted import Judged
from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.prose.zh.pilot_sizes import alpha_size, alphas, model_size, size, sizes_title, trials_title
from csat_lib.report.prose.zh.pilot_terms import BY_ANALYST, CARDS, CHANGES, DECISIONS, SHORT, SIGNS, SUBTITLE
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, percent

__all__ = ["BY_ANALYST", "CARDS", "CHANGES", "DECISIONS", "SHORT", "SIGNS", "SUBTITLE"]


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
    """How many items stay, are to be reworded, and go."""
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
        f"理由是{view.worded(rules[one.item].why.get('zh').rstrip('。'))}"
        for one in against
    ]
    return f"分析师另行决定：{'；'.join(told)}。" if told else ""


_VERBS = {"keep": "予以保留", "review": "列入待修改", "drop": "予以删除"}


def warning(view: View) -> str:
    """What so few answers can carry."""
    n = count(piloted.respondents(view))
    return f"{n} 份答卷足以发现明显不合格的题项，但不能证明其余题项合格，更不能说明满意程度的高低。"


def reading(view: View) -> str:
    """How the figure of items is read."""
    poor = [one for one in piloted.judged(view) if {"item_rest_poor", "negative"} & set(one.reasons)]
    if not poor:
        return "所有题项与所属维度其余题项的相关都高于 0.20。"
    return f"低于 0.20（通常视为不合格）的有{_labels(view, poor)}。"


def within(view: View) -> str:
    """Items that other signs of their own dimension speak against."""
    signs = {"critical_ratio_low", "alpha_rises", "loading_low"}
    found = [one for one in piloted.judged(view) if signs & set(one.reasons)]
    if not found:
        return "决断值、删除后的 α 与载荷都没有对任何题项提出疑问。"
    return f"决断值、删除后的 α 或载荷不理想的有{_labels(view, found)}。"


def base(view: View) -> str:
    """How many took part."""
    return f"{count(piloted.respondents(view))} 份答卷" if piloted.respondents(view) else ""


def elsewhere(view: View) -> str:
    """Items that lean towards another dimension."""
    found = [one for one in piloted.judged(view) if {"cross_loading", "nearer_other"} & set(one.reasons)]
    if found:
        return f"偏向其他维度的有{_labels(view, found)}。"
    return "没有题项偏向其他维度，现有的交叉载荷都在偶然范围之内。"


def merged(view: View) -> str:
    """Dimensions that have no factor of their own."""
    names = [quoted(view.label(name)) for name in piloted.merged(view)]
    if not names:
        return ""
    return f"{listed(names)}没有形成自己的因子：试测答卷中无法与其他维度区分，这不是个别题项的问题。"


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
    "elsewhere": lambda view: [elsewhere(view), merged(view)],
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
    "sizes": sizes_title,
    "trials": trials_title,
    "changes": lambda _view: "修订后的研究文件改动之处",
}
