"""What a chart's SVG holds: the words it sets, and the bars, dots and lines it draws, in millimetres."""

from __future__ import annotations

import html
import re

from csat_lib.charts import Chart

_MM = 25.4 / 72
_WORDS = re.compile(r"<!-- (.*?) -->")
_SHAPE = re.compile(r'<path d="([^"]*)"[^>]*?style="([^"]*)"')
_POINT = re.compile(r"[ML] ?(-?[\d.]+) (-?[\d.]+)")
_MARKER = re.compile(r'<use xlink:href="#m[^"]*" x="(-?[\d.]+)" y="(-?[\d.]+)" style="([^"]*)"')


def words(chart: Chart | None) -> list[str]:
    """Every piece of text on the chart, in the order drawn."""
    return [html.unescape(text) for text in _WORDS.findall(svg(chart))]


def bars(chart: Chart | None, colour: str) -> list[tuple[float, float]]:
    """(left, right) of every area filled with the colour."""
    return [_ends(path) for path, style in _SHAPE.findall(svg(chart)) if f"fill: {colour}" in style]


def lines(chart: Chart | None, colour: str) -> list[tuple[float, float]]:
    """(left, right) of every line of the colour."""
    shapes = _SHAPE.findall(svg(chart))
    return [_ends(path) for path, style in shapes if "fill: none" in style and f"stroke: {colour}" in style]


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
