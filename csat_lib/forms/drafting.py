"""``csat draft``: a study file and a wave file from an answers file, from a form, or from both; they run at once."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from csat_lib import period as periods
from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.dates import Order, moment_of, seconds_of
from csat_lib.errors.forms import names_again, no_names
from csat_lib.errors.planning import cannot_start, folder_not_empty
from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.authored import Draft, scalar, study_text
from csat_lib.forms.fitting import fit
from csat_lib.forms.grouping import ask_of_columns
from csat_lib.forms.headings import fields_in, why_left_out
from csat_lib.forms.known_words import language_of
from csat_lib.forms.seen_columns import AnswersFile, SeenColumn, look_at
from csat_lib.forms.structure import give_roles, propose
from csat_lib.study.loading import load_study
from csat_lib.study.schema import write_with_schema
from csat_lib.study.template import study_name
from csat_lib.study.waves import STUDY_FILE

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_SOURCES, _FEW_ANSWERS = 30, 5
_NTH = re.compile(r" \(\d+\)$")
_ORDERS: tuple[Order, ...] = ("", "month", "day")


def write_draft(answers: Path | None, form: AskedForm | None, folder: Path) -> Path:
    """Write ``study.yaml`` and the wave file into a new or empty folder; gives the wave file.

    Raises:
        CsatError: a file that cannot be read, a form and answers that do not fit, a folder that cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise folder_not_empty(folder)
    file = None if answers is None else look_at(answers)
    if file and (again := _names_again(file)):
        raise names_again(file.path, file.columns[0].name, again)
    if file and (times := [column.name for column in file.columns if _is_time(column.name)]):
        raise no_names(file.path, times[0], "a time")
    if file and 2 * len(answers_above := _own_answers(file)) > len(file.columns) > 2:
        raise no_names(file.path, answers_above[0], f"an answer of its column, as are {len(answers_above) - 1} others")
    draft = draft_of(study_name(folder.resolve().name), file, form)
    period = period_of(file, draft.fields.get("finished", ""))
    given = "{simulate: {n: 400, seed: 1}}  # answers drawn to try the study; name your own file here"
    responses = given if file is None else scalar(path_from(folder, file.path))
    guessed = "" if "finished" in draft.fields else "  # guess: this month"
    wave = f"study: {draft.name}\nperiod: {scalar(str(period))}{guessed}\nresponses: {responses}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_with_schema(folder / STUDY_FILE, study_text(draft))
        write_with_schema(folder / f"{period}.yaml", f"{wave}language: both\nseed: 1\n")
    except OSError as fault:
        raise cannot_start(folder, fault) from None
    return folder / f"{period}.yaml"


def _names_again(file: AnswersFile) -> int:
    """The first row of answers, from 1, that holds the names of at least half of the columns; 0: none.

    The names of a second download below the first one. Options that stand in columns of their own name come back.
    """
    names = [_NTH.sub("", column.name) for column in file.columns]
    rows = list(zip(*(column.rows for column in file.columns), strict=True))
    same = [[at for at, cell in enumerate(row) if cell == names[at]] for row in rows]
    heads = [row for row, own in enumerate(same) if len(own) > 1 and 2 * len(own) >= len(names)]
    alone = all(file.columns[at].rows.count(names[at]) == len(heads) for row in heads for at in same[row])
    return heads[0] + 1 if heads and alone and 4 * len(heads) <= len(rows) else 0


def _is_time(name: str) -> bool:
    return ":" in name and any(moment_of(name, name, order) is not None for order in _ORDERS)


def _own_answers(file: AnswersFile) -> list[str]:
    """Names that are answers of their own columns: not of columns that hold nothing else, nor numbers in order."""
    names = [_NTH.sub("", column.name) for column in file.columns]
    pairs = zip(names, file.columns, strict=True)
    found = [name for name, column in pairs if name in column.counts and len(column.counts) > 1]
    numbers = [int(name) for name in names if name.isdecimal()]
    in_order = len(numbers) > 2 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    return [name for name in found if not (in_order and name.isdecimal())]


def path_from(folder: Path, file: Path) -> str:
    """The file as seen from the folder, where one way leads there."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return file.resolve().as_posix()


def draft_of(name: str, file: AnswersFile | None, form: AskedForm | None) -> Draft:
    """The study as it is guessed; a form given is set against the answers."""
    fields, left_out = _who_and_when(file)
    language = language_of(_words_of(file, left_out)) if file else "zh"
    drafted = form or AskedForm({"zh": "满意度调查", "en": "Satisfaction survey"}, [language])
    if file is not None:
        used = _fitted(name, drafted, file) if form else set[str]()
        known = {*drafted.questions}
        ask_of_columns(drafted, [c for c in file.columns if c.name not in {*fields.values(), *left_out, *used}])
        if drafted.pages:
            drafted.turn("of the answers alone", {}, [name for name in drafted.questions if name not in known])
    headline = give_roles(drafted)
    cells = {column.name: column.rows for column in file.columns} if file else {}
    answers = {item: cells.get(one.get("column", item), ()) for item, one in drafted.questions.items()}
    told = list(_told(file, drafted))
    return Draft(name, drafted, propose(drafted, answers), headline, fields, left_out, told, simulated=file is None)


def _words_of(file: AnswersFile, left_out: Collection[str]) -> Iterator[str]:
    """The wordings of the questions, and answers, which tell the language where columns are named by codes."""
    for column in file.columns:
        if column.name not in left_out:
            yield from (column.wording, *(answer for answer, _ in column.counts.most_common(_FEW_ANSWERS)))


def _fitted(name: str, form: AskedForm, file: AnswersFile) -> set[str]:
    """Set the form's questions against the answers; those without an answer leave it. The columns that are used."""
    draft = Draft(name, form, propose(form, {}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / STUDY_FILE
        path.write_text(study_text(draft), "utf-8")
        fitted = fit(load_study(path), file, f"form of {form.platform}")
    for (question, key), value in fitted.changes.items():
        form.questions[question] = {**form.questions[question], key: value}
        if not value:
            del form.questions[question][key]
    for question in fitted.missing:
        form.left_out.append(f"The question `{question}` of the form is not in the answers.")
        form.drop(question)
    return fitted.used


def _told(file: AnswersFile | None, form: AskedForm) -> Iterator[str]:
    sources = [f"a form of {form.platform}"] if form.platform else []
    sources += [f"{file.path.name} ({file.n_rows:,} rows, {len(file.columns)} columns)"] if file else []
    yield f"Drafted by `csat draft` from {' and '.join(sources)}. Each `# guess:` says what it rests on:"
    yield "change what is wrong, then `csat check` the wave file beside this one. ARCHITECTURE.md explains every key."
    yield from form.left_out


def _who_and_when(file: AnswersFile | None) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of respondents, each only where every cell can be read as such; and the columns left out, with why."""
    if file is None:
        return {}, {}
    by_name = {column.name: column for column in file.columns}
    named = fields_in([*by_name])
    fields = {field: c for field, c in named.items() if _fits(field, by_name[c], file.n_rows)}
    others = [column for column in file.columns if column.name not in fields.values()]
    reasons = {
        c.name: why_left_out(c.name, c.counts) or ("" if c.cells or c.labels else "no cell is filled") for c in others
    }
    if (key := named.get("id", "")) in reasons:
        reasons[key] = f"its name is that of an id, and {file.n_rows - len(by_name[key].counts):,} rows have no own one"
    return fields, {name: why for name, why in reasons.items() if why}


def _fits(field: str, column: SeenColumn, n_rows: int) -> bool:
    if field == "id":
        return len(column.counts) == len(column.cells) == n_rows
    if field == "finished":
        return bool(column.cells) and len(_moments(column)) == len(column.cells)
    if field == "duration":
        return bool(column.cells) and all(seconds_of(cell) is not None for cell in column.counts)
    return len(column.counts) <= _MOST_SOURCES and len(column.cells) == n_rows


def _moments(column: SeenColumn) -> list[float]:
    facts = ColumnFacts()
    facts.see(column.counts)
    return [found for cell in column.cells if (found := moment_of(cell, cell, facts.order)) is not None]


def period_of(file: AnswersFile | None, finished: str) -> periods.Period:
    """The month, quarter, half-year or year that holds (nearly) all days of the answers; without days, this month."""
    columns = file.of([finished]) if file else []
    days = sorted((_FIRST + timedelta(seconds=moment)).date() for moment in (_moments(columns[0]) if columns else ()))
    if not days:
        return periods.parse(f"{datetime.now(UTC):%Y-%m}")
    month, most = Counter(f"{day:%Y-%m}" for day in days).most_common(1)[0]
    if most >= 0.9 * len(days):
        return periods.parse(month)
    return next(found for text in _longer(days[0], days[-1]) if (found := periods.parse(text)).last >= days[-1])


def _longer(first: date, last: date) -> Iterator[str]:
    """Periods that begin no later than the first day, the shortest first."""
    yield f"{first.year}Q{(first.month + 2) // 3}"
    yield f"{first.year}H{(first.month + 5) // 6}"
    yield f"{first.year}"
    yield f"{first}..{last}"
