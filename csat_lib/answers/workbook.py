"""Excel and OpenDocument workbooks: the sheet that holds the study's columns, every cell as the text that a CSV has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from csat_lib.answers.arrow import TableSource
from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.file_codes import as_text
from csat_lib.answers.formulas import uncomputed
from csat_lib.answers.header import LOOKED_AT, find_header, headings, n_names
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.source import check_rows, coded
from csat_lib.errors.answer_files import damaged, empty_file, formulas_without_values, locked, no_such_sheet

Grid = list[list[Any]]


def open_workbook(path: Path, wanted: Wanted, given: AsTold) -> TableSource:
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
    head = [[_as_text(cell) for cell in row] for row in grids[at][:LOOKED_AT]]
    header = find_header(head, wanted.names())
    binding = bind(path, headings(head, header), wanted)
    first = header.row + header.below + 1
    numbers = [number for number, row in enumerate(grids[at][first:], start=first + 1) if any(map(_is_filled, row))]
    if faults := uncomputed(path, names[at], binding.columns, header.row + 1, list(wanted.columns) or binding.columns):
        raise formulas_without_values(path, faults)
    check_rows(path, len(numbers))
    told = [f"the sheet `{names[at]}`"] * (sum(map(bool, grids)) > 1 and not given.sheet)
    told += [f"row {header.row + 1} as the header"] * bool(header.row)
    return TableSource(
        path=path,
        binding=binding,
        told=tuple(told),
        n_rows=len(numbers),
        table=pa.table(coded([grids[at][number - 1] for number in numbers], _as_text), list(binding.columns)),
        numbers=np.array(numbers),
    )


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


def _is_filled(cell: Any) -> bool:
    return cell.strip() != "" if cell.__class__ is str else cell is not None


def _as_text(cell: Any) -> str:
    """5.0 -> 5, a day -> 2025-03-01, true -> 1: the text that one would type."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return as_text(cell)
