"""The study's extra tables: figures that no respondent gives, read from files beside the study file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from csat_lib.answers.file_codes import as_number, as_text
from csat_lib.answers.read import open_answers
from csat_lib.errors import Fault
from csat_lib.errors.extra_tables import cannot_use_table, lacks_columns, no_count, no_such_table, unknown_disposition
from csat_lib.study.waves import WavePlan

PERIOD = "period"
ROW = "row"
DISPOSITIONS = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
"""AAPOR's Standard Definitions (10th edition, 2023): complete, partial, refusal or break-off, no contact, other,
unknown whether eligible (household, other), not eligible."""
_BY_NUMBER = {"1.1": "I", "1.2": "P", "2.1": "R", "2.2": "NC", "2.3": "O", "3.1": "UH", "3": "UO", "4": "NE"}
_COLUMNS = ("channel", "disposition", "count")


def extra_table(plan: WavePlan, kind: str) -> pd.DataFrame | None:
    """The rows of all tables of a kind, as text, with their ``row`` in the file; None where the study has none.

    In a table with a column ``period`` only the rows of the wave count.

    Raises:
        CsatError: a file that is not there or cannot be read.
    """
    parts = [frame for _, frame in _tables(plan, kind)]
    return pd.concat(parts, ignore_index=True) if parts else None


def dispositions_of(plan: WavePlan) -> pd.DataFrame | None:
    """``channel, disposition, count`` of the wave's cases, each disposition one of ``DISPOSITIONS``; None without any.

    AAPOR's numbers are taken as well (``2.11`` is a refusal); several rows of one channel and disposition add up.

    Raises:
        Faults: dispositions and counts that are none, all at once.
        CsatError: a file that cannot be read, or that lacks a column.
    """
    parts = []
    for path, frame in _tables(plan, "dispositions"):
        missing = [name for name in _COLUMNS if name not in frame]
        if missing:
            raise lacks_columns(path, path.stem, missing, [str(name) for name in frame if name != ROW])
        codes, counts = frame["disposition"].map(_letter), frame["count"].map(_count)
        faults = list(_faults(frame.assign(code=codes, cases=counts)))
        if faults:
            raise cannot_use_table(path, faults)
        parts.append(frame[["channel"]].assign(disposition=codes, count=counts))
    whole = pd.concat(parts, ignore_index=True) if parts else None
    return None if whole is None or whole.empty else whole


def _tables(plan: WavePlan, kind: str) -> Iterator[tuple[Path, pd.DataFrame]]:
    for name, table in plan.study.tables.items():
        if table.kind == kind:
            path = plan.folder / table.file
            if not path.is_file():
                raise no_such_table(path, name)
            yield path, _read(path, plan)


def _read(path: Path, plan: WavePlan) -> pd.DataFrame:
    source = open_answers(path)
    names = [name for name in source.columns if name]
    rows = [
        {ROW: int(row), **{name: as_text(cell) for name, cell in cells.items()}}
        for batch in source.batches(names)
        for row, cells in zip(batch.rows, batch.table.to_pylist(), strict=True)
    ]
    frame = pd.DataFrame(rows, columns=[ROW, *names])
    return frame[frame[PERIOD] == str(plan.period)] if PERIOD in frame else frame


def _letter(given: str) -> str | None:
    """The letters of a disposition, given as letters or as one of AAPOR's numbers."""
    if given.upper() in DISPOSITIONS:
        return given.upper()
    return next((code for number, code in _BY_NUMBER.items() if given.startswith(number)), None)


def _count(given: str) -> int | None:
    number = as_number(given)
    return int(number) if number is not None and number >= 0 and number.is_integer() else None


def _faults(frame: pd.DataFrame) -> Iterator[Fault]:
    for row, disposition, code, given, cases in zip(
        frame[ROW], frame["disposition"], frame["code"], frame["count"], frame["cases"], strict=True
    ):
        if pd.isna(code):
            yield unknown_disposition(row, disposition, DISPOSITIONS)
        if pd.isna(cases):
            yield no_count(row, given)
