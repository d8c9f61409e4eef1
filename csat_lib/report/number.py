"""How a raw value is written: one place, so that HTML, PDF and a sentence show the same figure alike."""

from dataclasses import replace
from typing import Any

from csat_lib.findings.measure import Unit
from csat_lib.findings.setting import TO, digits_clear_of
from csat_lib.report.blocks import Cell, Column, Mark

MINUS = "\u2212"
DASH = "–"
SIGNS: dict[Mark, str] = {"": "", "small": "†", "masked": "×"}


def write_number(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """A number with thousands commas and a true minus sign; None is a dash.

    >>> write_number(-1234.56, 1)
    '−1,234.6'
    >>> write_number(2.04, 1, signed=True)
    '+2.0'
    """
    if value is None:
        return DASH
    text = f"{abs(value):,.{decimals}f}"
    if not text.strip("0.,"):
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text


def write_percent(share: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """A share (0-1) as percent, without the sign: the unit stands in the column's head or in the sentence."""
    return write_number(None if share is None else share * 100, decimals, signed=signed)


def write_p(p: float | None) -> str:
    """A probability with three decimals and no leading nought, never smaller than "< .001"."""
    if p is None:
        return DASH
    return "<\u00a0.001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def write_interval(pair: tuple[float | None, float | None] | None, column: Column, language: str) -> str:
    """Both ends of an interval in the column's decimals: "68.1 to 72.3", 68.1 至 72.3; clear of zero where it is."""
    ends = [end for end in pair or () if end is not None]
    return TO[language].join(_one(end, of_ends(pair, column)) for end in ends) if len(ends) == 2 else DASH


def of_ends(pair: tuple[float | None, float | None] | None, column: Column) -> Column:
    """The column with the decimals that keep both ends of an interval visibly clear of zero; shares as they are."""
    low, high = pair or (None, None)
    if low is None or high is None or column.percent:
        return column
    return replace(column, decimals=digits_clear_of(low, high, column.decimals))


def write_cell(given: Any, column: Column, language: str) -> tuple[str, Mark]:
    """The text of a table cell and its mark. A masked cell shows its sign only, never a figure."""
    cell = given if isinstance(given, Cell) else Cell(given)
    if cell.mark == "masked":
        return SIGNS["masked"], "masked"
    return _write(cell.value, own_column(cell, column), language), cell.mark


def own_column(cell: Cell, column: Column) -> Column:
    """The column as it is for this cell: with the cell's own decimals, if it has any."""
    return column if cell.decimals is None else replace(column, decimals=cell.decimals)


def padding(cell: Cell, column: Column) -> str:
    """What a number of fewer decimals lacks behind it, to be set unseen so that the decimal points stay in line.

    >>> padding(Cell(24, decimals=0), Column("Figure", kind="number", decimals=2))
    '.00'
    """
    if cell.decimals is None or not isinstance(cell.value, (int, float)):
        return ""
    whole, own = (f"{0:.{decimals}f}" for decimals in (column.decimals, cell.decimals))
    return whole[len(own) :]


def _write(value: Any, column: Column, language: str) -> str:
    if value is None:
        return DASH
    if column.kind == "text" or isinstance(value, str):
        return value if isinstance(value, str) else str(value)
    if column.kind == "interval":
        return write_interval(value, column, language)
    return write_p(value) if column.kind == "p" else _one(value, column)


def _one(value: float, column: Column) -> str:
    write = write_percent if column.percent else write_number
    return write(value, column.decimals, signed=column.signed)


def write(value: float, unit: Unit, style: str = "", decimals: int | None = None) -> str:
    """A number in its unit: an index with one decimal, a share in whole percent, a coefficient with two decimals."""
    decimals = int(style[1:]) if style.startswith(".") else unit.decimals if decimals is None else decimals
    if style == "given":
        decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    if style == "fine":
        decimals = 0 if 0.01 <= value <= 0.99 else 1
    if style == "points":
        return write_number(abs(value) * 100, 1)
    shown = abs(value) if style == "size" else value
    text = write_number(shown * 100 if unit.percent else shown, decimals, signed=style == "signed")
    return f"{text}{unit.sign}"
