"""The measurement model as a path figure: ovals for constructs, boxes for items, loadings on arrows, arcs above."""

from dataclasses import dataclass, replace

from csat_lib.charts import PAGE_MM, Chart, Look, numbers
from csat_lib.charts.colours import MUTED, RULE, WHITE
from csat_lib.charts.legend import legend
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type, paper
from csat_lib.charts.rows import Row
from csat_lib.charts.typeset import wrap
from csat_lib.charts.words import tell
from csat_lib.findings.catalogue.model import CONSTRUCT_CORRELATION, LOADING
from csat_lib.findings.catalogue.units import RATIO
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, ranked, span
from csat_lib.report.number import write
from csat_lib.report.topics.model import structure
from csat_lib.report.topics.model.loadings import item_loadings
from csat_lib.report.wording import Claim, Wording, Words

THE_MODEL = Wording(zh="测量模型", en="The measurement model")
FROM_TO = Wording(
    zh="题项在所属维度上的载荷为 {lowest} 至 {highest}", en="Items load from {lowest} to {highest} on their dimensions"
)
HOW_DIMENSIONS_GO = Wording(zh="各维度之间的关系", en="How the dimensions go together")
ONE_CORRELATION = Wording(zh="维度间相关为 {lowest}", en="The dimensions correlate {lowest}")
CORRELATIONS = Wording(
    zh="维度间相关为 {lowest} 至 {highest}", en="The dimensions correlate from {lowest} to {highest}"
)
ALT = Words(
    "测量模型：{constructs} 个维度、{items} 个题项的标准化载荷",
    "Measurement model: standardised loadings of {items} items on {constructs} dimensions",
)
STRUCTURE_ALT = Words("{constructs} 个维度之间的关系", "How {constructs} dimensions go together")
_ITEM = Type(8.5)
_OVAL = 22.0
_PATHS = 12.0
_GUTTER = 5.0
_BETWEEN = 4.0
_LEAST = 5.6
_GAP = 0.9
_EDGE = 0.3
_VALUE = 9.0
"""The room of an item's loading at the right end of its box, where no other can stand on it."""
_TALLEST = 222.0
_LINES = (3, 2, 1)


@dataclass(frozen=True)
class _Block:
    """A construct with its items as set on paper: lines of each item, heights of boxes and of the whole."""

    name: str
    rows: list[Row]
    lines: list[list[str]]
    oval: float

    @property
    def heights(self) -> list[float]:
        """The boxes' heights."""
        return [max(_LEAST, len(own) * _ITEM.leading + 1.6) for own in self.lines]

    @property
    def boxes(self) -> float:
        """The boxes with the gaps between them."""
        return sum(self.heights) + _GAP * (len(self.rows) - 1)

    @property
    def height(self) -> float:
        """What the block takes from the column."""
        return max(self.boxes, self.oval)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Loadings of items on constructs, and of constructs on second-order factors; correlations of constructs.

    What the constructs have to do with each other stands above their items when both fit on a page; else in a chart
    of its own.
    """
    shape = structure.shape_of(figures, look)
    if shape is None:
        return None
    with paper(look) as page:
        together = len(shape.items) > 1 and not is_apart(look, shape)
        above = structure.keys(shape) if together else []
        y = legend(page, structure.path_legend(page, structure.OVAL, structure.BOX, structure.PATH, *above))
        if together:
            y = structure.draw(page, shape, y + 2.0) + _BETWEEN
            page.line([(0, y), (page.width, y)], Stroke(RULE, 0.6))
        return page.chart(_draw_blocks(page, _columns(look, shape), y + _BETWEEN), _alt(look, shape))


def is_apart(look: Look, shape: structure.ModelShape) -> bool:
    """Whether a page has no room for the constructs' structure above their items."""
    wide = replace(look, width_mm=PAGE_MM)
    return structure.height(wide, shape) + _tallest(_set(wide, shape, _LINES[0])) + 16.0 > _TALLEST


def _columns(look: Look, shape: structure.ModelShape) -> list[list[_Block]]:
    """Blocks in columns, with items in full when they fit on a page, else in fewer lines."""
    settings = [_set(look, shape, lines) for lines in _LINES]
    return next((set_ for set_ in settings if look.is_narrow or _tallest(set_) < _TALLEST), settings[-1])


def _set(look: Look, shape: structure.ModelShape, lines: int) -> list[list[_Block]]:
    columns = 1 if look.is_narrow or len(shape.items) == 1 else 2
    room = _width(look, columns) - _OVAL - _PATHS - _VALUE
    blocks = [
        _Block(
            name,
            rows,
            [wrap(look.label(row.subject), _ITEM.size, room, lines) for row in rows],
            structure.oval_height(look, [name], _OVAL),
        )
        for name, rows in shape.items.items()
    ]
    return _split(blocks, columns)


def _width(look: Look, columns: int) -> float:
    return (look.width_mm - 2 * _EDGE - _GUTTER * (columns - 1)) / columns


def _tallest(columns: list[list[_Block]]) -> float:
    return max(sum(block.height + _BETWEEN for block in own) for own in columns)


def _split(blocks: list[_Block], columns: int) -> list[list[_Block]]:
    """One list, or two as even in height as their order allows."""
    if columns == 1:
        return [blocks]
    return min(
        ([blocks[:cut], blocks[cut:]] for cut in range(1, len(blocks))), key=lambda pair: (_tallest(pair), len(pair[1]))
    )


def _draw_blocks(page: Page, columns: list[list[_Block]], top: float) -> float:
    """The blocks, column by column; returns where the longest ends."""
    width = _width(page.look, len(columns))
    for number, own in enumerate(columns):
        y = top
        for block in own:
            _block(page, block, Box(_EDGE + number * (width + _GUTTER), y, width, block.height))
            y += block.height + _BETWEEN
    return top + _tallest(columns) - _BETWEEN + 1.0


def _block(page: Page, block: _Block, room: Box) -> None:
    oval = Box(room.left, room.top + (room.height - block.oval) / 2, _OVAL, block.oval)
    start = (oval.right, oval.top + block.oval / 2)
    left, y = room.left + _OVAL + _PATHS, room.top + (room.height - block.boxes) / 2
    boxes = []
    for tall in block.heights:
        boxes.append(Box(left, y, room.right - left, tall))
        y += tall + _GAP
    for row, box in zip(block.rows, boxes, strict=True):
        page.arrow([start, (left, box.top + box.height / 2)], structure.path_stroke(row))
    for row, lines, box in zip(block.rows, block.lines, boxes, strict=True):
        middle = box.top + box.height / 2
        page.box(box, Fill(WHITE, MUTED, 0.7))
        page.lines(left + 1.2, middle, lines, _ITEM)
        page.text(box.right - 1.2, middle, numbers.coefficient(row), _ITEM, "right")
    structure.draw_ovals(page, {block.name: oval})


def _alt(look: Look, shape: structure.ModelShape) -> str:
    first = look.say(ALT, items=sum(map(len, shape.items.values())), constructs=len(shape.items))
    apart = is_apart(look, shape)
    return tell(
        look, first, *structure.loadings_told(look, shape.items), *([] if apart else structure.told(look, shape))
    )


def _correlations(view: View, _: Shown) -> Claim | None:
    """Between which values the dimensions correlate."""
    order = ranked(view.rows(CONSTRUCT_CORRELATION))
    same = order and write(order[0].value or 0.0, RATIO) == write(order[-1].value or 0.0, RATIO)
    return span(order[:1] if same else order, CORRELATIONS, ONE_CORRELATION, HOW_DIMENSIONS_GO)


def _draw_structure(figures: Rows, look: Look) -> Chart | None:
    """The constructs among themselves, where the path figure has no room for them; None when it has, or for one."""
    shape = structure.shape_of(figures, look)
    if shape is None or len(shape.items) == 1 or not is_apart(look, shape):
        return None
    with paper(look) as page:
        top = legend(page, structure.path_legend(page, *structure.keys(shape)))
        bottom = structure.draw(page, shape, top + 2.0)
        first = look.say(STRUCTURE_ALT, constructs=len(shape.items))
        return page.chart(bottom + 0.6, tell(look, first, *structure.told(look, shape)))


STRUCTURE = ChartSpec("path_structure", (CONSTRUCT_CORRELATION, LOADING), _draw_structure, _correlations)
CHART = ChartSpec(
    "path_model",
    (LOADING, CONSTRUCT_CORRELATION),
    _draw,
    lambda view, _: span(item_loadings(view), FROM_TO, none=THE_MODEL),
    followed_by=STRUCTURE,
)
