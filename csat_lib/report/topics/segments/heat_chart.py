"""Groups by dimensions as a map with values: shaded by the distance from everybody, signed where the rest is clear."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Band, BandLabel, Bands, Setting, stack
from csat_lib.charts.colours import BLUE, INK, ORANGE, PALE, WHITE, mix, shade
from csat_lib.charts.legend import Entry, Key, base_entries, key_bar, key_sign, legend
from csat_lib.charts.marks import NOTE, base_width, heat, masked_sign, write_base
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, groups, known_rows
from csat_lib.charts.typeset import breaks_words, width_mm, wrap
from csat_lib.charts.words import listed, reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.catalogue.segments import GAP
from csat_lib.findings.told import joined
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.comparability.groups import note
from csat_lib.report.topics.segments.heat import gaps, title
from csat_lib.report.topics.segments.levels import best_first, of_constructs
from csat_lib.report.wording import Claim, Words

ALL_ROW = Words("总体", "All")
BELOW = Words("低于总体", "below all")
ABOVE = Words("高于总体", "above all")
SIGNS = {
    "▼": Words("明显低于其他各组合计", "clearly below all others"),
    "▲": Words("明显高于其他各组合计", "clearly above all others"),
}
ALT = Words("各群体各维度的指数", "Index by group and construct")

UNCOMPARED = "not_comparable"

_SETTING = Setting(pitch=6.2, share=0.28, lines=2)
_HEAD = Type(8.5)
_WIDEST = 24.0
_UPRIGHT = 38.0
_RIM, _SEEN = 0.7, 0.2
_LEAST_SPAN = 5.0
_ABOVE = 0.45
"""The strongest shade above everybody's figure: lighter than the one below, so that grey print tells them apart."""


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

    def distance(self, row: Row) -> float:
        """How far a cell lies from everybody, in points; without that, from the mean of its column."""
        column = [self.rows[cell, row.subject] for cell in self.cells if (cell, row.subject) in self.rows]
        centre = self.everybody.get(row.subject)
        shown = [other.value for other in known_rows(column)]
        return row.value - (centre.value if centre else sum(shown) / len(shown))

    def place(self, row: Row) -> float:
        """The shade of a cell, from -1 to 1; none where its groups may not be compared."""
        gap = self.gaps.get((row.cell, row.subject))
        if gap is not None and gap.reason == UNCOMPARED:
            return 0.0
        place = self.distance(row) / self.span
        return place * _ABOVE if place > 0 else place

    def sign(self, row: Row) -> str:
        """The sign of a cell that is clearly below or above the rest."""
        gap = self.gaps.get((row.cell, row.subject))
        return "" if gap is None or gap.holds(0) else "▼" if gap.value < 0 else "▲"

    @cached_property
    def span(self) -> float:
        """The distance that takes the full colour, in points."""
        return max([_LEAST_SPAN, *(abs(self.distance(row)) for row in known_rows(self.rows.values()))])


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
    labels = [*first, *(BandLabel(page.look.level(*cell)) for cell in grid.cells)]
    base = base_width(page, rows)
    left = stack(page, labels, 0.0, _SETTING).gutter
    heads = _heads(page, grid, page.width - left - base)
    bands = stack(page, labels, legend(page, _legend(page, grid, rows)) + heads.height, _SETTING)
    right = left + heads.width * len(grid.subjects) + base
    _draw_heads(page, heads, (left, bands.top))
    if base:
        page.text(right, bands.top - 1.6 - _HEAD.leading / 2, say(page.look, "base"), NOTE, "right")
    _everybody(page, grid, bands, (left, heads.width))
    if first:
        write_base(page, (right, bands.rows[0].centre), list(grid.everybody.values()))
    for band, cell in zip(bands.rows[len(first) :], grid.cells, strict=True):
        _row(page, grid, (band, cell), (left, heads.width))
        write_base(page, (right, band.centre), [row for name in grid.subjects if (row := grid.rows.get((cell, name)))])
    bands.draw(page)
    return page.chart(bands.bottom + 0.6, _alt(page.look, grid))


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
    return Box(left + number * width + 0.25, band.top + 0.25, width - 0.5, band.height - 0.5)


def _cell(page: Page, grid: _Grid, box: Box, row: Row) -> None:
    if row.known:
        words = joined([grid.sign(row), numbers.index(row)], "")
        place = grid.place(row)
        heat(page, box, place, words, hollow=row.is_small(page.look))
        _rim(page, box, place / (_ABOVE if place > 0 else 1))
    else:
        masked_sign(page, *box.middle, "center")


def _rim(page: Page, box: Box, place: float) -> None:
    """How far a cell lies from everybody: along its foot below them, along its head above; grey print keeps it."""
    if abs(place) < _SEEN:
        return
    top = box.top if place > 0 else box.bottom - _RIM
    face = mix(BLUE if place > 0 else ORANGE, INK, 0.35)
    page.box(Box(box.left, top, box.width * min(abs(place), 1.0), _RIM), Fill(face))


def _key(place: float) -> Key:
    def draw(page: Page, x: float, y: float) -> None:
        key_bar(Fill(shade(place)))(page, x, y)
        _rim(page, Box(x - 2, y - 1.3, 4, 2.6), place / (_ABOVE if place > 0 else 1))

    return draw


def _legend(page: Page, grid: _Grid, rows: list[Row]) -> list[Entry]:
    look = page.look
    compared = any(row.known and grid.place(row) for row in rows)
    shades = [(BELOW, -0.8), (ABOVE, 0.8 * _ABOVE)] if compared else []
    signs = {grid.sign(row) for row in known_rows(rows)}
    keys: list[Entry] = [(_key(place), look.say(words)) for words, place in shades]
    keys += [(key_sign(sign), look.say(words)) for sign, words in SIGNS.items() if sign in signs]
    return keys + base_entries(page, rows, key_bar(Fill(WHITE, shade(0.8), 1.2)))


def _alt(look: Look, grid: _Grid) -> str:
    """Row by row, with the words of a sign where there is one."""
    sentences = []
    for cell in grid.cells:
        own = [grid.rows[cell, name] for name in grid.subjects if (cell, name) in grid.rows]
        sentences.append(series(look, (_reading(look, grid, row) for row in own), look.level(*cell)))
    return tell(look, look.say(ALT), *sentences)


def _reading(look: Look, grid: _Grid, row: Row) -> str:
    told = reading(look, look.label(row.subject), replace(row, low=math.nan), numbers.index)
    sign = grid.sign(row) if row.known else ""
    return listed(look, [told, *([look.say(SIGNS[sign])] if sign else [])])


def _figures(view: View, shown: Shown) -> Rows:
    by = shown.segment_by
    return (*best_first(view, of_constructs(view, by)), *of_constructs(view, ALL), *gaps(view, by))


def _title(view: View, shown: Shown) -> Claim:
    return title(view, shown.segment_by)


def _note(view: View, rows: Rows) -> Claim | None:
    """Which groups were not tested, as under the ranking."""
    by = next((row.segment_by for row in rows if row.segment_by != ALL), "")
    return note(view, by) if by else None


CHART = ChartSpec("heat", (INDEX, GAP), _draw, _title, _figures, _note, needs_segment="segment")
