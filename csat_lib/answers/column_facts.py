"""What the cells of a column tell together and none of them alone, gathered over the whole file.

Whether a comma is the decimal point, whether day or month comes first, whether numbers below zero are answers or the
codes of a platform, and which few cells there are at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from csat_lib.answers.dates import Order, day_and_month
from csat_lib.answers.file_codes import as_number, as_text
from csat_lib.answers.wordings import CODES

_COMMA = re.compile(r"^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$")
_THOUSANDS = re.compile(r"^[-+]?[1-9]\d{0,2}(?:,\d{3})*$")
_FRACTION = re.compile(r"^[-+]?(?:0,\d+|\d+,(?:\d\d?|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+)$")
_BELOW_ZERO = re.compile(r"^-\d")
_FEW = 60


@dataclass
class ColumnFacts:
    """Facts of one column; ``see`` takes in more of its cells. ``few``: the distinct cells, as far as they are few."""

    few: set[str] = field(default_factory=set)
    _first: int = 0
    _second: int = 0
    _filled: bool = False
    _all_commas: bool = True
    _all_thousands: bool = True
    _fraction: bool = False
    _below_zero: bool = False

    def see(self, cells: Iterable[Any]) -> None:
        """Take in these distinct cells."""
        for text in filter(None, map(as_text, cells)):
            if len(self.few) < _FEW:
                self.few.add(text)
            first, second = day_and_month(text)
            self._first, self._second = max(self._first, first), max(self._second, second)
            if text.removesuffix(".0") in CODES:
                continue
            self._filled = True
            self._below_zero |= bool(_BELOW_ZERO.match(text))
            self._all_commas = self._all_commas and bool(_COMMA.match(text))
            if self._all_commas and "," in text:
                self._all_thousands &= bool(_THOUSANDS.match(text))
                self._fraction |= bool(_FRACTION.match(text))

    @property
    def order(self) -> Order:
        """Whether the month or the day comes first where the year comes last, by what all of the days allow."""
        if self._first <= 12 < self._second:
            return "month"
        return "day" if self._second <= 12 < self._first else ""

    @property
    def comma(self) -> bool:
        """Whether a comma is the decimal point.

        So it is where all cells are numbers written so or whole ones, and some cannot be thousands (``1,250``).
        """
        return self._filled and self._all_commas and self._fraction and not self._all_thousands

    @property
    def below_zero(self) -> bool:
        """Whether numbers below zero are answers: there are some that no platform uses as a code."""
        return self._below_zero

    @property
    def numbers(self) -> set[float]:
        """The numbers among the few cells, without the codes of platforms."""
        found = (as_number(text) for text in self.few if text not in CODES)
        return {number for number in found if number is not None}

    @property
    def guesses(self) -> list[str]:
        """What was settled, in words."""
        return ["commas as decimal points"] * self.comma + [f"days with the {self.order} first"] * bool(self.order)

    def number(self, text: str) -> float | None:
        """The text as a number."""
        return as_number(text.replace(".", "").replace(",", ".") if self.comma else text)
