"""``csat next``: the wave file of the next period, compared with all waves before it.

Where the new file names who and when, parts lists, or keeps the words of 'other' in another way (a platform's download
of the study's own form), a second study file says so, with nothing else changed; the wave file names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from csat_lib import period as periods
from csat_lib.errors import CsatError
from csat_lib.errors.forms import answers_had, does_not_fit, wave_exists
from csat_lib.forms.authored import scalar
from csat_lib.forms.drafting import path_from, period_of
from csat_lib.forms.fitting import fit
from csat_lib.forms.headings import fields_in
from csat_lib.forms.seen_columns import AnswersFile, look_at
from csat_lib.study.documents import read_document
from csat_lib.study.loading import load_study
from csat_lib.study.model import Study
from csat_lib.study.schema import write_with_schema
from csat_lib.study.waves import STUDY_FILE
from csat_lib.study.yaml_edit import Loc, YamlText

_NEEDS_SECONDS = ("seconds", "speed", "seconds_per_item")


def write_next(study_file: Path, answers: Path, period: str = "") -> tuple[Path, list[str]]:
    """Write the wave file beside the study file; gives it and what is to be told.

    Raises:
        CsatError: answers of another survey, or without some of its questions; a wave file that exists.
    """
    study_file = study_file / STUDY_FILE if study_file.is_dir() else study_file
    folder = study_file.parent
    study, file = load_study(study_file), look_at(answers)
    fitted = fit(study, file, f"study {study.study}")
    if fitted.missing:
        raise does_not_fit(answers, f"study {study.study}", fitted.missing)
    waves, responses = sorted(_periods(folder), key=lambda each: each.last), path_from(folder, answers)
    fields = _fields(study, file)
    found, told = _period(folder, file, fields.get("finished", ""), period)
    path = folder / f"{found}.yaml"
    if path.exists():
        raise wave_exists(path)
    for wave in waves:
        if read_document(folder / f"{wave}.yaml").data.get("responses") == responses:
            raise answers_had(answers, wave.text)
    lines = [f"study: {study.study}"]
    changes: dict[Loc, Any] = {("questions", *loc): value for loc, value in fitted.changes.items()}
    changes |= {
        ("fields", name): fields[name] for name, column in study.fields.given().items() if fields[name] != column
    }
    if changes:
        rules = read_document(study_file).data.get("exclude", [])
        gone = [at for at, rule in enumerate(rules) if not _can_hold(rule, fields)]
        own = study_file.with_name(f"{study_file.stem}.{found}.yaml")
        changes |= {("exclude", at): "" for at in gone}
        own.write_text(_rewritten(study_file.read_text("utf-8-sig"), changes), "utf-8")
        lines.append(f"study_file: {scalar(own.name)}  # the same study, with the columns of this file")
        told.append(f"Its columns are called otherwise: {own.name} names them.")
        told += [f"Without such a column there is no rule {rules[at]['rule']}." for at in gone]
    before = [each.text for each in waves if each.last < found.last]
    lines += [f"period: {scalar(found.text)}", f"responses: {scalar(responses)}"]
    lines.append(f"earlier: {scalar(before)}")
    write_with_schema(path, "\n".join([*lines, "language: both", "seed: 1"]) + "\n")
    told.append(f"It is compared with {len(before)} earlier waves." if before else "There is no earlier wave.")
    return path, told


def _fields(study: Study, file: AnswersFile) -> dict[str, str]:
    """Field -> its column in this file: the study's own, else the one that platforms call so, else none."""
    names = [column.name for column in file.columns]
    known = fields_in(names)
    given = study.fields.given().items()
    return known | {name: column if column in names else known.get(name, "") for name, column in given}


def _can_hold(rule: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    lacks = [name for name in rule.get("by", ()) if not fields.get(name)]
    return not lacks and (rule.get("rule") not in _NEEDS_SECONDS or bool(fields.get("duration")))


def _period(folder: Path, file: AnswersFile, finished: str, given: str) -> tuple[periods.Period, list[str]]:
    if given:
        return (found := periods.parse(given)), [f"The period is {found}, as asked."]
    if finished:
        return (found := period_of(file, finished)), [f"The period is {found}, by the days of the answers."]
    last = max(_periods(folder), key=lambda each: each.last, default=None)
    found = _following(last) if last else period_of(None, "")
    return found, [
        f"The answers hold no days: the period is {found}, {'the one after the last' if last else 'this month'}."
    ]


def _periods(folder: Path) -> list[periods.Period]:
    """The periods that have a wave file."""
    found = []
    for file in folder.glob("*.yaml"):
        try:
            found.append(periods.parse(file.stem))
        except CsatError:
            continue  # the study file and others
    return found


def _following(period: periods.Period) -> periods.Period:
    """The month, quarter, half-year or year after one; of any other period, the month after its last day."""
    year, month = divmod(period.last.year * 12 + period.last.month, 12)
    part = {"quarter": f"Q{month // 3 + 1}", "half": f"H{month // 6 + 1}", "year": ""}.get(
        period.kind, f"-{month + 1:02}"
    )
    return periods.parse(f"{year}{part}")


def _rewritten(text: str, changes: Mapping[Loc, Any]) -> str:
    """The text of the study file with other values in these places, and without those that have none."""
    yaml = YamlText(text)
    edits = yaml.removed(loc for loc, value in changes.items() if not value)
    edits += [edit for loc, value in changes.items() if value for edit in yaml.replaced(loc, scalar(value))]
    return yaml.applied(edits)
