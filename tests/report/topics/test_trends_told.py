"""What changed, in words: whole sentences on the made-up wave."""

from __future__ import annotations

import pytest

from csat_lib.report.by_name import say
from csat_lib.report.slots import tell
from csat_lib.report.topics.trends import moves, told
from tests.report.fake_wave import CHANGE, all_figures, altered, figure, make_view, without


def spoken(topic, subject="", rows=None, language="en", **given):
    segment_by = given.pop("segment_by", "")
    return say(make_view(language, rows, **given), topic, subject, segment_by)[0].text


def test_changes_name_only_what_changed_clearly():
    assert spoken("trends") == (
        "The guest satisfaction index fell 2.1 points from November 2025, to 76.4 out of 100 (95% interval of the fall "
        "0.6 to 3.6; 1,134 responses, effective base 1,021). Since November 2025, Room fell from 84.6 to 81.2 (3.4 "
        "points, 1.9 to 4.9); no other dimension changed clearly. Since November 2025, by store, on the guest "
        "satisfaction index, Station fell from 78.5 to 70.3 (8.2 points, 3.1 to 13.3); no other group changed clearly. "
        "Over 12 waves the index was measured between 76.4 (December 2025) and 78.6 (January 2025)."
    )
    told = "“客房”由 84.6 分降至 81.2 分（下降 3.4 分，1.9 至 4.9 分）；其他维度没有明显变化。"
    assert told in spoken("trends", language="zh")


def test_a_store_whose_simultaneous_interval_holds_zero_is_not_named():
    where = {"topic": "trends", "measure": "change", "segment": "S03"}
    rows = altered(all_figures(), where, low=-16.5, high=0.1)
    assert spoken("trends", rows=rows, segment_by="store") == (
        "Since November 2025, by store, on the guest satisfaction index, no group changed clearly."
    )
    assert spoken("trends", rows=rows, segment_by="store", language="zh") == (
        "与 2025 年 11 月相比，按门店看“宾客满意度指数”，各组都没有明显变化。"
    )


def test_without_an_earlier_wave_nothing_changed():
    assert spoken("trends", rows=without("trends"), earlier=()) == (
        "There is no earlier wave to compare with; from the next wave on, this chapter shows what changed."
    )


def test_an_absent_change_is_told_with_its_reason():
    rows = altered(all_figures(), CHANGE, value=None, low=None, high=None, reason="no_earlier_wave")
    assert spoken("trends", "satisfaction", rows) == (
        "The change for Guest satisfaction index is not shown: there is no earlier wave to compare with."
    )


@pytest.mark.parametrize(
    ("language", "opening"),
    [("en", "Since November 2025, the guest satisfaction index"), ("zh", "与 2025 年 11 月相比，")],
)
def test_a_change_without_the_value_it_led_to_is_told_alone(language, opening):
    rows = [row for row in all_figures() if row.topic == "trends" and row.measure == "change"]
    told = spoken("trends", "satisfaction", rows, language)
    assert told.startswith(opening)
    assert len(told) > len(opening) + 20


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "Room fell from 83.2 to 81.2 (2.0 points, 1.0 to 3.0), Service fell from 86.9 to 84.9 (2.0 points, 1.0 "
                "to 3.0), Food fell from 73.5 to 71.5 (2.0 points, 1.0 to 3.0)"
            ),
        ),
        (
            "zh",
            (
                "“客房”由 83.2 分降至 81.2 分（下降 2.0 分，1.0 至 3.0 分），“服务”由 86.9 分降至 84.9 分（下降 2.0 分"
                "，1.0 至 3.0 分），“餐饮”由 73.5 分降至 71.5 分"
            ),
        ),
    ],
)
def test_those_that_moved_are_named_up_to_four(language, words):
    rows = altered(
        all_figures(), {"topic": "trends", "measure": "change", "segment_by": "all"}, value=-2.0, low=-3.0, high=-1.0
    )
    view = make_view(language, rows)
    sentence = tell(view, moves.dimensions(view))
    assert words in sentence
    assert {"en": " and Price fell from", "zh": "“价格”由"}[language] in sentence


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "Room stood at 80.0 out of 100, no clear change from November 2025 (+0.4 points, no interval; 100 respon",
        ),
        ("zh", "客房为 80.0 分，与 2025 年 11 月相比没有明显变化（差值 +0.4 分，无法给出置信区间；样本量 100）。"),
    ],
)
def test_a_change_without_an_interval_is_never_clear(language, words):
    index = figure("scores", "index", "room", 80.0, half=1.0, n=100, n_effective=100.0)
    view = make_view(language, [index, figure("trends", "change", "room", 0.4, against="2025-11")])
    assert tell(view, told.one(view, "room")).startswith(words)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "No change was recorded for Room."), ("zh", "本期没有记录“客房”的变化。")],
)
def test_a_change_that_was_not_recorded_is_said_to_be_missing(language, words):
    view = make_view(language, [figure("trends", "change", "food", 0.4, against="2025-11")])
    assert tell(view, told.one(view, "room")) == words
