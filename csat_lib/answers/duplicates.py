"""Rows that come twice, among any number of rows in flat memory: many keys are spilled to disk, by their first bits.

Equal keys fall into the same part, so that one part at a time tells which rows repeat an earlier one. Keys have 64
bits: among 10^7 rows the chance that any two of different content collide is 3 in 10^6.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.identity import Hashes

_BITS = 6
HELD = 1 << 16
_ENTRY = np.dtype([("key", np.uint64), ("row", np.int64)])
Places = NDArray[np.int64]


class KeySpill:
    """Keys of rows, on disk once they are more than ``most``. A key of 0 stands for 'no key' and never repeats."""

    def __init__(self, folder: Path, most: int = HELD) -> None:
        self._most = most
        folder.mkdir(parents=True)
        self._paths = [folder / f"{part:02}" for part in range(1 << _BITS)]
        self._held = [np.empty(0, dtype=_ENTRY)]

    def add(self, keys: Hashes, places: Places) -> None:
        """Take the keys of some rows; ``places`` (n,) are the rows' places in the file, from 0."""
        entries = np.empty(len(keys), dtype=_ENTRY)
        entries["key"], entries["row"] = keys, places
        self._held.append(entries[keys != 0])
        if sum(map(len, self._held)) > self._most:
            self._spill()

    def repeats(self, out: NDArray[np.bool_] | None = None) -> Iterator[tuple[Places, Places]]:
        """(places of rows whose key an earlier row has, places of that first row), part by part.

        ``out`` (rows,) marks rows that are out already: they neither repeat nor are repeated.
        """
        for entries in self._parts():
            yield _repeats(entries if out is None else entries[~out[entries["row"]]])

    def _parts(self) -> Iterator[NDArray[np.void]]:
        if not any(path.exists() for path in self._paths):
            yield np.concatenate(self._held)
            return
        self._spill()
        for path in self._paths:
            if path.exists():
                yield np.fromfile(path, dtype=_ENTRY)

    def _spill(self) -> None:
        entries = np.concatenate(self._held)
        self._held = self._held[:1]
        part = (entries["key"] >> np.uint64(64 - _BITS)).astype(np.intp)
        order = np.argsort(part, kind="stable")
        edges = np.searchsorted(part[order], np.arange(len(self._paths) + 1))
        for path, start, end in zip(self._paths, edges[:-1], edges[1:], strict=True):
            if end > start:
                with path.open("ab") as file:
                    entries[order[start:end]].tofile(file)


def _repeats(entries: NDArray[np.void]) -> tuple[Places, Places]:
    entries = entries[np.lexsort((entries["row"], entries["key"]))]
    _, first, index = np.unique(entries["key"], return_index=True, return_inverse=True)
    first_of = first[index]
    later = np.flatnonzero(first_of != np.arange(len(entries)))
    return entries["row"][later], entries["row"][first_of[later]]
