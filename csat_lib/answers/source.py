"""An answers file as every reader shows it: named columns, and batches of rows that know their number in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from csat_lib.errors.answer_files import header_only

BATCH = 65_536
Rows = NDArray[np.int64]
Labels = Mapping[str, Mapping[object, str]]
Ranges = Mapping[str, Sequence[tuple[float, float]]]


@dataclass(frozen=True)
class Batch:
    """Some rows of the file: ``rows`` (n,) their numbers as the user's own program shows them, ``table`` n raw rows."""

    rows: Rows
    table: pa.RecordBatch

    def __len__(self) -> int:
        return len(self.rows)


class AnswerSource(Protocol):
    """An opened answers file. ``labels`` and ``missing`` are what an SPSS file itself says about its codes."""

    @property
    def path(self) -> Path:
        """Where the file lies."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in file order."""

    @property
    def labels(self) -> Labels:
        """Value labels by column: code -> wording. Empty unless the file has them."""

    @property
    def missing(self) -> Ranges:
        """Codes that the file declares missing, by column, as (low, high). Empty unless the file has them."""

    @property
    def n_rows(self) -> int | None:
        """Rows of answers, where the file says so without being read to its end."""

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in file order, ``size`` at a time, with these columns only."""


def check_rows(path: Path, n_rows: int) -> None:
    """A file without a single row of answers is an error."""
    if not n_rows:
        raise header_only(path)


def text_batch(rows: Sequence[int], cells: Sequence[Sequence[str]], names: Sequence[str], at: Sequence[int]) -> Batch:
    """A batch of text columns: ``at`` says where in each row of ``cells`` the column of that name stands."""
    arrays = [pa.array([row[place] for row in cells], type=pa.string()) for place in at]
    table = pa.RecordBatch.from_arrays(arrays, names=list(names)) if arrays else no_columns(len(cells))
    return Batch(np.asarray(rows, dtype=np.int64), table)


def no_columns(n_rows: int) -> pa.RecordBatch:
    """A record batch that has rows and no columns."""
    return pa.RecordBatch.from_struct_array(pa.array([{}] * n_rows, type=pa.struct([])))
