"""Arrow files (IPC, Feather), read whole as their writers keep them; Parquet, streamed: memory grows not with rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.header import FileHeading
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.source import BATCH, AnswerSource, Batch, Rows, check_rows, no_columns
from csat_lib.errors.answer_files import damaged, nested_column

_STREAM = b"\xff\xff\xff\xff"


@dataclass(frozen=True, kw_only=True)
class TableSource(AnswerSource):
    """A table in memory, its columns in the order of the binding; rows have their ``numbers``, else count from 1."""

    table: pa.Table
    numbers: Rows | None = None

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in order."""
        chosen = self.table.select([self.columns.index(name) for name in columns])
        _refuse_nested(self.path, dict(zip(columns, chosen.schema.types, strict=True)))
        for start in range(0, self.table.num_rows, size):
            part = chosen.slice(start, size).combine_chunks()
            n_rows = min(size, self.table.num_rows - start)
            arrays = [column.combine_chunks() for column in part.columns]
            table = pa.RecordBatch.from_arrays(arrays, names=list(columns)) if columns else no_columns(n_rows)
            counted = np.arange(start + 1, start + n_rows + 1, dtype=np.int64)
            yield Batch(counted if self.numbers is None else self.numbers[start : start + n_rows], table)


def _refuse_nested(path: Path, columns: Mapping[str, pa.DataType]) -> None:
    """A cell holds one answer: a column of lists or records is an error."""
    for name, kind in columns.items():
        if pa.types.is_nested(kind):
            raise nested_column(path, name, str(kind))


def open_table(path: Path, table: pa.Table, wanted: Wanted) -> TableSource:
    """A table as an answers file."""
    binding = bind(path, [FileHeading(name) for name in table.column_names], wanted)
    check_rows(path, table.num_rows)
    return TableSource(path=path, binding=binding, n_rows=table.num_rows, table=table)


def open_arrow(path: Path, wanted: Wanted, _: AsTold) -> TableSource:
    """An IPC file or stream, or a Feather file."""
    import pyarrow.feather  # imported when called: few answers come so

    try:
        with path.open("rb") as file:
            if file.read(len(_STREAM)) == _STREAM:
                file.seek(0)
                return open_table(path, pa.ipc.open_stream(file).read_all(), wanted)
        return open_table(path, pyarrow.feather.read_table(path), wanted)
    except (pa.ArrowInvalid, OSError) as fault:
        raise damaged(path, "an Arrow file", fault) from fault


@dataclass(frozen=True, kw_only=True)
class ParquetSource(AnswerSource):
    """An opened Parquet file. Rows are counted from 1; ``names`` are the columns as the file itself calls them."""

    names: tuple[str, ...]

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in file order, decoded one row group at a time.

        Arrow's ``pre_buffer`` would keep the bytes of every row group: memory would grow with the file.
        """
        own = [self.names[self.columns.index(name)] for name in columns]
        start = 1
        with pq.ParquetFile(self.path, pre_buffer=False) as file:
            _refuse_nested(self.path, {name: file.schema_arrow.field(name).type for name in own})
            for table in file.iter_batches(size, columns=own, use_threads=False):
                found = table.select(own).rename_columns(list(columns))
                yield Batch(np.arange(start, start + table.num_rows, dtype=np.int64), found)
                start += table.num_rows


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
