"""Drivers: the strongest, what to begin with, and the table, in both languages."""

from __future__ import annotations

import pytest

from csat_lib.findings import Text, to_frame
from csat_lib.report.blocks import Cell
from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.drivers import importance, priorities, say
from tests.report.fake_wave import all_figures, altered, figure, make_view

LEADING = {"low": -0.01}
WIDE = {"low": 50.0, "high": 80.0}


def placed(**places):
    texts = [Text(topic="drivers", subject=name, kind="quadrant", text=place) for name, place in places.items()]
    return to_frame([text.of("hotel", "2025-12") for text in texts])


UNDECIDED = placed(room="undecided", food="undecided")


@pytest.mark.parametrize(
    ("language", "lead", "told"),
    [
        (
            "en",
            {},
            (
                "Overall satisfaction goes most closely with Room: 39% of what the dimensions explain "
                "(95% interval 34% to 44%), clearly ahead of the next."
            ),
        ),
        (
            "en",
            LEADING,
            (
                "Overall satisfaction goes most closely with Room (39% of what the dimensions explain), not clearly "
                "ahead of Food (33%)."
            ),
        ),
        (
            "zh",
            {},
            (
                "与“总体满意度”关系最密切的是“客房”：在各维度能够解释的差异中，它占 39%（95% 置信区间 34% 至 44%），"
                "明显领先于其他维度。"
            ),
        ),
        (
            "zh",
            LEADING,
            "与“总体满意度”关系最密切的是“客房”（在各维度能够解释的差异中占 39%），但与“餐饮”（33%）差距不明显。",
        ),
    ],
)
def test_the_strongest_driver_is_named_only_when_its_lead_is_clear(language, lead, told):
    view = make_view(language, altered(all_figures(), {"measure": "lead"}, **lead))
    assert tell(view, importance.strongest(view)) == told


def test_the_title_of_the_chart_says_that_the_first_was_only_measured_so():
    rows = altered(all_figures(), {"measure": "lead"}, **LEADING)
    told = {language: make_view(language, rows) for language in ("en", "zh")}
    assert tell(told["en"], importance.title(told["en"])) == (
        "Measured closest to overall satisfaction: Room (39%), not clearly ahead"
    )
    assert tell(told["zh"], importance.title(told["zh"])) == (
        "按估计值，与“总体满意度”关系最密切的是“客房”（39%），但领先不明显"
    )


@pytest.mark.parametrize(
    ("language", "texts", "told"),
    [
        (
            "en",
            placed(food="improve"),
            "Begin with Food: it matters clearly more than average (33%) and is rated 71.5, clearly below average.",
        ),
        (
            "zh",
            placed(food="improve", price="improve"),
            "建议先从“餐饮”入手，其次是“价格”：它的重要性（33%）明显高于平均，得分却只有 71.5 分，明显低于平均。",
        ),
        (
            "en",
            placed(room="keep"),
            (
                "No dimension is clearly both more important than average and rated below it; the first thing to hold "
                "on to is Room, important and rated well."
            ),
        ),
        (
            "en",
            UNDECIDED,
            (
                "No dimension is clearly both more important than average and rated below it; the first to ask about "
                "is Price (61.0), clearly rated lowest."
            ),
        ),
        (
            "zh",
            UNDECIDED,
            "没有哪个维度的重要性明显高于平均而得分又明显低于平均；可以先了解得分明显最低的“价格”（61.0 分）。",
        ),
    ],
)
def test_what_to_begin_with_is_what_matters_and_is_rated_low_else_what_to_keep(language, texts, told):
    view = make_view(language, texts=texts)
    assert tell(view, priorities.first(view)) == told


def test_without_a_clearly_lowest_one_there_is_nothing_to_begin_with():
    rows = altered(all_figures(), {"topic": "scores", "measure": "index", "subject": "price"}, **WIDE)
    english, chinese = (make_view(language, rows, texts=UNDECIDED) for language in ("en", "zh"))
    assert tell(english, priorities.first(english)) == (
        "No dimension is clearly both more important than average and rated below it, "
        "so no single place to begin stands out."
    )
    assert tell(chinese, priorities.first(chinese)).endswith("，因此没有突出的着手点。")


def test_a_single_driver_is_told_by_its_share():
    view = make_view("en")
    assert tell_all(view, say(view, "food")) == (
        "Food holds 33% of what the dimensions explain (95% interval 28% to 38%; 1,134 respondents, "
        "effective base 1,021)."
    )
    assert say(view, "q20") == [None]


def test_an_outcome_compared_with_one_dimension_has_no_strongest():
    view = make_view("zh", [figure("drivers", "importance", "room", 1.0, other="q20", method="johnson")])
    assert tell(view, importance.strongest(view)) == "与“总体满意度”一同考察的维度只有“客房”。"
    assert tell(view, importance.CHART.title(view, None)) == "与“总体满意度”关系最密切的是“客房”"


def test_the_table_carries_the_place_on_the_map():
    table = make(make_view("en"), importance.TABLE)
    values = [cell.value if isinstance(cell, Cell) else cell for cell in table.rows[2]]
    assert values == ["Food", 0.33, pytest.approx((0.28, 0.38)), 71.5, pytest.approx((70.3, 72.7)), "Improve first"]
    assert table.rows[3][-1] == "Not settled"
    assert table.title == "The dimensions account for 58% of the differences in Overall satisfaction"


def test_the_map_is_titled_by_what_comes_first():
    view = make_view("zh")
    assert tell(view, priorities.CHART.title(view, None)) == "“餐饮”重要性高而评价低"
