"""Levels of segments as charts group them: one heading per segment, its levels below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan

from csat_lib.charts import numbers
from csat_lib.charts.bands import BandLabel, grouped
from csat_lib.charts.look import Look
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Page
from csat_lib.charts.rows import Row
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import say

Cell = tuple[str, str]
"""(segment_by, segment)"""


def cells_of(rows: Sequence[Row]) -> list[Cell]:
    """The cells in the order found, those of one segment together."""
    found = dict.fromkeys(row.cell for row in rows)
    segments = list(dict.fromkeys(segment_by for segment_by, _ in found))
    return sorted(found, key=lambda cell: segments.index(cell[0]))


def sorted_cells(rows: Sequence[Row], key: Callable[[Row], float]) -> list[Row]:
    """The rows segment by segment, within each by ``key``; rows without a value come last."""
    segments = list(dict.fromkeys(row.segment_by for row in rows))
    return sorted(rows, key=lambda row: (segments.index(row.segment_by), not row.known, key(row) if row.known else 0.0))


def cell_labels(look: Look, cells: Sequence[Cell]) -> list[BandLabel]:
    """The levels under their segments' headings; a single segment needs none."""
    segments = list(dict.fromkeys(segment_by for segment_by, _ in cells))
    groups = [(name, [look.level(*cell) for cell in cells if cell[0] == name]) for name in segments]
    return grouped((look.label(name) if len(segments) > 1 else "", levels) for name, levels in groups)


def base_width(page: Page, rows: Sequence[Row]) -> float:
    """How wide the column of bases is; a telephone shows none."""
    if page.look.is_narrow:
        return 0.0
    words = [say(page.look, "base"), *(numbers.whole(row.n) for row in rows if not isnan(row.n))]
    return max(width_mm(word, NOTE.size) for word in words) + 3.5


def write_base(page: Page, at: tuple[float, float], rows: Sequence[Row]) -> None:
    """The base of a level, flush right: the most that answered for one of its figures."""
    bases = [row.n for row in rows if not isnan(row.n)]
    if bases and not page.look.is_narrow:
        page.text(*at, numbers.whole(max(bases)), NOTE, "right")
