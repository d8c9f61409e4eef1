"""Parquet files: streamed by row group, so that memory does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from csat_lib.answers.source import BATCH, Batch, Labels, Ranges, check_header, check_rows
from csat_lib.errors.answers import damaged


@dataclass(frozen=True)
class ParquetSource:
    """An opened Parquet file. Rows are counted from 1."""

    path: Path
    columns: tuple[str, ...]
    n_rows: int
    labels: Labels = field(default_factory=dict)
    missing: Ranges = field(default_factory=dict)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in file order, decoded one row group at a time.

        Arrow's ``pre_buffer`` would keep the bytes of every row group: memory would grow with the file.
        """
        start = 1
        with pq.ParquetFile(self.path, pre_buffer=False) as file:
            for table in file.iter_batches(size, columns=list(columns), use_threads=False):
                yield Batch(np.arange(start, start + table.num_rows, dtype=np.int64), table.select(list(columns)))
                start += table.num_rows


def open_parquet(path: Path) -> ParquetSource:
    """Read the footer: columns and number of rows."""
    try:
        with pq.ParquetFile(path) as file:
            names, n_rows = file.schema_arrow.names, file.metadata.num_rows
    except (pa.ArrowInvalid, OSError) as fault:
        raise damaged(path, "a Parquet file", fault) from fault
    columns = check_header(path, names)
    check_rows(path, n_rows)
    return ParquetSource(path, columns, n_rows)
