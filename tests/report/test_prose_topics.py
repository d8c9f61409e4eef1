"""Reliability, factors, weights, drivers, segments, trends, voice and quality as whole sentences."""

from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.report.blocks import Cell
from csat_lib.report.prose import say
from csat_lib.report.tables import insight, make

from .fake_wave import all_figures, altered, figure, make_study, make_view


def spoken(topic, subject="", rows=None, language="en", **given):
    segment_by = given.pop("segment_by", "")
    return say(make_view(language, rows, **given), topic, subject, segment_by)[0].text


def alpha(value, half):
    return [figure("reliability", "alpha", "room", value, half=half, n=400, n_effective=400.0)]


def test_alpha_is_judged_by_its_interval_against_the_named_minimum():
    assert spoken("reliability", "room", alpha(0.87, 0.02)) == (
        "The items of Room hold together, clearly above the customary minimum of 0.70: alpha 0.87 "
        "(95% interval 0.85 to 0.89; 400 respondents)."
    )
    assert "may or may not reach the customary minimum of 0.70" in spoken("reliability", "room", alpha(0.71, 0.02))
    assert "do not hold together well enough" in spoken("reliability", "room", alpha(0.60, 0.02))
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
        "The 1,134 weighted respondents are as precise as 1,021 unweighted ones (design effect 1.11). After weighting, "
        "the sample meets every target share. A single respondent counts between 0.52 and 2.31 times the average. In "
        "the guest satisfaction index, the largest weight goes to Room (39%), the smallest to Price (10%), by "
        "Johnson's relative weights."
    )
    assert spoken("weights", language="zh").endswith(
        "加权后，样本结构与目标结构完全吻合。单份答卷的权数（以平均数为一）在 0.52 与 2.31 之间。"
        "按 Johnson 相对权重，“宾客满意度指数”中权重最大的是“客房”（39%），最小的是“价格”（10%）。"
    )


def test_an_unweighted_wave_says_so():
    rows = [figure("weights", "deff", "respondents", None, reason="no_weights")]
    assert spoken("weights", rows=rows) == (
        "Respondents are not weighted: the study sets no targets for weighting, so every respondent counts the same."
    )
    assert spoken("weights", rows=[], language="zh") == "答卷没有加权，每份答卷的权数相同。"


def test_segments_are_told_with_intervals_that_hold_together():
    assert spoken("segments") == (
        "By store, Station scored 6.1 points (3.2 to 9.0) below the rest and Harbour scored 4.1 points (2.1 to 6.1) "
        "above the rest; the 95% intervals hold for all three groups together. Old Town is not shown (fewer than 10 "
        "respondents); Hillside is to be read with caution (fewer than 30 respondents)."
    )
    assert spoken("segments", language="zh") == (
        "按门店看，车站店比其余各组低 6.1 分（3.2 至 9.0 分），海港店比其余各组高 4.1 分（2.1 至 6.1 分）；"
        "3 组的 95% 置信区间同时成立。老城店的样本量不足 10，不予展示；山景店的样本量不足 30，解读时请谨慎。"
    )


def with_one_beside():
    hidden = {"value": None, "low": None, "high": None, "confidence": None, "n": None, "n_weighted": None}
    rows = altered(all_figures(), {"topic": "segments", "segment": "S04"}, n=None)
    return altered(rows, {"topic": "segments", "segment": "S02"}, **hidden, reason="complementary")


def test_a_group_hidden_for_the_sake_of_another_is_named_and_two_shown_of_four_are_no_pair():
    assert spoken("segments", rows=with_one_beside()).startswith(
        "By store, Station scored 6.1 points (3.2 to 9.0) below the rest and Harbour scored 4.1 points (2.1 to 6.1)"
    )
    told = "Old Town is not shown (fewer than 10 respondents); Hillside is not shown either, so that no group of so few"
    assert told in spoken("segments", rows=with_one_beside())
    assert "老城店的样本量不足 10，不予展示；山景店也一并不展示，以免由其推算出样本过少的组。" in (
        spoken("segments", rows=with_one_beside(), language="zh")
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hidden_cells_are_masked_in_every_table_with_their_bases(language):
    table = make(make_view(language, with_one_beside()), insight.segments_table("store"))
    assert table is not None
    masked = [[cell == Cell(None, "masked") for cell in row] for row in table.rows]
    assert [sum(row) for row in masked] == [0, 3, 0, 3]


def test_no_segment_is_named_when_none_is_clear():
    rows = altered(all_figures(), {"measure": "gap"}, value=0.1, low=-1.0, high=1.2, reason="")
    assert spoken("segments", rows=rows).startswith("By store, no group differs clearly from the rest;")


def test_voice_says_how_far_the_first_topic_leads():
    assert spoken("voice") == (
        "Cleanliness came up most, with 37% of the 431 who wrote (95% interval 33% to 41%), clearly ahead of every "
        "other topic. Those who mention Noise give Overall satisfaction 51.3 out of 100 (95% interval 48.3 to "
        "54.3; 87 respondents), the lowest score, clearly below every other topic."
    )
    rows = altered(all_figures(), {"topic": "voice", "measure": "share", "subject": "noise"}, high=0.34)
    assert "not clearly ahead of Noise (20%)" in spoken("voice", rows=rows)
    assert "但与“噪声”（20%）差距不明显" in spoken("voice", rows=rows, language="zh")


def test_quality_says_who_counts_and_whether_it_matters():
    assert spoken("quality") == (
        "Of 1,246 answers received, 1,134 count; 112 (9%) were left out by the study's rules. The rules that left out "
        "most: 63 "
        "by “same answer throughout”, 28 by “answered too fast (time limit)” and 21 by “duplicate answers”. Of the "
        "rules, “same answer throughout” matters most to the result: with its answers the index would move by −0.3 "
        "points, less than its sampling error (±1.2). The item most often left blank is “Value for "
        "money” (16% of those asked); 62% answered every item. The median time to answer was 5.2 minutes."
    )
    assert spoken("quality", language="zh").endswith(
        "各条规则中，“通篇同一答案”对结果影响最大：如果保留这些答卷，指数将变动 −0.3 分，小于指数的抽样误差"
        "（±1.2 分）。漏答最多的题目是“性价比”，被问到的人中有 16% 没有作答；62% 的答卷没有漏答任何题项。"
        "作答时长的中位数为 5.2 分钟。"
    )


def test_a_rule_that_moves_the_index_is_told():
    rows = altered(all_figures(), {"measure": "index_effect", "other": "seconds"}, value=1.4)
    assert (
        "Of the rules, “answered too fast (time limit)” matters most to the result: with its answers the index would "
        "move by +1.4 points, more than its sampling error (±1.2)." in spoken("quality", rows=rows)
    )
    assert "大于指数的抽样误差（±1.2 分）" in spoken("quality", rows=rows, language="zh")


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("quality", "How many answers were received and kept was not recorded."),
        ("reliability", "Reliability was not examined in this wave."),
        ("factors", "Factors were not examined in this wave."),
        ("weights", "Respondents are not weighted: each counts the same."),
        ("drivers", "Drivers were not examined in this wave."),
        ("segments", "No segments were compared in this wave."),
        ("voice", "No open answers were coded in this wave."),
    ],
)
def test_a_topic_without_findings_says_so(topic, words):
    assert spoken(topic, rows=[]) == words


def test_nothing_can_be_said_about_an_unknown_topic():
    with pytest.raises(CsatError) as caught:
        say(make_view("en", []), "driver")
    assert str(caught.value) == (
        "Nothing can be said about `driver`: it is no topic of the findings. Allowed: quality, reliability, factors, "
        "weights, scores, drivers, segments, trends, voice, model, validity, comparability and 2 more. Did you mean "
        "`drivers`?"
    )


def test_one_driver_alone_is_not_called_the_strongest():
    rows = [figure("drivers", "importance", "room", 1.0, other="q20", method="johnson")]
    study = make_study()
    assert spoken("drivers", rows=rows, study=study).startswith(
        "Overall satisfaction was compared with one dimension only, Room."
    )


def gap(code, value, half=1.0):
    where = {"segment_by": "store", "segment": code, "n": 300, "n_effective": None}
    return [
        figure("segments", "gap", "satisfaction", value, half=half, method="sidak over 4", **where),
        figure("scores", "index", "satisfaction", 70.0 + value, half=half, **where),
    ]


def test_two_groups_are_told_against_one_another():
    rows = [*gap("S01", 3.3), *gap("S02", -3.3)]
    assert spoken("segments", rows=rows) == "By store, Harbour scored 3.3 points (2.3 to 4.3) above Hillside."
    assert spoken("segments", rows=rows, language="zh") == "按门店看，海港店比山景店高 3.3 分（2.3 至 4.3 分）。"
    rows = [*gap("S01", 0.3), *gap("S02", -0.3)]
    assert spoken("segments", rows=rows) == "By store, the two groups do not differ clearly."
    assert spoken("segments", rows=rows, language="zh") == "按门店看，两组之间没有明显差别。"


def test_of_many_groups_only_the_furthest_is_named():
    rows = [
        row for code, value in (("S01", -3.0), ("S02", -4.0), ("S03", -5.0), ("S04", 0.5)) for row in gap(code, value)
    ]
    assert spoken("segments", rows=rows) == (
        "By store, three groups scored clearly below the rest, Station furthest (5.0 points, 4.0 to 6.0); "
        "the 95% intervals hold for all four groups together."
    )
    assert spoken("segments", rows=rows, language="zh") == (
        "按门店看，有 3 组明显低于其余各组，其中车站店相差最大（5.0 分，4.0 至 6.0 分）；4 组的 95% 置信区间同时成立。"
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
