"""Figures of single respondents that records hold (time of use), joined to their answers by the hashed id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import pyarrow as pa

from csat_lib.answers.cells import WRONG, reader_of
from csat_lib.answers.extra_tables import ROW, ReadTable, read_tables
from csat_lib.answers.file_codes import FileCodes
from csat_lib.answers.identity import hash_column, study_key
from csat_lib.answers.source import BATCH, AnswerSource, Batch, no_columns
from csat_lib.errors import Fault
from csat_lib.errors import extra_tables as say
from csat_lib.study.model import Study
from csat_lib.study.questions import Number
from csat_lib.study.table_kinds import OF_RESPONDENTS
from csat_lib.study.waves import WavePlan


@dataclass(frozen=True, kw_only=True)
class FiguresBeside(AnswerSource):
    """Answers with further columns: ``figures``, column -> hashed id -> number; ``id``, the column that is hashed."""

    own: AnswerSource
    id: str
    key: bytes
    figures: Mapping[str, Mapping[str, float]]

    @property
    def is_small(self) -> bool:
        """As the answers."""
        return self.own.is_small

    def locate(self, row: int) -> str:
        """As in the answers."""
        return self.own.locate(row)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[Batch]:
        """The rows of the answers; who is not in the table has empty cells."""
        own = [name for name in columns if name not in self.figures]
        for batch in self.own.batches([*dict.fromkeys([*own, self.id])], size):
            ids = hash_column(batch.table.column(self.id), self.key).to_pylist()
            joined = {name: pa.array([of.get(one) for one in ids], pa.float64()) for name, of in self.figures.items()}
            cells = {name: joined[name] if name in joined else batch.table.column(name) for name in columns}
            table = pa.RecordBatch.from_pydict(cells) if cells else no_columns(len(batch))
            yield Batch(batch.rows, table)


def figures_of(plan: WavePlan) -> dict[str, tuple[ReadTable, list[str]]]:
    """Table of respondents' figures -> what was read of it, and its columns, each of which a question names."""
    return {
        name: (table, [str(column) for column in table.rows.columns[1:] if column not in {"id", "period"}])
        for name, table in read_tables(plan, (OF_RESPONDENTS,)).items()
    }


def _beyond(study: Study, file: str, name: str, rows: pd.DataFrame) -> Iterator[Fault]:
    """Figures that cannot be answers to their question, told by the row of their own table."""
    for asked in study.questions.values():
        read = reader_of(asked, FileCodes()) if isinstance(asked, Number) and asked.column == name else None
        for row, value in zip(rows[ROW], rows[name], strict=True) if read else ():
            if read and (meant := read(value)).status == WRONG:
                yield Fault(f"{file}, row {row}, column `{name}`", meant.fault)


def with_figures(plan: WavePlan, source: AnswerSource) -> AnswerSource:
    """The answers with the figures of the study's tables, told how many rows of each have a respondent.

    Raises:
        Faults: a study without the field ``id``; a column that the answers, or another table, have as well; a figure
            of a respondent beyond the bounds of its question.
    """
    tables, column = figures_of(plan), plan.study.fields.id
    held, faults = set(source.columns), [say.no_id_to_join(name) for name in tables if column is None]
    for table, columns in tables.values():
        faults += [say.figures_twice(table.given.file, name) for name in columns if name in held]
        held.update(columns)
    _raise(plan, faults)
    if not tables or column is None or column not in source.columns:
        return source  # a column that is not there is told where the answers are matched
    key = study_key(plan.study.study)
    ids = [one for batch in source.batches([column]) for one in hash_column(batch.table.column(0), key).to_pylist()]
    figures: dict[str, dict[str, float]] = {}
    for table, columns in tables.values():
        for name in columns:
            rows = table.rows.dropna(subset=[name])
            faults += _beyond(plan.study, table.given.file, name, rows[rows["id"].isin({*ids})])
            figures[name] = dict(zip(rows["id"], rows[name].astype(float), strict=True))
    _raise(plan, faults)
    return FiguresBeside(
        path=source.path,
        binding=replace(source.binding, columns=(*source.columns, *figures)),
        labels=source.labels,
        missing=source.missing,
        counted=source.counted,
        told=(*source.told, *(_used(table, ids) for table, _ in tables.values())),
        n_rows=source.n_rows,
        own=source,
        id=column,
        key=key,
        figures=figures,
    )


def _raise(plan: WavePlan, faults: Sequence[Fault]) -> None:
    if faults:
        raise say.cannot_use_tables(plan.folder, faults)


def _used(table: ReadTable, ids: Sequence[str]) -> str:
    """How many rows of the table belong to a respondent, and how many answers have none there."""
    there, number = {*table.rows["id"]}, len(table.rows)
    used, lacking = len(there.intersection(ids)), sum(one not in there for one in ids)
    return (
        f"{table.given.file}: {used:,} of {number:,} rows belong to a respondent, {number - used:,} to "
        f"nobody who answered; {lacking:,} answers have no row there"
    )
