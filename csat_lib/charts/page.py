"""A sheet of paper measured in millimetres from its top left corner: everything that charts are drawn with.

matplotlib draws shapes and sets words; places are worked out here, so a chart has no axes of matplotlib's and needs
one pass only. No window, no state outside: settings live inside :func:`paper`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from csat_lib.charts.colours import INK, WHITE
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.svg import slim
from csat_lib.charts.typeset import FONT, POINT_MM, load_font

_INCH = 25.4
_RAISE = 0.36
_SETTINGS: dict[Any, Any] = {
    "font.family": FONT,
    "svg.fonttype": "none",
    "svg.hashsalt": "csat",
    "text.parse_math": False,
    "text.usetex": False,
    "path.simplify": False,
}
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))


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
        self._figure = Figure(figsize=(self.width / _INCH, self.width / _INCH), dpi=72, frameon=False)
        FigureCanvasSVG(self._figure)
        self._paper = Affine2D().scale(1 / _INCH, -1 / _INCH)
        self._transform = self._paper + self._figure.dpi_scale_trans
        self._drawn = 0
        self._ticks: list[str] = []

    def text(self, x: float, y: float, words: str, kind: Type = Type(), align: str = "left") -> None:
        """One line of words; ``y`` is the middle of a capital letter or a Chinese character."""
        baseline = y + _RAISE * kind.size * POINT_MM
        self._put(Text(x, baseline, words, color=kind.colour, fontsize=kind.size, ha=align, va="baseline"))

    def tick(self, x: float, y: float, words: str, kind: Type = Type(), align: str = "center") -> None:
        """A number along an axis: it is read against, and is no figure."""
        self._ticks.append(words)
        self.text(x, y, words, kind, align)

    def upright(self, x: float, y: float, lines: Sequence[str], kind: Type = Type()) -> None:
        """Lines of words that run upwards from ``y``, side by side around ``x``."""
        first = x - (len(lines) - 1) * kind.leading / 2 + _RAISE * kind.size * POINT_MM
        for number, line in enumerate(lines):
            style: dict[str, Any] = {"color": kind.colour, "fontsize": kind.size, "ha": "left", "va": "baseline"}
            self._put(Text(first + number * kind.leading, y, line, rotation=90, rotation_mode="anchor", **style))

    def lines(self, x: float, y: float, lines: Sequence[str], kind: Type = Type(), align: str = "left") -> None:
        """Several lines of words, their middle at ``y``."""
        first = y - (len(lines) - 1) * kind.leading / 2
        for number, line in enumerate(lines):
            self.text(x, first + number * kind.leading, line, kind, align)

    def line(self, points: Sequence[tuple[float, float]], stroke: Stroke = Stroke()) -> None:
        """A line through the points."""
        xs, ys = zip(*points, strict=True)
        style: dict[str, Any] = {"color": stroke.colour, "linewidth": stroke.width, "linestyle": stroke.dashes}
        self._put(Line2D(xs, ys, solid_capstyle="butt", dash_capstyle="butt", **style))

    def dot(self, x: float, y: float, fill: Fill, size: float = 6.5, shape: str = "o") -> None:
        """A mark centred on the point; ``size`` in points, ``shape`` as matplotlib names its markers."""
        edge = WHITE if fill.edge == "none" else fill.edge
        style: dict[str, Any] = {"markerfacecolor": fill.face, "markeredgecolor": edge, "markeredgewidth": fill.width}
        self._put(Line2D([x], [y], marker=shape, markersize=size, linestyle="none", **style))

    def box(self, box: Box, fill: Fill) -> None:
        """A rectangle."""
        style: dict[str, Any] = {"facecolor": fill.face, "edgecolor": fill.edge, "linewidth": fill.width}
        self._put(Rectangle((box.left, box.top), box.width, box.height, **style))

    def oval(self, box: Box, fill: Fill) -> None:
        """An ellipse that fills the box."""
        style: dict[str, Any] = {"facecolor": fill.face, "edgecolor": fill.edge, "linewidth": fill.width}
        self._put(Ellipse(box.middle, box.width, box.height, **style))

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
        style: dict[str, Any] = {"facecolor": fill.face, "edgecolor": fill.edge, "linewidth": fill.width}
        self._put(Polygon(list(points), closed=True, **style))

    def chart(self, height: float, alt: str) -> Chart:
        """Cut the sheet at ``height`` mm and save it, once."""
        self._figure.set_size_inches(self.width / _INCH, height / _INCH)
        self._paper.translate(0, height / _INCH)
        stream = io.StringIO()
        self._figure.canvas.print_figure(stream, format="svg", metadata=_NO_METADATA, dpi=72)
        return Chart(slim(stream.getvalue()), alt, self.width, height, tuple(self._ticks))

    def _put(self, artist: Artist) -> None:
        self._drawn += 1
        artist.set_zorder(10 + self._drawn)
        artist.set_transform(self._transform)
        self._figure.add_artist(artist)


@contextmanager
def paper(look: Look) -> Iterator[Page]:
    """A page with matplotlib's settings from a clean start, put back as they were at the end."""
    load_font()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield Page(look)
