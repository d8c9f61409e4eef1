"""What SPSS is told of a study: labels of variables and of values, codes that are no answer, multiple response sets."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from csat_lib.answers.file_codes import as_number
from csat_lib.answers.levels import part_of
from csat_lib.forms.shown import points, said, say
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice, OpenText, Question, Rating, SingleChoice, YesNo

_LABEL, _VALUE = 252, 118
"""Bytes that a label of a variable, and of a value, may have."""
_MOST_MISSING = 3


def write_sav(study: Study, languages: Sequence[str]) -> bytes:
    """An empty data file with every variable, its labels and its codes that are no answer."""
    columns = {
        name: pd.Series(dtype="str" if isinstance(study.questions[base], OpenText) else "float64")
        for base, name, _ in variables(study)
    }
    return sav_of(pd.DataFrame(columns), study, languages)


def variables(study: Study) -> Iterator[tuple[str, str, str]]:
    """(question, variable, option): one variable a question, of a multiple choice one an option."""
    for name, one in study.questions.items():
        if isinstance(one, MultipleChoice):
            yield from ((name, variable_of(part_of(name, level)), level) for level in one.options)
        else:
            yield name, variable_of(name), ""


def variable_of(name: str) -> str:
    """A name as SPSS takes it."""
    return name.replace(".", "_").replace("-", "_")


def code_number(question: Question, code: str) -> int:
    """The number that stands for an answer: its code where all codes are numbers, else its place from 1 on."""
    codes = [point.code for point in points(question)]
    whole = all((number := as_number(each)) is not None and number.is_integer() for each in codes)
    return int(float(code)) if whole else codes.index(code) + 1


def sav_of(frame: pd.DataFrame, study: Study, languages: Sequence[str]) -> bytes:
    """The frame as a .sav file; columns that are no question of the study have their own names as labels."""
    import pyreadstat  # imported when called, as in csat_lib.answers.spss

    told = {variable: (study.questions[name], level) for name, variable, level in variables(study) if variable in frame}
    missing = {name: given for name, (one, _) in told.items() if (given := _missing(one))}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.sav"
        pyreadstat.write_sav(
            frame,
            path,
            file_label=_cut(say(study.title, languages), 60),
            column_labels={name: _cut(_label(one, level, languages), _LABEL) for name, (one, level) in told.items()},
            variable_value_labels={
                name: labels for name, (one, level) in told.items() if (labels := _labels(one, level, languages))
            },
            missing_ranges=missing,
            variable_measure={name: _measure(one) for name, (one, _) in told.items()},
        )
        return path.read_bytes()


def _cut(text: str, most: int) -> str:
    """As many whole characters as fit into so many bytes."""
    return text.encode()[:most].decode(errors="ignore")


def _label(one: Question, level: str, languages: Sequence[str]) -> str:
    option = {point.code: said(point, languages) for point in points(one)}.get(level, "")
    return f"{say(one.text, languages)}: {option}" if option else say(one.text, languages)


def _labels(one: Question, level: str, languages: Sequence[str]) -> dict[float, str]:
    if level:
        return {0: {"zh": "未选", "en": "not chosen"}[languages[0]], 1: {"zh": "选中", "en": "chosen"}[languages[0]]}
    worded = [point for point in points(one) if point.text is not None]
    return {code_number(one, point.code): _cut(said(point, languages), _VALUE) for point in worded}


def _missing(one: Question) -> list[Any]:
    codes = [as_number(str(code)) for code in (*one.missing_codes, *one.not_applicable_codes)]
    return [code for code in codes if code is not None][:_MOST_MISSING]


def _measure(one: Question) -> str:
    return (
        "ordinal"
        if isinstance(one, Rating)
        else "nominal"
        if isinstance(one, SingleChoice | MultipleChoice | YesNo)
        else "scale"
    )


def syntax(study: Study, frame: pd.DataFrame, languages: Sequence[str]) -> str:
    """What a .sav file written from outside SPSS cannot hold: multiple response sets, and the weight."""
    lines = []
    for name, one in study.questions.items():
        if isinstance(one, MultipleChoice):
            parts = " ".join(variable_of(part_of(name, level)) for level in one.options)
            label = say(one.text, languages).replace("'", "''")
            lines.append(
                f"MRSETS /MDGROUP NAME=${variable_of(name)} LABEL='{_cut(label, _LABEL)}' VARIABLES={parts} VALUE=1."
            )
    return "\n".join([*lines, *(["WEIGHT BY weight."] if "weight" in frame else [])]) + "\n"
