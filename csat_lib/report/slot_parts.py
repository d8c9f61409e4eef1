"""What a finding, a number, a count or a name says in a slot: each part of it, in the view's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csat_lib.errors.report_words import no_such_part, no_value
from csat_lib.findings import Finding
from csat_lib.findings.catalogue import UNITS, units
from csat_lib.findings.measure import Words
from csat_lib.findings.setting import TO, digits_clear_of
from csat_lib.findings.told import Piece, Told, joined, piece
from csat_lib.report.clear import is_weighted
from csat_lib.report.nouns import GROUPS
from csat_lib.report.number import write, write_number, write_p
from csat_lib.report.view import SUBJECTS
from csat_lib.report.wording import Derived, Label, Limit, Ref

if TYPE_CHECKING:
    from csat_lib.report.view import View

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNSIGNED = ("size", "points")
_INDEX = re.compile(r"index$", re.IGNORECASE)
"""How the name of an index ends, which takes an article in English."""


def count_of(view: View, ref: Ref, number: int) -> Told:
    """A count of things: digits, or in English with its noun."""
    digits = write_number(number)
    if not ref.style or view.language == "zh":
        return piece("count", "", digits)
    word = Told(_COUNTS[number]) if number < len(_COUNTS) else piece("count", "", digits)
    if ref.style == "word":
        return word
    one, _, many = ref.style.partition("/")
    return joined([word, one if number == 1 else many or f"{one}s"], " ")


def label_of(view: View, ref: Ref, label: Label) -> Told:
    """The name of a thing of the study, or of a group."""
    if ref.part in GROUPS:
        return piece("label", "", GROUPS[ref.part](view, label.name))
    words = view.level(label.segment_by, label.name) if label.segment_by else _name(view, label.name)
    if ref.part == "quoted":
        return quoted(words)
    if ref.part == "among":
        return _among(view, words)
    return _with_article(view, words) if ref.part == "the" else piece("label", "", words)


def _among(view: View, words: str) -> Told:
    """A segment question within a sentence: by store."""
    if view.language == "zh" or words[:2].isupper():
        return piece("label", "", words)
    lower = f"{words[:1].lower()}{words[1:]}"
    return _with_article(view, lower)


def _with_article(view: View, words: str) -> Told:
    """The guest satisfaction index: in English an index takes its article, other names stand as they are."""
    is_index = view.language == "en" and _INDEX.search(words) and not words[:2].isupper()
    named = piece("label", "", f"{words[:1].lower()}{words[1:]}" if is_index else words)
    return joined(["the ", named], "") if is_index else named


def _name(view: View, name: str) -> str:
    """A label as it stands within a sentence: what the report itself names (all items) has no capital in English."""
    words = view.label(name)
    is_own = view.language == "en" and name in SUBJECTS and words == SUBJECTS[name].en
    return words[:1].lower() + words[1:] if is_own else words


def quoted(words: str) -> Told:
    """A name in quotation marks."""
    return joined(["“", piece("label", "", words), "”"], "")


def number_of(view: View, ref: Ref, number: Limit) -> Told:
    """A limit of convention, or a setting of the study."""
    del view
    return piece("limit", "", write(number.value, UNITS[number.unit], ref.style))


def derived_of(view: View, ref: Ref, derived: Derived) -> Told:
    """A number worked out of two findings."""
    del view
    return piece(derived.id, _written("value", ref.style), write(derived.value, UNITS[derived.unit], ref.style))


def _written(part: str, style: str) -> str:
    """Which number, and that it stands without its sign."""
    return f"{part}:{style}" if style in _UNSIGNED else part


@dataclass(frozen=True)
class _Figure:
    """A finding about to be told."""

    view: View
    finding: Finding
    style: str

    def piece(self, part: str, text: str) -> Told:
        """One of its numbers as it is written."""
        return piece(self.finding.id, part, text)

    def number(self, part: str, style: str = "", *, size: bool = False) -> Told:
        """One of its numbers in its unit; ``size`` leaves the sign away."""
        value: float | None = getattr(self.finding, part)
        if value is None:
            raise no_value(self.finding.id, part)
        digits = self._digits() if part in {"low", "high"} else None
        text = write(abs(value) if size else value, self.finding.kind.unit, style or self.style, digits)
        written = style or self.style
        return self.piece(_written(part, "size" if size and written != "points" else written), text)

    def ends(self, style: str = "") -> Told:
        """0.86 to 0.88; signed: −1.1 to +1.9."""
        return joined([self.number("low", style), self.number("high", style)], TO[self.view.language])

    def sizes(self) -> Told:
        """0.6 to 3.6: the ends of a clear rise or fall, smaller first."""
        low, high = self.finding.low or 0.0, self.finding.high or 0.0
        small_first = ("low", "high") if abs(low) <= abs(high) else ("high", "low")
        return joined([self.number(part, size=True) for part in small_first], TO[self.view.language])

    def _digits(self) -> int | None:
        """As many decimals as keep both ends visibly clear of zero, if they are; of shares those of their unit."""
        low, high, unit = self.finding.low, self.finding.high, self.finding.kind.unit
        return None if low is None or high is None or unit.percent else digits_clear_of(low, high, unit.decimals)

    def count(self) -> Told:
        """Its value as the number of things that it counts: four items."""
        told = count_of(self.view, Ref("", style=self.style), round(self.finding.value or 0.0))
        return Told(told, [Piece(self.finding.id, "value", piece.text) for piece in told.pieces])

    def confidence(self) -> Told:
        """95%."""
        return self.piece("confidence", write(self.finding.confidence or 0.95, units.SHARE))

    def interval(self) -> Told:
        """95% interval 0.86 to 0.88; says so when there is none."""
        if self.finding.low is None or self.finding.high is None:
            return Told(Words("无法给出置信区间", "no interval")[self.view.language])
        return joined([self.confidence(), Words("置信区间", "interval")[self.view.language], self.ends()], " ")

    def bases(self) -> Told:
        """Told as base 1,134, effective 1,021: as short as can be."""
        n = self.piece("n", write_number(self.finding.n or 0))
        effective = self.piece("n_effective", write_number(self.finding.n_effective or 0))
        words = Words("，等效 ", ", effective ")[self.view.language]
        own = [words, effective] if is_weighted(self.finding) else []
        return joined([Words("样本量 ", "base ")[self.view.language], n, *own], "")

    def people(self) -> Told:
        """1,134 responses."""
        n = self.piece("n", write_number(self.finding.n or 0))
        english = [n, " response" if self.finding.n == 1 else " responses"]
        return joined(["样本量 ", n] if self.view.language == "zh" else english, "")

    def base(self) -> Told:
        """1,134 responses, effective base 1,021: both, when the weights make them differ."""
        words = self.people()
        if not is_weighted(self.finding):
            return words
        effective = self.piece("n_effective", write_number(self.finding.n_effective or 0))
        return joined([words, Words("，等效样本量 ", ", effective base ")[self.view.language], effective], "")

    def label(self) -> str:
        """What it is about."""
        return _name(self.view, self.finding.subject)

    def level(self) -> str:
        """The group of respondents that it is about."""
        return self.view.level(self.finding.segment_by, self.finding.segment)

    def named(self, *, is_item: bool = False) -> Told:
        """Room (0.87), “客房”（0.87）; of an item “Room cleanliness” (0.87)."""
        zh = self.view.language == "zh"
        label = quoted(self.label()) if zh or is_item else piece("label", "", self.label())
        return joined([label, *(("（", self.number("value"), "）") if zh else (" (", self.number("value"), ")"))], "")

    def scored(self) -> Told:
        """76.4 out of 100; 76.4 分. An NPS stands without the hundred."""
        if self.view.language == "zh":
            return joined([self.number("value"), " 分"], "")
        full = [" out of ", piece("limit", "", "100")] if self.finding.kind.unit.name == "0-100" else []
        return joined([self.number("value"), *full], "")


_PARTS: dict[str, Callable[[_Figure], Told]] = {
    "value": lambda it: it.number("value"),
    "low": lambda it: it.number("low"),
    "high": lambda it: it.number("high"),
    "ends": _Figure.ends,
    "signed_ends": lambda it: it.ends("signed"),
    "sizes": _Figure.sizes,
    "count": _Figure.count,
    "confidence": _Figure.confidence,
    "interval": _Figure.interval,
    "base": _Figure.base,
    "bases": _Figure.bases,
    "people": _Figure.people,
    "n": lambda it: it.piece("n", write_number(it.finding.n or 0)),
    "df": lambda it: it.piece("df", write_number(it.finding.df or 0)),
    "p": lambda it: it.piece("p", write_p(it.finding.p)),
    "family": lambda it: count_of(it.view, Ref("", style=it.style), it.finding.family),
    "label": lambda it: piece("label", "", it.label()),
    "the": lambda it: _with_article(it.view, it.view.label(it.finding.subject)),
    "quoted": lambda it: quoted(it.label()),
    "other": lambda it: piece("label", "", _name(it.view, it.finding.other)),
    "level": lambda it: piece("label", "", it.level()),
    "name": lambda it: piece("label", "", it.level() if it.finding.segment else it.label()),
    "named": _Figure.named,
    "item": lambda it: it.named(is_item=True),
    "scored": _Figure.scored,
    "before": lambda it: piece("period", "", it.view.wave(it.finding.against)),
    "period": lambda it: piece("period", "", it.view.wave(it.finding.period)),
    "moment": lambda it: piece("period", "", it.finding.path.replace("T", " ")),
}
"""The parts that :mod:`csat_lib.report.slots` lists."""


def figure_of(view: View, ref: Ref, finding: Finding) -> Told:
    """A part of a finding: its value unless the slot asks for another."""
    if ref.part in GROUPS:
        return piece("label", "", GROUPS[ref.part](view, finding.segment_by))
    part = _PARTS.get(ref.part or "value")
    if part is None:
        raise no_such_part(ref.part, "finding", sorted(_PARTS))
    return part(_Figure(view, finding, ref.style))
