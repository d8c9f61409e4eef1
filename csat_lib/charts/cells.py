"""Levels of segments as charts group them: one heading per segment, its levels below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from csat_lib.charts.bands import Label, grouped
from csat_lib.charts.look import Look
from csat_lib.charts.rows import Row

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


def cell_labels(look: Look, cells: Sequence[Cell]) -> list[Label]:
    """The levels under their segments' headings; a single segment needs none."""
    segments = list(dict.fromkeys(segment_by for segment_by, _ in cells))
    groups = [(name, [look.level(*cell) for cell in cells if cell[0] == name]) for name in segments]
    return grouped((look.label(name) if len(segments) > 1 else "", levels) for name, levels in groups)
