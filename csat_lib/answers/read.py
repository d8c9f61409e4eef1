"""Open an answers file of any kind that is read: what it is, its first bytes say, else the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from csat_lib.answers.delimited import open_delimited
from csat_lib.answers.parquet import open_parquet
from csat_lib.answers.source import AnswerSource
from csat_lib.answers.spss import MARKS, open_spss
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

_BY_CONTENT: tuple[tuple[bytes, Callable[[Path, Sequence[str]], AnswerSource]], ...] = (
    (b"PAR1", open_parquet),
    (b"PK\x03\x04", open_workbook),
    (b"\xd0\xcf\x11\xe0", open_workbook),
    *((mark, open_spss) for mark in MARKS),
)
"""First bytes -> reader: an export may carry the ending of another kind (.xls that is .xlsx, .csv that is)."""
_MOST = 16


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
        with path.open("rb") as file:
            head = file.read(_MOST)
    except OSError as fault:
        raise cannot_open(path, fault) from fault
    return next((known for mark, known in _BY_CONTENT if head.startswith(mark)), reader)(path, wanted)
