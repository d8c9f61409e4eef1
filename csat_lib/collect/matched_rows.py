"""Pass 1: match every row, note what does not match, measure what the rules go by, and spill the matched rows to disk.

The spill holds numbers and hashes only: ``answer.<question>`` (or ``answer.<question>.<option>``), ``applies.<item>``
for items that need not apply to everybody, ``field.<field>``, and ``rule.<place>`` for the figure that each exclusion
rule goes by. Words of open answers are not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from csat_lib.answers.block import Block
from csat_lib.answers.careless import Answers
from csat_lib.answers.exclusions import Screening
from csat_lib.answers.faults import Taken
from csat_lib.answers.identity import Hashes, mixed, numbers_of
from csat_lib.answers.match import Matched, Matcher
from csat_lib.answers.of_the_wave import RowsOfTheWave
from csat_lib.answers.source import BATCH, AnswerSource, Batch
from csat_lib.collect.item_sums import item_sums, no_items
from csat_lib.collect.workspace import READING, Workspace
from csat_lib.errors.answers import no_answers_at_all, nothing_of_the_wave, repeated_id, undated
from csat_lib.period import Period
from csat_lib.study.model import Study
from csat_lib.summary.moments import Moments

N_GROUPS = 100
TEXTS = ("id", "customer", "source", "stratum", "psu")


@dataclass(frozen=True)
class MatchedRows:
    """The matched rows on disk and what pass 1 has measured; ``wave`` knows those that are no answers of the wave.

    By question: ``not_applicable``; ``set_aside`` (answered, not asked); ``required_blank`` (a required question left
    blank by somebody whom it was put to); ``contradicted`` (an exclusive option chosen beside others).
    ``items``: sums over the items as given, in the order asked, of all rows. ``answered``: whether anybody answered any
    item, or any question of a study without items. ``taken``: cells that were taken for what the study does not name.
    """

    path: Path
    n_rows: int
    wave: RowsOfTheWave
    screening: Screening
    items: Moments
    not_applicable: Counter[str]
    set_aside: Counter[str]
    answered: bool = False
    taken: Taken = field(default_factory=dict)
    required_blank: Counter[str] = field(default_factory=Counter)
    contradicted: Counter[str] = field(default_factory=Counter)

    def scan(self, columns: Sequence[str], size: int = BATCH) -> Iterator[tuple[int, pa.RecordBatch]]:
        """(place of the first row, some rows with these columns); columns that the spill lacks are left out.

        Arrow's ``pre_buffer`` would keep the bytes of every row group: memory would grow with the file.
        """
        start = 0
        with pq.ParquetFile(self.path, pre_buffer=False) as file:
            wanted = [name for name in columns if name in file.schema_arrow.names]
            for batch in file.iter_batches(size, columns=wanted or ["row"], use_threads=False):
                yield start, batch
                start += batch.num_rows

    def all_rows(self, size: int = BATCH) -> Iterator[tuple[int, pa.RecordBatch]]:
        """The same with all columns."""
        return self.scan(pq.read_schema(self.path).names, size)


def answer_column(name: str) -> str:
    """Column of the spill with the answers to a question, or to one option of it."""
    return f"answer.{name}"


def field_column(name: str) -> str:
    """Column of the spill with a respondent field."""
    return f"field.{name}"


def applies_column(name: str) -> str:
    """Column of the spill that says whom an item applied to; absent for an item that applies to everybody."""
    return f"applies.{name}"


def rule_column(at: int) -> str:
    """Column of the spill with the figure that the rule at this place of the study goes by."""
    return f"rule.{at}"


def match_rows(study: Study, source: AnswerSource, key: bytes, workspace: Workspace, period: Period) -> MatchedRows:
    """Run pass 1 over the rows that are answers of the period.

    Raises:
        Faults: everything in the file that does not match the study, all at once.
        CsatError: no row is of the period; none answers any item, or of a study without items any question.
    """
    matcher, wave = Matcher.of(study, source, key), RowsOfTheWave.of(study, source, period)
    screening = Screening.of(study, key, workspace.scratch / "keys")
    path = workspace.scratch / "matched.parquet"
    spill = _write(
        matcher, MatchedRows(path, 0, wave, screening, no_items(study), Counter(), Counter()), key, workspace
    )
    _repeated_ids(matcher, screening)
    matcher.faults.raise_any()
    if wave.n_rows and not spill.n_rows:
        span = f"{period} ({wave.first} to {wave.last or 'now'})"
        raise nothing_of_the_wave(source.path, span, wave.counts(), wave.days())
    if wave.undated:
        matcher.faults.guess(study.fields.finished or "", undated(wave.undated))
    if not spill.answered:
        raise no_answers_at_all(source.path, study.study)
    return replace(spill, taken=matcher.faults.taken)


def _write(matcher: Matcher, spill: MatchedRows, key: bytes, workspace: Workspace) -> MatchedRows:
    """Once a column is known to be missing, rows are only matched, to find all faults."""
    block, items, n_rows, answered = Block.of(matcher.study), spill.items, 0, False
    wanted = matcher.study.items or tuple(matcher.study.questions)
    writer: pq.ParquetWriter | None = None
    try:
        select = partial(_of_the_wave, matcher, spill.wave)
        for matched in matcher.batches(workspace.size, select, spill.wave.marks):
            spill.screening.identify(matched)
            if not matcher.faults.columns:
                places = np.arange(n_rows, n_rows + len(matched.rows))
                table = _table(matched, matcher.study, key, spill.screening.measure(matched, places))
                writer = writer or pq.ParquetWriter(spill.path, table.schema, compression="lz4")
                writer.write_batch(table)
                _count(spill, matched)
                items += item_sums(block, matched.columns)
                answered = answered or _is_answered(matched, wanted)
            n_rows += len(matched.rows)
            workspace.progress(n_rows, matcher.source.n_rows, READING)
    finally:
        if writer is not None:
            writer.close()
    return replace(spill, n_rows=n_rows, items=items, answered=answered)


def _of_the_wave(matcher: Matcher, wave: RowsOfTheWave, batch: Batch) -> NDArray[np.bool_]:
    return wave.kept(batch, matcher.finished(batch))


def _is_answered(matched: Matched, questions: Sequence[str]) -> bool:
    """Whether any row answers any of the questions (of a multiple choice: any option)."""
    spoken = (words for name, words in matched.words.items() if name in questions)
    if any(words.null_count < len(words) for words in spoken):
        return True
    given = (column for name, column in matched.columns.items() if name.partition(".")[0] in questions)
    return any(bool(column.answered.any()) for column in given)


def _table(matched: Matched, study: Study, key: bytes, figures: dict[int, Answers | Hashes]) -> pa.RecordBatch:
    items = {name: matched.columns[name] for name in study.items}
    none = np.zeros(len(matched.rows), dtype=np.int64)
    unanswered = sum((item.applies & ~item.answered for item in items.values()), none)
    columns: dict[str, Any] = {"row": matched.rows, "group": _groups(matched, key), "unanswered": unanswered}
    for name in (*items, *(kpi.question for kpi in study.kpis.values() if kpi.question)):
        question = study.questions[name]
        if question.filter is not None or question.not_applicable_codes:
            columns[applies_column(name)] = matched.columns[name].applies
    columns |= {field_column(name): texts for name, texts in matched.texts.items() if name in TEXTS}
    columns |= {field_column(name): column.values for name, column in matched.numbers.items()}
    columns |= {answer_column(name): column.values for name, column in matched.columns.items()}
    columns |= {rule_column(at): values for at, values in figures.items()}
    return pa.RecordBatch.from_pydict({name: pa.array(values) for name, values in columns.items()})


def _groups(matched: Matched, key: bytes) -> NDArray[np.int64]:
    """(n,) replicate group 0..99: keyed hash of the PSU; where there is none, of the id; else of the row."""
    secret = np.full(len(matched.rows), int.from_bytes(key[:8]), dtype=np.uint64)
    hashes = mixed(secret, matched.rows.astype(np.uint64))
    for name in ("id", "psu"):
        if name in matched.texts:
            named = numbers_of(matched.texts[name], key)
            hashes = np.where(named != 0, named, hashes)
    return (hashes % np.uint64(N_GROUPS)).astype(np.int64)


def _count(spill: MatchedRows, matched: Matched) -> None:
    for name, column in matched.columns.items():
        spill.not_applicable[name] += int((~column.applies).sum())
    spill.set_aside.update(matched.set_aside)
    spill.required_blank.update(matched.required_blank)
    spill.contradicted.update(matched.contradicted)


def _repeated_ids(matcher: Matcher, screening: Screening) -> None:
    column = matcher.study.fields.id
    if screening.ids is None or column is None:
        return
    repeats = [pair for later, first in screening.ids.repeats() for pair in zip(later, first, strict=True)]
    for later, first in sorted(repeats):
        matcher.faults.add(column, repeated_id(matcher.source.locate(int(first))), np.array([later]))
