from __future__ import annotations

from csat_lib.charts.numbers import whole
from csat_lib.charts.page import paper
from csat_lib.charts.plane import Plane, draw_frame
from csat_lib.charts.scale import Scale

from .drawn import words


def test_a_point_of_two_values_lies_right_and_up():
    plane = Plane(Scale(0, 10, 20, 120), Scale(0, 10, 60, 10))
    assert plane.at(5, 10) == (70, 10)
    assert plane.bottom > 60


def test_the_frame_writes_ticks_and_titles(en):
    plane = Plane(Scale(0, 2, 20, 120, (1.0, 2.0)), Scale(0, 10, 60, 10, (0.0, 10.0)))
    with paper(en) as page:
        draw_frame(page, plane, ("eigenvalue", "component"), whole)
        assert words(page.chart(plane.bottom, "")) == ["0", "10", "1", "2", "eigenvalue", "component"]
