"""Multiple choice: which options a respondent has chosen, from a column per option or from one column of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from csat_lib.answers.binding import OTHER
from csat_lib.answers.cells import (
    ANSWERED,
    NOT_ASKED,
    NOTHING,
    UNANSWERED,
    WRONG,
    CellMeaning,
    Parse,
    is_code,
    marked,
    options_of,
    place_of,
)
from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.decode import DecodedColumn, Decoder, distinct
from csat_lib.answers.faults import FaultList
from csat_lib.answers.file_codes import FileCodes, as_number, as_text, is_declared
from csat_lib.answers.plain_names import plain
from csat_lib.answers.source import AnswerSource, Batch
from csat_lib.answers.wordings import (
    ANY_SEPARATOR,
    OPEN,
    SEPARATORS,
    added,
    is_chosen,
    named,
    without_added,
)
from csat_lib.errors import answers as say
from csat_lib.study.questions import MultipleChoice

_OTHERS = {"other", "others", "其他", "其它", "other(pleasespecify)", "其他(请注明)"}
_LEFT, _CHOSEN = CellMeaning(ANSWERED, 0.0), CellMeaning(ANSWERED, 1.0)


@dataclass(frozen=True)
class MultipleReader:
    """Reads one multiple choice into a 0/1 column per option, in the order of the options.

    ``column``: the one column of the file with all that was chosen, where there are no ``decoders``; ``words``: the
    column with words beside 'other'.
    """

    question: MultipleChoice
    column: str
    names: Mapping[str, int]
    decoders: Mapping[str, Decoder]
    words: str = ""

    @classmethod
    def of(cls, question: MultipleChoice, source: AnswerSource) -> MultipleReader:
        """A reader for this question, as the file holds it: a column an option, or one column."""
        ranks, parts = source.binding.ranks, dict(source.binding.parts.get(question.column, {}))
        parts = {} if question.column in source.columns else parts
        together = {ranks[name][0] for name in question.columns.values() if name in ranks}
        column, words = next(iter(together), question.column), parts.pop(OTHER, "")
        other = other_of(question)
        if parts and words and other:
            parts.setdefault(other, words)
        columns = {} if together else question.columns or parts
        decoders = {
            level: Decoder(name, _option(question, level, source.codes(name))) for level, name in columns.items()
        }
        words = words or (columns.get(other, "") if columns else column)
        return cls(question, column, options_of(question, source.codes(column)), decoders, words)

    @property
    def unsettled(self) -> list[str]:
        """The columns whose facts are needed."""
        return [decoder.column for decoder in self.decoders.values()]

    def settle(self, facts: Mapping[str, ColumnFacts], faults: FaultList) -> None:
        """What the numbers of the options' columns mean where they are not 1 and 0; told.

        A number of its own in each column is the code of the option chosen (Qualtrics); of 1 and 2, 2 is not chosen.
        """
        held = {level: facts[one.column].numbers for level, one in self.decoders.items() if one.column in facts}
        if self.words in facts and self.decoders and any(map(self.spoken, facts[self.words].few)):
            faults.guess(self.words, f"words as {other_of(self.question)}, chosen")
        every = set[float]().union(*held.values())
        if every <= {0.0, 1.0}:
            return
        one_each = all(len(numbers) < 2 for numbers in held.values())
        if one_each and len(every) == sum(map(bool, held.values())) > 1:
            chosen = {level: dict.fromkeys(numbers, True) for level, numbers in held.items()}
            faults.guess(self.question.column, "the numbers of its options as chosen")
        elif every <= {1.0, 2.0}:
            chosen = {level: {1.0: True, 2.0: False} for level in held}
            faults.guess(self.question.column, "2 as not chosen")
        else:
            return
        for level, meant in chosen.items():
            self.decoders[level].parse = partial(_by_number, meant, self.decoders[level].parse)

    def spoken(self, text: str) -> str:
        """The words beside 'other' in a cell of their column."""
        if self.decoders:
            is_other = (
                text in self.names
                or plain(text) in map(plain, self.names)
                or is_chosen(text) is not None
                or as_number(text) is not None
            )
            return "" if is_other or marked(text) else text
        chosen = self._chosen(text) if OPEN not in text else None
        return added(text) if chosen is None or isinstance(chosen, CellMeaning) else chosen[1]

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
        if self.column not in batch.table.schema.names:
            nothing = np.full(len(batch), UNANSWERED, dtype=np.int8)
            return [DecodedColumn(np.full(len(batch), np.nan), nothing) for _ in self.question.options]
        cells, index = distinct(batch.table.column(self.column))
        values = np.full((len(cells), len(self.question.options)), np.nan)
        status = np.full(len(cells), UNANSWERED, dtype=np.int8)
        for at, cell in enumerate(cells):
            chosen = self._chosen(as_text(cell))
            if isinstance(chosen, CellMeaning):
                status[at] = chosen.status
                if chosen.status == WRONG:
                    faults.add(self.column, chosen.fault, batch.rows[index == at])
                elif chosen.taken:
                    faults.take(self.column, as_text(cell), chosen.taken, int((index == at).sum()))
            else:
                status[at], values[at], values[at, chosen[0]] = ANSWERED, 0.0, 1.0
                if chosen[1]:
                    faults.guess(self.column, f"words that name no option as {other_of(self.question)}, chosen")
        return [DecodedColumn(column[index], status[index]) for column in values.T]

    def _chosen(self, text: str) -> tuple[list[int], str] | CellMeaning:
        """Places of the options that a cell names, and words said beside 'other'; or why it names none."""
        number = as_number(text)
        if not text or is_code(text, number, self.question.missing_codes):
            return NOTHING
        if is_code(text, number, self.question.not_applicable_codes):
            return NOT_ASKED
        given, bare = self.question.separator, without_added(text)
        for separator in (given,) if given else SEPARATORS:
            parts = [part.strip() for part in bare.split(separator) if part.strip()]
            places = [place_of(part, as_number(part), self.names) for part in parts]
            if None not in places:
                return [place for place in places if place is not None], ""
        found, left = options_in(bare, self.names, given or ANY_SEPARATOR)
        other = list(self.question.options).index(own) if (own := other_of(self.question)) else None
        if found and (not left or other is not None):
            return [*found, *([other] if left and other is not None else [])], left
        return marked(text) or CellMeaning(WRONG, fault=say.no_option(left or text, list(self.question.options)))


def options_in(text: str, known: Mapping[str, int], separators: str) -> tuple[list[int], str]:
    """The options that a list names, the longest first, and what is left: options may hold a separator themselves."""
    found, left, rest = list[int](), list[str](), text.strip()
    words = sorted(known, key=len, reverse=True)
    while rest:
        word = next((w for w in words if rest.startswith(w) and (rest + separators[0])[len(w)] in separators), None)
        if word is None:
            end = min((at for mark in separators.strip() if (at := rest.find(mark)) >= 0), default=len(rest))
            left.append(rest[:end].strip())
        else:
            end = len(word)
            found.append(known[word])
        rest = rest[end:].strip(separators + " ")
    return found, ", ".join(filter(None, left))


def other_of(question: MultipleChoice) -> str:
    """The option beside which words are asked for: as the study says, else by its own words; "" without one."""
    worded = (level for level, said in question.options.items() if {*map(plain, (level, said.zh, said.en))} & _OTHERS)
    return question.other_option or next(worded, "")


def _by_number(meant: Mapping[float, bool], parse: Parse, raw: Any) -> CellMeaning:
    """A number by what it means in this column, all else as the option's own reader has it."""
    said = meant.get(as_number(as_text(raw)) or 0.0)
    return parse(raw) if said is None else _CHOSEN if said else _LEFT


def _option(question: MultipleChoice, level: str, codes: FileCodes) -> Parse:
    words, is_other = question.options[level], level == other_of(question)
    chosen = {"1", level, words.zh, words.en} - {"0", ""}
    labels = {as_text(code): label for code, label in codes.labels.items()}

    def read(raw: Any) -> CellMeaning:
        text = as_text(raw)
        number = as_number(text)
        if not text or is_code(text, number, question.missing_codes) or is_declared(text, number, codes):
            return NOTHING
        if is_code(text, number, question.not_applicable_codes):
            return NOT_ASKED
        said = text == codes.counted if codes.counted else is_chosen(labels.get(text, ""))
        if said is None:
            said = True if text in chosen or number == 1 else False if number == 0 else is_chosen(text)
        if said is not None:
            return _CHOSEN if said else _LEFT
        if named(text, dict.fromkeys(chosen, True), lambda *_: True):
            return CellMeaning(ANSWERED, 1.0, taken=f"{level}, chosen")
        in_words = _CHOSEN if is_other else CellMeaning(WRONG, fault=say.not_chosen_or_left(text))
        return marked(text) or in_words

    return read
