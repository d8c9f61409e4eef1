"""How a chart writes a figure: index one decimal, shares whole, coefficients two. The minus sign is U+2212.

Given a row of findings, the text knows which figure it is; a number along an axis is none.
"""

from collections.abc import Callable

from csat_lib.charts.rows import Row
from csat_lib.findings.setting import digits_clear_of
from csat_lib.findings.told import Told, piece

MINUS = "\N{MINUS SIGN}"
Write = Callable[..., str]
"""Writes a number, or a part of a row (its value unless another is named)."""


def fixed(value: float, digits: int) -> str:
    """A number with so many decimals; what rounds to nothing has no sign."""
    text = f"{value:,.{digits}f}"
    return (text if text.strip("-0.,") else text.lstrip("-")).replace("-", MINUS)


def _signed(value: float, digits: int) -> str:
    text = fixed(value, digits)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def _told(of: Row | float, part: str, write: Callable[[float], str]) -> Told:
    if not isinstance(of, Row):
        return Told(write(of))
    text = write(getattr(of, part))
    return piece(of.id, part, text) if of.id else Told(text)


def _fixed(of: Row | float, part: str, digits: int, write: Callable[[float, int], str] = fixed) -> Told:
    """With so many decimals; the ends of an interval with as many as keep both visibly clear of zero, if they are."""
    if isinstance(of, Row) and of.has_interval and part in {"low", "high"}:
        digits = digits_clear_of(of.low, of.high, digits)
    return _told(of, part, lambda value: write(value, digits))


def index(of: Row | float, part: str = "value") -> Told:
    """78.3: an index, a score, points."""
    return _fixed(of, part, 1)


def whole(of: Row | float, part: str = "value") -> Told:
    """1,134: respondents, and the labels of a 0-100 axis."""
    return _told(of, part, lambda value: fixed(value, 0))


def share(of: Row | float, part: str = "value") -> Told:
    """38%: a share of 0-1 in whole percent; what is there but rounds to nothing is written <1%."""
    return _told(of, part, lambda value: "<1%" if 0 < value < 0.005 else f"{fixed(100 * value, 0)}%")


def coefficient(of: Row | float, part: str = "value") -> Told:
    """0.87: alpha, a loading, an eigenvalue."""
    return _fixed(of, part, 2)


def fine(of: Row | float, part: str = "value") -> Told:
    """0.004: a loss of fit."""
    return _fixed(of, part, 3)


def signed(of: Row | float, part: str = "value") -> Told:
    """+2.1: a change in points; what rounds to zero has no sign."""
    return _fixed(of, part, 1, _signed)


def worked_out(how: str, value: float, write: Write, *of: Row | str) -> Told:
    """A number that a chart works out of figures: ``less``, ``over``, ``average`` or ``sum``, of such in their turn."""
    part = "value:points" if write is points else "value"
    return piece(made_of(how, *of), part, write(value))


def made_of(how: str, *of: Row | str) -> str:
    """What such a number is made of: sum(..., ...)."""
    return f"{how}({', '.join(part.id if isinstance(part, Row) else part for part in of)})"


def points(difference: float) -> str:
    """2.1: how far two shares are apart, in percentage points."""
    return fixed(100 * difference, 1)


def percent(of: Row | float, part: str = "value") -> Told:
    """38.4%: a share with one decimal."""
    return _told(of, part, lambda value: f"{100 * value:.1f}%")


def limit(value: float) -> Told:
    """0.70: a coefficient that others are held against."""
    return piece("limit", "", fixed(value, 2))


def target(value: float, digits: int | None = None) -> Told:
    """78: what the study aims at; with as many decimals as what it stands beside."""
    return piece("limit", "", tick(value) if digits is None else fixed(value, digits))


def tick(value: float) -> str:
    """60, 62.5, −5: a value on an axis, with no more decimals than it has."""
    return f"{value:g}".replace("-", MINUS)
