"""Excel and OpenDocument workbooks: the sheet that holds the study's columns, every cell as the text that a CSV has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.file_codes import as_text
from csat_lib.answers.formulas import uncomputed
from csat_lib.answers.header import LOOKED_AT, find_header, headings, n_names
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.source import BATCH, AnswerSource, Batch, check_rows, text_batch
from csat_lib.errors.answer_files import damaged, empty_file, formulas_without_values, locked, no_such_sheet

Grid = list[list[Any]]


@dataclass(frozen=True, kw_only=True)
class WorkbookSource(AnswerSource):
    """An opened workbook. ``rows`` are numbered as Excel shows them; wholly empty rows are no answers."""

    rows: tuple[tuple[int, list[str]], ...]

    @property
    def is_small(self) -> bool:
        """It is in memory as it is."""
        return True

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in sheet order, ``size`` at a time."""
        at = [self.columns.index(name) for name in columns]
        for start in range(0, len(self.rows), size):
            part = self.rows[start : start + size]
            yield text_batch([row for row, _ in part], [cells for _, cells in part], columns, at)


def open_workbook(path: Path, wanted: Wanted, given: AsTold) -> WorkbookSource:
    """Read one sheet: that told, else the first that holds most of the columns wanted, of none wanted the fullest.

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
    names = [sheet.name for sheet in sheets]
    if given.sheet and given.sheet not in names:
        raise no_such_sheet(path, given.sheet, names)
    at = names.index(given.sheet) if given.sheet else _best(grids, wanted.names())
    texts = [[cell.strip() if cell.__class__ is str else _as_text(cell) for cell in row] for row in grids[at]]
    header = find_header(texts[:LOOKED_AT], wanted.names())
    binding = bind(path, headings(texts, header), wanted)
    if faults := uncomputed(path, names[at], binding.columns, header.row + 1, list(wanted.columns) or binding.columns):
        raise formulas_without_values(path, faults)
    first = header.row + header.below + 1
    rows = tuple((row, cells) for row, cells in enumerate(texts[first:], start=first + 1) if any(cells))
    check_rows(path, len(rows))
    told = [f"the sheet `{names[at]}`"] * (sum(map(bool, grids)) > 1 and not given.sheet)
    told += [f"row {header.row + 1} as the header"] * bool(header.row)
    return WorkbookSource(path=path, binding=binding, told=tuple(told), n_rows=len(rows), rows=rows)


def _cells(sheet: CalamineSheet) -> Grid:
    grid = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in grid[top : bottom + 1]:
            row[left : right + 1] = [grid[top][left]] * len(row[left : right + 1])
    return grid


def _best(grids: Sequence[Grid], names: Collection[str]) -> int:
    """The sheet with the row that holds most of the names wanted; without any, the one with the most cells."""
    if not names:
        sizes = [sum(map(len, grid)) for grid in grids]
        return sizes.index(max(sizes))
    held = [max((n_names(list(map(_as_text, row)), names) for row in grid[:LOOKED_AT]), default=0) for grid in grids]
    filled = next(at for at, grid in enumerate(grids) if grid)
    return held.index(max(held)) if max(held) > held[filled] else filled


def _as_text(cell: Any) -> str:
    """5.0 -> 5, a day -> 2025-03-01, true -> 1: the text that one would type."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return as_text(cell)
