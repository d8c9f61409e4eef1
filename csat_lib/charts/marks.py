"""Marks that mean the same in every chart: actual solid, earlier lighter, target outlined, small base hollow."""

from collections.abc import Callable
from dataclasses import dataclass

from csat_lib.charts.bands import Bands
from csat_lib.charts.colours import EARLIER, INK, MUTED, RULE, WHITE, ink_on, shade, tint
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type
from csat_lib.charts.rows import Row
from csat_lib.charts.scale import Scale
from csat_lib.charts.typeset import width_mm, wrap

NOTE = Type(8.5, MUTED)
VALUE = Type(9.0)
BAR = 3.8
AXIS_HEIGHT = 5.0
TITLE_HEIGHT = 4.6
_GRID = Stroke(RULE, 0.6)


@dataclass(frozen=True)
class Axis:
    """How a scale is written under a chart: its title with the unit, how its ticks read, the room for the title."""

    title: str
    write: Callable[[float], str]
    room: float = 0.0


def value_dot(page: Page, at: tuple[float, float], colour: str, shape: str = "o", *, hollow: bool = False) -> None:
    """A value: solid, or hollow when its base is small; a cross is larger, as it covers less of its size."""
    fill = Fill(WHITE, colour, 1.3) if hollow else Fill(colour)
    page.dot(*at, fill, (6.2 if hollow else 7.0) * (1.4 if shape == "P" else 1.0), shape)


def interval(page: Page, scale: Scale, y: float, row: Row, colour: str) -> None:
    """The interval of a row, lying along a horizontal scale."""
    if row.has_interval:
        page.line([(scale.at(row.low), y), (scale.at(row.high), y)], Stroke(colour, 1.5))


def bar(page: Page, scale: Scale, y: float, row: Row, colour: str) -> None:
    """A value as a bar from zero, edged, and light enough for its interval to be seen on it."""
    left, right = sorted((scale.at(0), scale.at(row.value)))
    page.box(Box(left, y - BAR / 2, right - left, BAR), bar_fill(colour))
    whisker(page, scale, y, row)


def bar_fill(colour: str) -> Fill:
    """How a bar is drawn that an interval lies on."""
    return Fill(tint(colour, 0.4), colour, 0.8)


def whisker(page: Page, scale: Scale, y: float, row: Row) -> None:
    """The interval of a bar, seen on the bar and beside it."""
    if row.has_interval:
        page.line([(scale.at(row.low), y), (scale.at(row.high), y)], Stroke(INK, 1.3))


def earlier_tick(page: Page, x: float, y: float) -> None:
    """The earlier wave's value: a light upright tick, which rises above and below a value that covers it."""
    page.box(Box(x - 0.4, y - 1.9, 0.8, 3.8), Fill(EARLIER))


def target_tick(page: Page, x: float, y: float) -> None:
    """The target: an upright outline, taller than an earlier value, and nothing that lies in it is covered."""
    page.box(Box(x - 0.75, y - 2.4, 1.5, 4.8), Fill("none", INK, 0.8))


def target_level(page: Page, ends: tuple[float, float], y: float) -> None:
    """The target of a line over time: a fine line that ends in the target's tick."""
    start, end = ends
    page.line([(start, y), (end, y)], Stroke(INK, 0.6))
    target_tick(page, end, y)


def masked_sign(page: Page, x: float, y: float, align: str = "left") -> None:
    """The sign for a figure that is not shown."""
    page.text(x, y, "–", NOTE, align)


def heat(page: Page, box: Box, place: float, words: str) -> None:
    """A cell of a map in the colour of its place (-1 to 1) with its value."""
    page.box(box, Fill(shade(place)))
    page.text(*box.middle, words, Type(8.5, ink_on(shade(place))), "center")


def draw_axis(page: Page, scale: Scale, bands: Bands, axis: Axis) -> float:
    """Light upright lines behind the rows, their values and the title under them; returns where that ends."""
    bottom = bands.bottom + 0.8
    for top, end in bands.stretches:
        for tick in scale.ticks:
            page.line([(scale.at(tick), top), (scale.at(tick), end + (0.8 if end == bands.bottom else 0))], _GRID)
    step = _every(scale, axis)
    for tick in scale.ticks[::step]:
        page.tick(scale.at(tick), bottom + 2.6, axis.write(tick), NOTE)
    room = axis.room or page.width - scale.start
    lines = wrap(axis.title, NOTE.size, room)
    for number, line in enumerate(lines):
        page.tick(scale.start, bottom + AXIS_HEIGHT + 2.2 + number * NOTE.leading, line, NOTE, "left")
    return bottom + AXIS_HEIGHT + TITLE_HEIGHT + (len(lines) - 1) * NOTE.leading


def _every(scale: Scale, axis: Axis) -> int:
    """Label each tick, or each second ... so that the labels stand clear of each other."""
    widest = max(width_mm(axis.write(tick), NOTE.size) for tick in scale.ticks)
    apart = abs(scale.at(scale.ticks[1]) - scale.at(scale.ticks[0]))
    return next(
        step for step in range(1, len(scale.ticks) + 2) if step * apart > widest + 1.2 or step > len(scale.ticks)
    )


def reference(page: Page, x: float, top: float, bottom: float) -> None:
    """An upright line that the marks are read against: an average, a threshold."""
    page.line([(x, top), (x, bottom)], Stroke(MUTED, 0.8, "--"))


def zero(page: Page, scale: Scale, bands: Bands) -> None:
    """The line that differences are read against: zero."""
    for top, bottom in bands.stretches:
        page.line(
            [(scale.at(0), top), (scale.at(0), bottom + (0.8 if bottom == bands.bottom else 0))], Stroke(INK, 0.8)
        )
