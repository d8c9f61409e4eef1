from __future__ import annotations

from csat_lib.charts.bands import BandLabel, stack
from csat_lib.charts.marks import Axis, draw_axis, interval, value_dot, whisker
from csat_lib.charts.numbers import whole
from csat_lib.charts.page import paper
from csat_lib.charts.rows import Row
from csat_lib.charts.scale import fixed_scale

from .drawn import dots, lines, words


def test_ticks_that_would_touch_are_thinned_out(en):
    scale = fixed_scale(tuple(range(0, 101, 10)), 40, 70)
    with paper(en) as page:
        draw_axis(page, scale, stack(page, [BandLabel("Room")], 0), Axis("index, 0–100", whole))
        assert words(page.chart(20, "")) == ["0", "30", "60", "90", "index, 0–100"]


def test_a_title_longer_than_its_room_runs_on_below(en):
    scale = fixed_scale((0, 100), 40, 70)
    with paper(en) as page:
        bands = stack(page, [BandLabel("Room")], 0)
        short = draw_axis(page, scale, bands, Axis("share", whole, 30))
        assert draw_axis(page, scale, bands, Axis("share of all answers, %", whole, 20)) > short


def test_no_interval_no_line(en):
    scale = fixed_scale((0, 100), 0, 100)
    with paper(en) as page:
        interval(page, scale, 5, Row(subject="room", measure="index", value=50.0), "#000000")
        whisker(page, scale, 5, Row(subject="room", measure="index", value=50.0, low=40.0, high=60.0))
        chart = page.chart(10, "")
    assert lines(chart, "#000000") == []
    assert lines(chart, "#1f2328") == [(40.0, 60.0)] or abs(lines(chart, "#1f2328")[0][0] - 40) < 0.01


def test_a_small_base_is_hollow(en):
    with paper(en) as page:
        value_dot(page, (10, 5), "#123456", hollow=True)
        value_dot(page, (20, 5), "#123456")
        chart = page.chart(10, "")
    assert len(dots(chart, "#ffffff")) == len(dots(chart, "#123456")) == 1
