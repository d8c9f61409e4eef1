"""Open an answers file of any kind that is read; what it is, its name's ending says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from csat_lib.answers.delimited import open_delimited
from csat_lib.answers.parquet import open_parquet
from csat_lib.answers.source import AnswerSource
from csat_lib.answers.spss import open_spss
from csat_lib.answers.workbook import open_workbook
from csat_lib.errors.answer_files import cannot_open, unknown_ending

READERS: dict[str, Callable[[Path, Sequence[str]], AnswerSource]] = {
    ".csv": open_delimited,
    ".tsv": open_delimited,
    ".txt": open_delimited,
    ".xlsx": open_workbook,
    ".xlsm": open_workbook,
    ".xls": open_workbook,
    ".ods": open_workbook,
    ".sav": open_spss,
    ".zsav": open_spss,
    ".por": open_spss,
    ".dta": open_spss,
    ".parquet": open_parquet,
}


def open_answers(path: Path, wanted: Sequence[str] = ()) -> AnswerSource:
    """An opened answers file, its header checked; its rows are read when ``batches`` is called.

    ``wanted``: the columns that the study names; they tell which row is the header, and are called so whatever spacing,
    case or numbering the file gives them (:mod:`csat_lib.answers.header`).

    Raises:
        CsatError: a path that cannot be read, an ending that is not known, a file that is empty, damaged or
            binary, holds a header only, or names a column twice that is wanted.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise unknown_ending(path, list(READERS))
    try:
        with path.open("rb"):
            pass
    except OSError as fault:
        raise cannot_open(path, fault) from fault
    return reader(path, wanted)
