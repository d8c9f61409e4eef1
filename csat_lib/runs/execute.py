"""Execute one notebook with Papermill, in this process or in a plain kernel."""

from __future__ import annotations

import json
import shutil
from itertools import count
from pathlib import Path
from typing import get_args

import papermill
from papermill.exceptions import PapermillExecutionError

from csat_lib.atomic import fresh_folder
from csat_lib.errors import CsatError
from csat_lib.ownership import manifest_of, replaceable
from csat_lib.report.labels import Language
from csat_lib.runs import chapters
from csat_lib.runs.engine import register
from csat_lib.runs.sheet import Sheet

_OURS = {"CsatError", "Faults"}
KERNEL_SECONDS = 3600  # to start a plain kernel on a busy machine; the run's own limit ends what hangs


class ChapterStopped(RuntimeError):  # noqa: N818 - says what happened
    """A cell raised something that is not the user's input."""


def execute(sheet: Sheet) -> Path:
    """Run the chapter's notebook and write the executed copy, in the sheet's language, to ``sheet.target``.

    A CsatError in a cell comes out as a CsatError; any other error as ChapterStopped, the executed copy written.
    """
    engine = {} if sheet.plain else {"engine_name": register()}
    try:
        papermill.execute_notebook(
            chapters.notebook_of(sheet.chapter),
            sheet.target,
            parameters=sheet.parameters,
            cwd=chapters.NOTEBOOKS,
            progress_bar=False,
            request_save_on_cell_execute=False,
            start_timeout=KERNEL_SECONDS,
            **engine,
        )
    except PapermillExecutionError as stop:
        if stop.ename in _OURS:
            raise CsatError(stop.evalue) from None
        raise ChapterStopped(f"{stop.ename}: {stop.evalue}") from None
    finally:
        if sheet.target.exists():
            _tidy(sheet.target, sheet.language)
    return sheet.target


def _tidy(path: Path, language: str) -> None:
    """Keep the prose of one language; drop paths, times and the random name of the cell that Papermill adds.

    A notebook says everything twice, in cells tagged ``zh`` and ``en``; its executed copy is for one reader. Paths and
    times tell of a run, not of the study. A cell is written as one line: the indented form takes five times as long.
    """
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"].pop("papermill", None)
    other = set(get_args(Language)) - {language}
    notebook["cells"] = [cell for cell in notebook["cells"] if other.isdisjoint(cell["metadata"].get("tags", []))]
    for cell in notebook["cells"]:
        for key in ("papermill", "execution", "ExecuteTime"):
            cell["metadata"].pop(key, None)
        if "injected-parameters" in cell["metadata"].get("tags", []):
            cell["id"] = "injected-parameters"
    cells = ",\n".join(json.dumps(cell, ensure_ascii=False, sort_keys=True) for cell in notebook.pop("cells"))
    others = json.dumps(notebook, ensure_ascii=False, sort_keys=True)
    path.write_text(f'{{"cells": [\n{cells}\n],\n{others[1:]}\n', encoding="utf-8")


def keep_failed(work: Path, target: Path) -> Path:
    """Keep the executed copies of a failed run beside the place where the good outputs live."""
    names = (f"{target.name}.failed{f'-{number}' if number > 1 else ''}" for number in count(1))
    kept = next(place for name in names if replaceable(place := target.with_name(name)))
    with fresh_folder(kept, manifest_of(work)["study"]) as fresh:
        shutil.copytree(work, fresh, dirs_exist_ok=True)
    return kept
