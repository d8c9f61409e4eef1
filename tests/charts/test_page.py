from __future__ import annotations

import pytest

from csat_lib.charts.page import Box, Fill, Stroke, Type, paper

from .drawn import bars, dots, lines, words


def test_millimetres_are_counted_from_the_top_left_corner(en):
    with paper(en) as page:
        page.box(Box(10, 5, 20, 2), Fill("#123456"))
        page.line([(0, 0), (160, 0)], Stroke("#654321"))
        page.dot(80, 7, Fill("#abcdef"))
        chart = page.chart(30, "a box")
    assert bars(chart, "#123456") == [pytest.approx((10, 30), abs=0.01)]
    assert lines(chart, "#654321") == [pytest.approx((0, 160), abs=0.01)]
    assert dots(chart, "#abcdef") == [pytest.approx((80, 7), abs=0.01)]
    assert (chart.alt, chart.width_mm, chart.height_mm) == ("a box", 160.0, 30)


def test_lines_of_words_stand_around_their_middle(en):
    with paper(en) as page:
        page.lines(0, 10, ["one", "two"], Type(9.0))
        page.upright(50, 20, ["up"])
        assert words(page.chart(30, "")) == ["one", "two", "up"]


def test_boxes_meet_when_they_share_an_area_and_not_when_they_touch():
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(9, 9, 5, 5))
    assert not box.meets(Box(10, 0, 5, 5))
    assert (box.right, box.bottom) == (10, 10)
