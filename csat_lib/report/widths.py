"""How the columns of a printed table share the width of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from csat_lib.report.written import Head

Page = Literal["portrait", "landscape"]

TEXT_WIDTH: dict[Page, float] = {"portrait": 459.0, "landscape": 705.0}
PADDING = 9.0
STRETCH_FROM = 0.7
COMFORT = 12.0

_CHOICES: tuple[tuple[float, Page, Literal["whole", "broken"]], ...] = (
    (9.0, "portrait", "whole"),
    (8.5, "portrait", "whole"),
    (9.0, "portrait", "broken"),
    (8.25, "portrait", "broken"),
    (7.5, "portrait", "broken"),
    (8.25, "landscape", "broken"),
    (7.5, "landscape", "broken"),
)
"""Letters, page, and whether texts stay whole: from the best to the last resort."""


@dataclass(frozen=True)
class Widths:
    """Size of the letters in points, the page's direction, and each column's width in points, padding included."""

    size: float
    page: Page
    columns: tuple[float, ...]


def share_width(heads: Sequence[Head]) -> Widths:
    """The largest letters at which no text breaks, else those at which every column has what it needs.

    Columns first get what they need. What is left goes first to texts that would break, to longer ones more of it, then
    to heads of numbers, evenly; a table that fills most of the page is stretched to its edge. When even the smallest
    letters on a turned page do not suffice, all columns shrink alike.
    """
    for size, page, texts_are in _CHOICES:
        needs = [head.width * size + PADDING for head in heads]
        likes = [max(head.natural, head.width) * size + PADDING for head in heads]
        texts = [like if head.side == "left" else need for head, need, like in zip(heads, needs, likes, strict=True)]
        room = TEXT_WIDTH[page]
        if sum(texts if texts_are == "whole" else needs) <= room:
            shared = texts if texts_are == "whole" else _levelled(needs, texts, room)
            return Widths(size, page, _stretched(_filled(shared, likes, room), room))
    shrink = room / sum(needs)
    return Widths(size, page, tuple(need * shrink for need in needs))


def _levelled(needs: Sequence[float], likes: Sequence[float], room: float) -> list[float]:
    """Every column at what its longest text would like, or less, by the root of that: long texts break more often."""
    share = max(likes) ** 0.5
    while (
        sum(widths := [max(need, min(like, share * like**0.5)) for need, like in zip(needs, likes, strict=True)]) > room
    ):
        share *= 0.98
    return widths


def _filled(needs: Sequence[float], likes: Sequence[float], room: float) -> list[float]:
    """Raise the columns together from what they need towards what they would like, within the room."""
    widths = list(needs)
    while (left := room - sum(widths)) > 0.5:
        wanting = [i for i, like in enumerate(likes) if like - widths[i] > 0.01]
        if not wanting:
            break
        step = min(left / len(wanting), *(likes[i] - widths[i] for i in wanting))
        for i in wanting:
            widths[i] += step
    return widths


def _stretched(widths: Sequence[float], room: float) -> tuple[float, ...]:
    """What is left is shared out alike, so that all gaps are alike; a narrow table takes a little of it only."""
    extra = (room - sum(widths)) / len(widths)
    if sum(widths) < STRETCH_FROM * room:
        extra = min(extra, COMFORT)
    return tuple(width + extra for width in widths)
