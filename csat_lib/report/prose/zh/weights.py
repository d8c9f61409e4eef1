"""Whom they speak for, and what counts how much in the index."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import ranked
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.prose.zh.reasons import because
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, fixed, percent


def say(view: View, subject: str) -> list[str]:
    """Weights of the respondents, then of the index; with a node as ``subject``, of that node only."""
    if subject:
        return [sentence for sentence in (parts(view, subject),) if sentence]
    found = [precision(view), margins(view), range_of(view), parts(view, view.study.root)]
    return [sentence for sentence in found if sentence]


def precision(view: View) -> str:
    """What weighting costs: the design effect and the effective number of respondents."""
    deff = view.figure("weights", "deff", "respondents")
    effective = view.figure("weights", "n_effective", "respondents")
    if deff is None:
        return "答卷没有加权，每份答卷的权数相同。"
    if deff.value is None:
        return f"答卷没有加权：{because(view, deff)}。"
    if effective is None or effective.value is None or not facts.is_weighted_wave(view):
        return "答卷没有加权，每份答卷的权数相同。"
    return (
        f"加权后的 {count(deff.n or 0)} 份答卷，精度相当于 {count(effective.value)} 份未加权的答卷"
        f"（设计效应 {fixed(deff.value, 2)}）。"
    )


def margins(view: View) -> str:
    """How closely the weighted sample meets its targets."""
    error = facts.largest_error(view)
    if error is None:
        return ""
    if error < facts.EXACT:
        return "加权后，样本结构与目标结构完全吻合。"
    return f"加权后，样本结构与目标结构最多相差 {fixed(100 * error)} 个百分点。"


def range_of(view: View) -> str:
    """Smallest and largest weight."""
    low = view.figure("weights", "weight_min", "respondents")
    high = view.figure("weights", "weight_max", "respondents")
    if low is None or high is None or low.value is None or high.value is None or low.value == high.value:
        return ""
    return f"单份答卷的权数（以平均为 1）在 {fixed(low.value, 2)} 与 {fixed(high.value, 2)} 之间。"


def parts(view: View, node: str) -> str:
    """Which part weighs most and least in a node of the index, and by which rule."""
    used = ranked(view.figures("weights", "weight_used", other=node))
    if not used:
        return ""
    rule, name = LEXICONS["zh"].method(used[0].method), quoted(view.label(node))
    if len(used) == 1:
        return f"{name}只由{quoted(view.label(used[0].subject))}构成。"
    if used[0].value == used[-1].value:
        return f"按{rule}，{name}中{listed([quoted(view.label(row.subject)) for row in used])}的权重相同。"
    return f"按{rule}，{name}中权重最大的是{_weighed(view, used[0])}，最小的是{_weighed(view, used[-1])}。"


def _weighed(view: View, row: Finding) -> str:
    return f"{quoted(view.label(row.subject))}（{percent(row.value or 0.0)}）"
