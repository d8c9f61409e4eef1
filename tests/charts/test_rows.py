from __future__ import annotations

import math

from csat_lib.charts.rows import by_wave, everybody, groups, with_interval
from csat_lib.findings.catalogue.scores import INDEX as SCORE
from csat_lib.findings.catalogue.trends import CHANGE, INDEX

from .fake import BEFORE, figure


def test_rows_come_in_the_order_recorded_of_the_latest_wave(en):
    rows = [figure("scores", "index", name, 50.0) for name in ("room", "food")]
    rows.append(figure("scores", "index", "value", 50.0, period=BEFORE))
    assert [row.subject for row in everybody(rows, en, SCORE)] == ["room", "food"]


def test_findings_that_are_not_signed_yet_are_read_too(en):
    assert len(everybody([figure("scores", "index", "room", 50.0, period="")], en, SCORE)) == 1


def test_a_base_under_the_minimum_masks_the_value_and_its_interval(en):
    (row,) = everybody([figure("scores", "index", "room", 50.0, half=2, n=9)], en, SCORE)
    assert math.isnan(row.value)
    assert (row.known, row.masked, row.has_interval) == (False, True, False)


def test_a_figure_without_a_base_is_neither_masked_nor_small(en):
    (row,) = everybody([figure("scores", "index", "room", 50.0, n=None)], en, SCORE)
    assert (row.known, row.is_small(en)) == (True, False)


def test_groups_are_those_of_one_segment_at_a_time(en):
    rows = [
        figure("trends", "index", "room", 1.0, segment_by="store", segment="S01"),
        figure("trends", "index", "room", 1.0, segment_by="store*member", segment="S01*gold"),
        figure("trends", "index", "room", 1.0),
    ]
    assert [row.cell for row in groups(rows, en, INDEX)] == [("store", "S01")]


def test_waves_are_sorted_by_time_across_kinds_of_periods(en):
    rows = [figure("trends", "index", "room", 1.0, period=period) for period in ("2025Q2", "2024", "2025-04")]
    assert [row.period for row in by_wave(rows, en, INDEX)] == ["2024", "2025-04", "2025Q2"]


def test_an_interval_without_ends_rules_nothing_out(en):
    (row,) = everybody([figure("trends", "change", "room", 9.0)], en, CHANGE)
    assert row.holds(0)
    assert with_interval([row]) is None
