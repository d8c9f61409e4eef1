"""A tidy table as a sheet holds it: one row of heads, each its own; a value a cell, with Excel's code of its looks.

What stands between the rows of a printed table (what they belong to) is a column here, so that it can be pivoted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from csat_lib.charts.colours import shade
from csat_lib.report.blocks import Cell, Column, Mark, Table
from csat_lib.report.labels import Language, label
from csat_lib.report.number import SIGNS, of_ends, own_column

TEXT = "@"


class Entry(NamedTuple):
    """A value, Excel's code of how it is shown ("@": text), and the colour behind it; None leaves the cell empty."""

    value: str | float | None
    code: str = TEXT
    fill: str = ""


EMPTY = Entry(None)


class ColumnHead(NamedTuple):
    """A column's head, whether it holds numbers, and which column of the findings it is, if it is one."""

    title: str
    numeric: bool = False
    of: str = ""


@dataclass(frozen=True)
class Grid:
    """Heads and rows; ``strong`` says which rows are set in bold."""

    heads: tuple[ColumnHead, ...]
    rows: tuple[tuple[Entry, ...], ...]
    strong: tuple[int, ...] = ()


def number_code(column: Column, mark: Mark = "") -> str:
    """Excel's code for the column's numbers: the same decimals and sign as on the page, "†" for a small base.

    >>> number_code(Column("Change", kind="number", decimals=1, signed=True))
    '+#,##0.0;−#,##0.0;#,##0.0'
    """
    decimals = 3 if column.kind == "p" else column.decimals
    digits = "#,##0" + ("." + "0" * decimals if decimals else "") + ("%" if column.percent else "")
    if SIGNS[mark]:
        digits += f'"{SIGNS[mark]}"'
    return f"{'+' if column.signed else ''}{digits};\u2212{digits};{digits}"


@dataclass(frozen=True)
class _Slot:
    """A column of the sheet: column ``place`` of the table, or one end (``part``) of its interval."""

    place: int
    column: Column
    title: str
    part: int | None = None


def tidy(table: Table, language: Language) -> Grid:
    """The table with its lines between rows as a first column, and each end of an interval in a column of its own."""
    slots = list(_slots(table, language))
    rows = [tuple(_entry(_end(row[slot.place], slot), slot.column) for slot in slots) for row in table.rows]
    heads = [ColumnHead(slot.title, slot.column.kind != "text") for slot in slots]
    if table.sections:
        rows = [(Entry(name), *row) for name, row in zip(_belonging(table), rows, strict=True)]
        heads = [ColumnHead(label("belongs", language)), *heads]
    return Grid(_unique(heads), tuple(rows), table.strong)


def _unique(heads: Iterable[ColumnHead]) -> tuple[ColumnHead, ...]:
    """Heads that no two columns share, as a pivot table needs them: the second of a title is numbered."""
    taken: Counter[str] = Counter()
    made = []
    for head in heads:
        taken[head.title.lower()] += 1
        turn = taken[head.title.lower()]
        made.append(head if turn == 1 else head._replace(title=f"{head.title} ({turn})"))
    return tuple(made)


def without_empty(grid: Grid) -> Grid:
    """The grid without columns that hold nothing."""
    kept = [place for place in range(len(grid.heads)) if any(row[place].value not in {None, ""} for row in grid.rows)]

    def chosen(row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(row[place] for place in kept)

    return replace(grid, heads=chosen(grid.heads), rows=tuple(chosen(row) for row in grid.rows))


def _belonging(table: Table) -> list[str]:
    """What each row belongs to: the last line above it."""
    above, last = dict(table.sections), ""
    return [last := above.get(row, last) for row in range(len(table.rows))]


def _slots(table: Table, language: Language) -> Iterator[_Slot]:
    """An interval is headed by what it is the interval of: the number before it."""
    of = ""
    for place, column in enumerate(table.columns):
        title = label("in_unit", language, column.title, column.unit) if column.unit else column.title
        if column.kind != "interval":
            of = "" if column.kind == "text" else column.title
            yield _Slot(place, column, title)
            continue
        named = label("of", language, of, title) if of else title
        for part, end in enumerate(("low", "high")):
            yield _Slot(place, column, label(end, language, named), part)


def _end(given: Any, slot: _Slot) -> Cell:
    """The cell's value, or one end of its interval with as many decimals as on the page, with its mark."""
    cell = given if isinstance(given, Cell) else Cell(given)
    if slot.part is None or not isinstance(cell.value, tuple):
        return cell
    return Cell(cell.value[slot.part], cell.mark, decimals=of_ends(cell.value, slot.column).decimals)


def _entry(cell: Cell, column: Column) -> Entry:
    if cell.mark == "masked":
        return Entry(SIGNS["masked"])
    if isinstance(cell.value, (int, float)):
        fill = shade(cell.shade) if cell.shade is not None else ""
        return Entry(cell.value, number_code(own_column(cell, column), cell.mark), fill)
    return Entry(cell.value or None) if isinstance(cell.value, str) else EMPTY
