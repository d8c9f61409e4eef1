"""How a part lies on disk: one Parquet file, an array a row, with its kind, schema version and facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from csat_lib.errors.summary import wrong_part

SCHEMA_VERSION = "4"
_HEAD = b"csat"
_COLUMNS = pa.schema(
    {"name": pa.string(), "dtype": pa.string(), "shape": pa.list_(pa.int64()), "data": pa.large_binary()}
)


def write_part(path: Path, kind: str, arrays: Mapping[str, NDArray[Any]], facts: Mapping[str, Any]) -> None:
    """Write arrays and JSON-able facts; equal content gives equal bytes."""
    head = json.dumps({"kind": kind, "schema_version": SCHEMA_VERSION, "facts": facts}, ensure_ascii=False)
    each = arrays.values()
    columns = [list(arrays), [a.dtype.str for a in each], [a.shape for a in each], [a.tobytes() for a in each]]
    table = pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, _COLUMNS, strict=True)],
        schema=_COLUMNS.with_metadata({_HEAD: head}),
    )
    pq.write_table(table, path, compression="zstd", use_dictionary=False, write_statistics=False)


def read_part(path: Path, kind: str) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """(arrays, facts) of a file that :func:`write_part` wrote; anything else is refused."""
    wanted = f"{kind} {SCHEMA_VERSION}"
    try:
        table = pq.read_table(path, use_threads=False)
        head = json.loads((table.schema.metadata or {})[_HEAD])
    except (pa.ArrowInvalid, KeyError):
        raise wrong_part(path, "no part of a summary", wanted) from None
    found = f"{head['kind']} {head['schema_version']}"
    if found != wanted:
        raise wrong_part(path, found, wanted)
    columns = (table[name].to_pylist() for name in _COLUMNS.names)
    arrays = {
        name: np.frombuffer(data, dtype).reshape(shape) for name, dtype, shape, data in zip(*columns, strict=True)
    }
    return arrays, head["facts"]
