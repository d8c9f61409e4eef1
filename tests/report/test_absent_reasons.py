"""Every reason for an absent figure as a sentence, in both languages."""

from __future__ import annotations

import pytest

from csat_lib.report.absent import absent
from csat_lib.report.slots import tell

from .fake_wave import figure, make_view

ENGLISH = {
    "small_base": "fewer than 10 answered, and this study shows nothing that rests on so few",
    "complementary": "it would tell the figure of a group of fewer than 10",
    "one_item": "it needs at least two items, and there is only one",
    "no_variance": "all respondents gave the same answer to a question that it rests on",
    "all_missing": "nobody answered all the questions that it rests on",
    "not_converged": "the calculation did not settle on a solution",
    "collinear": "some items repeat one another so closely that their parts cannot be told apart",
    "few_answers": "too few respondents answered every question that it needs",
    "nothing_explained": "no dimension goes with the outcome, so that there is nothing to share out",
    "few_items": "there are too few items to tell it",
    "negative_weight": "one part goes against the others, so that its weight would count it the wrong way round",
    "no_earlier_wave": "there is no earlier wave to compare with",
    "not_asked": "the question was not asked in this wave",
    "no_index_weights": "the answers do not give the weights of its parts",
    "no_weights": "the study sets no targets for weighting, so every response counts the same",
    "one_group": "there is only one group, so there is nothing to compare it with",
    "not_comparable": "the two sides answer in different ways, so that their difference would mean nothing",
}
CHINESE = {
    "small_base": "作答不足 10 人，而本研究不展示样本量这么小的数字",
    "complementary": "由它可以推算出样本量不足 10 的组的结果",
    "one_item": "计算这一指标至少需要两个题项，这里只有一个",
    "no_variance": "所有受访者对所用的某道题的回答完全相同",
    "all_missing": "没有人回答所用的全部题目",
    "not_converged": "计算未能收敛",
    "collinear": "部分题项高度重合，无法区分各自的作用",
    "few_answers": "完整作答的人数太少，不足以计算",
    "nothing_explained": "没有哪个维度与结果指标相关，无从分解",
    "few_items": "题项太少，不足以估计",
    "negative_weight": "有一部分与其余部分方向相反，按其权重合成会适得其反",
    "no_earlier_wave": "没有可供比较的往期数据",
    "not_asked": "本期问卷没有这道题",
    "no_index_weights": "本期答卷无法估计其各部分的权重",
    "no_weights": "本研究没有设定加权目标，每份答卷的权数相同",
    "one_group": "只有一个组别，无从比较",
    "not_comparable": "两边的作答方式不同，相减没有意义",
}


def told(language, lost):
    view = make_view(language, [])
    return tell(view, absent(view, lost))


@pytest.mark.parametrize("reason", ENGLISH)
def test_each_reason_in_english(reason):
    lost = figure("reliability", "alpha", "price", None, reason=reason, n=6)
    assert told("en", lost) == f"Alpha for Price is not shown: {ENGLISH[reason]}."


@pytest.mark.parametrize("reason", CHINESE)
def test_each_reason_in_chinese(reason):
    lost = figure("reliability", "alpha", "price", None, reason=reason, n=6)
    assert told("zh", lost) == f"“价格”的 α 系数没有给出：{CHINESE[reason]}。"


def test_a_cell_is_named():
    lost = figure("scores", "index", "room", None, n=6, segment_by="store", segment="S04")
    assert told("en", lost) == (
        "The score for Room in Old Town is not shown: "
        "fewer than 10 answered, and this study shows nothing that rests on so few."
    )
    assert told("zh", lost) == ("“客房”在“老城店”中的得分没有给出：作答不足 10 人，而本研究不展示样本量这么小的数字。")
