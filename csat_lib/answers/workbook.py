"""Excel and OpenDocument workbooks: the sheet that holds the study's columns, every cell as the text that a CSV has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from csat_lib.answers.file_codes import as_text
from csat_lib.answers.formulas import uncomputed
from csat_lib.answers.header import LOOKED_AT, find_header, name_columns, plain
from csat_lib.answers.source import BATCH, Batch, Labels, Ranges, check_rows, text_batch
from csat_lib.errors.answer_files import damaged, empty_file, formulas_without_values, locked

Grid = list[list[Any]]


@dataclass(frozen=True)
class WorkbookSource:
    """An opened workbook. ``rows`` are numbered as Excel shows them; wholly empty rows are no answers."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    labels: Labels = field(default_factory=dict)
    missing: Ranges = field(default_factory=dict)

    @property
    def n_rows(self) -> int:
        """Rows of answers."""
        return len(self.rows)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in sheet order, ``size`` at a time."""
        at = [self.columns.index(name) for name in columns]
        for start in range(0, len(self.rows), size):
            part = self.rows[start : start + size]
            yield text_batch([row for row, _ in part], [cells for _, cells in part], columns, at)


def open_workbook(path: Path, wanted: Sequence[str] = ()) -> WorkbookSource:
    """Read one sheet: the first that holds most of the columns wanted, the first one with anything if none does.

    It is held in memory whole: Excel itself ends at 1,048,576 rows. A cell of a merged range has the value of the
    range; a column that is wanted may hold no formula that was never computed.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        shown = [at for at, sheet in enumerate(book.sheets_metadata) if sheet.typ == SheetTypeEnum.WorkSheet]
        sheets = [book.get_sheet_by_index(at) for at in shown]
        grids = [_cells(sheet) for sheet in sheets]
    except PasswordError as fault:
        raise locked(path) from fault
    except (CalamineError, OSError, IndexError) as fault:
        raise damaged(path, "a workbook", fault) from fault
    if not any(grids):
        raise empty_file(path)
    at = _best(grids, wanted)
    texts = [[_as_text(cell) for cell in row] for row in grids[at]]
    header = find_header(texts[:LOOKED_AT], wanted)
    columns = name_columns(path, texts[header.row], wanted)
    if faults := uncomputed(path, sheets[at].name, columns, header.row + 1, wanted or columns):
        raise formulas_without_values(path, faults)
    first = header.row + header.below + 1
    rows = tuple((row, given) for row, given in enumerate(texts[first:], start=first + 1) if any(given))
    source = WorkbookSource(path, columns, rows)
    check_rows(path, source.n_rows)
    return source


def _cells(sheet: CalamineSheet) -> Grid:
    grid = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in grid[top : bottom + 1]:
            row[left : right + 1] = [grid[top][left]] * len(row[left : right + 1])
    return grid


def _best(grids: Sequence[Grid], wanted: Sequence[str]) -> int:
    """The sheet with the row that names most of the columns wanted."""
    names = {plain(name) for name in wanted}
    held = [
        max((len(names & {plain(_as_text(cell)) for cell in row}) for row in grid[:LOOKED_AT]), default=0)
        for grid in grids
    ]
    filled = next(at for at, grid in enumerate(grids) if grid)
    return held.index(max(held)) if max(held) > held[filled] else filled


def _as_text(cell: Any) -> str:
    """5.0 -> 5, a day -> 2025-03-01, true -> 1: the text that one would type."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return as_text(cell)
