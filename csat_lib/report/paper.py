"""Which declared tables a thesis or a paper needs, in its order, each under a plain title as such texts have it."""

from collections.abc import Iterator
from dataclasses import replace

from csat_lib.findings.measure import Words
from csat_lib.findings.setting import set_text
from csat_lib.report import topics
from csat_lib.report.blocks import Table
from csat_lib.report.by_name import make
from csat_lib.report.declared import TableSpec
from csat_lib.report.topics.segments import gaps
from csat_lib.report.topics.segments.levels import segments_shown
from csat_lib.report.view import View

TITLES = {
    "profile": Words("受访者构成", "Profile of the Respondents"),
    "margins": Words("样本构成与加权目标", "Composition of the Sample and Targets of Weighting"),
    "scores": Words("各维度的得分", "Scores of the Dimensions"),
    "descriptives": Words("各题项的描述统计", "Descriptive Statistics of the Items"),
    "reliability": Words("各维度的内部一致性", "Internal Consistency of the Dimensions"),
    "item_reliability": Words("题项分析", "Item Analysis"),
    "adequacy": Words("因子分析的适合性检验", "Adequacy of the Items for Factor Analysis"),
    "loadings": Words("探索性因子分析的因子载荷", "Factor Loadings From Exploratory Factor Analysis"),
    "model_fit": Words("测量模型的拟合指标", "Fit of the Measurement Model"),
    "model_loadings": Words("测量模型的标准化载荷", "Standardised Loadings of the Measurement Model"),
    "validity": Words("各维度的聚合效度", "Convergent Validity of the Dimensions"),
    "distinct": Words("各维度的相关与区分效度", "Correlations and Discriminant Validity of the Dimensions"),
    "criterion": Words("效标关联效度", "Criterion Validity of the Dimensions"),
    "comparability": Words("测量不变性检验", "Tests of Measurement Invariance"),
    "drivers": Words("各维度的相对重要性", "Relative Importance of the Dimensions"),
    "segments": Words("按{by}分组的比较", "Comparison by {by}"),
    "changes": Words("与上期相比的变化", "Changes From the Previous Wave"),
}
"""Declared tables by their names; ``segments`` stands for one table a segment question."""


def paper_tables(view: View) -> Iterator[Table]:
    """Those that the wave has figures for."""
    for name, title in TITLES.items():
        for spec, by in _specs(view, name):
            table = make(view, spec)
            if table is not None:
                words = title[view.language].format(by=view.label(by))
                yield replace(table, title=set_text(words, view.language))


def _specs(view: View, name: str) -> list[tuple[TableSpec, str]]:
    """(declaration, segment question); none of a table that nothing declares."""
    if name == gaps.TABLE.name:
        return [(gaps.table(by), by) for by in segments_shown(view)]
    spec = topics.tables().get(name)
    return [(spec, "")] if spec is not None else []
