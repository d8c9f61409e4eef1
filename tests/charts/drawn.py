"""What a chart's SVG holds: the words it sets, and the bars, dots and lines it draws, in millimetres."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from csat_lib.charts import Chart
from csat_lib.charts.svg import USUAL_SIZE
from csat_lib.charts.typeset import width_mm

_MM = 25.4 / 72
_WORDS = re.compile(r"<text [^>]*>(.*?)</text>")
_SHAPE = re.compile(r'<path d="([^"]*)" style="([^"]*)"')
_POINT = re.compile(r"[ML] ?(-?[\d.]+) (-?[\d.]+)")
_MARKER = re.compile(r'<(?:circle cx="|path d="[^"]*" transform="translate\()(-?[\d.]+)(?:" cy="| )(-?[\d.]+)(.*?)/>')


@dataclass(frozen=True)
class SetWord:
    """A piece of text where it is set: edges and base line in millimetres, size in points."""

    text: str
    size: float
    left: float
    right: float
    base: float
    is_turned: bool

    @property
    def top(self) -> float:
        """The upper edge of a capital letter or a Chinese character."""
        return self.base - 0.254 * self.size


def set_words(chart: Chart | None) -> list[SetWord]:
    """Every piece of text with its place; of a turned one, the place where it begins."""
    return [_set_word(node) for node in ET.fromstring(svg(chart)).iter("{http://www.w3.org/2000/svg}text")]


def _set_word(node: ET.Element) -> SetWord:
    style = dict(part.split(": ") for part in node.get("style", "").split("; ") if part)
    size, text = float(style.get("font-size", f"{USUAL_SIZE}px").removesuffix("px")), node.text or ""
    x, base = float(node.get("x", "")) * _MM, float(node.get("y", "")) * _MM
    is_turned = node.get("transform") is not None
    width = 0.0 if is_turned else width_mm(text, size)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[style.get("text-anchor", "start")]
    return SetWord(text, size, left, left + width, base, is_turned)


def words(chart: Chart | None) -> list[str]:
    """Every piece of text on the chart, in the order drawn."""
    return [html.unescape(text) for text in _WORDS.findall(svg(chart))]


def bars(chart: Chart | None, colour: str) -> list[tuple[float, float]]:
    """(left, right) of every area filled with the colour."""
    return [_ends(path) for path, style in _SHAPE.findall(svg(chart)) if f"fill: {colour}" in style]


def lines(chart: Chart | None, colour: str) -> list[tuple[float, float]]:
    """(left, right) of every line of the colour."""
    shapes = _SHAPE.findall(svg(chart))
    found = [path for path, style in shapes if "fill: none" in style and f"stroke: {colour}" in style]
    return [_ends(f"M{line}") for path in found for line in path.split("M")[1:]]


def dots(chart: Chart | None, colour: str) -> list[tuple[float, float]]:
    """(x, y) of every mark filled with the colour."""
    found = _MARKER.findall(svg(chart))
    return [(float(x) * _MM, float(y) * _MM) for x, y, style in found if f"fill: {colour}" in style]


def svg(chart: Chart | None) -> str:
    """The SVG of a chart that must have been drawn."""
    assert chart is not None
    return chart.svg


def _ends(path: str) -> tuple[float, float]:
    xs = [float(x) * _MM for x, _ in _POINT.findall(path)]
    return min(xs), max(xs)
