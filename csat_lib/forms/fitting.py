"""A questionnaire beside answers to it: what the readers find by themselves, and what the study must be told.

Columns are found by names, wordings, numbers and paths (:mod:`csat_lib.answers.binding`). What stands between the
options of a list, and where the words of 'other' are, differs from platform to platform.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from csat_lib.answers.needs import bound, wanted_of
from csat_lib.answers.plain_names import plain
from csat_lib.answers.several import open_all
from csat_lib.errors.forms import does_not_fit, other_survey
from csat_lib.forms.guess import SEPARATORS, parts_of
from csat_lib.forms.headings import OTHER, stem_of
from csat_lib.forms.seen_columns import AnswersFile, SeenColumn
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice

FIT = 0.75
"""Share of a form's questions that answers to it must have."""


@dataclass(frozen=True)
class Fitted:
    """Questions without a column, the columns used, and (question, key) -> what the study must say, "" to drop it."""

    missing: Sequence[str]
    used: set[str]
    changes: Mapping[tuple[str, str], Any] = field(default_factory=dict)


def fit(study: Study, file: AnswersFile, form: str) -> Fitted:
    """Set the questions against the columns.

    Raises:
        CsatError: answers of another survey (fewer than half of the questions), or without many of its questions.
    """
    source = open_all(file.path, wanted_of(study))
    held = bound(study, source)
    own = {now: column.name for now, column in zip(_filled(source.columns), file.columns, strict=False) if now}
    missing, used, changes = list[str](), set[str](), dict[tuple[str, str], Any]()
    for name, one in study.questions.items():
        wanted = list(getattr(one, "columns", {}).values()) or [one.column]
        columns = [own.get(each, each) for column in wanted for each in held.get(column, ())]
        missing += [] if columns else [name]
        used |= {*columns}
        if isinstance(one, MultipleChoice) and not one.columns and len(columns) == 1:
            changes |= _separator(name, one, *file.of(columns))
        other = getattr(one, "other", None)
        if other and columns and other not in held:
            found = next(
                (c.name for c in file.columns if OTHER.search(c.name) and stem_of(c.name)[0] in {name, *columns}), ""
            )
            changes[name, "other"] = found
            used |= {found}
        elif other:
            used |= {own.get(each, each) for each in held.get(other, ())}
    asked = len(study.questions)
    if 2 * len(missing) > asked:
        raise other_survey(file.path, form, asked - len(missing), asked)
    if len(missing) > (1 - FIT) * asked:
        raise does_not_fit(file.path, form, missing)
    return Fitted(missing, used, changes)


def _filled(names: Sequence[str]) -> list[str]:
    return [name for name in names if name]


def _separator(name: str, one: MultipleChoice, column: SeenColumn) -> dict[tuple[str, str], str]:
    """What parts the lists of a column, where another separator gives more options than the study's own."""
    known = {plain(word) for code, text in one.options.items() for word in (code, text.zh, text.en) if word}

    def share(separator: str) -> float:
        parts = [plain(part) for cell in column.counts for part in parts_of(cell, separator)]
        return sum(part in known for part in parts) / max(1, len(parts))

    best = max((one.separator or ";", *SEPARATORS), key=share)
    return {} if best == one.separator else {(name, "separator"): best}
