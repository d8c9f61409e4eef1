"""Multiple choice: which options a respondent has chosen, from a column per option or from one column of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from csat_lib.answers.cells import (
    ANSWERED,
    NOT_ASKED,
    NOTHING,
    UNANSWERED,
    WRONG,
    CellMeaning,
    is_code,
    marked,
    options_of,
    place_of,
)
from csat_lib.answers.decode import DecodedColumn, Decoder, distinct
from csat_lib.answers.faults import FaultList
from csat_lib.answers.file_codes import FileCodes, as_number, as_text
from csat_lib.answers.source import Batch
from csat_lib.answers.wordings import SEPARATOR, is_chosen, named, parts_of
from csat_lib.errors import answers as say
from csat_lib.study.questions import MultipleChoice

_LEFT, _CHOSEN = CellMeaning(ANSWERED, 0.0), CellMeaning(ANSWERED, 1.0)


@dataclass(frozen=True)
class MultipleReader:
    """Reads one multiple choice into a 0/1 column per option, in the order of the options."""

    question: MultipleChoice
    codes: FileCodes
    decoders: Mapping[str, Decoder]

    @classmethod
    def of(cls, question: MultipleChoice, codes: FileCodes) -> MultipleReader:
        """A reader for this question; ``codes`` is what the file says about its column."""
        decoders = {level: Decoder(name, _option(question, level)) for level, name in question.columns.items()}
        return cls(question, codes, decoders)

    def decode(self, batch: Batch, faults: FaultList) -> dict[str, DecodedColumn]:
        """Option -> who has chosen it. A respondent who left every option empty has not answered.

        Nor has one who chose an exclusive option beside others: which of the two is meant cannot be known. It is told.
        """
        columns = self._apart(batch, faults) if self.decoders else self._together(batch, faults)
        found = dict(zip(self.question.options, columns, strict=True))
        contradicted = np.zeros(len(batch), dtype=np.bool_)
        for option in self.question.exclusive:
            others = [column.values == 1 for level, column in found.items() if level != option]
            both = (found[option].values == 1) & np.any(others, axis=0)
            if both.any():
                faults.take(self.question.column, f"{option} and other options", "no answer", int(both.sum()))
            contradicted |= both
        return {level: column.without(contradicted) for level, column in found.items()} if contradicted.any() else found

    def _apart(self, batch: Batch, faults: FaultList) -> list[DecodedColumn]:
        """One column per option: an empty cell beside a filled one means 'not chosen'."""
        found = {
            level: decoder.decode(batch.table.column(decoder.column), batch.rows, faults)
            for level, decoder in self.decoders.items()
            if decoder.column in batch.table.schema.names
        }
        status = np.stack([np.full(len(batch), UNANSWERED), *(column.status for column in found.values())])
        row_status = np.where((status == ANSWERED).any(axis=0), ANSWERED, status.max(axis=0)).astype(np.int8)
        nothing = np.full(len(batch), np.nan)
        chosen = {level: np.nan_to_num(column.values) for level, column in found.items()}
        return [
            DecodedColumn(np.where(row_status == ANSWERED, chosen.get(level, nothing), np.nan), row_status)
            for level in self.question.options
        ]

    def _together(self, batch: Batch, faults: FaultList) -> list[DecodedColumn]:
        """One column with codes between separators; a file without it (a fault told elsewhere) holds no answer."""
        if self.question.column not in batch.table.schema.names:
            nothing = np.full(len(batch), UNANSWERED, dtype=np.int8)
            return [DecodedColumn(np.full(len(batch), np.nan), nothing) for _ in self.question.options]
        cells, index = distinct(batch.table.column(self.question.column))
        names = options_of(self.question, self.codes)
        values = np.full((len(cells), len(self.question.options)), np.nan)
        status = np.full(len(cells), UNANSWERED, dtype=np.int8)
        for at, cell in enumerate(cells):
            chosen = self._chosen(as_text(cell), names)
            if isinstance(chosen, CellMeaning):
                status[at] = chosen.status
                if chosen.status == WRONG:
                    faults.add(self.question.column, chosen.fault, batch.rows[index == at])
                elif chosen.taken:
                    faults.take(self.question.column, as_text(cell), chosen.taken, int((index == at).sum()))
            else:
                status[at], values[at], values[at, chosen] = ANSWERED, 0.0, 1.0
        return [DecodedColumn(column[index], status[index]) for column in values.T]

    def _chosen(self, text: str, names: Mapping[str, int]) -> list[int] | CellMeaning:
        """Places of the options that a cell names, or why it names none."""
        number = as_number(text)
        if not text or is_code(text, number, self.question.missing_codes):
            return NOTHING
        if is_code(text, number, self.question.not_applicable_codes):
            return NOT_ASKED
        places = []
        for part in parts_of(text, self.question.separator or SEPARATOR):
            place = place_of(part, as_number(part), names)
            if place is not None:
                places.append(place)
            elif part:
                return marked(text) or CellMeaning(WRONG, fault=say.no_option(part, list(self.question.options)))
        return places


def _option(question: MultipleChoice, level: str) -> Any:
    words = question.options[level]
    chosen = {"1", level, words.zh, words.en} - {"0", ""}

    def read(raw: Any) -> CellMeaning:
        text = as_text(raw)
        number = as_number(text)
        if not text or is_code(text, number, question.missing_codes):
            return NOTHING
        if is_code(text, number, question.not_applicable_codes):
            return NOT_ASKED
        said = True if text in chosen or number == 1 else False if number == 0 else is_chosen(text)
        if said is not None:
            return _CHOSEN if said else _LEFT
        if named(text, dict.fromkeys(chosen, True), lambda *_: True):
            return CellMeaning(ANSWERED, 1.0, taken=f"{level}, chosen")
        return marked(text) or CellMeaning(WRONG, fault=say.not_chosen_or_left(text))

    return read
