from __future__ import annotations

import re
from dataclasses import replace

import pytest

from csat_lib.charts.colours import BLUE, MUTED, ORANGE
from csat_lib.findings import way
from csat_lib.findings.catalogue.methods import UNTESTED_GROUP
from csat_lib.report.topics.segments.ranking_chart import CHART
from tests.charts.drawn import dots, lines, words
from tests.charts.fake import figure


def cell(code: str, value: float | None, n: int = 100):
    return figure("scores", "index", "room", value, half=2.0, segment_by="member", segment=code, n=n)


def gap(code: str, value: float | None, **more: object):
    return figure("segments", "gap", "room", value, half=3.0, segment_by="member", segment=code, **more)


def scores():
    return [cell("silver", 70.0), cell("none", None, 5), cell("gold", 90.0)]


def frame():
    hidden = gap("none", None, reason="small_base", n=5)
    return [*scores(), gap("silver", -2.0), hidden, gap("gold", 8.0)]


def ranked(chart):
    return [word for word in words(chart) if word in {"Gold", "Silver", "No member"}]


def test_levels_are_sorted_by_their_difference_from_the_rest_and_hidden_ones_come_last(en):
    assert ranked(CHART.draw(frame(), en)) == ["Gold", "Silver", "No member"]
    below = [*scores(), gap("silver", 2.0), gap("gold", -8.0)]
    assert ranked(CHART.draw(below, en))[:2] == ["Silver", "Gold"]


def test_what_is_drawn_is_the_difference_from_zero_with_its_adjusted_interval(en):
    chart = CHART.draw(frame(), en)
    (gold, _), (silver, _) = dots(chart, BLUE)[-1], dots(chart, MUTED)[-1]
    zero = next(left for left, right in lines(chart, "#1f2328") if left == right)
    assert (zero - silver) / (gold - silver) == pytest.approx(2 / 10, abs=1e-3)
    left, right = lines(chart, BLUE)[-1]
    assert (right - left) / (gold - silver) == pytest.approx(6 / 10, abs=1e-3)


def test_colour_and_words_say_only_what_the_interval_carries(en):
    said = words(CHART.draw(frame(), en))
    assert {"clearly above the others combined", "no clear difference"} <= set(said)
    assert "clearly below the others combined" not in said
    low = CHART.draw([*scores(), gap("silver", -5.0), gap("gold", 5.0)], en)
    assert len(dots(low, ORANGE)) == 2  # the group, and its sample in the legend
    assert not dots(low, MUTED)


def test_what_is_clear_has_a_shape_of_its_own_besides_its_colour(en):
    chart = CHART.draw([*scores(), gap("silver", -5.0), gap("gold", 5.0)], en)
    assert chart is not None
    shapes = {
        colour: set(re.findall(rf'<path d="([^"]*)" transform[^>]*fill: {colour}', chart.svg))
        for colour in (ORANGE, BLUE)
    }
    assert [len(found) for found in shapes.values()] == [1, 1]  # in the row as in the legend
    assert shapes[ORANGE] != shapes[BLUE]
    assert "<circle" not in chart.svg


def test_value_interval_score_and_base_stand_beside_and_on_a_telephone_below(en):
    chart = CHART.draw(frame(), en)
    assert {"+8.0", "+5.0 to +11.0", "95% interval", "score", "90.0", "base", "100"} <= set(words(chart))
    narrow = words(CHART.draw(frame(), replace(en, width_mm=95.0)))
    assert {"+8.0", "+5.0 to +11.0; score 90.0; base 100"} <= set(narrow)


def test_the_alternative_text_names_the_ends_and_who_is_hidden(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Room by group, points from the others combined: highest Gold (+8.0), lowest Silver (−2.0). "
        "Gold +8.0 (+5.0 to +11.0); Silver −2.0 (−5.0 to +1.0). Not shown, to tell of no group of too few: No member."
    )
    assert chinese is not None
    assert chinese.alt == (
        "各群体的“客房”与其他各组合计之差：最高为“金卡”（+8.0），最低为“银卡”（−2.0）。金卡 +8.0（+5.0 至 +11.0）；"
        "银卡 −2.0（−5.0 至 +1.0）。为避免透露样本过少的组，不予展示：非会员。"
    )


def test_levels_that_may_not_be_compared_keep_their_order_and_are_drawn_with_their_scores(en):
    rows = [*scores(), *(gap(code, None, reason="not_comparable") for code in ("silver", "none", "gold"))]
    chart = CHART.draw(rows, en)
    assert ranked(chart) == ["Silver", "No member", "Gold"]
    assert {"70.0", "68.0 to 72.0", "Room, 0–100"} <= set(words(chart))
    assert "Room by group. Silver 70.0 (68.0 to 72.0)" in chart.alt
    assert not dots(chart, BLUE) + dots(chart, ORANGE)


def test_a_group_that_was_not_tested_for_comparability_has_a_sign_that_the_legend_names(en, zh):
    rows = [replace(row, method=row.method + way(UNTESTED_GROUP)) if row.measure == "gap" else row for row in frame()]
    said = words(CHART.draw(rows, en))
    assert {"Gold ‡", "Silver ‡", "comparability not tested"} <= set(said)
    assert "可比性未检验（见注）" in words(CHART.draw(rows, zh))
    assert not any("‡" in word for word in words(CHART.draw(frame(), en)))
