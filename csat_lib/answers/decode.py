"""Whole columns of cells at once: every distinct cell is read once, the rows take its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from csat_lib.answers.cells import ANSWERED, CONTRADICTED, NOT_APPLICABLE, WRONG, CellMeaning, Parse
from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.faults import FaultList
from csat_lib.answers.source import Rows
from csat_lib.answers.wordings import without_added

_CACHED = 20_000


@dataclass(frozen=True)
class DecodedColumn:
    """Answers to one question: ``values`` (n,) float64, NaN where there is none; ``status`` (n,) says why not."""

    values: NDArray[np.float64]
    status: NDArray[np.int8]

    @property
    def answered(self) -> NDArray[np.bool_]:
        """(n,) whether there is an answer."""
        return np.equal(self.status, ANSWERED)

    @property
    def applies(self) -> NDArray[np.bool_]:
        """(n,) whether an answer was to be had: the question was asked and does apply."""
        return np.not_equal(self.status, NOT_APPLICABLE)

    def only(self, asked: NDArray[np.bool_]) -> DecodedColumn:
        """The same column with everything outside ``asked`` set aside as not asked."""
        return self._where(asked, NOT_APPLICABLE)

    def without(self, contradicted: NDArray[np.bool_]) -> DecodedColumn:
        """The same column without the answers of those who contradicted themselves."""
        return self._where(~contradicted, CONTRADICTED)

    def _where(self, kept: NDArray[np.bool_], status: int) -> DecodedColumn:
        statuses = np.where(kept, self.status, status).astype(np.int8)
        return DecodedColumn(np.where(kept, self.values, np.nan), statuses)


@dataclass
class Decoder:
    """Reads one column of the file, batch after batch; remembers what a cell means.

    ``make``: what the facts of the whole column make of the parser, where a cell alone does not tell its meaning.
    """

    column: str
    parse: Parse
    make: Callable[[ColumnFacts], Parse] | None = None
    _known: dict[Any, CellMeaning] = field(default_factory=dict)

    @property
    def unsettled(self) -> list[str]:
        """The column, if its facts are needed."""
        return [self.column] if self.make else []

    def settle(self, facts: Mapping[str, ColumnFacts], faults: FaultList) -> None:
        """Read by the facts of the column from now on; what was settled is told."""
        if self.make and self.column in facts:
            self.parse = self.make(facts[self.column])
            for guess in facts[self.column].guesses:
                faults.guess(self.column, guess)

    def decode(self, array: pa.Array, rows: Rows, faults: FaultList) -> DecodedColumn:
        """The meaning of every cell; faults go to the list with their rows."""
        cells, index = distinct(array)
        meanings = [self._meaning(cell) for cell in cells]
        values = np.array([meaning.value for meaning in meanings], dtype=np.float64)
        status = np.array([meaning.status for meaning in meanings], dtype=np.int8)
        for place, meaning in enumerate(meanings):
            if meaning.taken and (n_cells := int((index == place).sum())):
                faults.take(self.column, without_added(str(cells[place])), meaning.taken, n_cells)
        for at in np.flatnonzero(status == WRONG):
            wrong = rows[index == at]
            if len(wrong):
                faults.add(self.column, meanings[at].fault, wrong)
        return DecodedColumn(values[index], status[index])

    def _meaning(self, cell: Any) -> CellMeaning:
        found = self._known.get(cell)
        if found is None:
            found = self.parse(cell)
            if len(self._known) < _CACHED:
                self._known[cell] = found
        return found


def distinct(array: pa.Array) -> tuple[list[Any], NDArray[np.intp]]:
    """(distinct cells, (n,) index of each row's cell among them); an empty cell is None."""
    coded = array if isinstance(array, pa.DictionaryArray) else array.dictionary_encode()
    known = coded.dictionary
    index = coded.indices.fill_null(len(known)).to_numpy(zero_copy_only=False).astype(np.intp)
    if len(known) > len(index):  # a part of a longer column, with all of its cells
        used, index = np.unique(index, return_inverse=True)
        return pa.concat_arrays([known, pa.nulls(1, known.type)]).take(pa.array(used)).to_pylist(), index
    return [*known.to_pylist(), None], index
