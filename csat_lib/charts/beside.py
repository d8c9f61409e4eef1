"""Columns of figures to the right of a chart's rows, each under its head."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from csat_lib.charts.bands import Bands
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Page
from csat_lib.charts.rows import Row
from csat_lib.charts.typeset import width_mm

HEAD = 4.8
"""The height that heads take above the rows."""
_GAP = 3.5


@dataclass(frozen=True)
class Beside:
    """A column: its head, and what it says of a row."""

    head: str
    write: Callable[[Row], str]

    def width(self, rows: Sequence[Row]) -> float:
        """How wide it is, with the gap before it."""
        return max(width_mm(text, NOTE.size) for text in (self.head, *map(self.write, rows))) + _GAP


def draw_columns(page: Page, bands: Bands, rows: Sequence[Row], columns: Sequence[Beside]) -> None:
    """The columns one beside the other, the last flush with the page's edge."""
    right = page.width
    for column in reversed(columns):
        page.text(right, bands.top - 2.2, column.head, NOTE, "right")
        for band, row in zip(bands.rows, rows, strict=True):
            page.text(right, band.centre, column.write(row), NOTE, "right")
        right -= column.width(rows)
