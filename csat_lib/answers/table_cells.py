"""What the cells of an extra table mean: numbers, days, periods, words, and names that the study must know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from csat_lib import period as periods
from csat_lib.answers.cells import options_of, place_of
from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.dates import moment_of, why_no_day
from csat_lib.answers.file_codes import FileCodes, as_number
from csat_lib.answers.identity import hash_column, study_key
from csat_lib.answers.plain_names import plain
from csat_lib.errors import CsatError, Fault
from csat_lib.errors import extra_tables as say
from csat_lib.study.model import Study
from csat_lib.study.questions import Rating, SingleChoice
from csat_lib.study.table_kinds import TableColumn

_NUMBER = re.compile(r"^[-+]?(?:\d{1,3}(?:[, '’]\d{3})+|\d+|(?=\.))(?:\.\d+)?(?:[eE][-+]?\d+)?\s*(%)?$")
_RATIO = re.compile(r"^(\d+)\s*/\s*([1-9]\d*)$")
_FIGURES: dict[str, tuple[str, Callable[[float], bool]]] = {
    "number": ("a number{unit}, with % where it is a percentage", lambda _: True),
    "positive": ("a number{unit} above 0", lambda number: number > 0),
    "count": ("a whole number{unit} from 0 up", lambda number: number >= 0 and number.is_integer()),
    "hundred": ("points from 0 to 100, without %", lambda number: 0 <= number <= 100),
    "rating": ("1 (not relevant), 2, 3 or 4 (highly relevant), or nothing", lambda number: number in {1, 2, 3, 4}),
}
_BY_NUMBER = {"1.1": "I", "1.2": "P", "2.1": "R", "2.2": "NC", "2.3": "O", "3.1": "UH", "3": "UO", "4": "NE"}
_AAPOR = "AAPOR's numbers (1.1, 2.11, 3.1, 4.1 ...)"
_KNOWN = {
    "unit": "unit", "level": "option", "item": "item", "node": "node of the index", "part": "part of the index",
    "subject": "question, construct or node", "figure": "node, construct or outcome", "choice": "word for this column",
    "class": "class of complaints",
}  # fmt: skip
Meant = Callable[[str], Any]
"""What a filled cell means; raises :class:`_Wrong` or a CsatError when it means nothing that can stand there."""


class _Wrong(Exception):  # noqa: N818 - a phrase on its way to its cell
    """``args``: the phrase, and what it says but for the place."""


@dataclass(frozen=True)
class Cells:
    """The cells of one column as texts; its ``name`` in the kind, what it holds, and how a message calls each cell."""

    study: Study
    name: str
    column: TableColumn
    texts: Sequence[str]
    where: Sequence[str]

    @property
    def facts(self) -> ColumnFacts:
        """What the cells tell together: the order of day and month, a comma as the decimal point."""
        facts = ColumnFacts()
        facts.see(self.texts)
        return facts

    def read(self, faults: list[Fault]) -> list[Any]:
        """What each cell means, None where it is empty or wrong; faults are added to those found so far."""
        means = self.column.means
        if means in {"person", "member"}:
            hashed: list[Any] = hash_column(pa.array(self.texts, pa.string()), study_key(self.study.study)).to_pylist()
            return hashed
        maker = _figure if means in _FIGURES else _name if means in _KNOWN else _MAKERS[means]
        meant, found = maker(self), list[Any]()
        for text, where in zip(self.texts, self.where, strict=True):
            found.append(None)
            try:
                found[-1] = meant(text) if text else None
            except _Wrong as wrong:
                faults.append(wrong.args[0](where, *wrong.args[1:]))
            except CsatError as wrong:
                faults.append(Fault(where, str(wrong)))
        return found


def number_of(text: str) -> tuple[float | None, bool]:
    """(the number that a text writes, whether as a percentage): ``1,234``, ``1/3``, ``95.2%`` for .952, full width."""
    found = _NUMBER.match(plainer := unicodedata.normalize("NFKC", text).strip())
    if not found:
        ratio = _RATIO.match(plainer)
        return int(ratio[1]) / int(ratio[2]) if ratio else None, False
    digits = re.sub(r"[, '’%\s]", "", found[0])
    return as_number(f"{digits}e-2" if found[1] else digits), bool(found[1])


def _figure(cells: Cells) -> Meant:
    wanted, fits = _FIGURES[cells.column.means]
    wanted = wanted.format(unit=cells.column.unit and f" of {cells.column.unit}")
    comma = cells.facts.comma
    with_percent = any(number_of(text)[1] for text in cells.texts)

    def meant(text: str) -> float:
        number, percent = number_of(text.replace(".", "").replace(",", ".") if comma else text)
        if number is None or not fits(number) or (percent and cells.column.means != "number"):
            raise _Wrong(say.not_a_figure, text, wanted)
        if with_percent and not percent and abs(number) > 1:
            raise _Wrong(say.not_a_figure, text, "it with %, as other cells of the column are")
        return number

    return meant


def _name(cells: Cells) -> Meant:
    find, allowed = names_of(cells.study, cells.name, cells.column)
    is_disposition = "NE" in allowed and cells.column.means == "choice"
    what = "final disposition" if is_disposition else _KNOWN[cells.column.means]

    def meant(text: str) -> str:
        by_number = next((code for number, code in _BY_NUMBER.items() if text.startswith(number)), None)
        found = find(text) or (by_number if is_disposition else None)
        if found is None:
            raise _Wrong(say.unknown_word, text, what, [*allowed, *([_AAPOR] if is_disposition else [])])
        return found

    return meant


def names_of(study: Study, name: str, column: TableColumn) -> tuple[Callable[[str], str | None], list[str]]:
    """(text -> the name that it stands for, or None; all names there are) of a column of known names or words."""
    if column.means in {"unit", "level"}:
        question = study.questions.get(study.unit or "" if column.means == "unit" else name)
        return _levels(question) if isinstance(question, SingleChoice) else (lambda _: None, [])
    if column.means == "class" and study.complaints is None:  # free words, which a KPI counts
        return str, []
    tree = [*study.index, *study.constructs, *study.kpis]
    measured = [name for name in study.outcomes if isinstance(study.questions[name], Rating) or name == study.nps]
    classes = [*study.complaints.classes] if study.complaints else []
    every = {"item": [*study.items], "node": [*study.index], "part": tree, "subject": [*tree, *study.questions]}
    wordings = column.words or {}
    known = [*wordings] or {**every, "figure": [*tree, *measured], "class": classes}.get(column.means, [])
    worded = {plain(study.label(name, code)): name for code in study.languages for name in reversed(known)}
    worded |= {plain(word): name for name in known for word in (wordings.get(name), name) if word}
    return (lambda text: worded.get(plain(text))), known


def _levels(question: SingleChoice) -> tuple[Callable[[str], str | None], list[str]]:
    levels, named = list(question.options), options_of(question, FileCodes())

    def find(text: str) -> str | None:
        place = place_of(text, as_number(text), named)
        return None if place is None else levels[place]

    return find, levels


def _moment(cells: Cells) -> Meant:
    order = cells.facts.order

    def meant(text: str) -> pd.Timestamp:
        moment = moment_of(text, text, order)
        if moment is None:
            raise _Wrong(Fault, why_no_day(text))
        return pd.Timestamp(moment, unit="s")

    return meant


def _day(cells: Cells) -> Meant:
    meant = _moment(cells)
    return lambda text: meant(text).normalize()


def _period(text: str) -> str:
    """A period by its name; a month also as ``2025年3月`` or the day that a spreadsheet makes of it."""
    month = re.fullmatch(r"(\d{4})(?:-|/|年)(\d{1,2})(?:月|-01(?: 00:00:00)?)?", text)
    return periods.parse(f"{month[1]}-{int(month[2]):02d}" if month else text.removesuffix("年")).text


_MAKERS: dict[str, Callable[[Cells], Meant]] = {
    "day": _day, "moment": _moment, "period": lambda _: _period, "text": lambda _: str,
}  # fmt: skip
