from __future__ import annotations

from dataclasses import replace

from csat_lib.report.topics.trends.multiples import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import words
from tests.charts.fake import NOW, WAVES, figure


def of_store(values, code="S03"):
    cell = {"segment_by": "store", "segment": code}
    rows = [figure("trends", "index", "satisfaction", v, period=w, **cell) for w, v in zip(WAVES, values, strict=True)]
    return [*rows, figure("trends", "control", "satisfaction", 76.0, half=3.0, n=None, **cell)]


def whole():
    return [figure("trends", "index", "satisfaction", 76.0, period=wave) for wave in WAVES]


def test_every_line_has_a_panel_with_its_last_value(findings, en):
    said = words(CHART.draw(as_findings(findings), en))
    assert {"Room", "Value for money", "Likelihood to recommend", "81.2", "66.8", "31.6"} <= set(said)
    assert "within the control limits" in said
    assert "January 2025 to December 2025; index 0–100 on one scale, the NPS on its own" in said


def test_a_group_is_seen_before_everybody_who_gets_no_panel(en):
    chart = CHART.draw([*whole(), *of_store([76.0] * 11 + [70.0])], en)
    said = words(chart)
    assert said.count(en.label("satisfaction")) == 1
    assert {"everybody", "outside the control limits"} <= set(said)


def test_a_line_in_its_limits_has_no_sign(en):
    assert "outside the control limits" not in words(CHART.draw([*whole(), *of_store([76.0] * 12)], en))


def test_the_alternative_text_gives_ends_limits_and_what_lies_outside(en, zh):
    rows = [*whole(), *of_store([76.0] * 11 + [70.0])]
    english, chinese = CHART.draw(rows, en), CHART.draw(rows, zh)
    assert english is not None
    assert english.alt == (
        f"From January 2025 to December 2025, {en.level('store', 'S03')}: Guest satisfaction index from 76.0 to 70.0, "
        "limits 73.0 to 79.0, December 2025 below its limits."
    )
    assert chinese is not None
    assert chinese.alt == (
        "从 2025 年 1 月到 2025 年 12 月，深圳福田 3 店：宾客满意度指数 从 76.0 到 70.0、"
        "控制限 73.0 至 79.0、2025 年 12 月 低于控制限。"
    )


def test_without_limits_none_are_told_of(en):
    rows = [row for row in whole() if row.period <= NOW]
    assert "within the control limits" not in words(CHART.draw([replace(row, subject="room") for row in rows], en))
