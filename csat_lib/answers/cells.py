"""What one cell means for one question: a value, no answer, does not apply, or a fault with its sentence.

A cell is whatever the reader found: text, a number, a day, true or false, nothing. Codes, wordings (in either
language) and the value labels of an SPSS file are all taken, because survey tools export any of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from csat_lib.errors import answers as say
from csat_lib.study.questions import MultipleChoice, Number, Question, Rating, Recommendation, SingleChoice, YesNo
from csat_lib.study.words import StudyText

ANSWERED, UNANSWERED, NOT_APPLICABLE, WRONG = range(4)
_EPOCH = datetime(1970, 1, 1)  # survey times are wall-clock times without a zone
_DAY = 86_400.0


@dataclass(frozen=True)
class CellMeaning:
    """The meaning of a cell: ``value`` when ``status`` is ANSWERED, ``fault`` (a sentence) when it is WRONG."""

    status: int
    value: float = math.nan
    fault: str = ""


NOTHING, NOT_ASKED = CellMeaning(UNANSWERED), CellMeaning(NOT_APPLICABLE)
Parse = Callable[[Any], CellMeaning]


@dataclass(frozen=True)
class FileCodes:
    """What the file itself says about one column: value labels by code, and codes declared missing as (low, high)."""

    labels: Mapping[object, str] = field(default_factory=dict)
    missing: Sequence[tuple[float, float]] = ()


def as_text(raw: Any) -> str:
    """The cell as one would type it: 5.0 -> 5, true -> 1, nothing -> empty."""
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return ""
    if isinstance(raw, bool):
        return str(int(raw))
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else f"{raw:.15g}"
    return str(raw).strip()


def as_number(text: str) -> float | None:
    """The text as a finite number, or None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def reader_of(question: Question, codes: FileCodes) -> Parse:
    """The meaning of a cell of this question's column. A multiple choice is read option by option instead."""
    mean = _meaning(question, codes)

    def read(raw: Any) -> CellMeaning:
        text = as_text(raw)
        number = as_number(text)
        if not text or is_code(text, number, question.missing_codes) or _is_declared(number, codes):
            return NOTHING
        if is_code(text, number, question.not_applicable_codes):
            return NOT_ASKED
        return mean(raw, text, number)

    return read


Meaning = Callable[[Any, str, float | None], CellMeaning]


def _meaning(question: Question, codes: FileCodes) -> Meaning:
    if isinstance(question, Rating | Recommendation):
        return _on_scale(question, codes)
    if isinstance(question, SingleChoice):
        return _among(options_of(question, codes), tuple(question.options))
    if isinstance(question, YesNo):
        return _yes_or_no(question, codes)
    return _number(question) if isinstance(question, Number) else _day


def is_code(text: str, number: float | None, codes: Iterable[object]) -> bool:
    """Whether the cell is one of these codes, as text or as the number it is."""
    return any(text == as_text(code) or (number is not None and number == as_number(as_text(code))) for code in codes)


def _is_declared(number: float | None, codes: FileCodes) -> bool:
    return number is not None and any(low <= number <= high for low, high in codes.missing)


def _on_scale(question: Rating | Recommendation, codes: FileCodes) -> Meaning:
    low, high = question.range
    step = question.scale.step if isinstance(question, Rating) else 1.0
    worded = _worded(question.scale.labels) if isinstance(question, Rating) else {}
    worded |= {label: as_text(code) for code, label in codes.labels.items()}
    other = [*question.missing_codes, *question.not_applicable_codes]

    def mean(_: Any, text: str, number: float | None) -> CellMeaning:
        given = as_number(worded[text]) if number is None and text in worded else number
        if given is None:
            return CellMeaning(WRONG, fault=say.not_a_number(text))
        place = round((given - low) / step)
        on_scale = low <= given <= high and math.isclose(low + place * step, given, abs_tol=1e-9)
        return (
            CellMeaning(ANSWERED, low + place * step)
            if on_scale
            else CellMeaning(WRONG, fault=say.off_scale(text, low, high, other))
        )

    return mean


def options_of(question: SingleChoice | MultipleChoice, codes: FileCodes) -> dict[str, int]:
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
    return {text: code for code, words in wordings.items() for text in (words.zh, words.en) if text}


def place_of(text: str, number: float | None, names: Mapping[str, int]) -> int | None:
    """Which option a text names: as written, or as the number it is (``1.0`` for ``1``)."""
    found = names.get(text)
    return names.get(f"{number:.15g}") if found is None and number is not None else found


def _among(names: Mapping[str, int], levels: Sequence[str]) -> Meaning:
    def mean(_: Any, text: str, number: float | None) -> CellMeaning:
        place = place_of(text, number, names)
        return (
            CellMeaning(WRONG, fault=say.no_option(text, levels))
            if place is None
            else CellMeaning(ANSWERED, float(place))
        )

    return mean


def _yes_or_no(question: YesNo, codes: FileCodes) -> Meaning:
    names = dict.fromkeys(question.no, 0) | dict.fromkeys(question.yes, 1)
    for code, label in codes.labels.items():
        if as_text(code) in names:
            names.setdefault(label.strip(), names[as_text(code)])
    return _among(names, [*question.yes, *question.no])


def _number(question: Number) -> Meaning:
    low = -math.inf if question.low is None else question.low
    high = math.inf if question.high is None else question.high

    def mean(_: Any, text: str, number: float | None) -> CellMeaning:
        if number is None:
            return CellMeaning(WRONG, fault=say.not_a_number(text))
        return (
            CellMeaning(ANSWERED, number)
            if low <= number <= high
            else CellMeaning(WRONG, fault=say.out_of_bounds(text, low, high))
        )

    return mean


def _day(raw: Any, text: str, _: float | None) -> CellMeaning:
    moment = moment_of(raw, text)
    return (
        CellMeaning(WRONG, fault=say.not_a_day(text))
        if moment is None
        else CellMeaning(ANSWERED, moment // _DAY * _DAY)
    )


def moment_of(raw: Any, text: str) -> float | None:
    """Seconds since 1970 of a day or time of day, as local wall-clock time; None when the cell is neither."""
    if isinstance(raw, datetime):
        return (raw.replace(tzinfo=None) - _EPOCH).total_seconds()
    if isinstance(raw, date):
        return (datetime(raw.year, raw.month, raw.day) - _EPOCH).total_seconds()
    day, _, clock = text.replace("年", "-").replace("月", "-").replace("日", " ").replace("T", " ").partition(" ")
    try:
        year, month, of_month = (int(part) for part in day.replace("/", "-").split("-"))
        moment = datetime.fromisoformat(f"{year:04}-{month:02}-{of_month:02} {_clock(clock)}")
    except ValueError:
        return None
    return (moment.replace(tzinfo=None) - _EPOCH).total_seconds()


def _clock(text: str) -> str:
    """9:05 -> 09:05:00."""
    parts = text.strip().split(":") if text.strip() else ["0", "0"]
    return ":".join(part.zfill(2) for part in parts)
