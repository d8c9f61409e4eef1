from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.topics.scores.dimensions_chart import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import bars, dots, lines, set_words, words
from tests.charts.fake import BEFORE, INDEX, figure

ACCENT, EARLIER = "#1f5a7a", "#8a929a"


def of_two_waves():
    return [
        figure("scores", "index", "room", 79.2, half=1.0),
        figure("scores", "index", "food", 70.0, half=1.0),
        figure("trends", "index", "room", 80.9, period=BEFORE),
        figure("trends", "index", "food", 71.0, period=BEFORE),
        figure("trends", "change", "room", -1.7, half=1.6, against=BEFORE),
        figure("trends", "change", "food", None, against=BEFORE, reason="not_comparable"),
    ]


def per_point(chart) -> float:
    """Millimetres a point takes, from the two outermost ticks."""
    ticks = {word.text: word for word in reversed(set_words(chart)) if word.text in {"65", "70", "75", "80", "85"}}
    low, high = ticks[min(ticks)], ticks[max(ticks)]
    return (high.left + high.right - low.left - low.right) / 2 / (float(high.text) - float(low.text))


def test_dots_lie_where_their_index_is_on_the_range_in_use_in_the_study_s_order(findings, en):
    chart = CHART.draw(as_findings(findings), en)
    drawn = [x for x, _ in dots(chart, ACCENT)[1:]]
    values = list(INDEX.values())
    scale = (drawn[1] - drawn[0]) / (values[1] - values[0])
    assert [(x - drawn[0]) / scale + values[0] for x in drawn] == pytest.approx(values, abs=0.05)
    assert "0" not in words(chart)


def test_an_interval_lies_around_its_dot(en):
    chart = CHART.draw(of_two_waves(), en)
    (x, _), (left, right) = dots(chart, ACCENT)[1], lines(chart, ACCENT)[1]
    assert (left + right) / 2 == pytest.approx(x, abs=0.02)
    assert right - left == pytest.approx(2 * per_point(chart), abs=0.05)


def test_the_earlier_wave_and_the_target_lie_on_the_value_s_line_under_it_and_are_told_beside(en):
    chart = CHART.draw(of_two_waves(), replace(en, targets={"room": 80.0}))
    (now, _), (left, right) = dots(chart, ACCENT)[1], bars(chart, EARLIER)[1]
    assert ((left + right) / 2 - now) / per_point(chart) == pytest.approx(1.7, abs=0.05)
    assert chart is not None
    assert chart.svg.rindex(f"fill: {EARLIER}") < chart.svg.rindex(f"fill: {ACCENT}")
    assert {"80.9", "80.0"} <= set(words(chart))
    assert "earlier wave (November 2025)" in words(chart)


def test_a_wave_that_does_not_compare_is_not_set_beside(en):
    chart = CHART.draw(of_two_waves(), en)
    assert len(bars(chart, EARLIER)) == 2  # the sample of the legend, and the room alone
    assert "71.0" not in words(chart)


def test_values_intervals_earlier_values_and_targets_stand_beside_the_dots(en, zh):
    look = replace(en, targets={"room": 80.0})
    said = words(CHART.draw(of_two_waves(), look))
    assert {"79.2", "78.2 to 80.2", "80.9", "November", "2025", "target", "80.0"} <= set(said)
    narrow = words(CHART.draw(of_two_waves(), replace(look, width_mm=95.0)))
    assert "79.2" in narrow
    assert "78.2 to 80.2; November 2025 80.9; target 80.0" in " ".join(narrow)
    assert "上期（2025 年 11 月）" in words(CHART.draw(of_two_waves(), zh))


def test_without_targets_and_earlier_wave_the_legend_names_neither_nor_this_wave(en):
    frame = [figure("scores", "index", "room", 70.0, half=2)]
    said = words(CHART.draw(frame, en))
    assert said[0] == "95% interval"
    assert "target" not in said
    assert said.count("this wave") == 1  # the head of the values


def test_small_bases_are_hollow_and_hidden_ones_are_a_dash(en):
    rows = [
        figure("scores", "index", "room", 70.0, n=12),
        figure("scores", "index", "food", 60.0, n=9),
        figure("scores", "index", "value", 50.0),
    ]
    chart = CHART.draw(rows, en)
    assert len(dots(chart, "#ffffff")) == 2  # the dot and its sample in the legend
    assert len(dots(chart, ACCENT)) == 1
    assert "fewer than 10 responses: not shown" in words(chart)
    assert "60.0" not in words(chart)


def test_only_the_latest_wave_is_drawn(en):
    rows = [figure("scores", "index", "room", 50.0, period=BEFORE), figure("scores", "index", "room", 70.0)]
    assert "50.0" not in words(CHART.draw(rows, en))


def test_the_alternative_text_says_the_finding_and_the_values(en, zh):
    english, chinese = CHART.draw(of_two_waves(), en), CHART.draw(of_two_waves(), zh)
    assert english is not None
    assert english.alt == (
        "Index, December 2025: Room 79.2 (78.2 to 80.2), November 2025: 80.9; Food and drink 70.0 (69.0 to 71.0)."
    )
    assert chinese is not None
    assert chinese.alt == (
        "2025 年 12 月指数：客房 79.2（78.2 至 80.2）、2025 年 11 月：80.9；餐饮 70.0（69.0 至 71.0）。"
    )


def test_a_narrow_interval_is_drawn_on_an_axis_of_ten_points_and_more(en):
    chart = CHART.draw([figure("scores", "index", "room", 55.1, half=0.3)], en)
    ticks = [float(word) for word in words(chart) if word.isdigit()]
    assert max(ticks) - min(ticks) >= 10
