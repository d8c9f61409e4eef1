"""Rows of estimates: dots with intervals under headings, limits to read them against, their values in a column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from csat_lib.charts import numbers
from csat_lib.charts.bands import Bands, Setting, grouped, stack
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import BLUE, MUTED, ORANGE
from csat_lib.charts.columns import base_column, interval_column
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, key_upright, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, Stroke, Type, paper
from csat_lib.charts.rows import Row
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import labelled, listed, reading, series, tell
from csat_lib.findings.measure import Words

FIGURE = 11.0
_REACH = 4.0


@dataclass(frozen=True)
class Kind:
    """What a dot is, in words, and how it looks: colour, shape, how its value is set and written, its interval."""

    words: str
    colour: str
    shape: str = "o"
    figure: Type = VALUE
    write: numbers.Write = numbers.coefficient
    line: str = ""


@dataclass(frozen=True)
class Sides:
    """What differences from zero are called, and their shapes: triangles are for changes over time alone."""

    below: Words
    open: Words
    above: Words
    shapes: str = "soP"

    def kind(self, look: Look, row: Row) -> Kind:
        """A difference by what its interval carries: grey where it holds zero."""
        at = 1 if row.holds(0) else 0 if row.value < 0 else 2
        colour, words = (ORANGE, MUTED, BLUE)[at], (self.below, self.open, self.above)[at]
        return Kind(look.say(words), colour, self.shapes[at], Type(9.0, colour), numbers.signed)

    def entries(self, look: Look, rows: Iterable[Row]) -> list[Entry]:
        """What the kinds of these differences mean."""
        kinds = dict.fromkeys(self.kind(look, row) for row in rows if row.known)
        return [(key_dot(kind.colour, kind.shape), kind.words) for kind in kinds]


@dataclass(frozen=True)
class Dot:
    """A dot of a line, ``shift`` mm below its middle; ``name`` tells it from the others of the line."""

    row: Row
    kind: Kind
    shift: float = 0.0
    name: str = ""


@dataclass(frozen=True)
class DotLine:
    """What has a row of the chart to itself."""

    label: str
    marks: Sequence[Dot]


Groups = Sequence[tuple[str, Sequence[DotLine]]]
"""(heading, its lines); a group without a name has no heading."""


@dataclass(frozen=True, kw_only=True)
class DotChart:
    """A chart of such rows.

    ``title`` is the axis's, whose ticks are fifths unless given; ``keys`` are the kinds that the legend explains. A
    limit is a line at its value: with words (to its left, or right for the last) it rises above the rows, without it
    stops at headings. ``rest`` says below what is left out. With a ``head`` over the values, of which each row has one,
    intervals and bases stand beside them on a page.
    """

    groups: Groups
    title: str
    setting: Setting
    keys: Sequence[Kind] = ()
    ticks: tuple[float, ...] = ()
    write: Callable[[float], str] = numbers.index
    limits: Sequence[tuple[float, str]] = ()
    limits_key: str = ""
    rest: str = ""
    head: str = ""

    @property
    def lines(self) -> list[DotLine]:
        """All lines in order."""
        return list(chain.from_iterable(lines for _, lines in self.groups))

    @property
    def rows(self) -> list[Row]:
        """All figures in order."""
        return [mark.row for line in self.lines for mark in line.marks]


def draw_dots(look: Look, drawn: DotChart, first: str = "", told: Groups = ()) -> Chart:
    """The chart; what it finds ``first`` and its values in words, those of ``told`` where it draws others."""
    alt = tell(look, first, *_readings(look, told or drawn.groups))
    with paper(look) as page:
        labels = grouped((heading, [line.label for line in lines]) for heading, lines in drawn.groups)
        top, columns = legend(page, _entries(page, drawn)), _columns(look, drawn)
        if drawn.head:  # in the line of the heads stand the words of the limits, too
            bands, right = stack_beside(page, labels, (drawn.rows, columns), top, drawn.setting)
        else:
            room = 4.4 if any(words for _, words in drawn.limits) else 0.0
            bands, right = stack(page, labels, top + room, drawn.setting), page.width
        scale = fixed_scale(drawn.ticks or _fifths(drawn.rows), bands.gutter, right - FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(drawn.title, drawn.write))
        for number, (value, words) in enumerate(drawn.limits, start=1):
            _limit(page, bands, scale.at(value), (words, number == len(drawn.limits)))
        for band, line in zip(bands.rows, drawn.lines, strict=True):
            for mark in line.marks:
                estimate(page, scale, (right, band.centre + mark.shift), mark.row, mark.kind)
        if drawn.head:
            draw_columns(page, bands, drawn.rows, columns)
        bands.draw(page)
        if drawn.rest:
            page.tick(0, bottom + 1.2, drawn.rest, NOTE, "left")
        return page.chart(bottom + (4.6 if drawn.rest else 0), alt)


def _columns(look: Look, drawn: DotChart) -> list[Beside]:
    """What stands beside the rows: their values, intervals and bases."""
    rows, write = drawn.rows, drawn.lines[0].marks[0].kind.write
    return [Beside(drawn.head), *interval_column(look, rows, write, lambda row: row), base_column(look, rows)]


def estimate(page: Page, scale: Scale, at: tuple[float, float], row: Row, kind: Kind) -> None:
    """A dot with its interval, and its value flush right at a place; a dash there when it is not known."""
    right, y = at
    if not row.known:
        masked_sign(page, right, y, "right")
        return
    interval(page, scale, y, row, kind.line or kind.colour)
    value_dot(page, (scale.at(row.value), y), kind.colour, kind.shape, hollow=row.is_small(page.look))
    page.text(right, y, kind.write(row), kind.figure, "right")


def _fifths(rows: Iterable[Row]) -> tuple[float, ...]:
    """Ticks from 0 to 1 by fifths, further where a coefficient or its interval reaches beyond."""
    held = [end for row in rows for end in row.ends]
    low, high = min(0, int(min(held) * 5 // 1)), max(5, int(-(-max(held) * 5 // 1)))
    return tuple(fifth / 5 for fifth in range(low, high + 1))


def _readings(look: Look, groups: Groups) -> list[str]:
    """The values in words, a sentence a group."""
    return [series(look, (_reading(look, line) for line in lines), heading) for heading, lines in groups]


def _reading(look: Look, line: DotLine) -> str:
    told = (reading(look, mark.name, mark.row, mark.kind.write) for mark in line.marks)
    return labelled(line.label, listed(look, told))


def _limit(page: Page, bands: Bands, x: float, named: tuple[str, bool]) -> None:
    words, is_last = named
    if not words:
        for top, bottom in bands.stretches:
            reference(page, x, top, bottom)
        return
    for number, (top, bottom) in enumerate(bands.stretches):
        reference(page, x, top - _REACH * (number == 0), bottom + (0.8 if bottom == bands.bottom else 0))
    aside, align = (1.0, "left") if is_last else (-1.0, "right")
    page.tick(x + aside, bands.top - 2.4, words, NOTE, align)


def _entries(page: Page, drawn: DotChart) -> list[Entry]:
    """Kinds, limits, intervals, small bases and dashes, as far as the chart has them."""
    entries: list[Entry] = [(key_dot(kind.colour, kind.shape), kind.words) for kind in drawn.keys]
    if drawn.limits_key:
        entries.append((key_upright(Stroke(MUTED, 0.8, "--")), drawn.limits_key))
    hollow = key_dot(page.accent, hollow=True)
    return entries + interval_entry(page, drawn.rows, MUTED) + base_entries(page, drawn.rows, hollow)
