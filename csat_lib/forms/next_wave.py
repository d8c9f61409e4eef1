"""``csat next``: the wave file of the next period, compared with all waves before it.

Where the new file calls its columns otherwise (a platform's download of the study's own form), a second study file
stands beside the first, with these columns and nothing else changed; the wave file names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from csat_lib import period as periods
from csat_lib.errors import CsatError
from csat_lib.errors.forms import does_not_fit, other_survey, wave_exists
from csat_lib.forms.authored import scalar
from csat_lib.forms.binding import bind
from csat_lib.forms.columns import look_at
from csat_lib.forms.drafting import FIT, path_from, period_of
from csat_lib.forms.headings import fields_in
from csat_lib.study.documents import read_document
from csat_lib.study.loading import load_study
from csat_lib.study.waves import STUDY_FILE
from csat_lib.study.yaml_edit import Edit, YamlText


def write_next(study_file: Path, answers: Path, period: str = "") -> tuple[Path, list[str]]:
    """Write the wave file beside the study file; gives it and what is to be told.

    Raises:
        CsatError: answers of another survey, or without some of its questions; a wave file that exists.
    """
    study_file = study_file / STUDY_FILE if study_file.is_dir() else study_file
    study, data, file = load_study(study_file), read_document(study_file).data, look_at(answers)
    bound = bind(data["questions"], data.get("form", {}).get("blocks", {}), file)
    asked = len(study.questions)
    if 2 * len(bound.missing) > asked:
        raise other_survey(answers, f"study {study.study}", asked - len(bound.missing), asked)
    if bound.missing:
        raise does_not_fit(answers, f"study {study.study}", bound.missing)
    names = {column.name for column in file.columns}
    known = fields_in([column.name for column in file.columns])
    fields = {
        field: column if column in names else known.get(field, "") for field, column in study.fields.given().items()
    }
    earlier = sorted(_periods(study_file.parent), key=lambda each: each.last)
    found = periods.parse(period) if period else period_of(file, fields.get("finished") or known.get("finished", ""))
    told = [f"The period is {found}, as asked." if period else f"The period is {found}, by the days of the answers."]
    if not period and "finished" not in (fields if fields.get("finished") else known):
        found = _following(earlier[-1]) if earlier else found
        told = [
            f"The answers hold no days: the period is {found}, the one after the last."
            if earlier
            else f"The period is {found}, this month."
        ]
    path = study_file.parent / f"{found}.yaml"
    if path.exists():
        raise wave_exists(path)
    lines = [f"study: {study.study}"]
    if bound.changes or fields != study.fields.given():
        own = study_file.with_name(f"{study_file.stem}.{found}.yaml")
        own.write_text(_rebound(study_file.read_text("utf-8-sig"), bound.changes, fields), "utf-8")
        lines.append(f"study_file: {scalar(own.name)}  # the same study, with the columns of this file")
        told.append(f"Its columns are called otherwise: {own.name} names them.")
    before = [each.text for each in earlier if each.last < found.last]
    lines += [
        f"period: {scalar(found.text)}",
        f"responses: {scalar(path_from(path.parent, answers))}",
        f"earlier: {scalar(before)}",
    ]
    path.write_text("\n".join([*lines, "language: both", "seed: 1"]) + "\n", "utf-8")
    told.append(f"It is compared with {len(before)} earlier waves." if before else "There is no earlier wave.")
    return path, told


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


def _rebound(text: str, changes: Mapping[str, Mapping[str, Any]], fields: Mapping[str, str]) -> str:
    """The text of the study file with other columns, all else as it was."""
    yaml = YamlText(text)
    edits: list[Edit] = []
    for name, change in changes.items():
        question = ("questions", name)
        gone = {"column", "columns", "separator", "other"} & {*yaml.keys(question)}
        edits += yaml.removed((*question, key) for key in gone)
        edits += yaml.added(question, {key: scalar(value) for key, value in change.items()})
    for field, column in fields.items():
        edits += yaml.replaced(("fields", field), scalar(column)) if column else yaml.removed([("fields", field)])
    return yaml.applied(edits)
