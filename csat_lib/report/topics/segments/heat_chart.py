"""Groups by dimensions as a map of values: coloured, and told how far, only where a group is clear of the rest."""

import math
from dataclasses import dataclass, replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Band, BandLabel, Bands, Setting, stack
from csat_lib.charts.beside import Beside, draw_columns
from csat_lib.charts.colours import EARLIER, INK, MUTED, ORANGE, PALE, WHITE, ink_on, shade
from csat_lib.charts.columns import base_column
from csat_lib.charts.legend import Entry, base_entries, key_bar, legend
from csat_lib.charts.marks import NOTE, masked_sign
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, groups, known_rows
from csat_lib.charts.typeset import breaks_words, width_mm, wrap
from csat_lib.charts.words import listed, reading, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.catalogue.segments import GAP
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.found.others import note
from csat_lib.report.topics.segments.heat import gaps, title
from csat_lib.report.topics.segments.levels import best_first, of_constructs
from csat_lib.report.topics.segments.untested import SIGN, marked, untested_entry
from csat_lib.report.wording import Claim, Words

ALL_ROW = Words("总体", "All")
BELOW = Words("明显低于其他各组合计，附相差分数", "clearly below the others combined, and by how many points")
ABOVE = Words("明显高于其他各组合计，附相差分数", "clearly above the others combined, and by how many points")
LARGEST = Words("样本量至多", "base at most")
ALT = Words("各群体各维度的指数", "Index by group and construct")
APART = Words("与其他各组合计之差 {gap}", "{gap} from the others combined")

_SETTING = Setting(pitch=6.2, share=0.28, lines=2)
_HEAD = Type(8.5)
_WIDEST = 24.0
_UPRIGHT = 38.0
_TWO_LINES = 9.6
_ASIDE = 1.9
_SHADES = {"below": ORANGE, "above": shade(0.45)}
"""Dark below the rest and light above it: grey print tells them apart."""


Cell = tuple[str, str]
"""(segment question, level)"""


@dataclass(frozen=True)
class _Grid:
    """Cells down, subjects across; everybody's figures, where recorded, make the first row; ``gaps`` by cell."""

    cells: list[Cell]
    subjects: list[str]
    rows: dict[tuple[Cell, str], Row]
    everybody: dict[str, Row]
    gaps: dict[tuple[Cell, str], Row]

    def apart(self, row: Row) -> Row | None:
        """How far a cell is from the rest, where that is clear."""
        gap = self.gaps.get((row.cell, row.subject))
        return gap if row.known and gap is not None and not gap.holds(0) else None

    def named(self, look: Look, cell: Cell) -> str:
        """The level, signed where none of its figures was tested."""
        return marked(look.level(*cell), [self.gaps.get((cell, name)) for name in self.subjects])


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The index of every level, by construct; everybody's makes the first row."""
    rows = groups(figures, look, INDEX)
    if not known_rows(rows):
        return None
    subjects = list(dict.fromkeys(row.subject for row in rows))
    whole = by_subject(known_rows(everybody(figures, look, INDEX)))
    centre = {name: whole[name] for name in subjects if name in whole}
    values, gaps = ({(row.cell, row.subject): row for row in of} for of in (rows, groups(figures, look, GAP)))
    grid = _Grid(list(dict.fromkeys(row.cell for row in rows)), subjects, values, centre, gaps)
    with paper(look) as page:
        return _chart(page, grid, rows)


def _chart(page: Page, grid: _Grid, rows: list[Row]) -> Chart:
    first = [BandLabel(page.look.say(ALL_ROW))] if grid.everybody else []
    tall = {row.cell for row in rows if grid.apart(row)}
    heights = {cell: _TWO_LINES if cell in tall else 0.0 for cell in grid.cells}
    labels = [*first, *(BandLabel(grid.named(page.look, cell), height=heights[cell]) for cell in grid.cells)]
    largest = [max(of, key=lambda row: 0.0 if math.isnan(row.n) else row.n) for of in _by_row(grid)]
    beside = [Beside(""), replace(base_column(page.look, largest), head=page.look.say(LARGEST))]
    room = 0.0 if page.look.is_narrow else beside[1].width(largest)
    under = NOTE.leading if page.look.is_narrow else 0.0
    labels = [replace(label, under=under) for label in labels]
    left = stack(page, labels, 0.0, _SETTING).gutter
    heads = _heads(page, grid, page.width - left - room)
    bands = stack(page, labels, legend(page, _legend(page, grid, rows)) + heads.height, _SETTING)
    _draw_heads(page, heads, (left, bands.top))
    draw_columns(page, bands, largest, beside, left + heads.width * len(grid.subjects) + room)
    _everybody(page, grid, bands, (left, heads.width))
    for band, cell in zip(bands.rows[len(first) :], grid.cells, strict=True):
        _row(page, grid, (band, cell), (left, heads.width))
    bands.draw(page)
    return page.chart(bands.bottom + 0.6, _alt(page.look, grid))


def _by_row(grid: _Grid) -> list[list[Row]]:
    """The figures of each row of the map: everybody's first, where they are known."""
    of_cells = [[row for (at, _), row in grid.rows.items() if at == cell] for cell in grid.cells]
    return [list(grid.everybody.values()), *of_cells] if grid.everybody else of_cells


@dataclass(frozen=True)
class _Heads:
    """The columns' heads in lines, how wide a column is and how much height the heads take."""

    lines: list[list[str]]
    width: float
    height: float
    are_upright: bool


def _heads(page: Page, grid: _Grid, room: float) -> _Heads:
    """Level heads where no word is torn, else heads that run upwards."""
    width = min(room / len(grid.subjects), _WIDEST)
    names = [page.look.label(name) for name in grid.subjects]
    if not any(breaks_words(name, _HEAD.size, width - 1.2) for name in names):
        lines = [wrap(name, _HEAD.size, width - 1.2, 5) for name in names]
        return _Heads(lines, width, max(len(own) for own in lines) * _HEAD.leading + 2, are_upright=False)
    most = max(1, int((width - 0.6) / _HEAD.leading))
    lines = [wrap(name, _HEAD.size, _UPRIGHT, most) for name in names]
    height = max(width_mm(line, _HEAD.size) for own in lines for line in own) + 2.4
    return _Heads(lines, width, height, are_upright=True)


def _draw_heads(page: Page, heads: _Heads, corner: tuple[float, float]) -> None:
    left, bottom = corner
    for number, lines in enumerate(heads.lines):
        middle = left + (number + 0.5) * heads.width
        if heads.are_upright:
            page.upright(middle, bottom - 1.4, lines, _HEAD)
        else:
            page.lines(middle, bottom - 1.6 - len(lines) * _HEAD.leading / 2, lines, _HEAD, "center")


def _everybody(page: Page, grid: _Grid, bands: Bands, columns: tuple[float, float]) -> None:
    for number, name in enumerate(grid.subjects):
        if name in grid.everybody:
            box = _box(bands.rows[0], columns, number)
            page.box(box, Fill(PALE))
            page.text(*box.middle, numbers.index(grid.everybody[name]), align="center")


def _row(page: Page, grid: _Grid, at: tuple[Band, Cell], columns: tuple[float, float]) -> None:
    band, cell = at
    for number, name in enumerate(grid.subjects):
        if (row := grid.rows.get((cell, name))) is not None:
            _cell(page, grid, _box(band, columns, number), row)


def _box(band: Band, columns: tuple[float, float], number: int) -> Box:
    left, width = columns
    return Box(left + number * width + 0.25, band.top + 0.25, width - 0.5, band.height - band.under - 0.5)


def _cell(page: Page, grid: _Grid, box: Box, row: Row) -> None:
    """A value; where it is clear of the rest in colour, with the difference under it; outlined on a small base."""
    if not row.known:
        masked_sign(page, *box.middle, "center")
        return
    gap, is_small, (x, y) = grid.apart(row), row.is_small(page.look), box.middle
    own = grid.gaps.get((row.cell, row.subject))
    shade = _SHADES[_side(gap)] if gap else EARLIER
    if gap or is_small:
        page.box(box, Fill(WHITE, shade, 1.2) if is_small else Fill(shade))
    ink = MUTED if is_small else ink_on(shade) if gap else INK
    value = numbers.index(row) if SIGN in grid.named(page.look, row.cell) else marked(numbers.index(row), [own])
    lines = [value, numbers.signed(gap)] if gap else [value]
    for line, aside in zip(lines, (-_ASIDE, _ASIDE) if gap else (0.0,), strict=True):
        page.text(x, y + aside, line, Type(8.5, ink), "center")


def _side(gap: Row) -> str:
    return "below" if gap.value < 0 else "above"


def _legend(page: Page, grid: _Grid, rows: list[Row]) -> list[Entry]:
    found = {_side(gap) for row in rows if (gap := grid.apart(row))}
    named = {"below": BELOW, "above": ABOVE}
    keys: list[Entry] = [
        (key_bar(Fill(_SHADES[side])), page.look.say(words)) for side, words in named.items() if side in found
    ]
    keys += untested_entry(page.look, grid.gaps.values())
    return keys + base_entries(page, rows, key_bar(Fill(WHITE, EARLIER, 1.2)))


def _alt(look: Look, grid: _Grid) -> str:
    """Row by row, with how far a cell is clear of the rest."""
    sentences = []
    for cell in grid.cells:
        own = [grid.rows[cell, name] for name in grid.subjects if (cell, name) in grid.rows]
        sentences.append(series(look, (_reading(look, grid, row) for row in own), look.level(*cell)))
    return tell(look, look.say(ALT), *sentences)


def _reading(look: Look, grid: _Grid, row: Row) -> str:
    told = reading(look, look.label(row.subject), replace(row, low=math.nan), numbers.index)
    gap = grid.apart(row)
    return listed(look, [told, look.say(APART, gap=numbers.signed(gap))]) if gap else told


def _figures(view: View, shown: Shown) -> Rows:
    by = shown.segment_by
    return (*best_first(view, of_constructs(view, by)), *of_constructs(view, ALL), *gaps(view, by))


def _title(view: View, shown: Shown) -> Claim:
    return title(view, shown.segment_by)


CHART = ChartSpec("heat", (INDEX, GAP), _draw, _title, _figures, note, needs_segment="segment", held=(GAP,))
