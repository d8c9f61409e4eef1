"""Do the items measure what they are to measure, and each dimension something of its own."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.clear import ranked, valued
from csat_lib.report.prose import evidence
from csat_lib.report.prose.zh.grammar import confidence, listed, quoted
from csat_lib.report.prose.zh.reasons import absent, because
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 3


def say(view: View, subject: str) -> list[str]:
    """Convergent and discriminant validity, experts and criterion; with a dimension as ``subject``, its own figures."""
    if subject:
        return [sentence for sentence in (one(view, subject),) if sentence]
    found = [extracted(view), distinct(view), own_root(view), crossing(view), experts(view), criterion(view)]
    told = [sentence for sentence in found if sentence]
    return told or ["本期没有考察效度。"]


def extracted(view: View) -> str:
    """The average variance extracted against its customary minimum."""
    known = ranked(view.figures("validity", "ave"))
    if not known:
        return ""
    poor, line = evidence.poor_ave(view), coefficient(evidence.ENOUGH_AVE)
    span = f"在 {_value(known[-1])} 与 {_value(known[0])} 之间" if len(known) > 1 else f"为 {_value(known[0])}"
    head = f"各维度的平均方差抽取量{span}，惯用下限为 {line}"
    named = listed([f"{quoted(view.label(row.subject))}（{_value(row)}）" for row in poor])
    return f"{head}；{named}低于这一下限。" if poor else f"{head}。"


def distinct(view: View) -> str:
    """Pairs of dimensions that HTMT cannot tell apart, by their intervals."""
    rows, line = evidence.pairs(view), coefficient(evidence.DISTINCT)
    if not rows:
        return _untold(view).strip()
    same, unsure = evidence.pairs(view, "above"), evidence.pairs(view, "open")
    if not same and not unsure:
        if len(rows) == 1:
            return f"{_pair(view, rows[0])}能够区分：HTMT 明显低于 {line}。{_untold(view)}"
        all_of = f"{len(rows)} 对维度都能区分：HTMT 均明显低于 {line}，最高的是{_pair(view, rows[0])}。"
        return f"{all_of}{_untold(view)}"
    told = [f"{_pairs(view, same)}无法区分"] if same else []
    told += [f"{_pairs(view, unsure)}能否区分尚不能断定"] if unsure else []
    return f"按 HTMT（惯用上限 {line}），{'；'.join(told)}。{_untold(view)}"


def _untold(view: View) -> str:
    """The pairs of which HTMT cannot be had, with the reason of the first."""
    rows = evidence.untold_pairs(view)
    if not rows:
        return ""
    named = "、".join(
        f"{quoted(view.label(row.subject))}与{quoted(view.label(row.other))}" for row in rows[:MOST_NAMED]
    )
    more = f"等 {len(rows)} 对" if len(rows) > MOST_NAMED else ""
    return f"{named}{more}的 HTMT 没有给出：{because(view, rows[0])}。"


def own_root(view: View) -> str:
    """Fornell and Larcker's comparison."""
    if not valued(view.figures("validity", "root_ave")):
        return ""
    rows = evidence.nearer_than_own(view)
    if not rows:
        return "按 Fornell–Larcker 准则，各维度与自身题项的联系也都强于与其他维度的联系。"
    named = [f"{_names(view, row)}（{_value(row)}）" for row in rows[:MOST_NAMED]]
    more = f"等 {len(rows)} 对" if len(rows) > MOST_NAMED else ""
    return f"按更严格的 Fornell–Larcker 准则，{'、'.join(named)}{more}彼此的联系强于与自身题项的联系。"


def crossing(view: View) -> str:
    """Items that go more with another dimension than with their own."""
    if not valued(view.figures("validity", "cross_loading")):
        return ""
    found = evidence.strangers(view)
    if not found:
        return "每个题项都与所属维度的其余题项联系最密切。"
    named = [quoted(view.label(item)) for item in found[:MOST_NAMED]]
    more = f"等 {len(found)} 个题项" if len(found) > MOST_NAMED else ""
    return f"{'、'.join(named) if more else listed(named)}{more}与其他维度的联系强于与所属维度的联系。"


def experts(view: View) -> str:
    """What experts say of the items' relevance."""
    average = view.figure("validity", "s_cvi_average", "items")
    if average is None:
        return ""
    if average.value is None:
        return absent(view, average)
    poor = [row for row in valued(view.figures("validity", "i_cvi")) if (row.value or 0.0) < evidence.ENOUGH_I_CVI]
    line, least = coefficient(evidence.ENOUGH_S_CVI), coefficient(evidence.ENOUGH_I_CVI)
    side = "高于" if average.value >= evidence.ENOUGH_S_CVI else "低于"
    told = f"{average.n or 0} 位专家评定了题项的相关性，内容效度为 {_value(average)}，{side} {line} 的惯用下限"
    named = listed([quoted(view.label(row.subject)) for row in poor[:MOST_NAMED]])
    return f"{told}；{named}低于 {least}。" if poor else f"{told}；每个题项都不低于 {least}。"


def criterion(view: View) -> str:
    """How far each dimension goes with the criterion."""
    order = ranked(view.figures("validity", "criterion_r"))
    if not order:
        return ""
    outcome = quoted(view.label(order[0].other))
    if len(order) == 1:
        return f"{quoted(view.label(order[0].subject))}与{outcome}的相关为 {_value(order[0])}。"
    low, high = (f"{_value(row)}（{quoted(view.label(row.subject))}）" for row in (order[-1], order[0]))
    return f"各维度与{outcome}的相关在 {low}与 {high}之间。"


def one(view: View, construct: str) -> str:
    """Composite reliability, variance extracted and nearest neighbour of a dimension."""
    told = []
    for topic, measure, name in (
        ("reliability", "composite_reliability", "组合信度"),
        ("validity", "ave", "平均方差抽取量"),
    ):
        row = view.figure(topic, measure, construct)
        told += [f"{name} {_value(row)}"] if row is not None and row.value is not None else []
    nearest = next((row for row in evidence.pairs(view) if construct in (row.subject, row.other)), None)
    if nearest is not None:
        other = nearest.other if nearest.subject == construct else nearest.subject
        told.append(f"与它最接近的是{quoted(view.label(other))}（HTMT {_value(nearest)}）")
    return f"{quoted(view.label(construct))}：{'，'.join(told)}。" if told else ""


def _value(row: Finding) -> str:
    return coefficient(row.value or 0.0)


def _pairs(view: View, rows: Sequence[Finding]) -> str:
    more = f"等 {len(rows)} 对维度" if len(rows) > MOST_NAMED else ""
    return "、".join(_pair(view, row) for row in rows[:MOST_NAMED]) + more


def _pair(view: View, row: Finding) -> str:
    ends = ""
    if row.low is not None and row.high is not None:
        ends = f"，{confidence(row)} 置信区间 {coefficient(row.low)} 至 {coefficient(row.high)}"
    return f"{_names(view, row)}（{_value(row)}{ends}）"


def _names(view: View, row: Finding) -> str:
    return f"{quoted(view.label(row.subject))}与{quoted(view.label(row.other))}"
