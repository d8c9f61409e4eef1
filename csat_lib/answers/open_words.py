"""What respondents wrote: open answers, and the words beside 'other', in a column of their own or with the option."""

from __future__ import annotations

import pyarrow as pa

from csat_lib.answers.cells import is_code
from csat_lib.answers.decode import distinct
from csat_lib.answers.faults import FaultList
from csat_lib.answers.file_codes import as_number, as_text
from csat_lib.answers.levels import words_beside
from csat_lib.answers.multiple import MultipleReader
from csat_lib.answers.source import Batch
from csat_lib.answers.wordings import added, spoken_words
from csat_lib.study.questions import OpenText, Question, SingleChoice


def words_of(name: str, question: Question, batch: Batch, reader: object, faults: FaultList) -> dict[str, pa.Array]:
    """The text of an open question, or of the 'other' of a choice: in a column of its own, or beside the option."""
    column = question.column if isinstance(question, OpenText) else getattr(question, "other", None)
    beside = reader.words if isinstance(reader, MultipleReader) else ""
    if column not in batch.table.schema.names and (beside or isinstance(question, SingleChoice)):
        return _added_words(name, reader, batch)
    if column is None or column not in batch.table.schema.names:
        return {}
    cells, index = distinct(batch.table.column(column))
    texts = [
        spoken_words(written := as_text(cell)) or _nothing(written, column, int((index == at).sum()), faults)
        for at, cell in enumerate(cells)
    ]
    no_answer = [*question.missing_codes, *question.not_applicable_codes]
    spoken = [text if text and not is_code(text, as_number(text), no_answer) else None for text in texts]
    key = name if isinstance(question, OpenText) else words_beside(name)
    return {key: pa.array(spoken, type=pa.string()).take(pa.array(index))}


def _nothing(written: str, column: str, n_cells: int, faults: FaultList) -> str:
    """No comment; words that say so are told."""
    if written and n_cells:
        faults.take(column, written, "no comment", n_cells)
    return ""


def _added_words(name: str, reader: object, batch: Batch) -> dict[str, pa.Array]:
    """The words that respondents added to an option of a choice without a column of its own for them."""
    column = reader.words if isinstance(reader, MultipleReader) else getattr(reader, "column", "")
    if column not in batch.table.schema.names:
        return {}
    cells, index = distinct(batch.table.column(column))
    spoken = reader.spoken if isinstance(reader, MultipleReader) else added
    words = [spoken_words(spoken(as_text(cell))) or None for cell in cells]
    return {words_beside(name): pa.array(words, pa.string()).take(pa.array(index))} if any(words) else {}
