"""What a table's columns may be: each gives the raw value of the finding that its row stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from csat_lib.findings import HIDDEN, Finding
from csat_lib.findings.catalogue import MEASURES, UNITS
from csat_lib.findings.measure import Words
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.clear import is_small, is_weighted
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import percent

DECIMALS = {"0-100": 1, "points": 1, "scale": 2, "share": 0, "ratio": 2, "chi2": 1, "eigenvalue": 2, "seconds": 0}
Pick = Callable[[Finding], Finding | None]


@dataclass(frozen=True)
class Field:
    """One column: its head, and the cell of the finding that a row stands for."""

    column: Column
    cell: Callable[[Finding], Any]


def head(view: View, name: str) -> str:
    """A column's head in the view's language: a measure's or a column's own name."""
    named = next((measure.words for measure in MEASURES.values() if measure.name == name), Words(name, name))
    return LEXICONS[view.language].columns.get(name) or named[view.language]


def text(view: View, name: str, words: Callable[[Finding], str]) -> Field:
    """A column of words."""
    return Field(Column(head(view, name)), words)


def subject(view: View, name: str = "dimension") -> Field:
    """What the row is about."""
    return text(view, name, lambda row: view.label(row.subject))


def value(view: View, unit: str, name: str = "", of: Callable[[Finding], Finding | None] | None = None) -> Field:
    """A figure in its unit: the row's own, or the one that ``of`` picks for the row."""
    pick = of or (lambda row: row)
    column = number_column(view, unit, name)
    return Field(column, lambda row: figure_cell(view, pick(row)))


def own(view: View, rows: Sequence[Finding], name: str, of: Pick | None = None, finer: int = 0) -> Field:
    """The plain value of each row's figure, or of the one that ``of`` picks, written by the unit that these state.

    ``finer``: decimals beyond those of the unit.
    """
    picked = [of(row) if of else row for row in rows]
    unit = next((found.unit for found in picked if found is not None), "")
    column = number_column(view, unit, name)
    column = replace(column, unit="" if column.decimals == 0 else column.unit, decimals=column.decimals + finer)

    def cell(row: Finding) -> Cell | float | None:
        found = of(row) if of else row
        return None if found is None else Cell(None, "masked") if found.reason in HIDDEN else found.value

    return Field(column, cell)


def share_column(view: View, name: str) -> Column:
    """A column of shares that the table itself makes: parts of a row's base."""
    return replace(number_column(view, "share", name), decimals=1)


def number_column(view: View, unit: str, name: str = "", *, signed: bool = False) -> Column:
    """A column of numbers in a unit of the findings."""
    words = UNITS[unit].words[view.language] if unit in UNITS and unit != "share" else ""
    return Column(
        head(view, name or "value"),
        unit=words,
        kind="number",
        decimals=DECIMALS.get(unit, 0),
        percent=unit == "share",
        signed=signed,
    )


def interval(view: View, unit: str, of: Callable[[Finding], Finding | None] | None = None) -> Field:
    """Both ends of the interval of the figure before, in its unit."""
    pick = of or (lambda row: row)
    decimals = DECIMALS.get(unit, 0)
    column = Column(interval_head(view), kind="interval", decimals=decimals, percent=unit == "share")
    return Field(column, lambda row: ends_of(pick(row)))


def interval_head(view: View) -> str:
    """95% interval."""
    return head(view, "interval").format(confidence=percent(view.study.confidence))


def bases(view: View, rows: Sequence[Finding]) -> tuple[Field, ...]:
    """The base, and the effective base when any row is weighted; none when all rows share the base below the table."""
    shared = {(row.n, row.n_effective) for row in rows}
    if len(shared) == 1 and len(rows) > 1:
        return ()
    number = Column(head(view, "base"), kind="number")
    effective = Column(head(view, "effective"), kind="number")
    shown = Field(number, lambda row: Cell(None, "masked") if row.reason in HIDDEN else row.n)
    counted = Field(effective, lambda row: Cell(None, "masked") if row.reason in HIDDEN else row.n_effective)
    return (shown, counted) if any(is_weighted(row) for row in rows) else (shown,)


def figure_cell(view: View, figure: Finding | None) -> Any:
    """A figure's cell: masked under the study's minimum base, marked when its base is small, None when absent."""
    if figure is None:
        return None
    if figure.reason in HIDDEN:
        return Cell(None, "masked")
    small = figure.value is not None and is_small(figure, view.study.small_base)
    return Cell(figure.value, "small") if small else figure.value


def ends_of(figure: Finding | None) -> tuple[float, float] | None:
    """The ends of a figure's interval, or None where there are none."""
    if figure is None or figure.low is None or figure.high is None:
        return None
    return figure.low, figure.high
