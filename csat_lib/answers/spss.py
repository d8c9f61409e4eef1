"""SPSS files (.sav, .zsav): read in chunks; value labels and declared missing codes are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyreadstat

from csat_lib.answers.source import BATCH, Batch, Labels, Ranges, check_header, check_rows, no_columns
from csat_lib.errors.answers import damaged


@dataclass(frozen=True)
class SpssSource:
    """An opened SPSS file. Rows are counted as SPSS shows its cases, from 1."""

    path: Path
    columns: tuple[str, ...]
    labels: Labels
    missing: Ranges
    n_rows: int

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The cases in file order. Declared missing codes come as they stand: ``missing`` says which they are."""
        for start in range(0, self.n_rows, size):
            n_rows = min(size, self.n_rows - start)
            rows = np.arange(start + 1, start + n_rows + 1, dtype=np.int64)
            yield Batch(rows, self._table(columns, start, n_rows))

    def _table(self, columns: Sequence[str], start: int, n_rows: int) -> pa.RecordBatch:
        if not columns:
            return no_columns(n_rows)
        frame, _ = _read(self.path, usecols=list(columns), row_offset=start, row_limit=n_rows, user_missing=True)
        return pa.RecordBatch.from_pandas(frame[list(columns)], preserve_index=False)


def open_spss(path: Path) -> SpssSource:
    """Read what the file says about itself: columns, labels, missing codes, number of cases."""
    _, head = _read(path, row_limit=1, user_missing=True)
    columns = check_header(path, head.column_names)
    check_rows(path, head.number_rows)
    missing = {name: [(part["lo"], part["hi"]) for part in parts] for name, parts in head.missing_ranges.items()}
    return SpssSource(path, columns, dict(head.variable_value_labels), missing, head.number_rows)


def _read(path: Path, **what: Any) -> tuple[Any, Any]:
    try:
        return pyreadstat.read_sav(path, **what)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, UnicodeDecodeError) as fault:
        raise damaged(path, "an SPSS file", fault) from fault
