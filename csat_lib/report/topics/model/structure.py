"""Constructs in a row with their correlations as arcs, second-order factors above their parts: drawing and words."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from csat_lib.charts import numbers
from csat_lib.charts.alt import series
from csat_lib.charts.look import Look
from csat_lib.charts.page import Box, Page
from csat_lib.charts.rows import Row
from csat_lib.findings.measure import Words
from csat_lib.report.topics.model.paths import (
    ARC,
    OVAL,
    PATH,
    arc_stroke,
    draw_ovals,
    oval_height,
    path_stroke,
    value_on_line,
)
from csat_lib.report.topics.model.shape import ModelShape

CORRELATIONS = Words("维度间相关", "Correlations of the dimensions")
_RISE = 5.6
_FLATTEST = 3.2
_DROP = 15.0
_STEPS = 28


@dataclass(frozen=True)
class _Row:
    """Ovals side by side: their boxes by name, from ``top`` to ``bottom``."""

    boxes: dict[str, Box]
    top: float
    bottom: float


def structure_height(look: Look, shape: ModelShape) -> float:
    """How tall the drawing of the constructs among themselves is."""
    if len(shape.items) == 1:
        return 0.0
    spans = len(shape.tops) - 1 if shape.correlations else 0
    oval = oval_height(look, list(shape.items), look.width_mm / len(shape.items) - 2.0)
    return _FLATTEST + _RISE * spans + oval + (_DROP + oval if shape.parts else 0.0)


def structure_keys(shape: ModelShape) -> list[Words]:
    """The kinds of lines that the drawing holds."""
    return [OVAL, *([PATH] if shape.parts else []), *([ARC] if shape.correlations else [])]


def draw_structure(page: Page, shape: ModelShape, top: float) -> float:
    """Arcs over the highest row of ovals, the parts of second-order factors below it; returns where it ends."""
    columns = _columns(page, shape)
    tops = [name for name in columns if name in shape.tops]
    spans = [abs(tops.index(row.subject) - tops.index(row.other)) for row in _arcs(shape, tops)]
    ovals = _ovals(page, {name: columns[name] for name in tops}, top + _FLATTEST + _RISE * max(spans, default=0))
    for row in sorted(_arcs(shape, tops), key=lambda row: abs(row.value)):
        _arc(page, ovals, row, abs(tops.index(row.subject) - tops.index(row.other)))
    for row in _arcs(shape, tops):
        _arc_value(page, ovals, row, abs(tops.index(row.subject) - tops.index(row.other)))
    bottom = ovals.bottom
    if shape.parts:
        held = {row.subject: columns[row.subject] for rows in shape.parts.values() for row in rows}
        lower = _ovals(page, held, ovals.bottom + _DROP)
        _parts(page, shape, ovals, lower)
        bottom = lower.bottom
    draw_ovals(page, ovals.boxes)
    return bottom


def _columns(page: Page, shape: ModelShape) -> dict[str, tuple[float, float]]:
    """(left, right) of each oval's column: parts side by side, their second-order factor over all of them."""
    slots: list[str] = []
    for name in shape.tops:
        slots += [row.subject for row in shape.parts[name]] if name in shape.parts else [name]
    width = page.width / len(slots)
    at = {name: (number * width, (number + 1) * width) for number, name in enumerate(slots)}
    for name, rows in shape.parts.items():
        own = [at[row.subject] for row in rows]
        at[name] = (min(left for left, _ in own), max(right for _, right in own))
    return dict(sorted(at.items(), key=lambda pair: sum(pair[1])))


def _ovals(page: Page, columns: dict[str, tuple[float, float]], top: float) -> _Row:
    width = min(34.0, *(right - left - 2.0 for left, right in columns.values()))
    height = oval_height(page.look, list(columns), width)
    boxes = {name: Box((left + right - width) / 2, top, width, height) for name, (left, right) in columns.items()}
    return _Row(boxes, top, top + height)


def _arcs(shape: ModelShape, tops: list[str]) -> list[Row]:
    return [row for row in shape.correlations if row.subject in tops and row.other in tops]


def _crown(ovals: _Row, row: Row, span: int) -> tuple[float, float, float]:
    """(left, right, height) of the arc between two ovals: the further apart, the higher."""
    ends = sorted(ovals.boxes[name].left + ovals.boxes[name].width / 2 for name in (row.subject, row.other))
    return ends[0], ends[1], _FLATTEST + _RISE * (span - 0.45)


def _arc(page: Page, ovals: _Row, row: Row, span: int) -> None:
    left, right, height = _crown(ovals, row, span)
    middle, half = (left + right) / 2, (right - left) / 2
    points = [
        (middle - half * cos(pi * step / _STEPS), ovals.top + 0.4 - height * sin(pi * step / _STEPS))
        for step in range(_STEPS + 1)
    ]
    page.line(points, arc_stroke(page, row.value))


def _arc_value(page: Page, ovals: _Row, row: Row, span: int) -> None:
    left, right, height = _crown(ovals, row, span)
    value_on_line(page, ((left + right) / 2, ovals.top + 0.4 - height), row)


def _parts(page: Page, shape: ModelShape, ovals: _Row, lower: _Row) -> None:
    for name, rows in shape.parts.items():
        above = ovals.boxes[name]
        start = (above.left + above.width / 2, above.bottom)
        for row in rows:
            box = lower.boxes[row.subject]
            end = (box.left + box.width / 2, box.top)
            page.arrow([start, end], path_stroke(row))
        for row in rows:
            box = lower.boxes[row.subject]
            x = start[0] + 0.62 * (box.left + box.width / 2 - start[0])
            value_on_line(page, (x, start[1] + 0.62 * (box.top - start[1])), row)
    draw_ovals(page, lower.boxes)


def structure_alt(look: Look, shape: ModelShape) -> list[str]:
    """The loadings of parts and the correlations in words, one sentence each."""
    told = [
        series(look, (f"{look.label(row.subject)} {numbers.coefficient(row.value)}" for row in rows), look.label(name))
        for name, rows in shape.parts.items()
    ]
    pairs = [
        f"{look.label(row.subject)} – {look.label(row.other)} {numbers.coefficient(row.value)}"
        for row in shape.correlations
    ]
    return [*told, *([series(look, pairs, look.say(CORRELATIONS))] if pairs else [])]
