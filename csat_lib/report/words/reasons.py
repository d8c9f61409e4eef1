"""Why a figure is absent, in a few words, in Chinese and English; whole sentences stand in the prose."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "small_base": ("样本过少，不予展示", "too few answers to show"),
    "complementary": ("一并隐去，以免推算出样本过少的组", "hidden so that a group of too few cannot be worked out"),
    "one_item": ("仅一个题项", "a single item"),
    "no_variance": ("回答完全相同", "all answers alike"),
    "all_missing": ("无人作答", "no answers"),
    "not_converged": ("计算未收敛", "the calculation did not settle"),
    "collinear": ("题项高度重合", "items repeat one another"),
    "few_answers": ("完整作答过少", "too few complete answers"),
    "no_earlier_wave": ("无往期数据", "no earlier wave"),
    "not_asked": ("本期未设此题", "not asked"),
    "no_index_weights": ("缺指数权重", "no index weights"),
    "no_weights": ("未加权", "not weighted"),
    "one_group": ("仅一个组别", "a single group"),
    "not_comparable": ("口径不可比", "not comparable"),
    "negative_weight": ("有一部分与其余方向相反", "a part goes against the others"),
    "nothing_explained": ("无可分解", "nothing to share out"),
    "few_items": ("题项过少", "too few items"),
    "not_positive_definite": ("相关矩阵非正定", "correlations contradict one another"),
    "empty_cells": ("作答组合有空缺", "some combinations of answers never occur"),
    "unidentified": ("模型不可识别", "the model is not identified"),
    "improper": ("出现不合理的解", "an improper solution"),
    "pairwise_no_test": ("成对使用作答，不能检验", "no test from pairs of answers"),
    "question_changed": ("题目有改动", "the question changed"),
    "no_key": ("缺客户编号", "no key of the customer"),
    "few_pairs": ("可配对者过少", "too few pairs"),
    "too_many_pairs": ("配对过多，未计算", "too many pairs to compare"),
    "no_experts": ("没有专家评分", "no experts were asked"),
    "few_experts": ("专家过少", "too few experts"),
    "few_factors": ("因子过少", "too few factors"),
    "one_construct": ("仅一个维度", "a single dimension"),
    "negative_correlation": ("平均相关为负", "negative mean correlation"),
    "no_dispositions": ("没有样本去向记录", "no dispositions recorded"),
    "no_cases": ("没有符合条件的样本", "no cases of the kind"),
    "within_chance": ("差异在偶然范围之内", "within chance"),
    "design_no_test": ("加权或整群样本，不能检验", "no test with this design"),
    "few_categories": ("答案档次过少", "too few categories"),
    "no_times": ("没有提交时间", "no times of arrival"),
    "no_likelihood": ("此估计法没有似然", "no likelihood with this estimator"),
    "few_psus": ("抽样单元不足", "too few PSUs"),
    "saturated": ("没有多余的自由度", "no degrees of freedom left"),
    "no_tables": ("往期没有列联表", "an earlier wave was not tabulated"),
}

OF_SEVERAL: dict[str, tuple[str, str]] = {
    "no_variance": ("有题目回答全部相同", "a question answered alike by all"),
    "all_missing": ("没有完整作答", "no complete answers"),
}
"""The same of figures that rest on several questions."""
