"""An answers file as every reader shows it: named columns, and batches of rows that know their number in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from csat_lib.answers.binding import Binding
from csat_lib.answers.file_codes import FileCodes
from csat_lib.errors.answer_files import header_only

BATCH = 65_536
_AT_HAND = 256
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


@dataclass(frozen=True, kw_only=True)
class AnswerSource:
    """An opened answers file, its columns bound to those that the study names.

    ``labels``, ``missing`` and ``counted`` are what the file itself says about its codes, by column: code -> wording,
    codes declared missing as (low, high), the code that means chosen. ``told``: what was settled about the file as a
    whole, in words. ``n_rows``: rows of answers, where the file says so without being read to its end.
    """

    path: Path
    binding: Binding
    labels: Labels = field(default_factory=dict)
    missing: Ranges = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    n_rows: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in file order, those wanted as the study names them."""
        return self.binding.columns

    def codes(self, column: str) -> FileCodes:
        """What the file says about the codes of a column."""
        return FileCodes(self.labels.get(column, {}), self.missing.get(column, ()), self.counted.get(column, ""))

    @property
    def is_small(self) -> bool:
        """Whether reading the file twice would cost more than keeping it."""
        return False

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in file order, ``size`` at a time, with these columns only."""
        raise NotImplementedError

    def locate(self, row: int) -> str:
        """A row as the user's own program numbers it."""
        return str(row)


def check_rows(path: Path, n_rows: int) -> None:
    """A file without a single row of answers is an error."""
    if not n_rows:
        raise header_only(path)


def text_batch(rows: Sequence[int], cells: Sequence[Sequence[str]], names: Sequence[str], at: Sequence[int]) -> Batch:
    """A batch of text columns: ``at`` says where in each row of ``cells`` the column of that name stands."""
    arrays = coded([[row[place] for place in at] for row in cells], str)
    table = pa.RecordBatch.from_arrays(arrays, names=list(names)) if arrays else no_columns(len(cells))
    return Batch(np.asarray(rows, dtype=np.int64), table)


class _Codes(dict[Any, int]):
    """Cell -> the place of its text among the distinct ones of its column, ``texts``; equal cells read alike."""

    def __init__(self, text: Callable[[Any], str]) -> None:
        super().__init__()
        self.text, self.texts = text, dict[str, int]()

    def __missing__(self, cell: Any) -> int:
        return self.setdefault(cell, self.texts.setdefault(self.text(cell), len(self.texts)))


def coded(rows: Sequence[Sequence[Any]], text: Callable[[Any], str]) -> list[pa.DictionaryArray]:
    """Every column of rows with each distinct text once; a few rows at a time, while the processor has them at hand."""
    known, codes = [_Codes(text) for _ in rows[0]], [list[int]() for _ in rows[0]]
    for start in range(0, len(rows), _AT_HAND):
        for found, held, cells in zip(codes, known, zip(*rows[start : start + _AT_HAND], strict=True), strict=True):
            found.extend(map(held.__getitem__, cells))
    columns = zip(codes, known, strict=True)
    return [pa.DictionaryArray.from_arrays(pa.array(at, pa.int32()), pa.array([*held.texts])) for at, held in columns]


def no_columns(n_rows: int) -> pa.RecordBatch:
    """A record batch that has rows and no columns."""
    return pa.RecordBatch.from_struct_array(pa.array([{}] * n_rows, type=pa.struct([])))
