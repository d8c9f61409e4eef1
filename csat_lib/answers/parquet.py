"""Parquet files: streamed by row group, so that memory does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.header import FileHeading
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.source import BATCH, AnswerSource, Batch, check_rows
from csat_lib.errors.answer_files import damaged, nested_column


@dataclass(frozen=True, kw_only=True)
class ParquetSource(AnswerSource):
    """An opened Parquet file. Rows are counted from 1; ``names`` are the columns as the file itself calls them."""

    names: tuple[str, ...]

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in file order, decoded one row group at a time.

        Arrow's ``pre_buffer`` would keep the bytes of every row group: memory would grow with the file.
        """
        own = [self.names[self.columns.index(name)] for name in columns]
        _refuse_nested(self.path, own)
        start = 1
        with pq.ParquetFile(self.path, pre_buffer=False) as file:
            for table in file.iter_batches(size, columns=own, use_threads=False):
                found = table.select(own).rename_columns(list(columns))
                yield Batch(np.arange(start, start + table.num_rows, dtype=np.int64), found)
                start += table.num_rows


def _refuse_nested(path: Path, columns: Sequence[str]) -> None:
    """A cell holds one answer: a column of lists or records is an error."""
    schema = pq.read_schema(path)
    for name in columns:
        if pa.types.is_nested(schema.field(name).type):
            raise nested_column(path, name, str(schema.field(name).type))


def open_parquet(path: Path, wanted: Wanted, _: AsTold) -> ParquetSource:
    """Read the footer: columns and number of rows."""
    try:
        with pq.ParquetFile(path) as file:
            names, n_rows = file.schema_arrow.names, file.metadata.num_rows
    except (pa.ArrowInvalid, OSError) as fault:
        raise damaged(path, "a Parquet file", fault) from fault
    binding = bind(path, [FileHeading(name) for name in names], wanted)
    check_rows(path, n_rows)
    return ParquetSource(path=path, binding=binding, n_rows=n_rows, names=tuple(names))
