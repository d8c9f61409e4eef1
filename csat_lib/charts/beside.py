"""What stands beside the marks of a chart: columns of figures under heads; on a phone lines under each row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from csat_lib.charts.bands import BandLabel, Bands, Setting, stack
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Page
from csat_lib.charts.rows import Row
from csat_lib.charts.typeset import halves, width_mm, wrap
from csat_lib.charts.words import say
from csat_lib.findings.told import joined, pieces_of, wording

_HEAD = 4.8
_GAP = 3.2
_NARROW = 13.5


@dataclass(frozen=True)
class Beside:
    """A column: its head, what it says of a row, and ``brief``, what stands before that in a line on a telephone.

    The first column of a chart is that of the values, which the chart writes itself.
    """

    head: str
    write: Callable[[Row], str] = lambda _: ""
    brief: str | None = None

    def lines(self, rows: Iterable[Row]) -> list[str]:
        """The head, in two lines where it is wider than what stands under it."""
        room = max([_NARROW, *(width_mm(self.write(row), NOTE.size) for row in rows)])
        if width_mm(self.head, NOTE.size) <= 1.15 * room:
            return [self.head]
        lines = halves(self.head)  # a period may be broken between its year and its month
        is_period = any(piece.of == "period" for piece in pieces_of(self.head))
        return [wording(str(line), "period") if is_period and not pieces_of(line) else line for line in lines]

    def width(self, rows: Sequence[Row]) -> float:
        """How wide it is, with the gap before it."""
        return max(width_mm(text, NOTE.size) for text in (*self.lines(rows), *map(self.write, rows))) + _GAP

    def told(self, row: Row) -> str:
        """November 2025 76.7: what it says of a row, by itself."""
        words = self.write(row)
        return joined([self.head if self.brief is None else self.brief, words], " ") if words else ""


def stack_beside(
    page: Page, labels: Sequence[BandLabel], of: tuple[Sequence[Row], Sequence[Beside]], top: float, setting: Setting
) -> tuple[Bands, float]:
    """The rows with room for their columns, and where the marks end to the right."""
    rows, columns = of
    narrow = page.look.is_narrow
    heads = max(len(column.lines(rows)) for column in (columns[:1] if narrow else columns))
    top += _HEAD * (not labels[0].is_heading) + (heads - 1) * NOTE.leading
    if not narrow:
        return stack(page, labels, top, setting), page.width - sum(column.width(rows) for column in columns[1:])
    under = iter([len(_under(page, row, columns)) * NOTE.leading for row in rows])
    labels = [label if label.is_heading else replace(label, under=next(under)) for label in labels]
    return stack(page, labels, top, setting), page.width


def _under(page: Page, row: Row, columns: Sequence[Beside]) -> list[str]:
    told = joined((column.told(row) for column in columns[1:]), say(page.look, "semicolon"))
    return wrap(told, NOTE.size, page.width, 3) if told else []


def head_level(bands: Bands) -> float:
    """Where the last lines of the heads stand: above the first row, or in the line of a heading."""
    first = bands.bands[0]
    return first.centre + 0.6 if first.is_heading else bands.top - 2.2


def draw_columns(page: Page, bands: Bands, rows: Sequence[Row], columns: Sequence[Beside], right: float = 0.0) -> None:
    """The columns side by side, the last flush with the page's edge unless told where; or a line under each row."""
    narrow, at = page.look.is_narrow, right or page.width
    for column in reversed(columns[:1] if narrow else columns):
        for number, line in enumerate(reversed(column.lines(rows))):
            page.text(at, head_level(bands) - number * NOTE.leading, line, NOTE, "right")
        for band, row in zip(bands.rows, rows, strict=True):
            page.text(at, band.centre, column.write(row), NOTE, "right")
        at -= column.width(rows)
    for band, row in zip(bands.rows, rows, strict=True) if narrow else ():
        for number, line in enumerate(_under(page, row, columns)):
            page.text(0, band.bottom - band.under + (number + 0.3) * NOTE.leading, line, NOTE)
