"""某个数字为何没有给出：一句话说清."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import ALL, Finding
from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.unanswered import culprits
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count

_CLAUSES = {
    "small_base": "作答不足 {minimum} 人，而本研究不展示样本量这么小的数字",
    "complementary": "由它可以推算出样本量不足 {minimum} 的组的结果",
    "one_item": "计算这一指标至少需要两个题项，这里只有一个",
    "no_variance": "所有受访者的回答完全相同",
    "all_missing": "没有人作答",
    "not_converged": "计算未能收敛",
    "collinear": "部分题项高度重合，无法区分各自的作用",
    "few_answers": "完整作答的人数太少，不足以计算",
    "no_earlier_wave": "没有可供比较的往期数据",
    "not_asked": "本期问卷没有这道题",
    "no_index_weights": "本期答卷无法估计其各部分的权重",
    "no_weights": "本研究没有设定加权目标，每份答卷的权数相同",
    "one_group": "只有一个组别，无从比较",
    "negative_weight": "有一部分与其余部分方向相反，按其权重合成会适得其反",
    "nothing_explained": "没有哪个维度与结果指标相关，无从分解",
    "few_items": "题项太少，不足以估计",
    "not_comparable": "两边测的不是同一样东西，相减没有意义",
    "not_positive_definite": "题项相关矩阵非正定，彼此矛盾，无法据此计算",
    "empty_cells": "有的题项之间，某些答案组合从未出现，相关系数趋于极限",
    "unidentified": "模型的未知数多于数据所能确定的",
    "improper": "得到了不合理的解，有题项的独特方差为负",
    "pairwise_no_test": "各对题项的作答者不同，这类检验不成立",
    "design_no_test": "受访者权数不等或成群抽取，仅凭汇总数据无法作有效检验",
    "question_changed": "两期的题目不同",
    "no_key": "研究没有指定客户编号，无法把同一客户的两次作答对应起来",
    "few_pairs": "可用的配对过少",
    "too_many_pairs": "需要比较的配对过多",
    "no_experts": "没有请专家评定",
    "few_experts": "评定的专家不足三位",
    "few_factors": "至少需要三个因子",
    "one_construct": "至少需要两个维度",
    "negative_correlation": "题项之间的平均相关为负",
    "no_dispositions": "没有记录发出样本的去向",
    "no_cases": "没有这类样本",
    "within_chance": "拟合的损失没有超出偶然的范围",
    "few_categories": "实际用到的答案档次太少",
    "no_likelihood": "此估计法没有似然函数",
    "saturated": "模型没有多余的自由度，无法检验",
    "no_tables": "往期没有为此编制列联表",
    "few_psus": "所有答卷来自同一个抽样单位，无法估计抽样误差",
    "no_times": "答卷没有提交时间",
}
_SEVERAL = {
    "no_variance": ("所有受访者对{named}的回答完全相同", "所用的某道题"),
    "all_missing": ("没有人回答{named}", "所用的全部题目"),
}
"""Of figures that rest on several questions: which of them is to blame, and the words when that is not known."""
MOST_NAMED = 3
_NAMES = {"index": "得分", "change": "变化", "gap": "与其余群体之差", "nps": "净推荐值"}


def absent(view: View, figure: Finding) -> str:
    """“价格”的 α 系数没有给出：……。 A code without words is told as it was recorded."""
    name = _NAMES.get(figure.measure) or figure.kind.words.zh
    cell = "" if figure.segment_by == ALL else f"在{quoted(view.level(figure.segment_by, figure.segment))}中"
    return f"{quoted(view.label(figure.subject))}{cell}的{name}没有给出：{because(view, figure)}。"


def absent_all(view: View, figures: Sequence[Finding]) -> list[str]:
    """The same of one measure of several subjects: those of one reason in one sentence."""
    alike: dict[str, list[Finding]] = {}
    for row in figures:
        alike.setdefault(because(view, row), []).append(row)
    told = []
    for why, rows in alike.items():
        name = rows[0].kind.words.zh
        several = f"{listed([quoted(view.label(row.subject)) for row in rows])}的{name}没有给出：{why}。"
        told.append(several if len(rows) > 1 else absent(view, rows[0]))
    return told


def because(view: View, figure: Finding) -> str:
    """The clause that gives the reason."""
    blamed = culprits(view, figure)
    if blamed is not None:
        clause, unknown = _SEVERAL[figure.reason]
        return clause.format(named=_named(view, blamed) or unknown)
    clause = _CLAUSES.get(figure.reason, f"记录的原因代码为 {figure.reason}")
    return clause.format(n=count(figure.n or 0), minimum=view.study.minimum_base)


def _named(view: View, questions: Sequence[str]) -> str:
    told = [quoted(view.label(name)) for name in questions[:MOST_NAMED]]
    return f"{'、'.join(told)}等 {len(questions)} 道题" if len(questions) > MOST_NAMED else listed(told)
