"""matplotlib's SVG renderer as a pen: shapes in millimetres from the top left corner, words where they are told to be.

Without figure and artists: these measure every text and sort out clips, alphas and units that a chart here has none of,
which took most of the time of a report.
"""

import io
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from csat_lib.charts.colours import BLACK
from csat_lib.charts.svg import USUAL_SIZE, slim
from csat_lib.findings.told import pieces_of

Point = tuple[float, float]
_PT = 72 / 25.4
_SETTINGS: dict[Any, Any] = {"svg.hashsalt": "csat", "svg.id": None, "path.simplify": False}
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_DASHES = {"-": (), "--": (3.7, 1.6), ":": (1.0, 1.65)}
"""Dashes and gaps, in line widths."""
_ANCHORS = {"left": "", "center": "text-anchor: middle", "right": "text-anchor: end"}


def _told(words: str) -> dict[str, str]:
    """What the numbers in the words are, if they hold any."""
    pieces = [piece for piece in pieces_of(words) if any(map(str.isdigit, piece.text))]
    return {"data-told": json.dumps(pieces, ensure_ascii=False, separators=(",", ":"))} if pieces else {}


class Pen:
    """Draws on a sheet of the given size; what is drawn later lies above."""

    def __init__(self, width: float, height: float) -> None:
        self._stream = io.StringIO()
        self._height = height * _PT
        self._sheet = Affine2D().scale(_PT, -_PT).translate(0, self._height)
        size = (width * _PT, self._height)
        self._renderer: Any = RendererSVG(*size, self._stream, metadata=_NO_METADATA)  # type: ignore[no-untyped-call]

    def words(self, at: Point, words: str, style: tuple[float, str], align: str = "left", turn: int = 0) -> None:
        """One line of words from, around or up to a point on its base line; ``style`` is size in points and colour."""
        size, colour = style
        x, y = (f"{part * _PT:f}".rstrip("0").rstrip(".") for part in at)
        fill = "" if colour == BLACK else f"fill: {colour}"  # black is what a drawing is filled with unless told
        set_in = "" if size == USUAL_SIZE else f"font-size: {size:g}px"
        told = "; ".join(filter(None, (set_in, _ANCHORS[align], fill)))
        given = {**({"style": told} if told else {}), "x": x, "y": y}
        turned = {"transform": f"rotate({-turn} {x} {y})"} if turn else {}
        self._renderer.writer.element("text", words, attrib={**_told(words), **given, **turned})

    def line(self, points: Sequence[Point], colour: str, width: float, dashes: str) -> None:
        """A line through the points; ``dashes`` as matplotlib writes them."""
        self._renderer.draw_path(_stroke(colour, width, dashes), Path(points), self._sheet)

    def area(self, points: Sequence[Point], face: str, edge: str, width: float) -> None:
        """A filled outline."""
        outline = Path([*points, points[0]], closed=True)
        self._renderer.draw_path(_edge(edge, width), outline, self._sheet, to_rgba(face))

    def oval(self, middle: Point, size: Point, style: tuple[str, str, float]) -> None:
        """An ellipse around a point; ``style`` is face, edge and the width of the edge."""
        face, edge, width = style
        placed = Affine2D().scale(size[0] / 2, size[1] / 2).translate(*middle) + self._sheet
        self._renderer.draw_path(_edge(edge, width), Path.unit_circle(), placed, to_rgba(face))

    def mark(self, at: Point, shape: str, size: float, style: tuple[str, str, float]) -> None:
        """A mark on a point, ``shape`` as matplotlib names its markers, ``size`` in points; ``style`` as of an oval."""
        face, edge, width = style
        marker = MarkerStyle(shape, fillstyle="full")
        scaled = marker.get_transform() + Affine2D().scale(size)
        context = _edge(edge, width, marker.get_joinstyle())
        self._renderer.draw_markers(context, marker.get_path(), scaled, Path([at]), self._sheet, to_rgba(face))

    def svg(self) -> str:
        """The SVG element of all that was drawn."""
        self._renderer.finalize()
        return slim(self._stream.getvalue())


def settings() -> Any:
    """A context in which no setting of the user's matplotlib reaches a chart."""
    return mpl.rc_context(_SETTINGS)


@cache
def _stroke(colour: str, width: float, dashes: str) -> GraphicsContextBase:
    context = _context(colour, width, "round")
    context.set_dashes(0, [part * width for part in _DASHES[dashes]] or None)
    return context


@cache
def _edge(edge: str, width: float, join: Any = "miter") -> GraphicsContextBase:
    """The edge of an area; of one without an edge nothing is drawn."""
    return _context(edge, 0.0 if edge == "none" else width, join)


def _context(colour: str, width: float, join: Any) -> GraphicsContextBase:
    context = GraphicsContextBase()
    context.set_foreground(to_rgba(colour), isRGBA=True)
    context.set_linewidth(width)
    context.set_joinstyle(join)
    context.set_capstyle("butt")
    return context
