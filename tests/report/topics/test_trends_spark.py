from __future__ import annotations

import pytest

from csat_lib.report.topics.trends.spark import SPARK as CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import dots, lines, words
from tests.charts.fake import NOW, figure


def nps(findings):
    return [row for row in as_findings(findings) if (row.topic, row.measure) == ("trends", "nps")]


def test_a_spark_is_a_line_with_its_last_wave_marked_and_no_words(findings, en):
    chart = CHART.draw(as_findings(findings), en)
    assert words(chart) == []
    assert len(lines(chart, "#8a929a")) == 1
    assert len(dots(chart, "#1f5a7a")) == 1


def test_a_spark_is_as_small_as_a_card_needs_it(findings, en):
    chart = CHART.draw(as_findings(findings), en)
    assert chart is not None
    assert (chart.width_mm, chart.height_mm) == (30.0, 8.0)
    assert len(chart.svg) < 1500


def test_a_single_wave_or_a_level_line_is_drawn_in_the_middle(en):
    chart = CHART.draw([figure("trends", "index", "room", 70.0)], en)
    assert dots(chart, "#1f5a7a")[0][1] == pytest.approx(4.0, abs=0.01)


def test_the_alternative_text_says_what_the_line_does(findings, en, zh):
    english, chinese = CHART.draw(as_findings(findings), en), CHART.draw(nps(findings), zh)
    assert english is not None
    assert english.alt == "Guest satisfaction index from 78.6 in January 2025 to 76.4 in December 2025."
    assert chinese is not None
    assert chinese.alt == "“推荐意愿”从 2025 年 1 月的 38.0 到 2025 年 12 月的 31.6。"
    only = CHART.draw([row for row in nps(findings) if row.period == NOW], zh)
    assert only is not None
    assert only.alt == "“推荐意愿”在 2025 年 12 月为 31.6。"


def test_a_line_breaks_where_a_wave_does_not_compare(en):
    rows = [figure("trends", "index", "room", 70.0 + at, period=f"2025-0{at}") for at in range(1, 5)]
    more = {"period": "2025-03", "against": "2025-02", "reason": "not_comparable"}
    chart = CHART.draw([*rows, figure("trends", "break", "room", None, **more)], en)
    assert len(lines(chart, "#8a929a")) == 2
    assert chart is not None
    assert chart.alt == "Room is 74.0 in April 2025."
