from dataclasses import replace

import pytest

from csat_lib.findings import Finding, way
from csat_lib.report.workbook.native import chart_data
from csat_lib.report.workbook.recorded import drawn
from tests.report.fake_wave import all_figures, make_view

INDEX = Finding(
    topic="scores",
    subject="room",
    measure="index",
    value=71.0,
    low=70.0,
    high=73.0,
    method=way("taylor"),
    n=1134,
    period="2025-12",
)


def charted(rows):
    view = make_view("en", rows)
    return chart_data(rows, drawn(view, rows))


def values(data):
    return [tuple(entry.value for entry in row) for row in data.rows]


def test_figures_with_intervals_are_dots_with_arms_as_long_as_the_intervals():
    data = charted([INDEX, replace(INDEX, subject="food", value=60.5, low=58.0, high=64.0)])
    assert (data.kind, data.heads) == ("dots", ("Subject", "Value", "−", "+"))
    assert values(data) == [("Room", 71.0, 1.0, 2.0), ("Food", 60.5, 2.5, 3.5)]


def test_waves_are_a_line():
    data = charted([replace(INDEX, period="2025-11"), INDEX])
    assert (data.kind, [row[0] for row in values(data)]) == ("line", ["November 2025", "December 2025"])


def test_figures_without_intervals_are_bars_and_those_without_a_value_are_left_out():
    rows = [replace(INDEX, subject=name, low=None, high=None) for name in ("room", "food")]
    rows.append(replace(rows[0], subject="price", value=None, reason="small_base"))
    data = charted(rows)
    assert (data.kind, values(data)) == ("bars", [("Room", 71.0), ("Food", 71.0)])


def test_what_differs_in_two_ways_or_in_none_has_no_chart():
    assert charted([INDEX]) is None
    assert charted([INDEX, replace(INDEX, subject="food", period="2025-11")]) is None
    assert charted([replace(INDEX, value=None, reason="no_key", low=None, high=None)]) is None


def test_many_dots_are_none():
    assert charted([replace(INDEX, subject=f"room{n}") for n in range(16)]) is None


def test_answers_are_stacked_in_their_order_and_one_that_nobody_gave_is_empty():
    share = replace(INDEX, measure="answer_share", unit="", other="10", value=0.4, low=0.3, high=0.5)
    rows = [replace(share, subject="q01"), replace(share, subject="q01", other="9", value=0.6)]
    data = charted([*rows, replace(share, subject="q02", value=1.0)])
    assert (data.kind, data.heads) == ("stacked", ("Subject", "9", "10"))
    assert values(data) == [("Room cleanliness", 0.6, 0.4), ("Comfort of the bed", None, 1.0)]


@pytest.mark.parametrize("measure", ["index", "change"])
def test_the_wave_s_own_figures_are_charted(measure):
    rows = [row for row in all_figures() if (row.measure, row.segment_by) == (measure, "all")]
    now = [row for row in rows if row.topic == ("scores" if measure == "index" else "trends")]
    assert charted(now).kind == "dots"
