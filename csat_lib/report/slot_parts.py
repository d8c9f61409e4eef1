"""What a finding, a number, a count or a name says in a slot: each part of it, in the view's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csat_lib.errors.report_words import no_such_part, no_value
from csat_lib.findings import Finding
from csat_lib.findings.catalogue import UNITS
from csat_lib.findings.measure import Words
from csat_lib.report.clear import is_weighted
from csat_lib.report.number import digits_clear_of, write, write_number, write_p
from csat_lib.report.told import Piece, Told, joined
from csat_lib.report.view import SUBJECTS
from csat_lib.report.wording import Derived, Label, Limit, Ref

if TYPE_CHECKING:
    from csat_lib.report.view import View

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TO = Words(" 至 ", " to ")


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


def piece(of: str, part: str, text: str) -> Told:
    """A text of one piece."""
    return Told(text, [Piece(of, part, text)])


def label_of(view: View, ref: Ref, label: Label) -> Told:
    """The name of a thing of the study, or of a group."""
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
    is_index = view.language == "en" and words.lower().endswith("index") and not words[:2].isupper()
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
    return piece(derived.id, "value", write(derived.value, UNITS[derived.unit], ref.style))


@dataclass(frozen=True)
class _Figure:
    """A finding about to be told."""

    view: View
    finding: Finding
    style: str

    def number(self, part: str, value: float | None, style: str = "") -> Told:
        """One of its numbers in its unit."""
        if value is None:
            raise no_value(self.finding.id, part)
        return piece(self.finding.id, part, write(value, self.finding.kind.unit, style or self.style))

    def value(self) -> Told:
        """Its value."""
        return self.number("value", self.finding.value)

    def count(self) -> Told:
        """Its value as the number of things that it counts: four items."""
        told = count_of(self.view, Ref("", style=self.style), round(self.finding.value or 0.0))
        return Told(told, [Piece(self.finding.id, "value", piece.text) for piece in told.pieces])

    def low(self) -> Told:
        """The lower end of its interval."""
        return self.number("low", self.finding.low)

    def high(self) -> Told:
        """The upper end of its interval."""
        return self.number("high", self.finding.high)

    def ends(self) -> Told:
        """0.86 to 0.88."""
        return joined([self.low(), self.high()], _TO[self.view.language])

    def signed_ends(self) -> Told:
        """−1.1 to +1.9."""
        ends = [self.number(part, getattr(self.finding, part), "signed") for part in ("low", "high")]
        return joined(ends, _TO[self.view.language])

    def sizes(self) -> Told:
        """0.6 to 3.6: the ends of a clear rise or fall, smaller first, with as many decimals as keep them off zero."""
        ends = [("low", self.finding.low or 0.0), ("high", self.finding.high or 0.0)]
        style = f".{digits_clear_of(ends[0][1], ends[1][1], self.finding.kind.unit.decimals)}"
        small_first = sorted(ends, key=lambda end: abs(end[1]))
        return joined([self.number(part, abs(end), style) for part, end in small_first], _TO[self.view.language])

    def confidence(self) -> Told:
        """95%."""
        return piece(self.finding.id, "confidence", write(self.finding.confidence or 0.95, UNITS["share"]))

    def interval(self) -> Told:
        """95% interval 0.86 to 0.88; says so when there is none."""
        if self.finding.low is None or self.finding.high is None:
            return Told(Words("无法给出置信区间", "no interval")[self.view.language])
        return joined([self.confidence(), Words("置信区间", "interval")[self.view.language], self.ends()], " ")

    def n(self) -> Told:
        """1,134."""
        return piece(self.finding.id, "n", write_number(self.finding.n or 0))

    def base(self) -> Told:
        """1,134 respondents, effective base 1,021: both, when the weights make them differ."""
        words = _BASE[self.view.language](self)
        if not is_weighted(self.finding):
            return words
        effective = piece(self.finding.id, "n_effective", write_number(self.finding.n_effective or 0))
        return joined([words, Words("，等效样本量 ", ", effective base ")[self.view.language], effective], "")

    def df(self) -> Told:
        """Degrees of freedom."""
        return piece(self.finding.id, "df", write_number(self.finding.df or 0))

    def p(self) -> Told:
        """A probability: .014, < .001."""
        return piece(self.finding.id, "p", write_p(self.finding.p))

    def family(self) -> Told:
        """How many intervals hold together with its own."""
        return count_of(self.view, Ref("", style=self.style), self.finding.family)

    def label(self) -> Told:
        """What it is about."""
        return piece("label", "", _name(self.view, self.finding.subject))

    def the(self) -> Told:
        """What it is about, with the article that an index takes in English."""
        return _with_article(self.view, self.view.label(self.finding.subject))

    def quoted(self) -> Told:
        """What it is about, in quotation marks."""
        return quoted(_name(self.view, self.finding.subject))

    def other(self) -> Told:
        """The other subject."""
        return piece("label", "", _name(self.view, self.finding.other))

    def level(self) -> Told:
        """The group of respondents that it is about."""
        return piece("label", "", self.view.level(self.finding.segment_by, self.finding.segment))

    def name(self) -> Told:
        """Its group, or what it is about where it is of everybody."""
        return self.level() if self.finding.segment else self.label()

    def named(self) -> Told:
        """Room (0.87); “客房”（0.87）."""
        if self.view.language == "zh":
            return joined([self.quoted(), "（", self.value(), "）"], "")
        return joined([self.label(), " (", self.value(), ")"], "")

    def item(self) -> Told:
        """“Room cleanliness” (0.87): the same of an item."""
        if self.view.language == "zh":
            return self.named()
        return joined([self.quoted(), " (", self.value(), ")"], "")

    def scored(self) -> Told:
        """76.4 out of 100; 76.4 分. An NPS stands without the hundred."""
        if self.view.language == "zh":
            return joined([self.value(), " 分"], "")
        full = [" out of ", piece("limit", "", "100")] if self.finding.kind.unit.name == "0-100" else []
        return joined([self.value(), *full], "")

    def before(self) -> Told:
        """November 2025: the wave that a change is measured from."""
        known = {period.text: period.label(self.view.language) for period in self.view.earlier}
        return piece("period", "", known.get(self.finding.against, self.finding.against))

    def period(self) -> Told:
        """The wave that it is of."""
        known = {period.text: period.label(self.view.language) for period in (*self.view.earlier, self.view.period)}
        return piece("period", "", known.get(self.finding.period, self.finding.period))


def _english_base(figure: _Figure) -> Told:
    noun = "answer" if figure.view.study.fields.psu else "respondent"
    return joined([figure.n(), noun if figure.finding.n == 1 else f"{noun}s"], " ")


def _chinese_base(figure: _Figure) -> Told:
    return joined(["样本量 ", figure.n()], "")


_BASE = {"en": _english_base, "zh": _chinese_base}
_PARTS = {name: part for name, part in vars(_Figure).items() if callable(part) and not name.startswith("_")}


def figure_of(view: View, ref: Ref, finding: Finding) -> Told:
    """A part of a finding: its value unless the slot asks for another."""
    part = _PARTS.get(ref.part or "value")
    if part is None or ref.part == "number":
        raise no_such_part(ref.part, "finding", sorted(_PARTS))
    told: Told = part(_Figure(view, finding, ref.style))
    return told
