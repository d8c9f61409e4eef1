"""What one cell means for one question: a value, no answer, does not apply, or a fault with its sentence.

A cell is whatever the reader found: text, a number, a day, true or false, nothing. Codes, wordings (in either
language) and the value labels of an SPSS file are all taken, because survey tools export any of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.dates import Order, moment_of, why_no_day
from csat_lib.answers.file_codes import FileCodes, as_number, as_text, by_labels, is_declared
from csat_lib.answers.plain_names import plain
from csat_lib.answers.platforms import WJX, WJX_INDEX
from csat_lib.answers.wordings import BLANK, CODES, RANKED, SKIPPED, named
from csat_lib.errors import answers as say
from csat_lib.study.questions import (
    YES_NO,
    Date,
    MultipleChoice,
    Number,
    Question,
    Rating,
    Recommendation,
    Scale,
    SingleChoice,
    YesNo,
)
from csat_lib.study.words import StudyText

ANSWERED, UNANSWERED, NOT_APPLICABLE, WRONG, CONTRADICTED = range(5)
_DAY = 86_400.0


@dataclass(frozen=True)
class CellMeaning:
    """The meaning of a cell: ``value`` when ``status`` is ANSWERED, ``fault`` (a sentence) when it is WRONG.

    ``taken``: what a cell was taken for that the study does not name as it stands; it is told.
    """

    status: int
    value: float = math.nan
    fault: str = ""
    taken: str = ""


NOTHING, NOT_ASKED = CellMeaning(UNANSWERED), CellMeaning(NOT_APPLICABLE)
_MARKED = dict.fromkeys(BLANK, CellMeaning(UNANSWERED, taken="no answer"))
_MARKED |= dict.fromkeys(SKIPPED, CellMeaning(NOT_APPLICABLE, taken="not asked"))
Parse = Callable[[Any], CellMeaning]


def reader_of(question: Question, codes: FileCodes, facts: ColumnFacts | None = None, platform: str = "") -> Parse:
    """The meaning of a cell of this question's column. A multiple choice is read option by option instead.

    ``facts``: what all cells of the column together tell; ``platform``: of 问卷星 by index, a scale that begins with 0
    is counted from 1, which shows in a number above its end.
    """
    facts = facts or ColumnFacts()
    if isinstance(question, Rating | Recommendation) and platform in {WJX, WJX_INDEX} and not codes.labels:
        low, high = question.range
        if not low and (platform == WJX_INDEX or (high + 1 in facts.numbers and low not in facts.numbers)):
            codes = replace(codes, labels={place + 1: str(place) for place in range(round(high) + 1)})
    mean = _meaning(question, codes, facts)
    to_number = facts.number if isinstance(question, Number | Rating | Recommendation) else as_number

    def read(raw: Any) -> CellMeaning:
        text = as_text(raw)
        number = to_number(text)
        if not text or is_code(text, number, question.missing_codes) or is_declared(text, number, codes):
            return NOTHING
        if is_code(text, number, question.not_applicable_codes):
            return NOT_ASKED
        found = mean(raw, text, number)
        return marked(text) or found if found.status == WRONG else found

    return read


def place_in_ranking(option: str, known: Collection[str], parse: Parse, raw: Any) -> CellMeaning:
    """The place of one option in a cell that ranks several (``A→B``), read as an answer; nothing where it is not.

    ``known``: the options of the ranking that the study asks for.
    """
    text = as_text(raw)
    ranked = [plain(part) for part in text.split(RANKED)]
    if option in ranked:
        return parse(str(ranked.index(option) + 1))
    if not text or RANKED in text or ranked[0] in known:
        return NOTHING
    return marked(text) or CellMeaning(WRONG, fault=say.no_ranking(text))


Meaning = Callable[[Any, str, float | None], CellMeaning]


def _meaning(question: Question, codes: FileCodes, facts: ColumnFacts) -> Meaning:
    if isinstance(question, Date):
        return _day(facts.order)
    if isinstance(question, Rating) and question.scale.points:
        return _among(
            options_of(question.scale, codes), tuple(question.scale.points), tuple(question.scale.points.values())
        )
    if isinstance(question, Rating | Recommendation):
        return _on_scale(question, codes)
    if isinstance(question, SingleChoice):
        last = {"-oth-": len(question.options) - 1} if question.other else {}  # as LimeSurvey writes it
        return _among(last | options_of(question, codes), tuple(question.options))
    if isinstance(question, YesNo):
        return _yes_or_no(question, codes)
    if isinstance(question, Number):
        return _number(question, facts)
    raise TypeError(question.kind)


def is_code(text: str, number: float | None, codes: Iterable[object]) -> bool:
    """Whether the cell is one of these codes, as text or as the number it is."""
    return any(text == as_text(code) or (number is not None and number == as_number(as_text(code))) for code in codes)


def marked(text: str) -> CellMeaning | None:
    """What a cell means that survey tools write where there is no answer, or None."""
    return _MARKED.get(plain(text).removesuffix(".0"))


def _on_scale(question: Rating | Recommendation, codes: FileCodes) -> Meaning:
    low, high = question.range
    step = question.scale.step if isinstance(question, Rating) else 1.0
    worded = _worded(question.scale.labels) if isinstance(question, Rating) else {}
    own = {text: number for text, code in worded.items() if (number := as_number(code)) is not None}
    places = [low + at * step for at in range(round((high - low) / step) + 1)]
    of_file = by_labels(codes, own, places)
    for code, label in codes.labels.items():
        number = of_file.get(as_text(code), as_number(as_text(code)))
        own |= {} if number is None else {label.strip(): number}
    other = [*question.missing_codes, *question.not_applicable_codes]

    def mean(_: Any, text: str, number: float | None) -> CellMeaning:
        taken = ""
        given = own.get(text) if number is None else of_file.get(as_text(number), number)
        if number is not None and given != number:
            taken = f"{given:g}, as the file labels it"
        if given is None and number is None:
            given = named(text, own, lambda code, value: as_number(code) in (value, None))
            taken = "" if given is None else f"{given:g}"
        if given is None:
            return CellMeaning(WRONG, fault=say.not_a_number(text))
        place = round((given - low) / step)
        on_scale = low <= given <= high and math.isclose(low + place * step, given, abs_tol=1e-9)
        return (
            CellMeaning(ANSWERED, low + place * step, taken=taken)
            if on_scale
            else CellMeaning(WRONG, fault=say.off_scale(text, low, high, other))
        )

    return mean


def options_of(question: SingleChoice | MultipleChoice | Scale, codes: FileCodes) -> dict[str, int]:
    """Every text that names an option -> its place: code, wordings, and what the file itself labels so."""
    place = {level: at for at, level in enumerate(question.options)}
    names = dict(place)
    for text, level in _worded(question.options).items():
        names.setdefault(text, place[level])
    for code, label in codes.labels.items():
        if label.strip() in names:
            names.setdefault(as_text(code), names[label.strip()])
        elif as_text(code) in names:
            names.setdefault(label.strip(), names[as_text(code)])
    return names


def _worded(wordings: Mapping[str, StudyText]) -> dict[str, str]:
    """Wording in either language -> code."""
    return {text: code for code, w in wordings.items() for text in (w.zh, w.en, f"{w.zh} / {w.en}") if text}


def place_of(text: str, number: float | None, names: Mapping[str, int]) -> int | None:
    """Which option a text names: as written, or as the number it is (``1.0`` for ``1``)."""
    found = names.get(text)
    if found is None and number is not None:
        found = names.get(f"{number:.15g}")
    return named(text, names, lambda code, place: _is_place(code, place, names)) if found is None else found


def _is_place(code: str, place: int, names: Mapping[str, int]) -> bool:
    """Whether a code before a wording is that of the option, or its letter or number in the list."""
    known = names.get(code)
    counted = code == str(place + 1) or (len(code) == 1 and code.upper() == chr(ord("A") + place))
    return known == place or (known is None and (counted or not code.isdigit()))


def _among(names: Mapping[str, int], levels: Sequence[str], points: Sequence[float] = ()) -> Meaning:
    """An option by its place, or by its points; what is no option may be points itself, as tools write scores."""

    def mean(_: Any, text: str, number: float | None) -> CellMeaning:
        place = place_of(text, number, names)
        if place is None and number is not None and number in points:
            return CellMeaning(ANSWERED, number, taken=f"{text} points")
        if place is None:
            return CellMeaning(WRONG, fault=say.no_option(text, levels))
        taken = "" if text in names or number is not None else str(levels[place])
        return CellMeaning(ANSWERED, float(points[place] if points else place), taken=taken)

    return mean


def _yes_or_no(question: YesNo, codes: FileCodes) -> Meaning:
    names = dict.fromkeys(question.no, 0) | dict.fromkeys(question.yes, 1)
    names = {word: int(said == "yes") for said, words in YES_NO.items() for word in (words.zh, words.en)} | names
    for code, label in codes.labels.items():
        if as_text(code) in names:
            names.setdefault(label.strip(), names[as_text(code)])
    return _among(names, [*question.yes, *question.no])


def _number(question: Number, facts: ColumnFacts) -> Meaning:
    """Numbers within bounds; without one, codes of platforms below zero are numbers only where others are below it."""
    bound = -math.inf if question.low is None else question.low
    high = math.inf if question.high is None else question.high

    def mean(_: Any, text: str, number: float | None) -> CellMeaning:
        if number is None:
            return CellMeaning(WRONG, fault=say.not_a_number(text))
        is_odd = question.low is None and text.removesuffix(".0") in CODES
        low = 0.0 if is_odd and not facts.below_zero else bound
        if not low <= number <= high:
            return CellMeaning(WRONG, fault=say.out_of_bounds(text, low, high))
        return CellMeaning(ANSWERED, number, taken=f"the number {number:g}" if is_odd else "")

    return mean


def _day(order: Order) -> Meaning:
    def mean(raw: Any, text: str, _: float | None) -> CellMeaning:
        moment = moment_of(raw, text, order)
        if moment is None:
            return CellMeaning(WRONG, fault=why_no_day(text))
        return CellMeaning(ANSWERED, moment // _DAY * _DAY)

    return mean
