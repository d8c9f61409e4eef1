"""``csat draft``: a study file and a wave file from an answers file, from a form, or from both; they run at once."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from csat_lib import period as periods
from csat_lib.answers.dates import moment_of, order_of, seconds_of
from csat_lib.answers.header import unnumbered
from csat_lib.errors.planning import cannot_start, folder_not_empty
from csat_lib.forms.authored import Draft, scalar, study_text
from csat_lib.forms.columns import AnswersFile, Column, look_at
from csat_lib.forms.grouping import group
from csat_lib.forms.headings import fields_in, is_personal, is_platforms_own
from csat_lib.forms.questionnaire import Asked, Questionnaire, language_of
from csat_lib.forms.structure import constructs_of, headline_of, with_roles
from csat_lib.study.checks import RESERVED
from csat_lib.study.template import study_name
from csat_lib.study.waves import STUDY_FILE
from csat_lib.study.words import NAME_PATTERN

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"^第?(\d{1,3})(?:题|[、.．:：(（])")


def write_draft(answers: Path | None, form: Questionnaire | None, folder: Path) -> Path:
    """Write ``study.yaml`` and the wave file into a new or empty folder; gives the wave file.

    Raises:
        CsatError: a file that cannot be read, a form and answers that do not fit, a folder that cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise folder_not_empty(folder)
    file = None if answers is None else look_at(answers)
    draft = draft_of(study_name(folder.resolve().name), file, form)
    period = period_of(file, draft.fields.get("finished", ""))
    wave = "\n".join(_wave(draft.name, file, period, folder)) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STUDY_FILE).write_text(study_text(draft), "utf-8")
        (folder / f"{period}.yaml").write_text(wave, "utf-8")
    except OSError as fault:
        raise cannot_start(folder, fault) from None
    return folder / f"{period}.yaml"


def _wave(name: str, file: AnswersFile | None, period: periods.Period, folder: Path) -> Iterable[str]:
    yield f"study: {name}"
    yield f"period: {period}" if file else f"period: {period}  # guess: this month"
    if file is None:
        yield "responses: {simulate: {n: 400, seed: 1}}  # answers drawn to try the study; put your file's name here"
    else:
        yield f"responses: {scalar(path_from(folder, file.path))}"
    yield from ("language: both", "seed: 1")


def path_from(folder: Path, file: Path) -> str:
    """The file as seen from the folder, where one way leads there."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return file.resolve().as_posix()


def draft_of(name: str, file: AnswersFile | None, form: Questionnaire | None) -> Draft:
    """The study as it is guessed."""
    fields, left_out = _who_and_when(file)
    asked, stems = list(form.asked) if form else [], dict(form.blocks) if form else {}
    if file is not None:
        free = [column for column in file.columns if column.name not in {*fields.values(), *left_out}]
        found, stems = group(free)
        asked = found
    asked = with_roles(_named(asked))
    language = language_of(text for one in asked for text in one.text.values())
    title = {"zh": "满意度调查", "en": "Satisfaction survey"}
    base = form or Questionnaire(title, (), (language,))
    stems = {block: {language: _unnumbered(text) for language, text in stem.items()} for block, stem in stems.items()}
    whole = replace(base, asked=tuple(asked), blocks=stems)
    cells = {column.name: column.cells for column in file.columns} if file else {}
    groups = constructs_of(whole, {one.name: cells.get(one.column, ()) for one in asked})
    told = list(_told(file, form))
    return Draft(name, whole, groups, headline_of(asked), fields, left_out, told, simulated=file is None)


def _told(file: AnswersFile | None, form: Questionnaire | None) -> Iterable[str]:
    sources = [f"the form {form.platform}"] if form else []
    sources += [f"{file.path.name} ({file.n_rows:,} rows, {len(file.columns)} columns)"] if file else []
    yield f"Drafted by `csat draft` from {' and '.join(sources)}. Each `# guess:` says what it rests on: change what is"
    yield "wrong, then `csat check` the wave file beside this one. Every key is explained in csat_lib/ARCHITECTURE.md."
    yield from form.left_out if form else ()


def _who_and_when(file: AnswersFile | None) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of respondents, each only where every cell can be read as such; and the columns left out, with why."""
    if file is None:
        return {}, {}
    fields = fields_in([column.name for column in file.columns])
    by_name = {column.name: column for column in file.columns}
    fields = {field: column for field, column in fields.items() if _fits(field, by_name[column], file.n_rows)}
    left_out: dict[str, str] = {}
    for column in file.columns:
        if column.name in fields.values():
            continue
        if is_personal(column.name, column.counts):
            left_out[column.name] = "personal; it is never read"
        elif is_platforms_own(column.name):
            left_out[column.name] = "the platform's own note, no answer"
        elif not column.cells and not column.labels:
            left_out[column.name] = "no cell is filled"
    return fields, left_out


def _fits(field: str, column: Column, n_rows: int) -> bool:
    if field == "id":
        return len(column.counts) == len(column.cells) == n_rows
    if field == "finished":
        order = order_of(list(column.counts))
        return bool(column.cells) and all(moment_of(cell, cell, order) is not None for cell in column.counts)
    if field == "duration":
        return bool(column.cells) and all(seconds_of(cell) is not None for cell in column.counts)
    return len(column.counts) <= 30 and len(column.cells) == n_rows


def period_of(file: AnswersFile | None, finished: str) -> periods.Period:
    """The month, quarter, half-year or year that holds (nearly) all days of the answers; without days, this month."""
    column = next((column for column in file.columns if column.name == finished), None) if file else None
    order = order_of(list(column.counts)) if column else ""
    moments = [moment_of(cell, cell, order) for cell in column.cells] if column else []
    days = sorted((_FIRST + timedelta(seconds=moment)).date() for moment in moments if moment is not None)
    if not days:
        return periods.parse(f"{datetime.now(UTC):%Y-%m}")
    month, most = Counter(day.replace(day=1) for day in days).most_common(1)[0]
    if most >= 0.9 * len(days):
        return periods.parse(f"{month:%Y-%m}")
    return next(found for text in _longer(days[0], days[-1]) if (found := periods.parse(text)).last >= days[-1])


def _longer(first: date, last: date) -> Iterable[str]:
    """Periods that begin no later than the first day, the shortest first."""
    yield f"{first.year}Q{(first.month + 2) // 3}"
    yield f"{first.year}H{(first.month + 5) // 6}"
    yield f"{first.year}"
    yield f"{first}..{last}"


def _named(asked: Sequence[Asked]) -> list[Asked]:
    """Names that the study can have: the form's own, the column's, else by number; references follow."""
    taken, names = {*RESERVED}, dict[str, str]()
    found = []
    for at, one in enumerate(asked, start=1):
        number = _NUMBER.match(one.column)
        wanted = one.name or one.column
        wanted = wanted if re.fullmatch(NAME_PATTERN, wanted) and "." not in wanted else f"q{number.group(1) if number else at}"
        name, more = wanted, 1
        while name in taken:
            more += 1
            name = f"{wanted}_{more}"
        taken.add(name)
        names[one.name] = name
        text = {language: _unnumbered(word) for language, word in one.text.items()}
        found.append(replace(one, name=name, text=text))
    return [
        replace(one, only_if=(names[one.only_if[0]], one.only_if[1])) if one.only_if and one.only_if[0] in names else one
        for one in found
    ]


def _unnumbered(text: str) -> str:
    """A wording without its number in the questionnaire."""
    bare = re.sub(r"^(?:第?\d{1,3}题?[、：:.．)）]|[qQ]\d{1,3}[、：:.．])\s*", "", text)
    return bare if unnumbered(bare) else text

