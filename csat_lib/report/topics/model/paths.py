"""What path figures are drawn with: ovals, arrows with their coefficients, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.charts import numbers
from csat_lib.charts.colours import INK, MUTED, WHITE, tint
from csat_lib.charts.legend import Entry, Key, key_bar, key_line
from csat_lib.charts.look import Look
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type
from csat_lib.charts.rows import Row
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.findings.measure import Words

NAME = Type(8.5)
OVAL = Words("维度", "dimension")
BOX = Words("题项", "item")
PATH = Words("标准化载荷（线越粗越强）", "standardised loading (broader is stronger)")
ARC = Words("维度间相关", "correlation of dimensions")


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
    text = numbers.coefficient(row.value)
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
