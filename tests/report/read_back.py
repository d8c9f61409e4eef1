"""Reads a report back and holds every number that it tells against ``findings.parquet``.

It shares no code with the renderers: pages are read with the standard library's parser, numbers with one pattern, and
the decimals of each unit stand here once more.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pandas as pd

DECIMALS = {"0-100": 1, "points": 1, "scale": 2, "share": 0, "ratio": 2, "chi2": 1, "eigenvalue": 2}
"""Of each unit; whole numbers where it is not named."""
NUMBER = re.compile(r"[+\u2212-]?\d[\d,]*(?:\.\d+)?|\.\d+")
_ABOUT = ("topic", "measure", "subject", "other", "path", "segment_by", "segment", "period", "against")
_NO_FIGURE = {"count", "limit", "label", "period"}
_WHOLE = {"n", "n_effective", "df"}

_WORKED_OUT: Mapping[str, Callable[..., float]] = {
    "share": lambda first, second: first["value"] / second["value"],
    "rest": lambda first, second: 1 - first["value"] / second["value"],
    "less": lambda first, second: first["value"] - second["value"],
    "of_base": lambda row: row["value"] / row["n"],
    "heads": lambda row: row["value"] * row["n"],
    "half": lambda row: (row["high"] - row["low"]) / 2,
    "minutes": lambda row: row["value"] / 60,
}


@dataclass
class Told:
    """A text with the pieces that say which finding each of its numbers is."""

    text: str
    pieces: list[tuple[str, str, str]]


@dataclass
class Chart:
    """The labels of a chart, the findings that it draws, the numbers along its axes."""

    of: list[str]
    ticks: list[str]
    labels: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """``told`` texts, ``cells`` of tables, ``charts`` and ``untold`` (numbers in running text without a finding)."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Told] = []
        self.cells: list[tuple[str, str, str]] = []
        self.charts: list[Chart] = []
        self.untold: list[str] = []
        self._chart: Chart | None = None
        self._is_unread = False
        self._stack: list[tuple[str, Mapping[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "figure":
            self._chart = None
            if "data-of" in given:
                self._chart = Chart(json.loads(given["data-of"]), json.loads(given["data-ticks"]))
                self.charts.append(self._chart)
        self._is_unread = (tag, given.get("class")) in {("a", "ref"), ("span", "pad")}
        if tag in {"p", "span", "td", "text", "figcaption", "li", "figure"}:
            self._stack.append((tag, given, []))

    def handle_data(self, data: str) -> None:
        if not self._is_unread:
            for _, _, words in self._stack:
                words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_unread = self._is_unread and tag not in {"a", "span"}
        if not self._stack or self._stack[-1][0] != tag:
            return
        _, given, words = self._stack.pop()
        text = re.sub(r"\s+", " ", "".join(words)).strip()
        if "data-told" in given:
            self.told.append(Told(text, [tuple(piece) for piece in json.loads(given["data-told"])]))
        elif tag == "td" and "data-of" in given:
            self.cells.append((given["data-of"], given["data-part"], text.rstrip("†")))
        elif tag == "text" and self._chart is not None:
            self._chart.labels.append(text)
        elif tag == "p" and given.get("class", "") in {"", "lead", "note", "foot"} and NUMBER.search(text):
            self.untold.append(text)


class Findings:
    """The findings of a run, by what tells one from every other."""

    def __init__(self, frame: pd.DataFrame) -> None:
        rows = frame.to_dict("records")
        self._rows = {self._key(row): row for row in rows}

    @staticmethod
    def _key(row: Mapping[Any, Any]) -> str:
        return "/".join([*(str(row[name]) for name in _ABOUT), str(row["method"]).split(",")[0]])

    def faults_of(self, of: str, part: str, text: str) -> Iterator[str]:
        """Why a number does not equal that part of that finding, if it does not."""
        if of in _NO_FIGURE:
            return
        how, _, inner = of.partition("(")
        if inner:
            yield from self._worked_out(of, how, inner.removesuffix(")"), text)
            return
        if of not in self._rows:
            yield f"{text}: there is no finding {of}"
            return
        row = self._rows[of]
        for name, number in _parts(part, text):
            yield from _compare(number, row.get(name), _unit(row, name), f"{of} {name}")

    def _worked_out(self, of: str, how: str, inner: str, text: str) -> Iterator[str]:
        rows = [self._rows[name] for name in inner.split(", ") if name in self._rows]
        if not rows or how not in _WORKED_OUT:
            yield f"{text}: no findings {of}"
            return
        unit = "share" if how in {"share", "rest", "of_base"} else "any"
        yield from _compare(text, _WORKED_OUT[how](*rows), unit, of)

    def knows(self, number: str, of: list[str]) -> bool:
        """Whether a number in a chart is one of those of the findings that it draws."""
        rows = [self._rows[name] for name in of if name in self._rows]
        names = ("value", "low", "high", "n", "confidence", "p")
        return any(not list(_compare(number, row[name], "any", "")) for row in rows for name in names)


def _parts(part: str, text: str) -> list[tuple[str, str]]:
    if part != "interval":
        return [(part, text)]
    low, high = re.split(r" to | 至 ", text)
    return [("low", low), ("high", high)]


def _unit(row: Mapping[Any, Any], part: str) -> str:
    if part in _WHOLE:
        return "respondents"
    return "share" if part == "confidence" else "p" if part == "p" else str(row["unit"])


def _compare(text: str, value: Any, unit: str, what: str) -> Iterator[str]:
    """Equal to the last decimal written, and written with the decimals of the unit or more."""
    found = NUMBER.search(text)
    missing = value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
    if found is None or missing:
        if found is not None or not missing:
            yield f"{text!r} stands for {value} ({what})"
        return
    digits = found[0].replace(",", "").replace("\u2212", "-")
    decimals = len(digits.partition(".")[2])
    if unit == "p" and "<" in text:
        if not float(value) < float(digits):
            yield f"{text!r} stands for {value} ({what})"
        return
    scales = (1.0, 100.0) if unit == "any" else (100.0,) if unit == "share" else (1.0,)
    near = any(abs(abs(float(digits)) - abs(float(value)) * scale) <= 0.5000001 * 10**-decimals for scale in scales)
    if not near or (unit not in {"any", "p"} and decimals < DECIMALS.get(unit, 0)):
        yield f"{text!r} stands for {value} in {unit} ({what})"


def faults(html: str, frame: pd.DataFrame, limits: tuple[int, ...]) -> list[str]:
    """Every number that is not what it is said to be; ``limits`` are the study's bases, which legends name."""
    page, findings = Page(), Findings(frame)
    page.feed(html)
    found: list[str] = []
    for told in page.told:
        found += [f"{told.text!r}: {fault}" for fault in _text_faults(told, findings)]
    for of, part, text in page.cells:
        found += list(findings.faults_of(of, part, text))
    for chart in page.charts:
        found += list(_chart_faults(chart, findings, {str(limit) for limit in limits}))
    return found


def _text_faults(told: Told, findings: Findings) -> Iterator[str]:
    rest = "".join(told.text.split())
    for of, part, text in told.pieces:
        yield from findings.faults_of(of, part, text)
        before, piece, rest_after = rest.partition("".join(text.split()))
        if not piece and text:
            yield f"{text!r} does not stand in it"
            continue
        if NUMBER.search(before):
            yield f"the number in {before!r} is nobody's"
        rest = rest_after
    if NUMBER.search(rest):
        yield f"the number in {rest!r} is nobody's"


def _chart_faults(chart: Chart, findings: Findings, limits: set[str]) -> Iterator[str]:
    for label in chart.labels:
        for match in NUMBER.finditer(label):
            number = match[0]
            if label in chart.ticks or number in limits or re.search(r"[A-Za-z\u4e00-\u9fff]\d", label):
                continue
            if not findings.knows(number, chart.of):
                yield f"the label {label!r} of a chart of {chart.of[:1]} is nobody's"
