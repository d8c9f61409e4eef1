from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.charts.colours import PALE
from csat_lib.charts.page import paper
from csat_lib.charts.panels import Panel, draw_panels, runs, side_of
from csat_lib.charts.rows import Row

from .drawn import bars, dots, lines, set_words

PERIODS = [f"2025-{month:02d}" for month in range(1, 7)]
LIMITS = Row(subject="room", measure="control", period="2025-06", value=70.0, low=66.0, high=74.0)


def line(*values: float) -> list[Row]:
    rows = zip(PERIODS, values, strict=True)
    return [Row(subject="room", measure="index", period=period, value=value) for period, value in rows]


def panel(*values: float, name: str = "Room", limits: Row | None = LIMITS, broken=frozenset()) -> Panel:
    return Panel(name, line(*values), [60.0, 80.0], limits, broken)


def test_the_wave_judged_is_outside_beyond_its_limits_and_not_on_them():
    ends = {last: [side for _, side in panel(70, 70, 70, 70, 70, last).outside()] for last in (65.9, 66, 74, 74.1)}
    assert ends == {65.9: ["below"], 66: [], 74: [], 74.1: ["above"]}
    assert side_of(line(70, 66, 74, 70, 70, 70)[1], LIMITS) == ""
    assert panel(70, 60, 80, 70, 70, 70, limits=None).outside() == []


def test_the_waves_that_made_the_limits_are_not_judged_by_them():
    assert panel(50, 90, 70, 70, 70, 70).outside() == []


def test_a_line_stops_at_a_gap_and_at_a_break():
    rows = line(70, 71, float("nan"), 72, 73, 74)
    assert [[at for at, _ in run] for run in runs(rows, PERIODS, {"2025-05"})] == [[0, 1], [3], [4, 5]]


def test_a_wave_outside_has_its_sign_on_the_line(en):
    with paper(en) as page:
        draw_panels(page, [panel(70, 70, 70, 70, 70, 60)], PERIODS, 0)
        chart = page.chart(60, "")
    assert [word.text for word in set_words(chart)][:3] == ["Room", "limits 66.0 to 74.0", "60"]
    assert len(dots(chart, "#c2570c")) == 1


@pytest.mark.parametrize(("width", "across"), [(160.0, 3), (95.0, 2)])
def test_panels_stand_in_rows_that_never_overlap(en, width, across):
    several = [panel(70, 70, 70, 70, 70, 60, name=f"A rather long name of a dimension, {at}") for at in range(7)]
    with paper(replace(en, width_mm=width)) as page:
        bottom = draw_panels(page, several, PERIODS, 0)
        words = set_words(page.chart(bottom, ""))
    firsts = sorted({round(word.left, 1) for word in words if word.text.startswith("A rather")})
    assert len(firsts) == across
    for number, one in enumerate(words):
        for other in words[number + 1 :]:
            beside = one.right <= other.left + 0.1 or other.right <= one.left + 0.1
            assert beside or one.base <= other.top + 0.1 or other.base <= one.top + 0.1, (one, other)


def test_what_lies_between_the_limits_is_an_area_behind_the_line(en):
    with paper(en) as page:
        draw_panels(page, [panel(70, 70, 70, 70, 70, 60)], PERIODS, 0)
        chart = page.chart(60, "")
    (area,) = bars(chart, PALE)
    (line,) = lines(chart, page.accent)
    assert area[0] <= line[0]
    assert line[1] <= area[1]
    assert chart.svg.index(f"fill: {PALE}") < chart.svg.index(f"stroke: {page.accent}")


@pytest.mark.parametrize(("number", "across"), [(2, 2), (3, 3), (4, 2), (5, 3)])
def test_no_panel_is_left_alone_in_a_row_where_two_by_two_would_do(en, number, across):
    with paper(en) as page:
        bottom = draw_panels(page, [panel(70, 70, 70, 70, 70, 70)] * number, PERIODS, 0)
        chart = page.chart(bottom, "")
    assert len({round(word.left, 1) for word in set_words(chart) if word.text == "Room"}) == across
