"""Which columns a study needs, by which other words a file may call them, and which columns of a file hold them."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.answers.binding import OTHER, Wanted
from csat_lib.answers.source import AnswerSource
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice


def wanted_columns(study: Study, questions: Sequence[str]) -> dict[str, str]:
    """Column of the file -> the question or field that needs it (in words), each column once."""
    wanted: dict[str, str] = {}
    for name in questions:
        question = study.questions[name]
        columns = list(getattr(question, "columns", {}).values()) or [question.column]
        for column in [*columns, getattr(question, "other", None)]:
            if column is not None:
                wanted.setdefault(column, f"the question `{name}`")
    for named, column in study.fields.given().items():
        wanted.setdefault(column, f"the field `{named}`")
    return wanted


def wanted_of(study: Study) -> Wanted:
    """The columns that a study names, with its wordings of their questions and options: a file may be headed so."""
    columns: dict[str, list[str]] = {column: [] for column in wanted_columns(study, tuple(study.questions))}
    options: dict[str, dict[str, list[str]]] = {}
    for name, question in study.questions.items():
        if question.column in columns:
            columns[question.column] += {name, question.text.zh, question.text.en} - {"", question.column}
        if isinstance(question, MultipleChoice) and not question.columns:
            options[question.column] = {level: [said.zh, said.en] for level, said in question.options.items()}
    return Wanted(columns, options)


def bound(study: Study, source: AnswerSource) -> dict[str, list[str]]:
    """Column that the study names -> columns of the file that hold it; those that hold none are left out."""
    found = {name: list(parts.values()) for name, parts in source.binding.parts.items()}
    found |= {name: [column] for name, (column, _) in source.binding.ranks.items()}
    found |= {name: [name] for name in source.columns if name}
    for question in study.questions.values():
        other, parts = getattr(question, "other", None), source.binding.parts.get(question.column, {})
        if other and other not in found and OTHER in parts:
            found[other] = [parts[OTHER]]
    return found
