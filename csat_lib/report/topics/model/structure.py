"""What path figures are drawn with, and a model's constructs among themselves: arcs, second-order factors above."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from csat_lib.charts import Look, numbers
from csat_lib.charts.colours import INK, MUTED, WHITE, tint
from csat_lib.charts.legend import Entry, Key, key_bar, key_line
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type
from csat_lib.charts.rows import Row, everybody, known_rows
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.charts.words import labelled, series
from csat_lib.findings.catalogue.model import CONSTRUCT_CORRELATION, LOADING
from csat_lib.findings.told import joined
from csat_lib.report.declared import Rows
from csat_lib.report.wording import Words

NAME = Type(8.5)
OVAL = Words("维度", "dimension")
BOX = Words("题项", "item")
PATH = Words("标准化载荷（线越粗越强）", "standardised loading (broader is stronger)")
ARC = Words("维度间相关", "correlation of dimensions")
CORRELATIONS = Words("维度间相关", "Correlations of the dimensions")
_RISE = 5.6
_FLATTEST = 3.2
_DROP = 15.0
_STEPS = 28


def draw_ovals(page: Page, boxes: dict[str, Box]) -> None:
    """Ovals with their names inside."""
    for name, box in boxes.items():
        page.oval(box, Fill(tint(page.accent, 0.12), page.accent, 0.9))
        lines = _oval_lines(page.look, name, box.width)
        page.lines(box.left + box.width / 2, box.top + box.height / 2, lines, NAME, "center")


def oval_height(look: Look, names: Sequence[str], width: float) -> float:
    """How tall ovals of that width must be to hold their names."""
    return max(len(_oval_lines(look, name, width)) for name in names) * NAME.leading + 5.2


def _oval_lines(look: Look, name: str, width: float) -> list[str]:
    return wrap(look.label(name), NAME.size, width * 0.82, 4)


def path_stroke(row: Row) -> Stroke:
    """A path's line: the stronger, the broader; dashed when negative."""
    return Stroke(MUTED, 0.4 + 1.2 * min(abs(row.value), 1.0), "-" if row.value >= 0 else "--")


def value_on_line(page: Page, at: tuple[float, float], row: Row) -> None:
    """A coefficient on its line, which is broken for it."""
    text = numbers.coefficient(row)
    width = width_mm(text, NOTE.size) + 1.0
    page.box(Box(at[0] - width / 2, at[1] - 1.9, width, 3.8), Fill(WHITE))
    page.text(*at, text, Type(NOTE.size, INK), "center")


def path_legend(page: Page, *shown: Words) -> list[Entry]:
    """What the ovals, boxes and lines of the given kinds are."""
    keys: dict[Words, Key] = {
        OVAL: _key_oval,
        BOX: key_bar(Fill(WHITE, MUTED, 0.7)),
        PATH: key_line(Stroke(MUTED, 1.2)),
        ARC: key_line(arc_stroke(page, 0.7)),
    }
    return [(key, page.look.say(words)) for words, key in keys.items() if words in shown]


def arc_stroke(page: Page, value: float) -> Stroke:
    """A correlation's arc: the stronger, the broader; dashed when negative."""
    colour = page.accent if value >= 0 else MUTED
    return Stroke(tint(colour, 0.55), 0.5 + 2.2 * min(abs(value), 1.0), "-" if value >= 0 else "--")


def _key_oval(page: Page, x: float, y: float) -> None:
    page.oval(Box(x - 2.2, y - 1.4, 4.4, 2.8), Fill(tint(page.accent, 0.12), page.accent, 0.9))


@dataclass(frozen=True)
class ModelShape:
    """``items`` and ``parts`` hold standardised loadings: of items on constructs, of constructs on second factors."""

    items: dict[str, list[Row]]
    parts: dict[str, list[Row]]
    correlations: list[Row]

    @property
    def tops(self) -> list[str]:
        """What nothing stands above: second-order factors, and the constructs that are no part of one."""
        held = {row.subject for rows in self.parts.values() for row in rows}
        return [*self.parts, *(name for name in self.items if name not in held)]


def shape_of(figures: Rows, look: Look) -> ModelShape | None:
    """The shape that loadings and correlations of constructs give; None when no loading is known."""
    rows = known_rows(everybody(figures, look, LOADING))
    owners = list(dict.fromkeys(row.other for row in rows))
    items = {name: [row for row in rows if row.other == name and row.subject not in owners] for name in owners}
    parts = {name: [row for row in rows if row.other == name and row.subject in owners] for name in owners}
    measured = {name: own for name, own in items.items() if own}
    if not measured:
        return None
    above = {name: own for name, own in parts.items() if own}
    return ModelShape(measured, above, known_rows(everybody(figures, look, CONSTRUCT_CORRELATION)))


@dataclass(frozen=True)
class _Row:
    """Ovals side by side: their boxes by name, from ``top`` to ``bottom``."""

    boxes: dict[str, Box]
    top: float
    bottom: float


def height(look: Look, shape: ModelShape) -> float:
    """How tall the drawing of the constructs among themselves is."""
    if len(shape.items) == 1:
        return 0.0
    spans = len(shape.tops) - 1 if shape.correlations else 0
    oval = oval_height(look, list(shape.items), look.width_mm / len(shape.items) - 2.0)
    return _FLATTEST + _RISE * spans + oval + (_DROP + oval if shape.parts else 0.0)


def keys(shape: ModelShape) -> list[Words]:
    """The kinds of lines that the drawing holds."""
    return [OVAL, *([PATH] if shape.parts else []), *([ARC] if shape.correlations else [])]


def draw(page: Page, shape: ModelShape, top: float) -> float:
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


def told(look: Look, shape: ModelShape) -> list[str]:
    """The loadings of parts and the correlations in words, one sentence each."""
    pairs = [
        labelled(joined([look.label(row.subject), look.label(row.other)], " – "), numbers.coefficient(row))
        for row in shape.correlations
    ]
    correlations = [series(look, pairs, look.say(CORRELATIONS))] if pairs else []
    return [*loadings_told(look, shape.parts), *correlations]


def loadings_told(look: Look, groups: dict[str, list[Row]]) -> list[str]:
    """Loadings in words, a sentence for each thing that they load on."""
    return [
        series(look, (labelled(look.label(row.subject), numbers.coefficient(row)) for row in rows), look.label(name))
        for name, rows in groups.items()
    ]
