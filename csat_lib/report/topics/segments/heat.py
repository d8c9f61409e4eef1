"""Groups by dimensions: a map with its values, coloured by the distance from everybody's figure, and its table."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Band, BandLabel, Bands, Setting, stack
from csat_lib.charts.colours import PALE, WHITE, shade
from csat_lib.charts.legend import Entry, base_entries, key_bar, legend
from csat_lib.charts.marks import NOTE, base_width, heat, masked_sign, write_base
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, groups, known_rows
from csat_lib.charts.typeset import breaks_words, width_mm, wrap
from csat_lib.charts.words import reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.report.clear import is_small
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, Shown, TableSpec, View, columns, ranked
from csat_lib.report.topics.segments.gaps import compared
from csat_lib.report.topics.segments.levels import of_constructs
from csat_lib.report.wording import Claim, Label, Wording, Words

TITLE = Wording(zh="各{by}的各维度得分", en="Dimensions by {by.among}")
TITLE_ENDS = Wording(
    zh="实测最低的是{low.level}的{low.quoted}（{low} 分），最高的是{high.level}的{high.quoted}（{high} 分）",
    en="Measured lowest: {low.label}, {low.level} ({low}); highest: {high.label}, {high.level} ({high})",
)


def title(view: View, segment_by: str) -> Claim:
    """The highest and the lowest cell; these are estimates, which the word measured says."""
    order = ranked([row for row in of_constructs(view, segment_by) if not is_small(row, view.study.small_base)])
    return TITLE_ENDS(low=order[-1], high=order[0]) if len(order) > 1 else TITLE(by=Label(segment_by))


def table(segment_by: str = "") -> TableSpec:
    """The index of every group and construct, by one segment question."""

    def rows(view: View) -> Rows:
        first: dict[str, Finding] = {}
        for row in view.rows(INDEX, segment_by=segment_by or compared(view)):
            first.setdefault(row.segment, row)
        return list(first.values())

    def words(view: View) -> Claim:
        return title(view, segment_by or compared(view))

    return TableSpec(f"heat_{segment_by}" if segment_by else "heat", (INDEX,), rows, _fields, words)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    by = rows[0].segment_by
    cells = {(row.subject, row.segment): row for row in view.rows(INDEX, segment_by=by)}
    subjects = [name for name in (view.study.root, *view.study.constructs) if any(key[0] == name for key in cells)]

    def column(name: str) -> Field:
        label = view.label(name)
        return columns.figure(view, INDEX, lambda row: cells.get((name, row.segment)), Words(label, label))

    return (columns.segment(view, by), *map(column, subjects), *columns.bases(view, rows))


TABLE = table()


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


Cell = tuple[str, str]
"""(segment question, level)"""


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
        shown = [other.value for other in known_rows(column)]
        return row.value - (centre.value if centre else sum(shown) / len(shown))

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
    grid = _Grid(
        list(dict.fromkeys(row.cell for row in rows)), subjects, {(row.cell, row.subject): row for row in rows}, centre
    )
    with paper(look) as page:
        return _chart(page, grid, rows)


def _chart(page: Page, grid: _Grid, rows: list[Row]) -> Chart:
    first = [BandLabel(page.look.say(ALL_ROW))] if grid.everybody else []
    labels = [*first, *(BandLabel(page.look.level(*cell)) for cell in grid.cells)]
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
    for number, name in enumerate(grid.subjects):
        if name in grid.everybody:
            box = _box(bands.rows[0], columns, number)
            page.box(box, Fill(PALE))
            page.text(*box.middle, numbers.index(grid.everybody[name]), align="center")


def _row(page: Page, grid: _Grid, at: tuple[Band, Cell], columns: tuple[float, float]) -> None:
    band, cell = at
    for number, name in enumerate(grid.subjects):
        if (row := grid.rows.get((cell, name))) is not None:
            _cell(page, _box(band, columns, number), row, grid.distance(row) / grid.span)


def _box(band: Band, columns: tuple[float, float], number: int) -> Box:
    left, width = columns
    return Box(left + number * width + 0.25, band.top + 0.25, width - 0.5, band.height - 0.5)


def _cell(page: Page, box: Box, row: Row, place: float) -> None:
    if row.known:
        heat(page, box, place, numbers.index(row), hollow=row.is_small(page.look))
    else:
        masked_sign(page, *box.middle, "center")


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    look = page.look
    ends = [(key_bar(Fill(shade(-0.8))), look.say(BELOW)), (key_bar(Fill(shade(0.8))), look.say(ABOVE))]
    return ends + base_entries(page, rows, key_bar(Fill(WHITE, shade(0.8), 1.2)))


def _alt(look: Look, grid: _Grid, rows: list[Row]) -> str:
    shown = known_rows(rows)
    best, worst = max(shown, key=lambda row: row.value), min(shown, key=lambda row: row.value)
    slots = {"best": _place(look, best), "worst": _place(look, worst)}
    first = look.say(ALT, high=numbers.index(best), low=numbers.index(worst), **slots)
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


CHART = ChartSpec(
    "heat", (INDEX,), _draw, lambda view, shown: title(view, shown.segment_by), _figures, needs_segment="segment"
)
