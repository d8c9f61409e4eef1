"""CSV and its kin: text in columns, separated by comma, semicolon, tab or bar.

Arrow reads rows that are all whole and plainly quoted, with each distinct cell of a column once; the rest Python's own
``csv``, which keeps the line number and the text of every cell as written, which a message needs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

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
_BLOCK = 1 << 23
_KEPT = 1 << 26


@dataclass(frozen=True, kw_only=True)
class DelimitedSource(AnswerSource):
    """An opened text file. Rows are counted as a spreadsheet shows them: its first row is row 1, blank rows count."""

    encoding: str
    separator: str
    header: Header

    @property
    def is_small(self) -> bool:
        """Parsing a text is dear: it is kept up to some size, its cells once each."""
        return self.path.stat().st_size <= _KEPT

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows in file order. A row with more filled cells than the header stops the reading, with its line."""
        at, done = [self.columns.index(name) for name in columns], 0
        if columns and _is_plain(self.path, self.encoding, self.separator):
            with suppress(pa.ArrowInvalid):
                for batch in self._by_arrow(columns, at, size):
                    done = int(batch.rows[-1])
                    yield batch
                return
        answers = (answer for answer in self._answers() if answer[0] > done)
        while part := list(islice(answers, size)):
            yield text_batch([row for row, _ in part], [cells for _, cells in part], columns, at)

    def _by_arrow(self, columns: Sequence[str], at: Sequence[int], size: int) -> Iterator[Batch]:
        """The rows up to one that is not as wide as the header: there Arrow gives up."""
        names = [str(place) for place in range(len(self.columns))]
        first = self.header.row + self.header.below + 1
        text = pa.dictionary(pa.int32(), pa.string())
        options: dict[str, Any] = {
            "read_options": arrow_csv.ReadOptions(
                column_names=names,
                skip_rows_after_names=first,
                block_size=_BLOCK,
                use_threads=False,
                encoding="utf8" if self.encoding == "utf-8-sig" else self.encoding,
            ),
            "parse_options": arrow_csv.ParseOptions(delimiter=self.separator, newlines_in_values=True),
            "convert_options": arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, text), include_columns=[names[place] for place in at]
            ),
        }
        pending, n_pending, row = list[pa.RecordBatch](), 0, first
        with arrow_csv.open_csv(self.path, **options) as blocks:
            for block in blocks:
                pending.append(block)
                n_pending += len(block)
                while n_pending >= size:
                    table = pa.Table.from_batches(pending).unify_dictionaries().combine_chunks()
                    yield _numbered(table.slice(0, size), columns, row)
                    row += size
                    pending, n_pending = table.slice(size).to_batches(), n_pending - size
        if n_pending:
            yield _numbered(pa.Table.from_batches(pending).unify_dictionaries().combine_chunks(), columns, row)

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


def _numbered(table: pa.Table, columns: Sequence[str], row: int) -> Batch:
    (batch,) = table.rename_columns(list(columns)).combine_chunks().to_batches()
    return Batch(np.arange(row + 1, row + len(batch) + 1, dtype=np.int64), batch)


@lru_cache(8)
def _is_plain(path: Path, encoding: str, separator: str) -> bool:
    """Whether Arrow reads the file as ``csv`` would: no row without a cell, no quote within a cell that has none."""
    if encoding.startswith("utf-16") or (separator == "|" and not encoding.startswith("utf-8")):
        return False
    mark = separator.encode()
    quoted = re.compile(rb'[^%b\r\n"]"[^%b\r\n"]|(?:""){2}' % (re.escape(mark), re.escape(mark)))
    empty = re.compile(rb"\n(?:%b|\r)*\n" % re.escape(mark))
    with path.open("rb") as file:
        rest, n_quotes = b"\n", 0
        while block := file.read(_BLOCK):
            seen = rest + block
            quotes = block.count(b'"')
            n_quotes += quotes
            is_odd = any(start in seen for start in (b"\n" + mark, b"\n\r", b"\n\n")) and empty.search(seen)
            if is_odd or seen.count(b"\r") != seen.count(b"\r\n") or (quotes and quoted.search(seen)):
                return False
            rest = block[-64:].rstrip(b"\r")
    return n_quotes % 2 == 0


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
