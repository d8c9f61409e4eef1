from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.topics.scores.dimensions import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import bars, lines, words
from tests.charts.fake import BEFORE, INDEX, figure

ACCENT, INK, EARLIER = "#1f5a7a", "#1f2328", "#8a929a"


def test_bars_are_as_long_as_their_index_and_stand_in_the_study_s_order(findings, en):
    drawn = bars(CHART.draw(as_findings(findings), en), ACCENT)[1:]
    left, right = drawn[0]
    per_point = (right - left) / INDEX["satisfaction"]
    assert [(end - start) / per_point for start, end in drawn] == pytest.approx(list(INDEX.values()), abs=0.05)
    assert {round(start, 2) for start, _ in drawn} == {round(left, 2)}


def test_the_interval_lies_on_the_end_of_its_bar(findings, en):
    chart = CHART.draw(as_findings(findings), en)
    (_, bar), whisker = bars(chart, ACCENT)[1], lines(chart, INK)[1]
    per_point = (bars(chart, ACCENT)[1][1] - bars(chart, ACCENT)[1][0]) / INDEX["satisfaction"]
    assert whisker == pytest.approx((bar - 1.3 * per_point, bar + 1.3 * per_point), abs=0.02)


def test_the_earlier_wave_is_a_light_tick_at_the_value_before_the_change(findings, en):
    chart = CHART.draw(as_findings(findings), en)
    left, right = bars(chart, ACCENT)[1]
    per_point = (right - left) / INDEX["satisfaction"]
    tick, _ = lines(chart, EARLIER)[1]
    assert (tick - left) / per_point == pytest.approx(76.4 + 2.1, abs=0.05)
    assert "earlier wave (November 2025)" in words(chart)


def test_values_have_one_decimal_and_intervals_stand_beside_them(findings, en, zh):
    said = words(CHART.draw(as_findings(findings), en))
    assert [word for word in said if word in {"76.4", "75.1–77.7"}] == ["76.4", "75.1–77.7"]
    assert "75.1–77.7" not in words(CHART.draw(as_findings(findings), replace(en, width_mm=95.0)))
    assert "上期（2025 年 11 月）" in words(CHART.draw(as_findings(findings), zh))


def test_without_targets_and_earlier_wave_the_legend_names_neither(en):
    frame = [figure("scores", "index", "room", 70.0, half=2)]
    assert words(CHART.draw(frame, en))[:2] == ["this wave", "95% interval"]
    assert "target" not in words(CHART.draw(frame, en))


def test_a_change_that_could_not_be_had_gives_no_tick(en):
    rows = [
        figure("scores", "index", "room", 70.0),
        figure("trends", "change", "room", None, against=BEFORE, reason="not_comparable"),
    ]
    assert lines(CHART.draw(rows, en), EARLIER) == []


def test_small_bases_are_hollow_and_hidden_ones_are_a_dash(en):
    rows = [
        figure("scores", "index", "room", 70.0, n=12),
        figure("scores", "index", "food", 60.0, n=9),
        figure("scores", "index", "value", 50.0),
    ]
    chart = CHART.draw(rows, en)
    assert len(bars(chart, "#ffffff")) == 2  # the bar and its sample in the legend
    assert len(bars(chart, ACCENT)) == 2
    assert "fewer than 10 answers: not shown" in words(chart)
    assert "60.0" not in words(chart)


def test_only_the_latest_wave_is_drawn(en):
    rows = [figure("scores", "index", "room", 50.0, period=BEFORE), figure("scores", "index", "room", 70.0)]
    assert "50.0" not in words(CHART.draw(rows, en))


def test_the_alternative_text_says_the_finding_and_the_values(en, zh):
    frame = [figure("scores", "index", "room", 81.2, half=1.3), figure("scores", "index", "value", 66.8)]
    english, chinese = CHART.draw(frame, en), CHART.draw(frame, zh)
    assert english is not None
    assert english.alt == (
        "Index, December 2025: highest Room (81.2), lowest Value for money (66.8). "
        "Room 81.2 (79.9 to 82.5); Value for money 66.8."
    )
    assert chinese is not None
    assert chinese.alt == (
        "2025 年 12 月指数：最高为“客房”（81.2），最低为“性价比”（66.8）。客房 81.2（79.9 至 82.5）；性价比 66.8。"
    )
