"""What becomes of alpha, and how many answers the main study needs."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.conventions import ENOUGH_ALPHA
from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.prose import piloted
from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.prose.zh.pilot_terms import CLAUSES
from csat_lib.report.prose.zh.reasons import because
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, percent


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
        f"要使{_where(view)}的 α 系数区间宽度不超过 {width}，"
        f"若 α 与试测相同，约需 {count(hopeful.value or 0.0)} 份答卷；"
        f"若低至试测区间的下限，约需 {count(greatest.value or 0.0)} 份，"
        f"由{quoted(view.label(greatest.other))}决定。"
        f"建议按较大的数字安排。{_unsized(view)}"
    )


def _where(view: View) -> str:
    return "可推算的维度" if piloted.unsized(view) else "每个维度"


def _unsized(view: View) -> str:
    rows = piloted.unsized(view)
    if not rows:
        return ""
    return f"{listed([quoted(view.label(row.other)) for row in rows])}所需样本量无法判断：{_why(view, rows)}。"


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


def sizes_title(view: View) -> str:
    """The dimension that decides."""
    greatest = piloted.most(piloted.alpha_sizes(view))
    if greatest is None:
        return "α 系数所需样本量无法判断"
    return f"α 系数所需样本量由{quoted(view.label(greatest.other))}决定，约 {count(greatest.value or 0.0)} 份"


def trials_title(view: View) -> str:
    """The size that serves."""
    row = piloted.model_size(view)
    if row is None or row.value is None:
        return "所试样本量都不足以估准测量模型"
    return f"{count(row.value)} 份答卷足以估准测量模型"
