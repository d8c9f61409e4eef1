"""The path model as a figure: boxes with indices, arrows with coefficients, solid where clear and dashed where not."""

from dataclasses import dataclass
from math import hypot, sqrt

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.colours import INK, MUTED, WHITE, tint
from csat_lib.charts.legend import key_bar, key_line, legend
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.charts.words import labelled, series, tell
from csat_lib.findings.catalogue.structure import LATENT_INDEX, PATH
from csat_lib.findings.told import joined
from csat_lib.report.declared import ChartSpec, Rows
from csat_lib.report.topics.structure import told
from csat_lib.report.wording import Words

CLEAR = Words("明显不为零（数字为路径系数，线越粗越强）", "clear of zero (path coefficient; broader is stronger)")
UNCLEAR = Words("尚不明确", "not clear")
NODE = Words("维度及其指数（0–100 分）", "dimension with its index, 0–100")
ALT = Words(
    "{constructs} 个维度、{arrows} 条箭头的路径模型", "Path model of {constructs} dimensions and {arrows} arrows"
)
_NAME, _INDEX = Type(8.5), Type(10.0)
_WIDEST, _HEIGHT, _STEP, _INSET = 31.0, 15.5, 26.0, 0.4
_SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)
Point = tuple[float, float]


@dataclass(frozen=True)
class _Arrow:
    """One path between the edges of its boxes."""

    row: Row
    start: Point
    end: Point

    def at(self, share: float) -> Point:
        (a, b), (x, y) = self.start, self.end
        return a + share * (x - a), b + share * (y - b)


def is_clear(row: Row) -> bool:
    """Whether the path's interval leaves 0 out."""
    return row.has_interval and not row.holds(0.0)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Boxes along an ellipse, across the page or down a telephone, where arrows seldom run through a third."""
    paths = known_rows(everybody(figures, look, PATH))
    if not paths:
        return None
    order, indices = _order(paths), by_subject(known_rows(everybody(figures, look, LATENT_INDEX)))
    with paper(look) as page:
        entries = [(key_line(_stroke_of(page, clear=True)), look.say(CLEAR))]
        entries += [] if all(map(is_clear, paths)) else [(key_line(_stroke_of(page, clear=False)), look.say(UNCLEAR))]
        entries += [(key_bar(Fill(tint(page.accent, 0.12), page.accent)), look.say(NODE))] if indices else []
        boxes = _boxes(look, order, legend(page, entries) + 2.0)
        arrows = [_between(row, boxes) for row in paths]
        for arrow in arrows:
            page.arrow([arrow.start, arrow.end], _stroke_of(page, arrow.row))
        for name, box in boxes.items():
            _node(page, box, name, indices.get(name))
        _labels(page, arrows, list(boxes.values()))
        return page.chart(max(box.bottom for box in boxes.values()) + 1.0, _alt(look, paths, indices))


def _order(paths: list[Row]) -> list[str]:
    """The constructs, each after those that point to it, as the arrows come: target after target."""
    return list(dict.fromkeys(name for row in paths for name in (row.subject, row.other)))


def _boxes(look: Look, order: list[str], top: float) -> dict[str, Box]:
    """A box for each construct, one after the other along an ellipse, on its two sides by turns."""
    steps = max(len(order) - 1, 1)
    wide = min(_WIDEST, look.width_mm / 3.8 if look.is_narrow else 2 * (look.width_mm - _WIDEST) / steps - 4.0)
    room = look.width_mm - wide - 2 * _INSET
    length, across = (_STEP * steps, room) if look.is_narrow else (room, 74.0 if steps > 3 else 40.0)
    boxes = {}
    for number, name in enumerate(order):
        share = number / steps
        along, aside = share * length, across * (0.5 + (-1) ** (number + 1) * sqrt(share * (1 - share)))
        x, y = (aside, along) if look.is_narrow else (along, aside)
        boxes[name] = Box(_INSET + x, top + y, wide, _HEIGHT)
    return boxes


def _between(row: Row, boxes: dict[str, Box]) -> _Arrow:
    start, end = boxes[row.subject], boxes[row.other]
    return _Arrow(row, _edge(start, end.middle), _edge(end, start.middle, 0.6))


def _edge(box: Box, towards: Point, gap: float = 0.0) -> Point:
    """Where the line from the middle of a box towards a point leaves it, ``gap`` mm further on."""
    (x, y), (a, b) = box.middle, towards
    across, down = a - x, b - y
    share = min(box.width / 2 / abs(across) if across else 9.0, box.height / 2 / abs(down) if down else 9.0)
    share += gap / hypot(across, down)
    return x + share * across, y + share * down


def _stroke_of(page: Page, row: Row | None = None, *, clear: bool = False) -> Stroke:
    clear = clear if row is None else is_clear(row)
    width = 1.2 if row is None else 0.5 + 2.0 * min(abs(row.value), 1.0)
    return Stroke(page.accent, width) if clear else Stroke(MUTED, min(width, 1.0), "--")


def _node(page: Page, box: Box, name: str, index: Row | None) -> None:
    lines, (x, y) = wrap(page.look.label(name), _NAME.size, box.width - 2.0, 2), box.middle
    page.box(box, Fill(tint(page.accent, 0.12), page.accent, 0.9))
    page.lines(x, y - (2.4 if index else 0.0), lines, _NAME, "center")
    page.text(x, box.bottom - 2.9, numbers.index(index) if index else "", _INDEX, "center")


def _labels(page: Page, arrows: list[_Arrow], taken: list[Box]) -> None:
    """Each coefficient on its arrow, where it meets no box, no other coefficient and, if it can, no other arrow."""
    held = list(taken)
    for arrow in sorted(arrows, key=lambda one: hypot(one.end[0] - one.start[0], one.end[1] - one.start[1])):
        text, others = numbers.coefficient(arrow.row), [one for one in arrows if one is not arrow]
        width = width_mm(text, NOTE.size) + 1.2
        spots = [Box(x - width / 2, y - 1.9, width, 3.8) for x, y in map(arrow.at, _SPOTS)]

        def crowded(spot: Box, others: list[_Arrow] = others) -> tuple[int, int]:
            return sum(spot.meets(one) for one in held), sum(_crosses(one, spot) for one in others)

        box = min(spots, key=crowded)
        held.append(box)
        page.box(box, Fill(WHITE))
        page.text(*box.middle, text, Type(NOTE.size, INK if is_clear(arrow.row) else MUTED), "center")


def _crosses(arrow: _Arrow, box: Box) -> bool:
    return any(Box(x, y, 0.1, 0.1).meets(box) for x, y in (arrow.at(step / 60) for step in range(61)))


def _alt(look: Look, paths: list[Row], indices: dict[str, Row]) -> str:
    first = look.say(ALT, constructs=len(_order(paths)), arrows=len(paths))
    arrows = [
        labelled(joined([look.label(row.subject), look.label(row.other)], " → "), numbers.coefficient(row))
        for row in paths
    ]
    nodes = [labelled(look.label(name), numbers.index(row)) for name, row in indices.items()]
    return tell(look, first, series(look, nodes, look.say(NODE)) if nodes else "", series(look, arrows))


CHART = ChartSpec("path_diagram", (PATH, LATENT_INDEX), _draw, lambda view, _: told.title(view))
