"""Units by constructs: a heat map with its values, coloured by the distance from everybody's figure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Band, BandLabel, Bands, Setting, stack
from csat_lib.charts.cells import Cell, base_width, cell_labels, cells_of, write_base
from csat_lib.charts.colours import MUTED, PALE, WHITE, ink_on, shade
from csat_lib.charts.legend import Entry, base_entries, key_bar, legend
from csat_lib.charts.marks import NOTE, masked_sign
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, groups, known
from csat_lib.charts.typeset import breaks_words, width_mm, wrap
from csat_lib.charts.words import say
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.segments.heat import title
from csat_lib.report.topics.segments.levels import of_constructs
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

ALL_ROW = Words("总体", "All")
BELOW = Words("低于总体", "below all")
ABOVE = Words("高于总体", "above all")
ALT = Words(
    "各群体各维度的指数：最高为{best}（{high}），最低为{worst}（{low}）",
    "Index by group and construct: highest {best} ({high}), lowest {worst} ({low})",
)
CELL = Words("“{group}”的“{subject}”", "{subject} in {group}")

_SETTING = Setting(pitch=6.2, share=0.28, lines=2)
_HEAD = Type(8.5)
_WIDEST = 24.0
_UPRIGHT = 38.0
_LEAST_SPAN = 5.0


@dataclass(frozen=True)
class _Grid:
    """Cells down, subjects across; everybody's figures, where recorded, make the first row."""

    cells: list[Cell]
    subjects: list[str]
    rows: dict[tuple[Cell, str], Row]
    everybody: dict[str, Row]

    def distance(self, row: Row) -> float:
        """How far a cell lies from everybody, in points; without that, from the mean of its column."""
        column = [self.rows[cell, row.subject] for cell in self.cells if (cell, row.subject) in self.rows]
        centre = self.everybody.get(row.subject)
        shown = [other.value for other in known(column)]
        return row.value - (centre.value if centre else sum(shown) / len(shown))

    @cached_property
    def span(self) -> float:
        """The distance that takes the full colour, in points."""
        return max([_LEAST_SPAN, *(abs(self.distance(row)) for row in known(self.rows.values()))])


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The index of every level, by construct; everybody's makes the first row."""
    rows = groups(figures, look, INDEX)
    if not known(rows):
        return None
    subjects = list(dict.fromkeys(row.subject for row in rows))
    whole = by_subject(known(everybody(figures, look, INDEX)))
    centre = {name: whole[name] for name in subjects if name in whole}
    grid = _Grid(cells_of(rows), subjects, {(row.cell, row.subject): row for row in rows}, centre)
    with paper(look) as page:
        return _chart(page, grid, rows)


def _chart(page: Page, grid: _Grid, rows: list[Row]) -> Chart:
    first = [BandLabel(page.look.say(ALL_ROW))] if grid.everybody else []
    labels = [*first, *cell_labels(page.look, grid.cells)]
    base = base_width(page, rows)
    left = stack(page, labels, 0.0, _SETTING).gutter
    heads = _heads(page, grid, page.width - left - base)
    bands = stack(page, labels, legend(page, _legend(page, rows)) + heads.height, _SETTING)
    right = left + heads.width * len(grid.subjects) + base
    _draw_heads(page, heads, (left, bands.top))
    if base:
        page.text(right, bands.top - 1.6 - _HEAD.leading / 2, say(page.look, "base"), NOTE, "right")
    _everybody(page, grid, bands, (left, heads.width))
    for band, cell in zip(bands.rows[len(first) :], grid.cells, strict=True):
        _row(page, grid, (band, cell), (left, heads.width))
        write_base(page, (right, band.centre), [row for name in grid.subjects if (row := grid.rows.get((cell, name)))])
    bands.draw(page)
    return page.chart(bands.bottom + 0.6, _alt(page.look, grid, rows))


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
    left, width = columns
    for number, name in enumerate(grid.subjects):
        if name in grid.everybody:
            band = bands.rows[0]
            box = Box(left + number * width + 0.25, band.top + 0.25, width - 0.5, band.height - 0.5)
            page.box(box, Fill(PALE))
            page.text(box.left + box.width / 2, band.centre, numbers.index(grid.everybody[name].value), align="center")


def _row(page: Page, grid: _Grid, at: tuple[Band, Cell], columns: tuple[float, float]) -> None:
    (band, cell), (left, width) = at, columns
    for number, name in enumerate(grid.subjects):
        box = Box(left + number * width + 0.25, band.top + 0.25, width - 0.5, band.height - 0.5)
        row = grid.rows.get((cell, name))
        if row is not None:
            _cell(page, box, row, grid.distance(row) / grid.span)


def _cell(page: Page, box: Box, row: Row, place: float) -> None:
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    if not row.known:
        masked_sign(page, *middle, "center")
        return
    small = row.is_small(page.look)
    face = WHITE if small else shade(place)
    page.box(box, Fill(face, shade(place) if small else "none", 1.2))
    page.text(*middle, numbers.index(row.value), Type(8.5, MUTED if small else ink_on(face)), "center")


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    look = page.look
    ends = [(key_bar(Fill(shade(-0.8))), look.say(BELOW)), (key_bar(Fill(shade(0.8))), look.say(ABOVE))]
    return ends + base_entries(page, rows, key_bar(Fill(WHITE, shade(0.8), 1.2)))


def _alt(look: Look, grid: _Grid, rows: list[Row]) -> str:
    shown = known(rows)
    best, worst = max(shown, key=lambda row: row.value), min(shown, key=lambda row: row.value)
    slots = {"best": _place(look, best), "worst": _place(look, worst)}
    first = look.say(ALT, high=numbers.index(best.value), low=numbers.index(worst.value), **slots)
    sentences = []
    for cell in grid.cells:
        own = [grid.rows[cell, name] for name in grid.subjects if (cell, name) in grid.rows]
        parts = [reading(look, look.label(row.subject), replace(row, low=math.nan), numbers.index) for row in own]
        sentences.append(series(look, parts, look.level(*cell)))
    return tell(look, first, *sentences)


def _place(look: Look, row: Row) -> str:
    return look.say(CELL, group=look.level(*row.cell), subject=look.label(row.subject))


def _figures(view: View, shown: Shown) -> Rows:
    return (*of_constructs(view, shown.segment_by), *of_constructs(view, ALL))


def _claim(view: View, shown: Shown) -> Claim:
    return title(view, shown.segment_by)


CHART = ChartSpec("heat", (INDEX,), _draw, _claim, _figures, needs_segment="segment")
