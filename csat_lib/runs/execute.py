"""Execute one notebook with Papermill, in this process or in a plain kernel."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from csat_lib.errors import CsatError
from csat_lib.runs.chapters import NOTEBOOKS, notebook_of
from csat_lib.runs.engine import register

_OURS = {"CsatError", "Faults"}
KERNEL_SECONDS = 3600  # to start a plain kernel on a busy machine; the run's own limit ends what hangs


@dataclass(frozen=True)
class Sheet:
    """One notebook to execute: which chapter, on which wave file (if it has one), in which language, written where."""

    chapter: str
    wave_file: Path | None
    language: str
    target: Path
    plain: bool = False


class ChapterStopped(RuntimeError):  # noqa: N818 - says what happened
    """A cell raised something that is not the user's input."""


def execute(sheet: Sheet) -> Path:
    """Run the chapter's notebook and write the executed copy to ``sheet.target``; return that path.

    A CsatError in a cell comes out as a CsatError; any other error as ChapterStopped, the executed copy written.
    """
    wave = {} if sheet.wave_file is None else {"wave_file": os.path.relpath(sheet.wave_file, NOTEBOOKS)}
    engine = {} if sheet.plain else {"engine_name": register()}
    try:
        papermill.execute_notebook(
            notebook_of(sheet.chapter),
            sheet.target,
            parameters={**wave, "language": sheet.language},
            cwd=NOTEBOOKS,
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
            _forget_machine(sheet.target)
    return sheet.target


def _forget_machine(path: Path) -> None:
    """Drop the paths and times that Papermill writes into a notebook: they tell of a machine, not of the study."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for key in ("papermill", "execution", "ExecuteTime"):
            cell.metadata.pop(key, None)
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def keep_failed(work: Path, target: Path) -> Path:
    """Keep the executed copies of a failed run beside the place where the good outputs live."""
    kept = target.with_name(f"{target.name}.failed")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(work, kept)
    return kept
