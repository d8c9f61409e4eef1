"""Excel workbooks: the first sheet, its first row the header, every cell as the text that a CSV of it would hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from csat_lib.answers.cells import as_text
from csat_lib.answers.source import BATCH, Batch, Labels, Ranges, check_header, check_rows, text_batch
from csat_lib.errors.answers import damaged, empty_file, locked


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


def open_workbook(path: Path) -> WorkbookSource:
    """Read the first sheet. It is held in memory whole: Excel itself ends at 1,048,576 rows."""
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except PasswordError as fault:
        raise locked(path) from fault
    except (CalamineError, OSError, IndexError) as fault:
        raise damaged(path, "an Excel workbook", fault) from fault
    cells = sheet.to_python(skip_empty_area=False)
    if not cells:
        raise empty_file(path)
    header, *texts = ([_as_text(cell) for cell in row] for row in cells)
    rows = tuple((row, given) for row, given in enumerate(texts, start=2) if any(given))
    source = WorkbookSource(path, check_header(path, header), rows)
    check_rows(path, source.n_rows)
    return source


def _as_text(cell: Any) -> str:
    """5.0 -> 5, a day -> 2025-03-01, true -> 1: the text that one would type."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return as_text(cell)
