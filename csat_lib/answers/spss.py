"""SPSS and Stata files: read in chunks; value labels and declared missing codes are kept.

Stata's own missing values (``.``, ``.a`` to ``.z``) are no answers; a portable file (.por) declares none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from csat_lib.answers.header import name_columns
from csat_lib.answers.source import BATCH, Batch, Labels, Ranges, check_rows
from csat_lib.errors.answer_files import damaged

_KEEPS_MISSING = {"user_missing": True}
_KINDS: dict[str, tuple[str, str, dict[str, bool]]] = {
    ".sav": ("an SPSS file", "read_sav", _KEEPS_MISSING),
    ".zsav": ("an SPSS file", "read_sav", _KEEPS_MISSING),
    ".por": ("an SPSS portable file", "read_por", {}),
    ".dta": ("a Stata file", "read_dta", {}),
}
"""Ending -> what such a file is, what reads it, and how."""
MARKS = {b"$FL2": ".sav", b"$FL3": ".zsav", b"<stata_dta>": ".dta"}
"""First bytes of such files -> the ending that they should have."""


@dataclass(frozen=True)
class SpssSource:
    """An opened file of SPSS or Stata; rows are its cases, counted from 1, ``names`` its own names of the columns."""

    path: Path
    columns: tuple[str, ...]
    names: tuple[str, ...]
    labels: Labels
    missing: Ranges
    n_rows: int | None

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The cases in file order. Declared missing codes come as they stand: ``missing`` says which they are."""
        start, own = 0, [self.names[self.columns.index(name)] for name in columns]
        wanted = own or list(self.names[:1])
        while True:
            frame, _ = _read(self.path, usecols=wanted, row_offset=start, row_limit=size)
            if len(frame):
                table = pa.RecordBatch.from_pandas(frame[wanted], preserve_index=False).select(own)
                found = table.rename_columns(list(columns))
                yield Batch(np.arange(start + 1, start + len(frame) + 1, dtype=np.int64), found)
            if len(frame) < size:
                return
            start += size


def open_spss(path: Path, wanted: Sequence[str] = ()) -> SpssSource:
    """Read what the file says about itself: columns, labels, missing codes, cases (which some programs leave out)."""
    _, head = _read(path, metadataonly=True)
    columns = name_columns(path, head.column_names, wanted)
    called = dict(zip(head.column_names, columns, strict=True))
    first, _ = _read(path, row_limit=1)
    check_rows(path, len(first))
    missing = {
        called[name]: [(part["lo"], part["hi"]) for part in parts] for name, parts in head.missing_ranges.items()
    }
    labels = {called[name]: given for name, given in head.variable_value_labels.items()}
    return SpssSource(path, columns, tuple(head.column_names), labels, missing, head.number_rows)


def _read(path: Path, **what: Any) -> tuple[Any, Any]:
    import pyreadstat  # imported when called: few answers come so, and it takes a tenth of a second

    kind, reader, how = _KINDS[_ending(path)]
    read: Callable[..., tuple[Any, Any]] = getattr(pyreadstat, reader)
    try:
        return read(path, **how, **what)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, UnicodeDecodeError) as fault:
        raise damaged(path, kind, fault) from fault


def _ending(path: Path) -> str:
    """The ending that a file should have, by its first bytes, else the one that it has."""
    with path.open("rb") as file:
        head = file.read(max(map(len, MARKS)))
    return next((ending for mark, ending in MARKS.items() if head.startswith(mark)), path.suffix.lower())
