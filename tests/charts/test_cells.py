from __future__ import annotations

from csat_lib.charts.cells import cell_labels, cells_of, sorted_cells
from csat_lib.charts.rows import Row


def row(segment_by: str, segment: str, value: float = float("nan")) -> Row:
    return Row(subject="room", measure="index", segment_by=segment_by, segment=segment, value=value)


ROWS = [row("store", "S01", 60.0), row("member", "gold", 90.0), row("store", "S02"), row("store", "S03", 80.0)]


def test_cells_of_one_segment_stand_together_in_the_order_found():
    assert cells_of(ROWS) == [("store", "S01"), ("store", "S02"), ("store", "S03"), ("member", "gold")]


def test_sorting_keeps_segments_apart_and_puts_the_unknown_last():
    assert [r.segment for r in sorted_cells(ROWS, lambda r: -r.value)] == ["S03", "S01", "S02", "gold"]


def test_a_single_segment_needs_no_heading(en):
    assert [label.is_heading for label in cell_labels(en, [("member", "gold"), ("member", "silver")])] == [False, False]
    assert cell_labels(en, cells_of(ROWS))[0].text == "Store"
