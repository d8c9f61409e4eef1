"""``csat export``: the cleaned answers of a wave with labels, weight and scores; and the form as an empty SPSS file.

In a .sav, variables have the questions' names, labels their wordings, answers numbers: their codes, or where codes are
words their place from 1 on. Codes that are no answer are declared missing; its .sps has what such a file cannot hold.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from csat_lib.answers.file_codes import as_number, as_text
from csat_lib.answers.levels import part_of, words_beside
from csat_lib.collect.collected_wave import CollectedWave, collected
from csat_lib.collect.kept_answers import frames_of
from csat_lib.forms.shown import points, say
from csat_lib.study import Study, WavePlan
from csat_lib.study.questions import Date, MultipleChoice, Number, OpenText, Question, Rating, YesNo
from csat_lib.voice.masking import mask

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that make a spreadsheet take a text for a formula."""
_CHOSEN = {"zh": {0: "未选", 1: "选中"}, "en": {0: "not chosen", 1: "chosen"}}
_LABEL, _VALUE, _TITLE, _MOST_MISSING = 252, 118, 60, 3
"""Bytes that a label, a value's label and a file's title may have; codes that may be declared missing."""


def export(plan: WavePlan, to: str, languages: Sequence[str], only: str = "") -> dict[str, bytes]:
    """Ending -> content. One row a respondent (``only="kept"``: who counts); no ids, open answers masked."""
    study, folder, words = plan.study, collected(plan), "" if to == "sav" else languages[0]
    respondents = CollectedWave(plan.period, folder).respondents.set_index("row")
    answers = pd.concat(frames_of(plan, tuple(study.questions), folder, respondents.index.to_numpy()))
    found = {}
    for name, variable, part in _variables(study):
        given = answers[part] if part in answers else pd.Series(index=answers.index, dtype="float64")
        found[variable] = _told(study.questions[name], given, words)
        if (other := words_beside(name)) in answers:
            found[_variable(other)] = answers[other].map(mask, na_action="ignore")
    beside = [
        name for name in respondents if name in {"weight", "seconds", "finished"} or str(name).startswith("score.")
    ]
    frame = pd.DataFrame(found).join(respondents[beside].rename(columns=_variable))
    frame = frame.assign(kept=respondents["kept"].astype(int), reason=respondents["reason"].astype("str"))
    frame = frame[frame["kept"] == 1] if only else frame
    if to == "sav":
        return {".sav": _sav(frame, study, languages), ".sps": _syntax(study, languages).encode("utf-8-sig")}
    return {f".{to}": _csv(frame) if to == "csv" else _xlsx(frame)}


def _told(one: Question, given: pd.Series, words: str) -> pd.Series:
    """Answers by number, or in the words of a language."""
    if isinstance(one, OpenText):
        return given.map(mask, na_action="ignore")
    if isinstance(one, MultipleChoice | Date | Number):
        return given
    names = ["yes", "no"] if isinstance(one, YesNo) else [point.code for point in points(one)]
    said_so = [say(point, [words]) if words else _number(one, point.code) for point in points(one)]
    texts = dict(zip(names, said_so, strict=True))
    return given.map(lambda value: texts.get(as_text(value), value), na_action="ignore")


def _csv(frame: pd.DataFrame) -> bytes:
    safe = frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell)
    return bytes(safe.to_csv(index=False).encode("utf-8-sig"))


def _xlsx(frame: pd.DataFrame) -> bytes:
    out, options = io.BytesIO(), {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        frame.to_excel(writer, index=False, sheet_name="answers")
    return out.getvalue()


def write_sav(study: Study, languages: Sequence[str]) -> bytes:
    """An empty data file with every variable, its labels and its codes that are no answer."""
    return _sav(pd.DataFrame(columns=[variable for _, variable, _ in _variables(study)]), study, languages)


def _variables(study: Study) -> Iterator[tuple[str, str, str]]:
    """(question, variable, column of the answers): one a question, of a multiple choice one an option."""
    for name, one in study.questions.items():
        parts = [part_of(name, level) for level in one.options] if isinstance(one, MultipleChoice) else [name]
        yield from ((name, _variable(part), part) for part in parts)


def _variable(name: str) -> str:
    return name.replace(".", "_").replace("-", "_")


def _number(one: Question, code: str) -> int:
    codes = [point.code for point in points(one)]
    numbers = [as_number(each) for each in codes]
    return int(float(code)) if all(n is not None and n.is_integer() for n in numbers) else codes.index(code) + 1


def _sav(frame: pd.DataFrame, study: Study, languages: Sequence[str]) -> bytes:
    import pyreadstat  # imported when called, as in csat_lib.answers.spss

    labels, values = dict[str, str](), dict[str, dict[int, str]]()
    missing, measures = dict[str, list[float]](), dict[str, str]()
    columns = {name: frame[name].fillna("") if frame[name].dtype == "str" else frame[name] for name in frame}
    for name, variable, part in _variables(study):
        one = study.questions[name]
        level = part.removeprefix(f"{name}.") if isinstance(one, MultipleChoice) else ""
        named = {point.code: say(point, languages) for point in points(one)}
        labels[variable] = _cut(": ".join([say(one.text, languages), *([named[level]] if level else [])]), _LABEL)
        worded = {_number(one, point.code): _cut(named[point.code], _VALUE) for point in points(one) if point.text}
        values[variable] = _CHOSEN[languages[0]] if level else worded
        codes = [as_number(str(code)) for code in (*one.missing_codes, *one.not_applicable_codes)]
        missing[variable] = [code for code in codes if code is not None][:_MOST_MISSING]
        measures[variable] = "ordinal" if isinstance(one, Rating) else "nominal" if points(one) else "scale"
        if not isinstance(one, OpenText | Date):
            columns[variable] = pd.to_numeric(columns[variable])
    about: dict[str, Any] = {"column_labels": labels, "variable_measure": measures}
    about["file_label"] = _cut(say(study.title, languages), _TITLE)
    about |= {"variable_value_labels": {name: given for name, given in values.items() if given}}
    about |= {"missing_ranges": {name: given for name, given in missing.items() if given}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.sav"
        pyreadstat.write_sav(pd.DataFrame(columns), path, **about)
        return path.read_bytes()


def _cut(text: str, most: int) -> str:
    """As many whole characters as fit into so many bytes."""
    return text.encode()[:most].decode(errors="ignore")


def _syntax(study: Study, languages: Sequence[str]) -> str:
    """Multiple response sets, and the weight."""
    several = {name: one for name, one in study.questions.items() if isinstance(one, MultipleChoice)}
    sets = {name: " ".join(_variable(part_of(name, level)) for level in one.options) for name, one in several.items()}
    labels = {name: _cut(say(one.text, languages).replace("'", "''"), _LABEL) for name, one in several.items()}
    named = (f"MRSETS /MDGROUP NAME=${_variable(n)} LABEL='{labels[n]}' VARIABLES={sets[n]} VALUE=1." for n in sets)
    return "\n".join([*named, "WEIGHT BY weight."]) + "\n"
