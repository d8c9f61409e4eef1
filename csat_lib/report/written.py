"""A table in words: every value written, every column's width and side known, legend and base below.

HTML and PDF set the same written table, so they cannot show different figures.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from csat_lib.charts.colours import ink_on, shade
from csat_lib.findings.setting import DATE, SEMICOLON
from csat_lib.findings.told import Piece, Told, joined, pieces_of
from csat_lib.report.blocks import Cell, Column, Figure, Mark, Table
from csat_lib.report.labels import GAPS, STOPS, Language, label
from csat_lib.report.number import DASH, SIGNS, padding, write_cell

WIDE_HEAD_EM = 7.2
WIDE_WORD_EM = 12.0
WHOLE_UNIT_EM = 7.5
_BOLD = 1.06
_PLACES = re.compile(r"(?<=[\u3400-\u9fff、，；：）”\u200b])(?![、，；：）”])|(?<![（“])(?=[\u3400-\u9fff（“])|[\n\t]")
"""Where a line may break beside spaces: about a Chinese letter, not before a closing sign or behind an opening one."""
_ENDS = tuple(".。!！?？…")


@dataclass(frozen=True)
class WrittenCell:
    """Text of a cell, the sign that hangs behind it, and its colours, if it has any.

    ``pad`` is set behind the text, unseen; ``of`` and ``part`` say which number of which finding it is.
    """

    text: str
    sign: str = ""
    fill: str = ""
    ink: str = ""
    pad: str = ""
    of: str = ""
    part: str = ""


@dataclass(frozen=True)
class WrittenRow:
    """A row; ``section`` is the line that stands above it."""

    cells: tuple[WrittenCell, ...]
    weight: str
    section: str = ""


@dataclass(frozen=True)
class Head:
    """A column's head; ``width`` is what its widest unbreakable part takes, in em, ``natural`` what it would like."""

    title: str
    unit: str
    side: str
    width: float
    natural: float


@dataclass(frozen=True)
class WrittenTable:
    """What a renderer needs to draw a table."""

    heads: tuple[Head, ...]
    rows: tuple[WrittenRow, ...]
    foot: str


def write_table(table: Table, language: Language) -> WrittenTable:
    """The table with all its values written in the language."""
    sections = dict(table.sections)
    rows = tuple(
        WrittenRow(
            tuple(_cell(value, column, language) for value, column in zip(row, table.columns, strict=True)),
            "bold" if number in table.strong else "regular",
            sections.get(number, ""),
        )
        for number, row in enumerate(table.rows)
    )
    heads = tuple(_head(column, [row.cells[i] for row in rows]) for i, column in enumerate(table.columns))
    return WrittenTable(heads, rows, table_foot(table, rows, language))


def figure_foot(figure: Figure, language: Language) -> str:
    """Base, note and source of a figure as one line of sentences."""
    return _foot([("base", figure.base), ("", figure.note), ("source", figure.source)], language)


def table_foot(table: Table, rows: Iterable[WrittenRow], language: Language) -> str:
    """Base, note, source, and a legend of the signs that the table really uses."""
    legend = joined(_legend(table, rows, language), SEMICOLON[language])
    return _foot([("base", table.base), ("", table.note), ("", legend), ("source", table.source)], language)


def em_width(text: str) -> float:
    """How wide a text is in em, near enough to share out columns: 1 for Chinese, .56 for other letters."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def _cell(value: Any, column: Column, language: Language) -> WrittenCell:
    text, mark = write_cell(value, column, language)
    fill = shade(value.shade) if isinstance(value, Cell) and value.shade is not None else ""
    pad = padding(value, column) if isinstance(value, Cell) else ""
    of, part = (value.of, value.part) if isinstance(value, Cell) else ("", "")
    ink = ink_on(fill) if fill else ""
    return WrittenCell(text, SIGNS[mark] if mark == "small" else "", fill, ink, pad, of, part)


def _head(column: Column, cells: list[WrittenCell]) -> Head:
    unit = column.unit or ("%" if column.percent else "")
    side = column.align or ("left" if column.kind == "text" else "right")
    tokens = [
        _BOLD * _longest_token(column.title),
        em_width(unit) if em_width(unit) < WHOLE_UNIT_EM else _longest_token(unit),
    ]
    texts = [em_width(cell.text + cell.pad) for cell in cells]
    if column.kind == "text":
        width = max(tokens + [_longest_token(cell.text) for cell in cells])
        return Head(column.title, unit, side, min(width, WIDE_WORD_EM), max([em_width(column.title), *texts]))
    width = max([*tokens, *texts])
    return Head(column.title, unit, side, width, max(width, min(em_width(column.title), WIDE_HEAD_EM)))


def _longest_token(text: str) -> float:
    """The widest part that should not be broken: a Latin word in its brackets, four Chinese letters, a Chinese date."""
    words = _PLACES.sub(" ", text).split(" ")
    han = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return max([min(han, 4) * 1.0, *(em_width(word) for word in [*words, *re.findall(DATE, text)])])


def _legend(table: Table, rows: Iterable[WrittenRow], language: Language) -> list[str]:
    used = {cell.text for row in rows for cell in row.cells} | {cell.sign for row in rows for cell in row.cells}
    legend = [label("dash", language)] if DASH in used else []
    bases: dict[Mark, int | None] = {"masked": table.minimum_base, "small": table.small_base}
    for mark, base in bases.items():
        if SIGNS[mark] in used:
            under = None if base is None else label(f"{mark}_under", language, base)
            legend.append(Told(under, [Piece("limit", "", str(base))]) if under else label(mark, language))
    return legend


def _foot(parts: list[tuple[str, str]], language: Language) -> Told:
    texts = [Told(label(name, language, text) if name else text, pieces_of(text)) for name, text in parts if text]
    ended = (text if text.endswith(_ENDS) else joined([text, STOPS[language]], "") for text in texts)
    return joined(ended, GAPS[language])
