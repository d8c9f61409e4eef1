"""Match raw rows to the study: which column answers which question, and what every cell means.

A question with a filter counts only for those it was asked of; an answer of anybody else is set aside and counted
(survey tools leave such answers behind when a respondent goes back and changes the filter question).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from csat_lib.answers.cells import CONTRADICTED, place_in_ranking, reader_of
from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.decode import DecodedColumn, Decoder, distinct
from csat_lib.answers.derive import derive, meets
from csat_lib.answers.faults import FaultList
from csat_lib.answers.fields import FieldReader
from csat_lib.answers.levels import part_of
from csat_lib.answers.multiple import MultipleReader
from csat_lib.answers.needs import bound, wanted_columns
from csat_lib.answers.open_words import words_of
from csat_lib.answers.platforms import WJX
from csat_lib.answers.source import AnswerSource, Batch, Rows
from csat_lib.errors import Fault
from csat_lib.errors.answers import asked_twice, index_or_score, missing_column
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice, OpenText, Question, Rating, Recommendation, SingleChoice, YesNo

Columns = dict[str, DecodedColumn]
Select = Callable[[Batch], NDArray[np.bool_]]


@dataclass(frozen=True)
class Matched:
    """Rows of the file in the terms of the study.

    ``columns``: question (or ``question.option``) -> answers as numbers, a single choice by the place of its option;
    ``words``: open question (or ``question.other_words``) -> text; ``texts`` and ``numbers``: the respondent fields;
    By question, how many: ``set_aside`` answered it without having been asked, ``required_blank`` left it blank though
    the form requires an answer, ``contradicted`` chose an exclusive option beside others.
    """

    rows: Rows
    columns: Columns
    words: dict[str, pa.Array]
    texts: dict[str, pa.Array]
    numbers: Columns
    set_aside: dict[str, int]
    required_blank: dict[str, int] = field(default_factory=dict)
    contradicted: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Matcher:
    """Matches the batches of one source to one study; ``only`` are the questions wanted, and those that filter them."""

    study: Study
    source: AnswerSource
    faults: FaultList
    only: tuple[str, ...]
    derived: tuple[str, ...]
    readers: Mapping[str, Decoder | MultipleReader]
    fields: FieldReader

    @classmethod
    def of(cls, study: Study, source: AnswerSource, key: bytes, questions: Sequence[str] = ()) -> Matcher:
        """A matcher for all questions, or for some; columns that the file lacks are noted as faults at once."""
        wanted = questions or (*study.questions, *study.variables)
        derived = tuple(name for name in study.variables if name in wanted and name in study.derived)
        asked = [name for name in wanted if name not in derived]
        only = tuple(_with_filters(study, [*asked, *(name for one in derived for name in study.derived[one].asks)]))
        readers = {name: reader for name in only if (reader := _reader(study.questions[name], source)) is not None}
        faults = FaultList(source.path, study.study, source.locate)
        held = bound(study, source)
        faults.columns += [
            missing_column(source.path, column, by, source.columns)
            for column, by in wanted_columns(study, only).items()
            if column not in held
        ]
        # An outcome may be read a second time from the column of one of the items (`overall` of the ECSI).
        asked_of = [study.questions[name] for name in only if not getattr(study.questions[name], "columns", 0)]
        twice = [of for of, times in Counter((one.column, one.role) for one in asked_of).items() if times > 1]
        faults.columns += [asked_twice(source.path, column) for column, _ in twice]
        for guess in (*source.told, *source.binding.told):
            faults.guess("", guess)
        return cls(study, source, faults, only, derived, readers, FieldReader.of(study.fields, key))

    def batches(self, size: int, select: Select | None = None, beside: Sequence[str] = ()) -> Iterator[Matched]:
        """All rows, matched, ``size`` at a time. Faults gather in ``faults``; call its ``raise_any`` at the end.

        ``select``: which rows are matched at all, by their cells, those of the columns ``beside`` among them.
        """
        held, asked = bound(self.study, self.source), wanted_columns(self.study, self.only)
        wanted = list(dict.fromkeys(own for name in asked for own in held.get(name, ())))
        wanted = list(dict.fromkeys([*wanted, *beside]))
        kept = list(self.source.batches(wanted, size)) if self.source.is_small else []
        self._settle(size, kept)
        for batch in kept or self.source.batches(wanted, size):
            mask = np.ones(len(batch), dtype=np.bool_) if select is None else select(batch)
            if mask.all():
                yield self.match(batch)
            elif mask.any():
                yield self.match(Batch(batch.rows[mask], batch.table.filter(pa.array(mask))))

    def finished(self, batch: Batch) -> DecodedColumn | None:
        """When the rows were finished, where the file says so; faults are told when the rows are matched."""
        decoder, unheard = self.fields.decoders.get("finished"), FaultList(self.source.path, self.study.study)
        if decoder is None or decoder.column not in batch.table.schema.names:
            return None
        return decoder.decode(batch.table.column(decoder.column), batch.rows, unheard)

    def _settle(self, size: int, kept: Sequence[Batch]) -> None:
        """Read the columns whose cells alone do not tell what they mean, to their ends, and settle it.

        Numbers and days that the file keeps as such tell it by themselves: only text is read. ``kept``: the whole file,
        where it is small.
        """
        readers = [*self.fields.decoders.values(), *self.readers.values()]
        columns = {column for reader in readers for column in reader.unsettled if column in self.source.columns}
        facts = {column: ColumnFacts() for column in sorted(columns)}
        first = next(iter(kept or self.source.batches(list(facts), 1)), None) if facts else None
        texts = [name for name in facts if first and _is_text(first.table.schema.field(name).type)]
        for batch in kept or (self.source.batches(texts, size) if texts else ()):
            for name in texts:
                facts[name].see(distinct(batch.table.column(name))[0])
        for reader in readers:
            reader.settle(facts, self.faults)
        if self.source.binding.platform == WJX:
            self.faults.columns += _undecided(self.study, self.source, facts)

    def match(self, batch: Batch) -> Matched:
        """One batch of raw rows in the terms of the study."""
        columns: Columns = {}
        words: dict[str, pa.Array] = {}
        set_aside, required_blank, contradicted = dict[str, int](), dict[str, int](), dict[str, int]()
        for name in self.only:
            question, asked = self.study.questions[name], np.ones(len(batch), dtype=np.bool_)
            found = self._columns(name, batch)
            spoken = words_of(name, question, batch, self.readers.get(name), self.faults)
            if getattr(question, "exclusive", ()):
                contradicted[name] = int(np.equal(next(iter(found.values())).status, CONTRADICTED).sum())
            if question.filter is not None:
                asked = meets(question.filter, self.study, columns, len(batch))
                found, spoken, set_aside[name] = _of_the_asked(found, spoken, asked)
            if question.required:
                required_blank[name] = _n_blank(found, spoken.get(name), asked)
            columns |= found
            words |= spoken
        for name in self.derived:
            columns[name] = derive(self.study.derived[name], self.study, columns, len(batch))
        texts, numbers = self.fields.texts(batch, self.faults), self.fields.numbers(batch, self.faults)
        return Matched(batch.rows, columns, words, texts, numbers, set_aside, required_blank, contradicted)

    def _columns(self, name: str, batch: Batch) -> Columns:
        reader = self.readers.get(name)
        if isinstance(reader, MultipleReader):
            return {part_of(name, level): column for level, column in reader.decode(batch, self.faults).items()}
        if reader is None or reader.column not in batch.table.schema.names:
            return {}
        return {name: reader.decode(batch.table.column(reader.column), batch.rows, self.faults)}


def _with_filters(study: Study, questions: Sequence[str]) -> Iterator[str]:
    """The questions and all that filter them, in questionnaire order."""
    wanted, added = set(questions), set(questions)
    while added:
        filters = {study.questions[name].filter for name in added}
        added = {name for given in filters if given is not None for name in given.asks} - wanted
        wanted |= added
    return (name for name in study.questions if name in wanted)


def _reader(question: Question, source: AnswerSource) -> Decoder | MultipleReader | None:
    if isinstance(question, MultipleChoice):
        return MultipleReader.of(question, source)
    if isinstance(question, OpenText):
        return None
    read = partial(reader_of, question, source.codes(question.column))
    if question.column in source.binding.ranks:
        column, option = source.binding.ranks[question.column]
        known = [other for of, other in source.binding.ranks.values() if of == column]
        return Decoder(column, partial(place_in_ranking, option, known, read()))
    platform = source.binding.platform
    make = None if isinstance(question, SingleChoice | YesNo) and platform != WJX else partial(read, platform=platform)
    return Decoder(question.column, read(), make)


def _undecided(study: Study, source: AnswerSource, facts: Mapping[str, ColumnFacts]) -> Iterator[Fault]:
    """Answers from 1 to 10 on a scale from 0 to 10, in codes: 问卷星 counts from 1 by index, and not by score."""
    asked = {name: (q, facts[q.column]) for name, q in study.questions.items() if q.column in facts}
    choices = [known for q, known in asked.values() if isinstance(q, SingleChoice | YesNo)]
    if not choices or any(len(known.numbers) < len(known.few) for known in choices):
        return
    for question, known in asked.values():
        low, high = question.range if isinstance(question, Rating | Recommendation) else (1.0, 1.0)
        if not low and known.numbers and not {low, high + 1} & known.numbers:
            yield index_or_score(source.path, question.column, high)


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _n_blank(columns: Columns, words: pa.Array | None, asked: NDArray[np.bool_]) -> int:
    """How many of those asked, whom the question applies to, gave no answer."""
    if words is not None:
        return int((asked & words.is_null().to_numpy(zero_copy_only=False)).sum())
    return int(np.sum([column.applies & ~column.answered for column in list(columns.values())[:1]]))


def _of_the_asked(
    columns: Columns, words: dict[str, pa.Array], asked: NDArray[np.bool_]
) -> tuple[Columns, dict[str, pa.Array], int]:
    """The answers of those who were asked, and how many others had answered."""
    outside = [column.answered & ~asked for column in columns.values()]
    outside += [text.is_valid().to_numpy(zero_copy_only=False) & ~asked for text in words.values()]
    kept = {name: pc.if_else(pa.array(asked), text, None) for name, text in words.items()}
    n_outside = int(np.any(outside, axis=0).sum()) if outside else 0
    return {name: column.only(asked) for name, column in columns.items()}, kept, n_outside
