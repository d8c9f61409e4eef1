"""How a part lies on disk: one npz file of arrays, with its kind, schema version and facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from csat_lib.errors.summary import wrong_part

SCHEMA_VERSION = "1"
_HEAD = "head"


def write_part(path: Path, kind: str, arrays: Mapping[str, NDArray[Any]], facts: Mapping[str, Any]) -> None:
    """Write arrays and JSON-able facts; equal content gives equal bytes."""
    head = json.dumps({"kind": kind, "schema_version": SCHEMA_VERSION, "facts": facts}, ensure_ascii=False)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **{_HEAD: np.array(head), **arrays})


def read_part(path: Path, kind: str) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """(arrays, facts) of a file that :func:`write_part` wrote; anything else is refused."""
    wanted = f"{kind} {SCHEMA_VERSION}"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as parts:
            arrays = {name: parts[name] for name in parts.files}
        head = json.loads(str(arrays.pop(_HEAD)))
    except (ValueError, KeyError, TypeError, EOFError, BadZipFile):
        raise wrong_part(path, "no part of a summary", wanted) from None
    found = f"{head['kind']} {head['schema_version']}"
    if found != wanted:
        raise wrong_part(path, found, wanted)
    return arrays, head["facts"]
