from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.charts.colours import EARLIER, INK
from csat_lib.report.topics.trends.line_chart import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import bars, dots, lines, set_words, words
from tests.charts.fake import figure, make_look


def waves(values: dict[str, float | None]):
    return [
        figure("trends", "index", "room", value, half=1.0, period=period, **({} if value else {"reason": "not_asked"}))
        for period, value in values.items()
    ]


def test_waves_stand_in_the_order_of_time_whatever_the_order_of_the_rows(en):
    chart = CHART.draw(waves({"2025-03": 70.0, "2024-12": 60.0, "2025-01": 65.0}), en)
    found = dots(chart, "#1f5a7a")
    assert [x for x, _ in found] == sorted(x for x, _ in found)
    first, second, third = (y for _, y in found)
    assert (first - second) == pytest.approx(second - third, abs=0.02)
    assert first > third


def test_a_wave_without_a_value_parts_the_line(en):
    whole = CHART.draw(waves({"2025-01": 70.0, "2025-02": 71.0, "2025-03": 72.0, "2025-04": 73.0}), en)
    parted = CHART.draw(waves({"2025-01": 70.0, "2025-02": 71.0, "2025-03": None, "2025-04": 73.0}), en)
    assert len(lines(whole, "#1f5a7a")) == len(lines(parted, "#1f5a7a")) == 1
    assert len(bars(whole, "#d7e1e7")) == len(bars(parted, "#d7e1e7")) == 2  # the band and its sample
    assert lines(parted, "#1f5a7a")[0][1] < lines(whole, "#1f5a7a")[0][1]
    assert len(dots(parted, "#1f5a7a")) == 3


def test_the_line_of_one_subject_stands_under_its_name_with_its_unit(en):
    room, nps = waves({"2025-01": 70.0}), [figure("trends", "nps", "nps", 31.0, half=4.0, period="2025-01")]
    assert "Room, 0–100" in words(CHART.draw([*room, *nps], en))
    assert "Likelihood to recommend, points" in words(CHART.draw(nps, en))


def test_the_last_wave_is_always_named_and_names_never_meet(findings, zh):
    assert "2025 年 12 月" in words(CHART.draw(as_findings(findings), zh))


def test_the_target_is_outlined_and_its_figure_clear_of_the_last_value(en):
    look = make_look("en", targets={"room": 70.2})
    assert {"target", "target 70.2", "70.0"} <= set(words(CHART.draw(waves({"2025-01": 69.0, "2025-02": 70.0}), look)))


def test_the_alternative_text_goes_from_the_first_wave_to_the_last(en, zh):
    frame = waves({"2025-01": 70.0, "2025-02": None, "2025-03": 72.0})
    english, chinese = CHART.draw(frame, en), CHART.draw(frame, zh)
    assert english is not None
    assert english.alt == (
        "Room from 70.0 in January 2025 to 72.0 in March 2025. January 2025 70.0 (69.0 to 71.0); February 2025 –; "
        "March 2025 72.0 (71.0 to 73.0)."
    )
    assert chinese is not None
    assert chinese.alt == (
        "“客房”从 2025 年 1 月的 70.0 到 2025 年 3 月的 72.0。2025 年 1 月 70.0（69.0 至 71.0）；2025 年 2 月 –；"
        "2025 年 3 月 72.0（71.0 至 73.0）。"
    )


def test_a_single_wave_says_where_it_stands(en):
    chart = CHART.draw(waves({"2025-01": 70.0}), en)
    assert chart is not None
    assert chart.alt == "Room is 70.0 in January 2025. January 2025 70.0 (69.0 to 71.0)."


def broken():
    rows = [figure("trends", "index", "room", 70.0 + at, half=1.0, period=f"2025-0{at}") for at in range(1, 5)]
    more = {"period": "2025-03", "against": "2025-02", "reason": "not_comparable"}
    return [*rows, figure("trends", "break", "room", None, **more)]


def test_a_line_breaks_where_a_wave_does_not_compare_with_the_one_before(en):
    assert len(lines(CHART.draw(broken(), en), "#1f5a7a")) == 2
    assert "not comparable across" in words(CHART.draw(broken(), en))


def test_another_subject_s_break_leaves_the_line_alone(en):
    frame = [replace(row, subject="food") if row.measure == "break" else row for row in broken()]
    assert len(lines(CHART.draw(frame, en), "#1f5a7a")) == 1


def test_across_a_break_nothing_is_compared_in_words(en, zh):
    english, chinese = CHART.draw(broken(), en), CHART.draw(broken(), zh)
    assert english is not None
    assert english.alt.startswith("Room is 74.0 in April 2025. ")
    assert english.alt.endswith("The line breaks before March 2025: it does not compare with the wave before.")
    assert chinese is not None
    assert chinese.alt.endswith("2025 年 3 月与前一期不可比，线在此断开。")


def limited(low: float, high: float):
    more = {"low": low, "high": high, "period": "2025-03"}
    return [
        *waves({"2025-01": 70.0, "2025-02": 71.0, "2025-03": 70.4}),
        figure("trends", "control", "room", 71, **more),
    ]


def test_no_band_limit_or_target_is_the_edge_of_the_scale(en):
    look = make_look("en", targets={"room": 75.0})
    chart = CHART.draw(limited(65.0, 74.0), look)
    level = {word.text: word.base for word in set_words(chart)}
    assert {"target 75.0", "upper limit 74.0", "lower limit 65.0"} <= set(level)
    top, bottom = level["Room, 0–100"] + 4.4, level["March 2025"] - 3.8  # where the scale begins and ends
    assert top + 1 < level["target 75.0"] < level["upper limit 74.0"] - 1 < level["lower limit 65.0"] < bottom - 1


def test_a_target_that_prints_like_a_limit_has_its_own_name_and_lies_over_its_dashes(en):
    look = make_look("en", targets={"room": 74.0})
    chart = CHART.draw(limited(65.0, 74.02), look)
    named = {word.text: word for word in set_words(chart) if word.text in ("target 74.0", "upper limit 74.0")}
    assert named["upper limit 74.0"].base <= named["target 74.0"].top + 0.1
    assert chart is not None
    dashed, target = (
        chart.svg.rindex(f"stroke: {EARLIER}; stroke-width: 0.7"),
        chart.svg.rindex(f"stroke: {INK}; stroke-width: 0.6"),
    )
    assert dashed < target
