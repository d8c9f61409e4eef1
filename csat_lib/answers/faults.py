"""All cells of a file that do not match the study, gathered so that a user mends them in one go.

Cells that are wrong in the same way (same column, same sentence) are one fault with its rows: the list stays short and
memory stays flat, however many rows are wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from csat_lib.answers.source import Rows
from csat_lib.errors import Fault
from csat_lib.errors.answers import no_match, wrong_cells

_ROWS_NAMED = 5
_FAULTS_KEPT = 1000

Taken = dict[tuple[str, str, str], int]
"""(column, what stood in its cells, what that was taken for) -> how many cells; of the column as a whole ("", 0)."""


def taken_frame(taken: Taken) -> pd.DataFrame:
    """What was taken for what: ``column, given, taken, n``."""
    rows = [(*key, n_cells) for key, n_cells in taken.items()]
    return pd.DataFrame(rows, columns=["column", "given", "taken", "n"]).astype({"n": "int64"})


@dataclass
class FaultList:
    """Faults of one file. ``n_cells`` counts every wrong cell, also those of faults past the limit.

    ``locate``: a row as the user's own program numbers it.
    """

    path: Path
    study: str
    locate: Callable[[int], str] = str
    columns: list[Fault] = field(default_factory=list)
    n_cells: int = 0
    taken: Taken = field(default_factory=dict)
    _cells: dict[tuple[str, str], tuple[list[int], int]] = field(default_factory=dict)

    def add(self, column: str, what: str, rows: Rows | Sequence[int]) -> None:
        """Cells of ``column`` in these rows of the file are wrong in the way that the sentence ``what`` says."""
        if not len(rows):  # a cell that only rows have which do not count
            return
        self.n_cells += len(rows)
        key = (column, what)
        if key not in self._cells and len(self._cells) >= _FAULTS_KEPT:
            return
        named, n_rows = self._cells.get(key, ([], 0))
        named += [int(row) for row in rows[: _ROWS_NAMED - len(named)]]
        self._cells[key] = named, n_rows + len(rows)

    def take(self, column: str, given: str, taken: str, n_cells: int) -> None:
        """Cells of ``column`` were taken for what the study does not name as it stands."""
        key = (column, given.strip(), taken)
        if n_cells and (key in self.taken or len(self.taken) < _FAULTS_KEPT):
            self.taken[key] = self.taken.get(key, 0) + n_cells

    def guess(self, column: str, what: str) -> None:
        """Something that the file does not say was settled by the cells of a column, or of the file (no column)."""
        self.taken[column, "", what] = 0

    def raise_any(self) -> None:
        """Raise all faults as one error; missing columns first, then cells by their first row."""
        cells = sorted(self._cells.items(), key=lambda item: item[1][0][0])
        faults = [
            wrong_cells(self.path, column, [self.locate(row) for row in rows], n_rows, what)
            for (column, what), (rows, n_rows) in cells
        ]
        if self.columns or faults:
            raise no_match(self.path, self.study, [*self.columns, *faults], self.n_cells)
