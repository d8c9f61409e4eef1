"""Why a figure may be absent: a code that statistics give, its words in a table and in a sentence."""

from __future__ import annotations

from csat_lib.findings.catalogue.model_reasons import OF_MODELS
from csat_lib.findings.measure import Reason, Words

_OF_ANSWERS = (
    Reason("small_base", Words("样本过少，不予展示", "too few answers to show")).because(
        "作答不足 {minimum} 人，而本研究不展示样本量这么小的数字",
        "fewer than {minimum} answered, and this study shows nothing that rests on so few",
    ),
    Reason(
        "complementary",
        Words("一并隐去，以免推算出样本过少的组", "hidden so that a group of too few cannot be worked out"),
    ).because(
        "由它可以推算出样本量不足 {minimum} 的组的结果", "it would tell the figure of a group of fewer than {minimum}"
    ),
    Reason("one_item", Words("仅一个题项", "a single item")).because(
        "计算这一指标至少需要两个题项，这里只有一个", "it needs at least two items, and there is only one"
    ),
    Reason("no_variance", Words("回答完全相同", "all answers alike"))
    .because("所有受访者的回答完全相同", "all respondents gave the same answer")
    .of_several(
        Words("有题目回答全部相同", "a question answered alike by all"),
        Words("所有受访者对{named}的回答完全相同", "all respondents gave the same answer to {named}"),
        unnamed=Words("所用的某道题", "a question that it rests on"),
    ),
    Reason("all_missing", Words("无人作答", "no answers"))
    .because("没有人作答", "nobody answered")
    .of_several(
        Words("没有完整作答", "no complete answers"),
        Words("没有人回答{named}", "nobody answered {named}"),
        unnamed=Words("所用的全部题目", "all the questions that it rests on"),
    ),
    Reason("few_answers", Words("完整作答过少", "too few complete answers")).because(
        "完整作答的人数太少，不足以计算", "too few respondents answered every question that it needs"
    ),
    Reason("no_earlier_wave", Words("无往期数据", "no earlier wave")).because(
        "没有可供比较的往期数据", "there is no earlier wave to compare with"
    ),
    Reason("not_asked", Words("本期未设此题", "not asked")).because(
        "本期问卷没有这道题", "the question was not asked in this wave"
    ),
    Reason("no_index_weights", Words("缺指数权重", "no index weights")).because(
        "本期答卷无法估计其各部分的权重", "the answers do not give the weights of its parts"
    ),
    Reason("no_weights", Words("未加权", "not weighted")).because(
        "本研究没有设定加权目标，每份答卷的权数相同",
        "the study sets no targets for weighting, so every respondent counts the same",
    ),
    Reason("one_group", Words("仅一个组别", "a single group")).because(
        "只有一个组别，无从比较", "there is only one group, so there is nothing to compare it with"
    ),
    Reason("negative_weight", Words("有一部分与其余方向相反", "a part goes against the others")).because(
        "有一部分与其余部分方向相反，按其权重合成会适得其反",
        "one part goes against the others, so that its weight would count it the wrong way round",
    ),
    Reason("nothing_explained", Words("无可分解", "nothing to share out")).because(
        "没有哪个维度与结果指标相关，无从分解",
        "no dimension goes with the outcome, so that there is nothing to share out",
    ),
    Reason("not_comparable", Words("口径不可比", "not comparable")).because(
        "两边测的不是同一样东西，相减没有意义",
        "the two sides do not measure the same, so that their difference would mean nothing",
    ),
    Reason("question_changed", Words("题目有改动", "the question changed")).because(
        "两期的题目不同", "the question is not the same in the two waves"
    ),
    Reason("no_key", Words("缺客户编号", "no key of the customer")).because(
        "研究没有指定客户编号，无法把同一客户的两次作答对应起来",
        "the study names no customer key, so that nobody's two answers can be matched",
    ),
    Reason("few_pairs", Words("可配对者过少", "too few pairs")).because(
        "可用的配对过少", "there are too few pairs to go by"
    ),
    Reason("too_many_pairs", Words("配对过多，未计算", "too many pairs to compare")).because(
        "需要比较的配对过多", "there are too many pairs of answers to compare them all"
    ),
    Reason("no_experts", Words("没有专家评分", "no experts were asked")).because(
        "没有请专家评定", "no experts were asked"
    ),
    Reason("few_experts", Words("专家过少", "too few experts")).because(
        "评定的专家不足三位", "fewer than three experts rated it"
    ),
    Reason("no_dispositions", Words("没有样本去向记录", "no dispositions recorded")).because(
        "没有记录发出样本的去向", "what became of the cases issued is not recorded"
    ),
    Reason("no_cases", Words("没有符合条件的样本", "no cases of the kind")).because(
        "没有这类样本", "no case of the kind was issued"
    ),
    Reason("few_psus", Words("抽样单元不足", "too few PSUs")).because(
        "所有答卷来自同一个抽样单位，无法估计抽样误差",
        "all answers come from one sampling unit, so that no sampling error can be told",
    ),
    Reason("no_times", Words("没有提交时间", "no times of arrival")).because(
        "答卷没有提交时间", "the answers carry no time of arrival"
    ),
)
ALL_REASONS = (*_OF_ANSWERS, *OF_MODELS)
