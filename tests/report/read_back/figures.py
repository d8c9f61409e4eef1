"""Numbers as they are written, held against the findings that they are said to be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from .pages import Said

NUMBER = re.compile(r"[+\u2212-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
WRITTEN = re.compile(rf"(?P<less>< ?)?(?P<number>{NUMBER.pattern})%?")
DECIMALS = {"0-100": 1, "points": 1, "scale": 2, "number": 1, "ratio": 2, "chi2": 1, "eigenvalue": 2, "p": 3}
"""Of each unit, at least; none where it is not named. Shares are written as percent."""
NO_FINDING = {"count", "label", "period", "tick", "method"}
"""Kinds of numbers that are no findings: a text says of each which it is."""
WORDING = re.compile(r"(?:19|20)\d\d|\d|10|16|80|95|100|256")
"""Numbers that a wording may hold itself: years of works, the ends and points of scales, SHA-256, a few examples."""
_ABOUT = ("topic", "measure", "subject", "other", "path", "segment_by", "segment", "period", "against")
_MAY_BE_PERCENT = {"share or ratio", "limit"}
_WHOLE = {"n", "n_effective", "df"}
_STEPS: dict[str, Callable[[list[float]], float]] = {
    "less": lambda given: given[0] - sum(given[1:]),
    "over": lambda given: given[0] / given[1],
    "grossed": lambda given: given[0] / given[1],
    "rest": lambda given: 1 - given[0] / given[1],
    "sum": sum,
    "times": math.prod,
    "average": lambda given: sum(given) / len(given),
}
"""How a number is worked out of several findings."""
_OF_ONE: dict[str, Callable[[Mapping[str, float]], float]] = {
    "of_base": lambda given: given["value"] / given["n"],
    "base": lambda given: given["n"],
    "weight": lambda given: given["n_weighted"],
    "squares": lambda given: given["n_weighted"] ** 2 / given["n_effective"],
    "heads": lambda given: given["value"] * given["n"],
    "half": lambda given: (given["high"] - given["low"]) / 2,
    "detectable": lambda given: (given["high"] - given["low"]) / 2 + 0.8416212335729143 * given["se"],
    "minutes": lambda given: given["value"] / 60,
}
"""The same, of the numbers of one."""


class Findings:
    """The findings of a run, by what tells one from every other, and the limits that are declared."""

    def __init__(self, frame: pd.DataFrame, declared: Collection[float] = ()) -> None:
        self._rows: dict[str, Mapping[Any, Any]] = {}
        self._declared = declared
        for row in frame.to_dict("records"):
            self._rows.setdefault(_key(row), row)

    def faults_of(self, said: Said) -> Iterator[str]:
        """The pieces of a text that are not what they are said to be, and the numbers in it that are no piece."""
        rest = "".join(said.text.split())
        for of, part, text in said.pieces:
            words = "".join(text.split())
            before, piece, after = rest.partition(words)
            if words and not piece:
                yield f"{text!r} does not stand in it"
                continue
            if words:
                yield from _nobodys(before)
                rest = after
            yield from self._faults(of, part, text, said.head)
        yield from _nobodys(rest)

    def _faults(self, of: str, part: str, text: str, head: str) -> Iterator[str]:
        if of in NO_FINDING:
            return
        if of == "words":
            if not WORDING.fullmatch(text):
                yield f"{text!r} is no number of a wording"
        elif of == "limit":
            if not any(_is_equal(text, value, "limit", "", is_percent="%" in text) for value in self._declared):
                yield f"{text!r} is no limit that is declared"
        elif part == "interval":
            yield from self._interval(of, text, head)
        else:
            name, _, style = part.partition(":")
            value, unit = self._number(of, name)
            if not _is_equal(text, value, unit, style, is_percent=("%" in text) != (head == "%")):
                yield f"{text!r} stands for {value} in {unit} ({of} {part})"

    def _interval(self, of: str, text: str, head: str) -> Iterator[str]:
        ends = NUMBER.findall(text)
        if len(ends) != 2:
            yield f"{text!r} is no interval"
        for name, end in zip(("low", "high"), ends, strict=False):
            yield from self._faults(of, name, end + "%" * text.count("%"), head)

    def _number(self, of: str, name: str) -> tuple[float | None, str]:
        """A number of a finding, or one worked out of several, with its unit."""
        how, _, inner = of.partition("(")
        if inner and how in _OF_ONE:
            return self._worked_out_of(how, inner[:-1])
        if inner and how in _STEPS:
            given = [self._number(one, "value") for one in _arguments(inner[:-1])]
            values = [value for value, _ in given if value is not None]
            unit = "share or ratio" if how in {"over", "rest"} else given[0][1] if given else "share"
            return (_STEPS[how](values), unit) if len(values) == len(given) else (None, "nothing")
        if of not in self._rows:
            return None, "nothing"
        value = self._rows[of].get(name)
        missing = value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
        return None if missing else float(value), _unit(self._rows[of], name)

    def _worked_out_of(self, how: str, of: str) -> tuple[float | None, str]:
        """A number worked out of the numbers of one finding."""
        names = ("value", "low", "high", "se", "n", "n_weighted", "n_effective")
        given = {name: value for name in names if (value := self._number(of, name)[0]) is not None}
        own = self._number(of, "value")[1]
        unit = {"of_base": "share", "half": own, "detectable": own}.get(how, "respondents")
        try:
            return _OF_ONE[how](given), unit
        except KeyError:
            return None, "nothing"


def _key(row: Mapping[Any, Any]) -> str:
    return "/".join([*(str(row[name]) for name in _ABOUT), str(row["method"]).split(",")[0]])


def _arguments(inner: str) -> list[str]:
    """What stands between the commas of the outermost brackets."""
    found, depth = [""], 0
    for letter in inner:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [one.strip() for one in found if one]


def _unit(row: Mapping[Any, Any], name: str) -> str:
    if name in _WHOLE:
        return "respondents"
    return {"confidence": "share", "p": "p", "path": "respondents"}.get(name, str(row["unit"]))


def _nobodys(text: str) -> Iterator[str]:
    if re.search(r"\d", text):
        yield f"the number in {text!r} is nobody's"


def _is_equal(text: str, value: float | None, unit: str, style: str, *, is_percent: bool) -> bool:
    """Equal to the last decimal written, in the unit's way, with its decimals or more; a missing one has no digit."""
    found = WRITTEN.fullmatch(text)
    if value is None or found is None:
        return value is None and text == "–" and unit != "nothing"
    in_hundreds = is_percent or style == "points"
    if in_hundreds != (unit == "share") and unit not in _MAY_BE_PERCENT:
        return False
    digits = found["number"].replace("\u2212", "-")
    shown, decimals = float(digits.replace(",", "")), len(digits.partition(".")[2])
    true = (100 if in_hundreds else 1) * (abs(value) if style else value)
    is_fine = decimals >= (1 if style == "points" else DECIMALS.get(unit, 0))
    if found["less"]:
        return is_fine and 0 <= true < shown and shown == float(f"1e-{decimals}")
    is_signed_nought = shown == 0 and digits[0] in "+-"
    return is_fine and not is_signed_nought and _commas(digits) and abs(shown - true) <= 0.5000001 * 10**-decimals


def _commas(number: str) -> bool:
    """Whether commas stand before every three digits, or nowhere where there are no more."""
    whole = number.lstrip("+-").partition(".")[0]
    return re.fullmatch(r"\d{0,3}(,\d{3})*", whole) is not None
