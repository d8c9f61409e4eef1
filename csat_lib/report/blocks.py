"""Blocks: what a report is made of. Frozen, JSON both ways, free of layout and of language.

Texts are data: inline they know only ``**bold**`` and ``[[anchor]]`` (a reference to a heading, figure or table,
resolved in :mod:`csat_lib.report.assemble`). Tables hold raw numbers.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from csat_lib.errors.report import bad_anchor, ragged_row
from csat_lib.report.values import plain

ColumnKind = Literal["text", "number", "interval", "p"]
Mark = Literal["", "small", "masked"]
ParagraphStyle = Literal["body", "lead", "note", "judgement", "example", "notice", "care", "action", "method"]
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Cover:
    """The first page, as the reader reads it; ``banner``: what nobody may overlook (simulated data), on every page."""

    title: str
    period: str
    client: str = ""
    base: str = ""
    date_of_data: str = ""
    subtitle: str = ""
    banner: str = ""


@dataclass(frozen=True)
class Card:
    """A headline figure in words, ``within`` its interval, on its ``base``; ``sign``: the way that a change goes."""

    label: str
    value: str
    unit: str = ""
    change: str = ""
    interval: str = ""
    target: str = ""
    spark_svg: str = ""
    spark_alt: str = ""
    sign: Literal["", "up", "down"] = ""
    within: str = ""
    base: str = ""


@dataclass(frozen=True)
class Cards:
    """Three to five headline figures side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 opens a chapter. The anchor is ASCII and unique in the report."""

    level: Literal[1, 2, 3]
    text: str
    anchor: str

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)


@dataclass(frozen=True)
class Paragraph:
    """Running text: ``lead`` opens a chapter with its answer, ``note`` is small.

    ``judgement`` is the analyst's, ``example`` one made up; ``notice`` nobody may overlook; ``action`` comes first.
    """

    text: str
    style: ParagraphStyle = "body"


@dataclass(frozen=True)
class Points:
    """Short statements one under the other; ``order`` numbers them when their rank matters, or sets them small."""

    items: tuple[str, ...]
    order: Literal["ranked", "free", "small"] = "free"


@dataclass(frozen=True)
class Figure:
    """A chart with what makes it readable alone: active title, alternative text, base, source.

    ``narrow`` is an optional second drawing for a telephone's screen. ``data`` names the findings that it draws.
    """

    anchor: str
    title: str
    svg: str
    alt: str
    base: str = ""
    source: str = ""
    note: str = ""
    narrow: str = ""
    data: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)


@dataclass(frozen=True)
class Cell:
    """A table cell with a mark: ``small`` (few answers, shown) or ``masked`` (too few answers, hidden).

    ``shade`` (-1 to 1) lays a colour under the value, from orange to blue; ``decimals`` writes it less finely. ``of``
    is the id of the finding that it shows, and ``part`` which of its numbers (value, interval, n, ...).
    """

    value: Any = None
    mark: Mark = ""
    shade: float | None = None
    decimals: int | None = None
    of: str = field(default="", compare=False)
    part: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", None if self.mark == "masked" else plain(self.value))


@dataclass(frozen=True)
class Column:
    """How a column is headed and how its raw values are written.

    ``number`` takes a number, ``interval`` a pair (low, high), ``p`` a probability. ``percent`` writes shares (0-1)
    as percent, ``signed`` writes a plus sign.
    """

    title: str
    unit: str = ""
    kind: ColumnKind = "text"
    decimals: int = 0
    percent: bool = False
    signed: bool = False
    align: Literal["", "left", "right", "centre"] = ""


@dataclass(frozen=True)
class Table:
    """A table of raw values: text, number, (low, high), a :class:`Cell` with its mark, or None (a dash).

    ``sections`` = (row, title) puts a line above that row; ``strong`` names rows set in bold (totals).
    ``minimum_base`` and ``small_base`` word the legend.
    """

    anchor: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    base: str = ""
    note: str = ""
    source: str = ""
    sections: tuple[tuple[int, str], ...] = ()
    strong: tuple[int, ...] = ()
    minimum_base: int | None = None
    small_base: int | None = None

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        for name in ("columns", "rows", "sections", "strong"):
            object.__setattr__(self, name, plain(getattr(self, name)))
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ragged_row(self.anchor, number, len(row), len(self.columns))


@dataclass(frozen=True)
class Quote:
    """Words of a respondent, masked; ``meta`` says about what, ``language`` how written ("": as the report is)."""

    text: str
    meta: str = ""
    language: str = ""


@dataclass(frozen=True)
class Quotes:
    """Words of respondents; those about the same thing stand together under it."""

    items: tuple[Quote, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Quote, ...]], ...]:
        """(what about, what was said), in the order of the first quote about it."""
        about = dict.fromkeys(quote.meta for quote in self.items)
        return tuple((meta, tuple(quote for quote in self.items if quote.meta == meta)) for meta in about)


@dataclass(frozen=True)
class Formula:
    """A formula of the library with its name, in both notations and in words. Never made from input."""

    name: str
    latex: str
    typst: str
    spoken: str


@dataclass(frozen=True)
class Contents:
    """Where the table of contents stands, and what is to be said of its numbers."""

    note: str = ""


@dataclass(frozen=True)
class References:
    """The works that the report used, one line each."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Provenance:
    """What the report was made from: (name, value) pairs such as hashes, versions, parameters."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Source:
    """What stands behind a number: the id of the finding, and its value, interval, base and method in words."""

    of: str
    text: str


@dataclass(frozen=True)
class Sources:
    """What the numbers of a product's sentences are, each finding once; shown where a reader asks for it."""

    items: tuple[Source, ...]


Worded = Cover | Cards | Heading | Paragraph | Points
Shown = Figure | Table | Quotes | Formula | Contents | References | Provenance | Sources
Block = Worded | Shown


def _check_anchor(anchor: str) -> None:
    if not _ANCHOR.fullmatch(anchor):
        raise bad_anchor(anchor)
