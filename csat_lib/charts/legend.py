"""What the marks mean: samples of them with words, along the top of a chart."""

from collections.abc import Callable, Iterable, Sequence

from csat_lib.charts import numbers
from csat_lib.charts.look import Look
from csat_lib.charts.marks import NOTE, earlier_tick, masked_sign, target_tick, value_dot
from csat_lib.charts.page import Box, Fill, Page, Stroke
from csat_lib.charts.rows import Row, with_interval
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import say
from csat_lib.findings.told import Told, piece

_KEY_WIDTH = 6.0
_ENTRY_GAP = 4.2

Key = Callable[[Page, float, float], None]
"""Draws a sample of a mark, centred on the point (x, y)."""
Entry = tuple[Key, str]


def legend(page: Page, entries: Sequence[Entry], left: float = 0.0) -> float:
    """What the marks mean, along the top of the page; returns where the chart may begin."""
    x, y = left, 2.4
    for key, words in entries:
        width = _KEY_WIDTH + width_mm(words, NOTE.size)
        if x > left and x + width > page.width:
            x, y = left, y + 4.8
        key(page, x + 2.2, y)
        page.text(x + _KEY_WIDTH, y, words, NOTE)
        x += width + _ENTRY_GAP
    return y + 4.2 if entries else 0.0


def key_dot(colour: str, shape: str = "o", *, hollow: bool = False) -> Key:
    """The sample of a value."""
    return lambda page, x, y: value_dot(page, (x, y), colour, shape, hollow=hollow)


def key_bar(fill: Fill) -> Key:
    """The sample of a bar."""
    return lambda page, x, y: page.box(Box(x - 2, y - 1.3, 4, 2.6), fill)


def key_line(stroke: Stroke) -> Key:
    """The sample of a line, or of an interval."""
    return lambda page, x, y: page.line([(x - 2.2, y), (x + 2.2, y)], stroke)


def key_upright(stroke: Stroke) -> Key:
    """The sample of a reference line."""
    return lambda page, x, y: page.line([(x, y - 1.8), (x, y + 1.8)], stroke)


def key_earlier(page: Page, x: float, y: float) -> None:
    """The sample of the earlier wave's tick."""
    earlier_tick(page, x, y)


def key_target(page: Page, x: float, y: float) -> None:
    """The sample of the target's tick."""
    target_tick(page, x, y)


def key_masked(page: Page, x: float, y: float) -> None:
    """The sample of the sign for a figure that is not shown."""
    masked_sign(page, x, y, "center")


def interval_entry(page: Page, rows: Iterable[Row], colour: str) -> list[Entry]:
    """What the lines beside values are, when a row has one."""
    row = with_interval(rows)
    return [(key_line(Stroke(colour, 1.5)), interval_words(page.look, row))] if row else []


def interval_words(look: Look, row: Row) -> str:
    """95% interval; (joint) where it is adjusted together with others."""
    return say(look, "joint" if row.method.family > 1 else "interval", level=numbers.share(row, "confidence"))


def base_entries(page: Page, rows: Sequence[Row], small: Key) -> list[Entry]:
    """What hollow marks and dashes are, when the chart has any."""
    look = page.look
    entries: list[Entry] = []
    if any(row.known and row.is_small(look) for row in rows):
        entries.append((small, say(look, "small_base", n=_limit(look.small_base))))
    if any(row.masked for row in rows):
        words = "masked_with" if any(row.reason == "complementary" for row in rows) else "masked"
        entries.append((key_masked, say(look, words, n=_limit(look.minimum_base))))
    elif not all(row.known for row in rows):
        entries.append((key_masked, say(look, "absent")))
    return entries


def _limit(base: int) -> Told:
    return piece("limit", "", str(base))
