"""CSV and its kin: text in columns, separated by comma, semicolon, tab or bar.

Python's own ``csv`` reads it: it keeps the line number and the text of every cell as written, which a message needs,
and its speed (some 10^6 cells a second and more) is no bottleneck beside the statistics.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.encoding import find_encoding, told_encoding
from csat_lib.answers.header import LOOKED_AT, Header, find_header, headings
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.source import BATCH, AnswerSource, Batch, check_rows, text_batch
from csat_lib.errors import CsatError
from csat_lib.errors.answer_files import broken_quotes, cut_off, empty_file, ragged_line

SEPARATORS = (",", ";", "\t", "|")
_SNIFFED = 50
_CELL_LIMIT = 1 << 20


@dataclass(frozen=True, kw_only=True)
class DelimitedSource(AnswerSource):
    """An opened text file. Rows are counted as a spreadsheet shows them: its first row is row 1, blank rows count."""

    encoding: str
    separator: str
    header: Header

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in file order. A row with more filled cells than the header stops the reading, with its line."""
        at = [self.columns.index(name) for name in columns]
        answers = self._answers()
        while part := list(islice(answers, size)):
            yield text_batch([row for row, _ in part], [cells for _, cells in part], columns, at)

    def _answers(self) -> Iterator[tuple[int, list[str]]]:
        """(row, its cells): cells that lack at its end are empty ones, empty ones too many are none."""
        width, first, short = len(self.columns), self.header.row + self.header.below + 1, list[tuple[int, int, int]]()
        for row, (line, cells) in enumerate(_records(self.path, self.encoding, self.separator), start=1):
            if row <= first or not any(cells):
                continue
            if any(cells[width:]):
                raise ragged_line(self.path, line, len(cells), width)
            short += [(row, line, len(cells))] * (len(cells) < width and len(short) < 2)
            yield row, cells[:width] + [""] * (width - len(cells))
        if len(short) == 1 and short[0][0] == row and not _ends_with_a_line(self.path):
            raise cut_off(self.path, short[0][1], short[0][2], width)


def open_delimited(path: Path, wanted: Wanted, given: AsTold) -> DelimitedSource:
    """Find encoding, separator and header, check it and that there is at least one row of answers."""
    if not path.stat().st_size:
        raise empty_file(path)
    encoding = told_encoding(path, given.encoding) if given.encoding else find_encoding(path)
    separator = max(SEPARATORS, key=lambda given: _fit(path, encoding, given))
    head = [cells for _, cells in islice(_records(path, encoding, separator), LOOKED_AT)]
    header = find_header(head, wanted.names())
    told = [f"{encoding.upper()} as the encoding"] * (encoding not in {"utf-8", "utf-8-sig", given.encoding})
    told += [f"row {header.row + 1} as the header"] * bool(header.row)
    source = DelimitedSource(
        path=path,
        binding=bind(path, headings(head, header), wanted),
        told=tuple(told),
        encoding=encoding,
        separator=separator,
        header=header,
    )
    check_rows(path, sum(1 for _ in islice(source._answers(), 1)))
    return source


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-2, 2)
        return file.read().rstrip(b"\0").endswith((b"\n", b"\r"))


def _fit(path: Path, encoding: str, separator: str) -> tuple[int, int]:
    """How well a separator explains the first rows: how many are as wide as the widest usual row, how wide that is."""
    try:
        widths = [len(cells) for _, cells in islice(_records(path, encoding, separator), _SNIFFED) if cells]
    except CsatError:
        return 0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(usual), usual) if usual > 1 else (0, 0)


def _records(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(line on which the record starts, its cells). A quote that is never closed is an error."""
    csv.field_size_limit(_CELL_LIMIT)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as fault:
            raise broken_quotes(path, line) from fault
