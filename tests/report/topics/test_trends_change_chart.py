from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.slots import tell
from csat_lib.report.topics.trends.change_chart import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import dots, lines, words
from tests.charts.fake import BEFORE, figure
from tests.report import fake_wave

BLUE, ORANGE, GREY = "#0b6aa8", "#c2570c", "#59616a"


def change(subject: str, value: float | None, **more: object):
    return figure("trends", "change", subject, value, half=1.9, against=BEFORE, **more)


def frame():
    rows = [change("room", -3.4), change("food", 2.9), change("value", 0.4)]
    now = {"room": 80.0, "food": 70.0, "value": 60.0}
    rows += [figure("scores", "index", name, value) for name, value in now.items()]
    return rows


def test_only_a_change_whose_interval_is_clear_of_zero_is_coloured_and_gets_an_arrow_s_shape(en):
    chart = CHART.draw(frame(), replace(en, width_mm=95.0))
    assert [len(dots(chart, colour)) for colour in (BLUE, ORANGE, GREY)] == [2, 2, 2]  # one each, and the legend's
    assert {"−3.4", "+2.9", "+0.4", "clearly fell", "no clear change (interval includes 0)"} <= set(words(chart))


def test_the_change_is_measured_from_the_line_of_zero(en):
    chart = CHART.draw(frame(), replace(en, width_mm=95.0))
    zero = lines(chart, "#1f2328")[0][0]
    fell, rose = dots(chart, ORANGE)[1][0], dots(chart, BLUE)[1][0]
    assert (zero - fell) / (rose - zero) == pytest.approx(3.4 / 2.9, abs=0.01)


def test_intervals_are_printed_on_a_page_beside_the_change_and_on_a_telephone_under_it(en):
    assert {"−5.3 to −1.5", "+1.0 to +4.8", "−1.5 to +2.3"} <= set(words(CHART.draw(frame(), en)))
    narrow = " ".join(words(CHART.draw(frame(), replace(en, width_mm=95.0))))
    assert "−5.3 to −1.5; November 2025 83.4; this wave 80.0; base 1,134" in narrow


def test_both_values_stand_beside_as_numbers_so_that_no_mark_hides_one(en):
    said = words(CHART.draw(frame(), en))
    assert {"November", "2025", "this wave", "83.4", "67.1", "59.6", "80.0", "70.0", "60.0"} <= set(
        said
    )  # worked out of the change
    start = figure("trends", "starting_level", "room", 83.3, against=BEFORE, n=1010)
    recorded = words(CHART.draw([*frame(), start], en))
    assert "83.3" in recorded
    assert "83.4" not in recorded


def test_the_note_gives_the_base_of_the_earlier_values():
    starts = [
        figure("trends", "starting_level", name, 80.0, against=BEFORE, n=n)
        for name, n in (("room", 900), ("food", 1010))
    ]
    english, chinese = fake_wave.make_view("en"), fake_wave.make_view("zh")
    since = english.previous.label("en")
    assert tell(english, CHART.note(english, starts)) == f"Base in {since}: 900 to 1,010"
    assert tell(english, CHART.note(english, starts[:1])) == f"Base in {since}: 900"
    assert tell(chinese, CHART.note(chinese, starts)).endswith("样本量 900 至 1,010")


def test_levels_stand_under_their_segment_and_its_subject(findings, en):
    of_groups = [row for row in as_findings(findings) if row.segment_by == "store"]
    said = words(CHART.draw(of_groups, en))
    assert "Store: Guest satisfaction index" in said
    assert "fewer than 10 responses: not shown" in said


def test_the_alternative_text_counts_what_is_clear(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Against November 2025: 1 rose, 1 fell, 1 show no clear change. Room −3.4 (−5.3 to −1.5); "
        "Food and drink +2.9 (+1.0 to +4.8); Value for money +0.4 (−1.5 to +2.3)."
    )
    assert chinese is not None
    assert chinese.alt == (
        "与 2025 年 11 月相比：1 项上升，1 项下降，1 项无明显变化。客房 −3.4（−5.3 至 −1.5）；"
        "餐饮 +2.9（+1.0 至 +4.8）；性价比 +0.4（−1.5 至 +2.3）。"
    )


def test_what_does_not_compare_says_so_and_has_no_mark(en, zh):
    more = {"reason": "not_comparable", "against": "2025-11", "unit": "points"}
    broken = [*frame(), figure("trends", "change", "service", None, **more)]
    english, chinese = CHART.draw(broken, en), CHART.draw(broken, zh)
    assert "not comparable" in words(english)
    assert "cannot be given" not in words(english)
    assert english is not None
    assert english.alt.endswith("Front desk and room service not comparable.")
    assert chinese is not None
    assert chinese.alt.endswith("前台与客房服务不可比。")
