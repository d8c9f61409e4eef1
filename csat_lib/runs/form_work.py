"""The commands about questionnaires: draft a study, write its next wave, give its form out, give its answers out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from csat_lib.atomic import fresh_file, near
from csat_lib.errors import CsatError
from csat_lib.errors.forms import no_place, no_script, nothing_to_draft
from csat_lib.errors.planning import cannot_start
from csat_lib.errors.runs import file_exists
from csat_lib.runs.checking import check
from csat_lib.study import load_study, load_wave
from csat_lib.study.waves import STUDY_FILE


def draft(answers: Path | None, form: Path | None, folder: Path) -> str:
    """Write a study and a wave file, check them as ``csat check`` does, and say what to do next."""
    from csat_lib.forms.drafting import write_draft
    from csat_lib.forms.form_kinds import read_form

    if answers is None and form is None:
        raise nothing_to_draft()
    read = None if form is None else read_form(form)
    wave = write_draft(answers, read, folder)
    lines = [
        f"The study is in {near(folder / STUDY_FILE)}, its wave in {near(wave)}.",
        *(read.left_out if read else ()),
    ]
    try:
        found = check(wave, {})
    except CsatError as fault:
        found = f"What was guessed does not fit; mend the study or the wave file:\n{fault}"
    return "\n".join([*lines, found, f"Look through the lines marked `# guess:`, then:\n  csat run {near(wave)}"])


def next_wave(study: Path, answers: Path, period: str) -> str:
    """Write the wave file of the next period."""
    from csat_lib.forms.next_wave import write_next

    try:
        wave, told = write_next(study, answers, period)
    except OSError as fault:
        raise cannot_start(study, fault) from None
    return "\n".join([f"The wave is in {near(wave)}.", *told, f"Run it with:\n  csat run {near(wave)}"])


def form(study_file: Path, to: str, language: str, out: Path | None, *, telephone: bool = False) -> str:
    """Write the study's questionnaire for a platform or for paper; what it cannot hold is told first."""
    from csat_lib.forms.form_kinds import ONE_LANGUAGE, WRITERS, lost, write_form

    study_file = study_file / STUDY_FILE if study_file.is_dir() else study_file
    study = load_study(study_file)
    whole = study.languages[:1] if to in ONE_LANGUAGE else study.languages
    languages = {"": whole, "both": study.languages}.get(language, (language,))
    ending = WRITERS[to][0]
    path = out or Path(f"{study.study}{ending}" if ending == f".{to}" else f"{study.study}.{to}{ending}")
    for each in lost(study, to, languages):
        sys.stdout.write(f"Not carried: {each}\n")
    way = f"{to}-telephone" if telephone else to
    if way not in WRITERS:
        raise no_script(to)
    _write(path, write_form(study, way, languages, path))
    return f"The questionnaire is in {near(path)}."


def export(wave: Path, overrides: Mapping[str, str], to: str, out: Path | None, *, kept: bool = False) -> str:
    """Write the cleaned answers of a wave."""
    from csat_lib.forms.export import export as exported

    plan = load_wave(wave, overrides)
    path = out or Path(f"{plan.study.study}.{plan.period}.{to}")
    contents = exported(plan, to, plan.languages[:1], "kept" if kept else "")
    files = {path.with_suffix(ending): content for ending, content in contents.items()}
    for each, content in files.items():
        _write(each, content)
    return f"The cleaned answers are in {' and '.join(str(near(each)) for each in files)}."


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        raise file_exists(path)
    if not path.parent.is_dir():
        raise no_place(path)
    with fresh_file(path) as fresh:
        fresh.write_bytes(content)
