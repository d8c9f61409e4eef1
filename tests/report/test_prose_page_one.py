"""Page one: at most seven sentences, ranked, and nothing that an interval does not carry."""

from __future__ import annotations

import pytest

from csat_lib.report.prose import en, zh
from csat_lib.report.words import set_text

from .fake_wave import all_figures, altered, figure, make_study, make_view, without

PAGES = {"en": en.page_one, "zh": zh.page_one}


def page(rows=None, language="en", **given):
    return [set_text(text, language) for text in PAGES[language].sentences(make_view(language, rows, **given))]


def test_a_wave_with_everything_in_english():
    assert page() == [
        (
            "The guest satisfaction index fell 2.1 points from November 2025, to 76.4 out of 100 (95% interval of the "
            "fall "
            "0.6 to 3.6; 1,134 respondents, effective base 1,021)."
        ),
        (
            "Allowing for sampling error, the index lies between 75.2 and 77.6 (95% interval), wholly below the "
            "target of "
            "80.0."
        ),
        "Service (84.9) scored highest, clearly ahead of all others; Price (61.0) lowest, clearly below all others.",
        (
            "From November 2025, Room fell 3.4 points (1.9 to 4.9); by store, Station fell 8.2 points (3.1 to 13.3); "
            "the 95% "
            "intervals hold for all three groups together."
        ),
        (
            "Overall satisfaction goes most closely with Room: 39% of what the dimensions explain (95% "
            "interval 34% "
            "to 44%), clearly ahead of the next."
        ),
        "Begin with Food: it matters clearly more than average (33%) and is rated 71.5, clearly below average.",
        (
            "Read with care: the items of Food (alpha 0.58) do not hold together well enough for one score; by store, "
            "two "
            "groups rest on fewer than 30 respondents."
        ),
    ]


def test_a_wave_with_everything_in_chinese():
    assert page(language="zh") == [
        (
            "宾客满意度指数为 76.4 分，较 2025 年 11 月下降 2.1 分（95% 置信区间：下降 0.6 至 3.6 分；样本量 1,134，"
            "等效样本量 "
            "1,021）。"
        ),
        "计入抽样误差，指数在 75.2 至 77.6 分之间（95% 置信区间），整个区间都低于 80.0 分的目标。",
        "“服务”（84.9 分）得分最高，明显高于其他各维度；“价格”（61.0 分）得分最低，明显低于其他各维度。",
        (
            "与 2025 年 11 月相比，“客房”下降 3.4 分（1.9 至 4.9 分）；按门店看，车站店下降 8.2 分（3.1 至 13.3 分）；"
            "3 组的 95% 置信区间同时成立。"
        ),
        (
            "与“总体满意度”关系最密切的是“客房”：在各维度能够解释的差异中，它占 39%（95% 置信区间 34% 至 44%），"
            "明显领先于其他维度。"
        ),
        "建议先从“餐饮”入手：它的重要性（33%）明显高于平均，得分却只有 71.5 分，明显低于平均。",
        (
            "以下几点请谨慎看待：“餐饮”（α 系数 0.58）的题项内部一致性不足，合成一个得分较为勉强；"
            "按门店看，有 2 组的样本量不足 30。"
        ),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_never_more_than_seven(language):
    assert len(page(language=language)) <= 7


def test_when_nothing_is_clear_nothing_is_claimed():
    rows = altered(all_figures(), {"measure": "change"}, value=0.3, low=-2.0, high=2.6, reason="")
    rows = altered(rows, {"measure": "gap"}, value=0.3, low=-2.0, high=2.6, reason="")
    told = page(rows)
    assert told[0].startswith(
        "The guest satisfaction index stood at 76.4 out of 100, no clear change from November 2025"
    )
    assert told[3] == (
        "No dimension changed clearly from November 2025; by store, no group differs clearly from the rest; "
        "the 95% intervals hold for all four groups together."
    )


def test_without_an_earlier_wave_units_are_compared_with_one_another():
    told = page(without("trends"), earlier=())
    assert told[3].startswith("By store, Station scored 6.1 points (3.2 to 9.0) below the rest")


def test_a_sound_wave_still_names_what_no_survey_can_rule_out():
    study = make_study(unit=None)
    rows = altered(all_figures(), {"measure": "alpha", "subject": "food"}, value=0.9, low=0.88, high=0.92)
    assert page(rows, study=study)[-1] == (
        "The checks raise no alarm; still, those who did not answer may think otherwise, "
        "and what goes together need not be cause and effect."
    )


def test_a_wave_that_recorded_nothing_says_so():
    assert page([]) == [
        "No score was recorded for Guest satisfaction index.",
        "Those who did not answer may think otherwise, and what goes together need not be cause and effect.",
    ]


def test_many_answers_left_out_and_costly_weights_are_cautions():
    rows = altered(all_figures(), {"measure": "rows_kept"}, value=1000.0)
    assert page(rows)[-1].startswith("Read with care: 20% of the answers were left out by the study's rules; ")
    rows = altered(all_figures(), {"measure": "index_effect", "other": "seconds"}, value=1.4)
    assert "without the rule “answered too fast (time limit)” the index would move by +1.4 points" in page(rows)[-1]
    rows = altered(without("reliability"), {"measure": "deff"}, value=1.8)
    assert "weighting costs much precision (design effect 1.80)" in page(rows)[-1]
    assert "加权损失了较多精度（设计效应 1.80）" in page(rows, "zh")[-1]


def test_a_card_tells_the_change_by_sign_word_and_interval():
    fall = figure("trends", "change", "satisfaction", -2.1, half=1.5, against="2025-11")
    flat = figure("trends", "change", "satisfaction", 0.4, half=1.5, against="2025-11")
    view = make_view("en", [])
    assert en.page_one.card(view, fall) == (
        "−2.1 from November 2025", "95% interval of the fall 0.6 to 3.6", "clear fall"
    )  # fmt: skip
    assert en.page_one.card(view, flat) == (
        "+0.4 from November 2025", "95% interval −1.1 to +1.9", "no clear change"
    )  # fmt: skip
    assert en.page_one.card(view, None) == ("", "", "")
    assert zh.page_one.card(make_view("zh", []), fall) == (
        "较 2025 年 11 月 −2.1 分", "95% 置信区间：下降 0.6 至 3.6 分", "明显下降"
    )  # fmt: skip


def test_without_an_earlier_wave_the_interval_is_told_once():
    told = page(without("trends"), earlier=())
    assert told[0].count("95% interval 75.2 to 77.6") == 1
    assert told[1] == "That is clearly below its target of 80.0."
    untargeted = page(without("trends"), earlier=(), study=make_study(targets={}))
    assert untargeted[1].startswith("Service (84.9) scored highest")
