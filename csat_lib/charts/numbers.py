"""How a chart writes a figure: index one decimal, shares whole, coefficients two. The minus sign is U+2212."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"


def fixed(value: float, digits: int) -> str:
    """A number with so many decimals; what rounds to nothing has no sign."""
    text = f"{value:,.{digits}f}"
    return (text if text.strip("-0.,") else text.lstrip("-")).replace("-", MINUS)


def index(value: float) -> str:
    """78.3: an index, a score, points."""
    return fixed(value, 1)


def whole(value: float) -> str:
    """1,134: respondents, and the labels of a 0-100 axis."""
    return fixed(value, 0)


def share(value: float) -> str:
    """38%: a share of 0-1 in whole percent; what is there but rounds to nothing is written <1%."""
    return "<1%" if 0 < value < 0.005 else f"{fixed(100 * value, 0)}%"


def coefficient(value: float) -> str:
    """0.87: alpha, a loading, an eigenvalue."""
    return fixed(value, 2)


def signed(value: float) -> str:
    """+2.1: a change in points; what rounds to zero has no sign."""
    text = fixed(value, 1)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def tick(value: float) -> str:
    """60, 62.5, −5: a value on an axis, with no more decimals than it has."""
    return f"{value:g}".replace("-", MINUS)
