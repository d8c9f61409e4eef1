"""A sheet of paper measured in millimetres from its top left corner: everything that charts are drawn with.

matplotlib draws; places are worked out here, so a chart has no axes of matplotlib's and needs one pass only. No window,
no state outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot

from csat_lib.charts.colours import INK, WHITE
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.pen import Pen, settings
from csat_lib.charts.typeset import POINT_MM
from csat_lib.findings.told import piece, pieces_of

_RAISE = 0.36


@dataclass(frozen=True)
class Type:
    """How words are set: size in points and colour."""

    size: float = 9.0
    colour: str = INK

    @property
    def leading(self) -> float:
        """From line to line, in millimetres."""
        return self.size * POINT_MM * 1.3


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn: colour, width in points, dashes as matplotlib writes them."""

    colour: str = INK
    width: float = 0.8
    dashes: str = "-"


@dataclass(frozen=True)
class Fill:
    """How an area is drawn."""

    face: str = INK
    edge: str = "none"
    width: float = 0.7


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Page:
    """The sheet. What is drawn later lies above what was drawn before; the height is settled at the end."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.width = look.width_mm
        self.accent = look.ink
        self._strokes: list[Callable[[Pen], None]] = []

    def text(self, x: float, y: float, words: str, kind: Type = Type(), align: str = "left") -> None:
        """One line of words; ``y`` is the middle of a capital letter or a Chinese character."""
        baseline = y + _RAISE * kind.size * POINT_MM
        if words:
            self._strokes.append(lambda pen: pen.words((x, baseline), words, (kind.size, kind.colour), align))

    def tick(self, x: float, y: float, words: str, kind: Type = Type(), align: str = "center") -> None:
        """A number along an axis: it is read against, and is no figure."""
        self.text(x, y, words if pieces_of(words) else piece("tick", "", words), kind, align)

    def upright(self, x: float, y: float, lines: Sequence[str], kind: Type = Type()) -> None:
        """Lines of a name that run upwards from ``y``, side by side around ``x``."""
        first = x - (len(lines) - 1) * kind.leading / 2 + _RAISE * kind.size * POINT_MM
        for number, line in enumerate(lines):
            self._upright((first + number * kind.leading, y), _name(line), kind)

    def _upright(self, at: tuple[float, float], line: str, kind: Type) -> None:
        self._strokes.append(lambda pen: pen.words(at, line, (kind.size, kind.colour), turn=90))

    def lines(self, x: float, y: float, lines: Sequence[str], kind: Type = Type(), align: str = "left") -> None:
        """Several lines, of a name unless they know figures of their own, their middle at ``y``."""
        first = y - (len(lines) - 1) * kind.leading / 2
        for number, line in enumerate(lines):
            self.text(x, first + number * kind.leading, _name(line), kind, align)

    def line(self, points: Sequence[tuple[float, float]], stroke: Stroke = Stroke()) -> None:
        """A line through the points."""
        through = tuple(points)
        self._strokes.append(lambda pen: pen.line(through, stroke.colour, stroke.width, stroke.dashes))

    def dot(self, x: float, y: float, fill: Fill, size: float = 6.5, shape: str = "o") -> None:
        """A mark centred on the point; ``size`` in points, ``shape`` as matplotlib names its markers."""
        edge = WHITE if fill.edge == "none" else fill.edge
        self._strokes.append(lambda pen: pen.mark((x, y), shape, size, (fill.face, edge, fill.width)))

    def box(self, box: Box, fill: Fill) -> None:
        """A rectangle."""
        self.area([(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)], fill)

    def oval(self, box: Box, fill: Fill) -> None:
        """An ellipse that fills the box."""
        size, style = (box.width, box.height), (fill.face, fill.edge, fill.width)
        self._strokes.append(lambda pen: pen.oval(box.middle, size, style))

    def arrow(self, points: Sequence[tuple[float, float]], stroke: Stroke = Stroke(), head: float = 1.6) -> None:
        """A line through the points with a head of ``head`` mm at its end."""
        (a, b), (x, y) = points[-2], points[-1]
        length = hypot(x - a, y - b)
        across, down = (x - a) / length, (y - b) / length
        foot = (x - head * across, y - head * down)
        self.line([*points[:-1], foot], stroke)
        aside = 0.38 * head
        left = (foot[0] - aside * down, foot[1] + aside * across)
        right = (foot[0] + aside * down, foot[1] - aside * across)
        self.area([left, right, (x, y)], Fill(stroke.colour))

    def area(self, points: Sequence[tuple[float, float]], fill: Fill) -> None:
        """A filled outline."""
        corners = tuple(points)
        self._strokes.append(lambda pen: pen.area(corners, fill.face, fill.edge, fill.width))

    def chart(self, height: float, alt: str) -> Chart:
        """Cut the sheet at ``height`` mm and save it, once."""
        with settings():
            pen = Pen(self.width, height)
            for stroke in self._strokes:
                stroke(pen)
            return Chart(pen.svg(), alt, self.width, height)


def _name(line: str) -> str:
    return line if pieces_of(line) else piece("label", "", line)


@contextmanager
def paper(look: Look) -> Iterator[Page]:
    """A page to draw on."""
    yield Page(look)
