"""How a figure stands in a sentence: index one decimal, shares whole, coefficients two decimals.

The figures themselves are written by :mod:`csat_lib.report.number`, as in tables.
"""

from __future__ import annotations

from csat_lib.report.number import digits_clear_of, write_number, write_percent

__all__ = ["coefficient", "count", "digits_clear_of", "fixed", "percent", "signed", "size"]


def fixed(value: float, digits: int = 1) -> str:
    """76.4, −3.0, 1,134.5: a fixed number of decimals."""
    return write_number(value, digits)


def signed(value: float, digits: int = 1) -> str:
    """+2.1, −2.1, 0.0: a difference shows its sign, unless it is written as zero."""
    return write_number(value, digits, signed=True)


def size(value: float, digits: int = 1) -> str:
    """2.1: how big a difference is, when the words already say its direction."""
    return write_number(abs(value), digits)


def count(value: float) -> str:
    """1,134: whole units."""
    return write_number(value)


def percent(share: float, digits: int = 0) -> str:
    """31%: a share (0-1) in whole percent."""
    return f"{write_percent(share, digits)}%"


def coefficient(value: float) -> str:
    """0.87: alpha, loading, correlation."""
    return write_number(value, 2)
