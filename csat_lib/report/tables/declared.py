"""A table is declared: which findings are its rows, which fields its columns, which sentence its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from csat_lib.findings import Finding
from csat_lib.report import declared as specs
from csat_lib.report.blocks import Cell, Table
from csat_lib.report.declared import TableSpec
from csat_lib.report.notes import base_of, notes_on, source_of
from csat_lib.report.prose.held import held_note, joined_notes
from csat_lib.report.tables.fields import Field, head
from csat_lib.report.view import View

Rows = Sequence[Finding]
_BASES = ("n_items", "base", "effective")
"""Columns that count what figures rest on, and are none themselves."""


@dataclass(frozen=True)
class Declaration:
    """How one table is made.

    ``rows`` picks one finding per row from the view; ``fields`` gives the columns for those rows; ``title`` is the
    finding in words. ``measures`` are the (topic, measure) pairs that a notebook must have recorded for it to fit.
    ``strong`` names rows in bold, ``sections`` the rows that carry a line above them, ``differences`` the figures of
    the table whose intervals may hold together. ``idle`` says that there is nothing to show, where recorded findings
    may hold nothing worth a table; ``key`` says how the table is read.
    """

    name: str
    rows: Callable[[View], Rows]
    fields: Callable[[View, Rows], tuple[Field, ...]]
    title: Callable[[View], str]
    measures: tuple[tuple[str, str], ...]
    strong: Callable[[View, Rows], tuple[int, ...]] = field(default=lambda _view, _rows: ())
    sections: Callable[[View, Rows], tuple[tuple[int, str], ...]] = field(default=lambda _view, _rows: ())
    differences: Callable[[View, Rows], Rows] = field(default=lambda _view, _rows: ())
    idle: Callable[[View], str] | None = None
    key: Callable[[View], str] = field(default=lambda _view: "")


def make(view: View, declared: Declaration | TableSpec, anchor: str = "") -> Table | None:
    """The declared table, or None when nothing was recorded for it."""
    if isinstance(declared, TableSpec):
        return specs.make(view, declared)
    rows = declared.rows(view)
    if not rows:
        return None
    fields = declared.fields(view, rows)
    return Table(
        anchor=anchor or f"tbl-{declared.name.replace('_', '-')}",
        title=declared.title(view),
        columns=tuple(part.column for part in fields),
        rows=tuple(tuple(part.cell(row) for part in fields) for row in rows),
        base=base_of(view, rows),
        note=joined_notes(
            view, declared.key(view), notes_on(view, rows), held_note(view, declared.differences(view, rows))
        ),
        source=source_of(view),
        strong=declared.strong(view, rows),
        sections=declared.sections(view, rows),
        minimum_base=view.study.minimum_base,
        small_base=view.study.small_base,
    )


def make_told(view: View, declared: Declaration | TableSpec) -> Table | None:
    """The declared table for a report; None also where not one figure in it has a value: sentences say that better."""
    if isinstance(declared, TableSpec):
        return specs.make_told(view, declared)
    rows = declared.rows(view)
    if not rows or any(row.value is not None for row in rows):
        return make(view, declared)
    bases = {head(view, name) for name in _BASES}
    figures = (part for part in declared.fields(view, rows) if part.column.kind != "text")
    beside = [part for part in figures if part.column.title not in bases]
    return make(view, declared) if any(_given(part.cell(row)) for part in beside for row in rows) else None


def _given(cell: Any) -> bool:
    value = cell.value if isinstance(cell, Cell) else cell
    return any(end is not None for end in value) if isinstance(value, tuple) else value is not None
