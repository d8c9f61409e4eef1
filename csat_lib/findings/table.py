"""Findings and texts as tidy tables: Parquet with a versioned schema, one row a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from csat_lib.errors.findings import wrong_schema
from csat_lib.findings.finding import Finding, Text

_Row = TypeVar("_Row", Finding, Text)
SCHEMA_VERSION = "3"
_FLOATS = ("value", "low", "high", "confidence", "se", "df", "p", "n_weighted", "n_effective")
_TYPES = {**dict.fromkeys(_FLOATS, pa.float64()), "n": pa.int64(), "rank": pa.int64()}


def _schema(row_type: type[Finding] | type[Text]) -> pa.Schema:
    first = ["study", "period", "segment_by", "segment"]
    names = first + [field.name for field in fields(row_type) if field.name not in first]
    typed = [pa.field(name, _TYPES.get(name, pa.string())) for name in names]
    return pa.schema(typed, metadata={"csat": row_type.__name__.lower(), "schema_version": SCHEMA_VERSION})


FINDING_SCHEMA = _schema(Finding)
TEXT_SCHEMA = _schema(Text)


def to_frame(rows: Sequence[Finding] | Sequence[Text]) -> pd.DataFrame:
    """(n_rows, columns of the schema) DataFrame, in the order given; empty input gives an empty frame."""
    schema = TEXT_SCHEMA if rows and isinstance(rows[0], Text) else FINDING_SCHEMA
    columns = {name: [getattr(row, name) for row in rows] for name in schema.names}
    if "method" in columns:
        columns["method"] = list(map(str, columns["method"]))
    arrays = [pa.array(column, schema.field(name).type) for name, column in columns.items()]
    return _pandas(pa.Table.from_arrays(arrays, schema=schema))


class Recorded(list[_Row]):
    """What was recorded, row by row; ``frame`` is the same as a table: to sort, join, plot or save."""

    @property
    def frame(self) -> pd.DataFrame:
        """(n_rows, columns of the schema) DataFrame, in the order recorded."""
        return to_frame(self)


def write(frame: pd.DataFrame, path: Path, schema: pa.Schema = FINDING_SCHEMA) -> None:
    """Write findings or texts as Parquet; the schema's version stands in the file's metadata."""
    ordered = frame.reindex(columns=schema.names)
    table = pa.Table.from_pandas(ordered, schema=schema, preserve_index=False)
    pq.write_table(table.replace_schema_metadata(schema.metadata), path)


def read(paths: Iterable[Path], schema: pa.Schema = FINDING_SCHEMA) -> pd.DataFrame:
    """Stack the files of many waves, units or studies; another schema version is refused."""
    tables = [_read_one(path, schema) for path in paths]
    return _pandas(pa.concat_tables(tables) if tables else schema.empty_table())


def _pandas(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return frame


def _read_one(path: Path, schema: pa.Schema) -> pa.Table:
    table = pq.read_table(path)
    found = (table.schema.metadata or {}).get(b"schema_version", b"none").decode()
    if found != SCHEMA_VERSION:
        raise wrong_schema(path, found, SCHEMA_VERSION)
    return table.select(schema.names).replace_schema_metadata(schema.metadata)


def pick(frame: pd.DataFrame, **where: object) -> pd.DataFrame:
    """Rows whose columns equal the given values; a tuple or list means any of them. Order is kept."""
    keep = pd.Series(data=True, index=frame.index)
    for column, wanted in where.items():
        keep &= frame[column].isin(wanted if isinstance(wanted, (tuple, list)) else [wanted])
    return frame[keep]
