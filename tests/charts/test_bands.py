from __future__ import annotations

import pytest

from csat_lib.charts.bands import GAP, BandLabel, Setting, grouped, stack
from csat_lib.charts.page import paper
from csat_lib.charts.typeset import width_mm


def test_rows_follow_each_other_and_tall_labels_take_more_room(en):
    with paper(en) as page:
        bands = stack(page, [BandLabel("Room"), BandLabel("a very long label " * 5)], 10.0, Setting(pitch=6.0))
    short, tall = bands.rows
    assert (short.top, short.height, short.centre) == (10.0, 6.0, 13.0)
    assert tall.top == short.bottom
    assert tall.height > 2 * short.height
    assert len(tall.lines) == 3


def test_the_gutter_is_as_wide_as_the_widest_label_and_no_wider(en):
    with paper(en) as page:
        bands = stack(page, [BandLabel("Room"), BandLabel("Breakfast")], 0.0)
    assert bands.gutter == pytest.approx(width_mm("Breakfast", 9.0) + GAP)


def test_headings_part_groups_and_hold_no_marks(en):
    labels = grouped([("Store", ["S01", "S02"]), ("", ["all"])])
    with paper(en) as page:
        bands = stack(page, labels, 0.0)
    assert [label.text for label in labels] == ["Store", "S01", "S02", "all"]
    assert [band.lines for band in bands.rows] == [("S01",), ("S02",), ("all",)]


def test_a_grid_stops_at_a_heading_and_goes_on_below_it(en):
    labels = grouped([("Store", ["S01", "S02"]), ("Member", ["gold"])])
    with paper(en) as page:
        bands = stack(page, labels, 0.0)
    first, second, third = bands.rows
    assert bands.stretches == [(first.top, second.bottom), (third.top, third.bottom)]
