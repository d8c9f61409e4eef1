"""Reliability, weights, trends, voice and quality as whole sentences."""

from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.report.by_name import say
from csat_lib.report.slots import tell
from csat_lib.report.topics.cautions.verdict import gravest_first
from csat_lib.study.rules import Weights

from .fake_wave import all_figures, altered, figure, make_study, make_view


def spoken(topic, subject="", rows=None, language="en", **given):
    segment_by = given.pop("segment_by", "")
    return say(make_view(language, rows, **given), topic, subject, segment_by)[0].text


def alpha(value, half):
    return [figure("reliability", "alpha", "room", value, half=half, n=400, n_effective=400.0)]


def test_alpha_is_judged_by_its_interval_against_the_named_minimum():
    assert spoken("reliability", "room", alpha(0.87, 0.02)) == (
        "The items of Room agree well, clearly above the customary minimum of 0.70: alpha 0.87 (95% interval "
        "0.85 to 0.89; 400 responses)."
    )
    assert "may or may not reach the customary minimum of 0.70" in spoken("reliability", "room", alpha(0.71, 0.02))
    assert "do not agree well enough" in spoken("reliability", "room", alpha(0.60, 0.02))
    assert "so alike that some could be dropped" in spoken("reliability", "room", alpha(0.98, 0.01))


def test_alpha_in_chinese():
    assert spoken("reliability", "room", alpha(0.87, 0.02), "zh") == (
        "“客房”的各题项内部一致性良好，明显高于 0.70 的惯用下限：α 系数为 0.87（95% 置信区间 0.85 至 0.89；样本量 "
        "400）。"
    )


def test_a_dimension_of_one_item_says_why_it_has_no_alpha():
    assert spoken("reliability", "price") == (
        "Alpha for Price is not shown: it needs at least two items, and there is only one."
    )


def test_all_dimensions_in_one_verdict():
    assert spoken("reliability") == (
        "Of three dimensions, two reach an alpha clearly above 0.70; Food (0.58) is below the customary minimum."
    )
    assert spoken("reliability", language="zh") == (
        "3 个维度中，有 2 个的 α 系数明显高于 0.70 的惯用下限；“餐饮”（0.58）明显低于这一下限。"
    )


def test_only_items_without_which_alpha_leaves_its_interval_are_named():
    rows = [*alpha(0.80, 0.02), figure("reliability", "alpha_if_dropped", "q01", 0.83, other="room")]
    assert spoken("reliability", "room", rows).endswith(
        "The alpha of Room would rise above its interval without “Room cleanliness” (0.83)."
    )
    assert spoken("reliability", "room", rows, "zh").endswith(
        "如果删去“客房整洁”（0.83），“客房”的 α 系数会超出现有区间的上限。"
    )
    within = [*alpha(0.80, 0.02), figure("reliability", "alpha_if_dropped", "q01", 0.81, other="room")]
    assert "without" not in spoken("reliability", "room", within)


def test_weights_are_told_by_what_they_cost():
    assert spoken("weights") == (
        "Weighting costs a little precision: the 1,134 responses are roughly as good as 1,021 unweighted "
        "ones. Weighting makes the shares by store those known of the population; nothing else about them is "
        "checked. A single response "
        "counts between 0.52 and 2.31 times the average. In the guest satisfaction index, the largest weight "
        "goes to Room (39%), the smallest to Price (10%), by Johnson's relative weights."
    )
    assert spoken("weights", language="zh").endswith(
        "加权后，门店的占比与已知的总体占比一致，这是加权的结果；其他方面没有总体数字可以核对。"
        "单份答卷的权数（以平均数为一）在 0.52 与 2.31 之间。"
        "按 Johnson 相对权重，“宾客满意度指数”中权重最大的是“客房”（39%），最小的是“价格”（10%）。"
    )


def test_a_cap_that_binds_is_said_to_bias_what_the_margins_explain():
    rake = {"member": {"none": 0.6, "gold": 0.4}}
    binding, free = (make_study(weights=Weights(rake=rake, trim=trim)) for trim in (2.31, 5.0))
    assert (
        "between 0.52 and 2.31 times the average, where a cap holds it: this biases what the shares weighted to "
        "explain, and intervals count it as error."
    ) in spoken("weights", study=binding)
    assert "区间已把它计入误差" in spoken("weights", study=binding, language="zh")
    assert "a cap" not in spoken("weights", study=free)


def test_an_unweighted_wave_says_so():
    rows = [figure("weights", "deff", "respondents", None, reason="no_weights")]
    assert spoken("weights", rows=rows) == (
        "Responses are not weighted: the study sets no targets for weighting, so every response counts the same."
    )
    assert spoken("weights", rows=[], language="zh") == "答卷没有加权，每份答卷的权数相同。"


def test_voice_says_how_far_the_first_topic_leads():
    assert spoken("voice") == (
        "Cleanliness came up most, with 37% of the 431 who wrote (95% interval 33% to 41%), clearly ahead of every "
        "other topic. Those who mention Noise give Overall satisfaction 51.3 out of 100 (95% interval 48.3 to "
        "54.3; 87 responses), the lowest score, clearly below every other topic."
    )
    rows = altered(all_figures(), {"topic": "voice", "measure": "share", "subject": "noise"}, high=0.34)
    assert "not clearly ahead of Noise (20%)" in spoken("voice", rows=rows)
    assert "但与“噪声”（20%）差距不明显" in spoken("voice", rows=rows, language="zh")


def test_quality_says_who_counts_and_whether_it_matters():
    assert spoken("quality") == (
        "Of 1,246 responses received, 1,134 are valid; 112 (9%) were left out by rule. The rules that "
        "left out most: 63 "
        "by “same answer throughout”, 28 by “answered too fast (time limit)” and 21 by “duplicate responses”. Of the "
        "rules, “same answer throughout” matters most to the result: with these responses the index would be 0.3 "
        "points lower (its sampling error is ±1.2; its change from November 2025 is −2.1). "
        "The item most often left blank is “Value for "
        "money” (16% of those asked); 62% answered every item. The median time to answer was 5.2 minutes."
    )
    assert spoken("quality", language="zh").endswith(
        "各条规则中，“通篇同一答案”对结果影响最大："
        "如果保留这些答卷，指数将降低 0.3 分"
        "（指数的抽样误差为 ±1.2 分；指数与 2025 年 11 月相比的变化为 −2.1 分）。漏答最多的题目是“性价比”，"
        "被问到的人中有 16% 没有作答；62% 的答卷没有漏答任何题项。"
        "作答时长的中位数为 5.2 分钟。"
    )


def test_a_rule_that_moves_the_index_is_told():
    rows = altered(all_figures(), {"measure": "index_effect", "other": "seconds"}, value=1.4)
    assert (
        "Of the rules, “answered too fast (time limit)” matters most to the result: with these responses the index "
        "would be 1.4 points higher, more than its sampling error (±1.2; its change" in spoken("quality", rows=rows)
    )
    assert "大于指数的抽样误差（±1.2 分；" in spoken("quality", rows=rows, language="zh")


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("quality", "How many responses were received and kept was not recorded."),
        ("reliability", "Reliability was not examined in this wave."),
        ("factors", "Factors were not examined in this wave."),
        ("weights", "Responses are not weighted: each counts the same."),
        ("drivers", "Drivers were not examined in this wave."),
        ("segments", "No segments were compared in this wave."),
        ("voice", "No comments were coded in this wave."),
    ],
)
def test_a_topic_without_findings_says_so(topic, words):
    assert spoken(topic, rows=[]) == words


def test_open_answers_of_which_none_mentions_a_topic_are_told():
    rows = [figure("voice", "share", "uncoded", 1.0, n=120, low=0.97, high=1.0)]
    rows += [figure("voice", "share", code, 0.0, n=120, low=0.0, high=0.03) for code in ("staff", "speed")]
    assert spoken("voice", rows=rows) == "None of the 120 who wrote mentions a topic of the code frame."
    assert spoken("voice", rows=rows, language="zh") == "在 120 位留言者中，没有人提到编码框架中的任何主题。"


def test_nothing_can_be_said_about_an_unknown_topic():
    with pytest.raises(CsatError) as caught:
        say(make_view("en", []), "driver")
    assert str(caught.value) == (
        "Nothing can be said about `driver`: it is no topic of the findings. Allowed: comparability, complaints, "
        "drivers, factors, fieldwork, kpis, model, pilot, quality, questions, reliability, scores and 6 more. Did you "
        "mean `drivers`?"
    )


def test_a_node_of_one_part_rests_on_it_alone():
    rows = [figure("weights", "weight_used", "room", 1.0, other="satisfaction", method="given")]
    assert spoken("weights", "satisfaction", rows) == "The guest satisfaction index rests on Room alone."
    assert spoken("weights", "satisfaction", rows, "zh") == "“宾客满意度指数”只由“客房”构成。"


def test_a_rule_that_left_nobody_out_has_no_effect_to_tell():
    rows = altered(all_figures(), {"measure": "left_out"}, value=0.0)
    assert "matters" not in spoken("quality", rows=rows)
    assert "影响最大" not in spoken("quality", rows=rows, language="zh")


def test_no_blank_item_is_told_as_such():
    rows = altered(all_figures(), {"measure": "missing_share"}, value=0.0)
    assert "No item was left blank." in spoken("quality", rows=rows)
    assert "没有漏答的题目。" in spoken("quality", rows=rows, language="zh")


def test_rows_of_other_periods_are_not_said_to_be_left_out_by_the_rules_nor_a_caution():
    came = {"n": 1246, "n_effective": None}
    outside = figure("quality", "left_out", "answers", 400, other="outside_period", path="0", **came)
    rows = altered([*all_figures(), outside], {"measure": "rows_kept"}, value=734.0)
    assert spoken("quality", rows=rows).startswith(
        "Of 1,246 responses received, 734 are valid; 512 (41%) are none of this wave or were left out by the study's "
        "rules. The rules that left out most: 400 by “finished outside the period”, 63 by “same answer throughout” "
    )
    assert "512 份（41%）不属于本期或按既定规则剔除" in spoken("quality", rows=rows, language="zh")
    assert not any("left out" in tell(make_view("en", rows), claim) for claim in gravest_first(make_view("en", rows)))
