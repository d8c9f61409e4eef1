from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.topics.segments.ranking_chart import CHART
from tests.charts.drawn import dots, lines, words
from tests.charts.fake import figure


def cell(code: str, value: float | None, n: int = 100):
    return figure("scores", "index", "room", value, half=2.0, segment_by="member", segment=code, n=n)


def frame():
    cells = [cell("silver", 70.0, 20), cell("none", None, 5), cell("gold", 90.0)]
    return [*cells, figure("scores", "index", "room", 80.0)]


def test_levels_are_sorted_by_value_and_hidden_ones_come_last(en):
    said = words(CHART.draw(frame(), en))
    assert [word for word in said if word in {"Gold", "Silver", "No member"}] == ["Gold", "Silver", "No member"]


def test_dots_stand_on_either_side_of_the_average_line(en):
    chart = CHART.draw(frame(), en)
    (gold, _), (silver, _) = dots(chart, "#1f5a7a")[-1], dots(chart, "#ffffff")[-1]
    average = lines(chart, "#59616a")[1][0]
    assert average == pytest.approx((gold + silver) / 2, abs=0.01)
    assert "average 80.0" in words(chart)


def test_intervals_reach_as_far_as_they_say(en):
    chart = CHART.draw(frame(), en)
    gold, silver = dots(chart, "#1f5a7a")[-1][0], dots(chart, "#ffffff")[-1][0]
    left, right = lines(chart, "#1f5a7a")[1]
    assert (right - left) / (gold - silver) == pytest.approx(4 / 20, abs=1e-3)


def test_the_alternative_text_names_the_ends_and_who_is_hidden(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Room by group: highest Gold (90.0), lowest Silver (70.0). Gold 90.0 (88.0 to 92.0); "
        "Silver 70.0 (68.0 to 72.0). Not shown, to tell of no group of too few: No member."
    )
    assert chinese is not None
    assert chinese.alt == (
        "各群体的“客房”：最高为“金卡”（90.0），最低为“银卡”（70.0）。金卡 90.0（88.0 至 92.0）；"
        "银卡 70.0（68.0 至 72.0）。为避免透露样本过少的组，不予展示：非会员。"
    )


def gap(code: str, value: float | None, **more: object):
    return figure("segments", "gap", "room", value, half=3.0, segment_by="member", segment=code, **more)


def test_the_difference_from_the_rest_stands_beside_with_its_interval_and_a_sign_where_it_is_clear(en):
    rows = [*frame(), gap("gold", 8.0), gap("silver", -2.0)]
    said = words(CHART.draw(rows, en))
    assert {"from all others (interval)", "▲+8.0 (+5.0 to +11.0)", "−2.0 (−5.0 to +1.0)", "base", "100"} <= set(said)
    assert "▲+8.0 (+5.0 to +11.0)" not in words(CHART.draw(rows, replace(en, width_mm=95.0)))


def test_levels_that_may_not_be_compared_keep_their_order_and_have_no_average(en):
    rows = [*frame(), *(gap(code, None, reason="not_comparable") for code in ("silver", "none", "gold"))]
    said = words(CHART.draw(rows, en))
    assert [word for word in said if word in {"Gold", "Silver", "No member"}] == ["Silver", "Gold", "No member"]
    assert "average 80.0" not in said
