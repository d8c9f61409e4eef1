"""SPSS files (.sav, .zsav): read in chunks; value labels and declared missing codes are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from csat_lib.answers.source import BATCH, Batch, Labels, Ranges, check_header, check_rows
from csat_lib.errors.answers import damaged


@dataclass(frozen=True)
class SpssSource:
    """An opened SPSS file. Rows are counted as SPSS shows its cases, from 1."""

    path: Path
    columns: tuple[str, ...]
    labels: Labels
    missing: Ranges
    n_rows: int | None

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The cases in file order. Declared missing codes come as they stand: ``missing`` says which they are."""
        start, wanted = 0, list(columns or self.columns[:1])
        while True:
            frame, _ = _read(self.path, usecols=wanted, row_offset=start, row_limit=size, user_missing=True)
            if len(frame):
                table = pa.RecordBatch.from_pandas(frame[wanted], preserve_index=False).select(list(columns))
                yield Batch(np.arange(start + 1, start + len(frame) + 1, dtype=np.int64), table)
            if len(frame) < size:
                return
            start += size


def open_spss(path: Path) -> SpssSource:
    """Read what the file says about itself: columns, labels, missing codes, cases (which some programs leave out)."""
    _, head = _read(path, metadataonly=True, user_missing=True)
    columns = check_header(path, head.column_names)
    first, _ = _read(path, row_limit=1)
    check_rows(path, len(first))
    missing = {name: [(part["lo"], part["hi"]) for part in parts] for name, parts in head.missing_ranges.items()}
    return SpssSource(path, columns, dict(head.variable_value_labels), missing, head.number_rows)


def _read(path: Path, **what: Any) -> tuple[Any, Any]:
    import pyreadstat  # imported when called: few answers come so, and it takes a tenth of a second

    try:
        return pyreadstat.read_sav(path, **what)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, UnicodeDecodeError) as fault:
        raise damaged(path, "an SPSS file", fault) from fault
