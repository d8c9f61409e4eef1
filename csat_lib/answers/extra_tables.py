"""The one reader of the study's extra tables: figures that no respondent gives, in files beside the study file.

What each kind holds is declared in :mod:`csat_lib.study.table_kinds`. All that is wrong in all tables is told at once.
Printed totals are claims, never data: those that do not add up are told. Persons are hashed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import pandas as pd

from csat_lib import period as periods
from csat_lib.answers.file_codes import as_text
from csat_lib.answers.plain_names import plain
from csat_lib.answers.read import open_answers
from csat_lib.answers.table_cells import Cells, names_of
from csat_lib.answers.table_totals import TOTALS, Stated, printed_totals, stated_sums
from csat_lib.errors import CsatError, Fault
from csat_lib.errors import extra_tables as say
from csat_lib.study.questions import SingleChoice
from csat_lib.study.table_kinds import KINDS, ExtraTable, TableColumn, TableForm, columns_of
from csat_lib.study.waves import WavePlan

ROW = "row"
PERIOD = "period"
_SUMMED = {"unit", "level", "text"}
_NAMES = {*_SUMMED, "choice", "period"}


@dataclass(frozen=True)
class ReadTable:
    """A table that was read: ``rows`` of the wave's period, with their ``row`` in the file; ``every`` row that it has.

    ``periods`` that it has; ``stated``: printed totals that do not add up; ``set_aside``: rows that print totals;
    ``unread``: further columns.
    """

    given: ExtraTable
    rows: pd.DataFrame
    every: pd.DataFrame
    periods: tuple[str, ...]
    stated: tuple[Stated, ...]
    set_aside: int
    unread: tuple[str, ...]


def read_tables(plan: WavePlan, kinds: Collection[str] = tuple(KINDS)) -> dict[str, ReadTable]:
    """Name -> table, of the study's and the wave's tables of these kinds.

    Raises:
        Faults: all that is wrong in any of them: files, columns, cells, rows.
    """
    given = {name: table for name, table in plan.study.tables.items() if table.kind in kinds}
    faults: list[Fault] = []
    found = {name: _Reading(plan, name, table).table(faults) for name, table in given.items()}
    people = {name for table in found.values() if table.given.kind == "roster" for name in table.rows["person"]}
    if people:
        faults += [fault for table in found.values() for fault in _strangers(table, people)]
    if faults:
        raise say.cannot_use_tables(plan.folder, faults)
    return found


def table_of(plan: WavePlan, kind: str) -> pd.DataFrame | None:
    """The rows of all tables of a kind for the wave's period; None where there are none."""
    parts = [table.rows for table in read_tables(plan, (kind,)).values() if len(table.rows)]
    return pd.concat(parts, ignore_index=True) if parts else None


def experts_of(plan: WavePlan) -> pd.DataFrame | None:
    """(items x experts) ratings, NaN where a cell is empty; None where the study has no such table."""
    table = table_of(plan, "experts")
    if table is None:
        return None
    ratings: pd.DataFrame = table.set_index("item").drop(columns=[ROW, PERIOD], errors="ignore").astype("float64")
    return ratings


def has_time(moments: pd.Series) -> pd.Series:
    """Whether moments have a time of day: midnight is what a mere day reads as."""
    given = pd.to_datetime(moments)
    return given != given.dt.normalize()


def _strangers(table: ReadTable, people: Collection[str]) -> Iterator[Fault]:
    """Members whom the roster does not hold; the cell alone is named."""
    for name, column in KINDS[table.given.kind].columns.items():
        if column.means == "member" and name in table.rows:
            held = table.rows[[ROW, name]].dropna()
            for row in held.loc[~held[name].isin([*people]), ROW]:
                yield say.not_in_roster(_where(table.given, row, name))


def _where(given: ExtraTable, row: int, name: str = "") -> str:
    heading = given.columns.get(name, name)
    return f"{given.file}, row {row}" + (f", column `{heading}`" if name else "")


@dataclass(frozen=True)
class _Reading:
    """One table while it is read."""

    plan: WavePlan
    name: str
    given: ExtraTable

    @property
    def kind(self) -> TableForm:
        return KINDS[self.given.kind]

    @cached_property
    def columns(self) -> dict[str, TableColumn]:
        choices = (name for name, question in self.plan.study.questions.items() if isinstance(question, SingleChoice))
        return columns_of(self.given.kind, tuple(choices))

    def heading(self, name: str) -> str:
        return self.given.columns.get(name, name)

    def table(self, faults: list[Fault]) -> ReadTable:
        """The table, as far as it could be read; what is wrong is added to ``faults``."""
        texts, unread = self._texts(faults)
        is_total = self._is_total(texts)
        data = texts[~is_total].reset_index(drop=True)
        stated = [*stated_sums(data, self.given.totals, {self.heading(name): name for name in self.columns})]
        rows = self._typed(data, faults)
        faults += self._row_faults(data, rows)
        adds = [name for name, column in self.columns.items() if column.adds and name in rows]
        keys = [name for name, column in self.columns.items() if name in rows and column.means in _NAMES]
        stated += [*printed_totals(self._typed(texts[is_total], []), rows, keys, adds)]
        for one in stated:  # a figure that does not add up is no data
            if one.column in rows:
                rows.loc[rows[ROW] == one.row, one.column] = float("nan")
        there = tuple(sorted(set(rows[PERIOD].dropna()))) if PERIOD in rows else ()
        return ReadTable(self.given, self._of_the_wave(rows), rows, there, tuple(stated), int(is_total.sum()), unread)

    def _texts(self, faults: list[Fault]) -> tuple[pd.DataFrame, tuple[str, ...]]:
        """(the cells as text by the names of the kind, further ones by their headings; columns that nothing reads)."""
        file, path = self.given.file, self.plan.folder / self.given.file
        parts = [part for total, parts in self.given.totals.items() for part in (total, *parts)]
        wanted = [] if self.kind.others else [*map(self.heading, self.columns), *parts]
        try:
            source = open_answers(path, wanted)
            headings = [name for name in source.columns if name]
            rows = [
                {ROW: int(row), **{str(name): as_text(cell) for name, cell in cells.items()}}
                for batch in source.batches(headings)
                for row, cells in zip(batch.rows, batch.table.to_pylist(), strict=True)
            ]
        except CsatError as fault:
            why = fault.__cause__
            faults.append(say.not_opened(file, self.name, why) if isinstance(why, OSError) else Fault(file, str(fault)))
            return pd.DataFrame(columns=[ROW]), ()
        missing = [n for n, column in self.columns.items() if column.needed and self.heading(n) not in headings]
        missing += [name for name in self.given.columns if name not in missing and self.heading(name) not in headings]
        faults += [say.lacks_column(file, name, self.heading(name), headings) for name in missing]
        own = {self.heading(name): name for name in self.columns}
        left = [name for name in headings if name not in own and name not in parts]
        texts = pd.DataFrame(rows, columns=[ROW, *headings]).rename(columns=own)
        return texts, tuple(name for name in left if not self._is_further(name))

    def _is_further(self, name: str) -> bool:
        """Whether a column beyond those of the kind is one of its others."""
        asked = {question.column for question in self.plan.study.questions.values()}
        return self.kind.others is not None and (name in asked or not self.kind.of_questions)

    def _is_total(self, texts: pd.DataFrame) -> pd.Series:
        """Rows that print the total of others: ``合计`` in place of a unit, a channel, a stratum."""
        found = pd.Series(data=False, index=texts.index)
        named = [name for name, column in self.columns.items() if column.means in _SUMMED and name in texts]
        for name in named if any(column.adds for column in self.columns.values()) else ():
            known = names_of(self.plan.study, name, self.columns[name])[1]
            found |= texts[name].map(plain).isin(TOTALS - {plain(word) for word in known})
        return found

    def _typed(self, texts: pd.DataFrame, faults: list[Fault]) -> pd.DataFrame:
        """The columns of the kind as what they mean."""
        rows = texts[ROW].tolist()
        columns = {name: column for name, column in self.columns.items() if name in texts}
        if self.kind.others:
            further = [name for name in texts if name not in {ROW, *columns} and self._is_further(str(name))]
            columns |= {str(name): TableColumn(self.kind.others, blank=True) for name in further}
        found: dict[str, Any] = {ROW: rows}
        for name, column in columns.items():
            cells = texts[name].tolist()
            where = [_where(self.given, row, name) for row in rows]
            found[name] = Cells(self.plan.study, name, column, cells, where).read(faults)
            if not column.blank:
                faults += [say.empty_cell(place) for place, cell in zip(where, cells, strict=True) if not cell]
        return pd.DataFrame(found, columns=[ROW, *columns])

    def _row_faults(self, texts: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Fault]:
        """Rows that repeat the keys of another, that give no figure, or whose days are out of order."""
        keys = [name for name, column in self.columns.items() if column.key and (column.needed or name in rows)]
        needed = [name for name in keys if not self.columns[name].blank]
        whole = rows.dropna(subset=needed) if keys and rows.columns.isin(keys).sum() == len(keys) else rows[:0]
        first = whole.groupby(keys, dropna=False)[ROW].transform("first") if len(whole) else whole[ROW]
        for row, same in zip(whole[ROW], first, strict=True):
            if row != same:
                yield say.row_twice(_where(self.given, row), [self.heading(name) for name in keys], same)
        if either := self.kind.either:
            given = [texts.reindex(columns=list(group), fill_value="").astype(bool).all(axis=1) for group in either]
            for row in rows.loc[~pd.concat(given, axis=1).any(axis=1), ROW]:
                yield say.says_nothing(_where(self.given, row), either)
        days = [name for name in self.kind.ordered if name in rows]
        told = set[int]()
        for earlier, later in combinations(days, 2):
            first = rows[earlier].where(has_time(rows[later]), pd.to_datetime(rows[earlier]).dt.normalize())
            for row in sorted(set(rows.loc[rows[later] < first, ROW]) - told):
                told.add(row)
                yield say.days_fall(_where(self.given, row), self.heading(later), self.heading(earlier))
        yield from self._outside(rows)

    def _outside(self, rows: pd.DataFrame) -> Iterator[Fault]:
        """Rows whose day lies outside their period."""
        dated = self.kind.dated
        if PERIOD in rows and dated:
            for row, period, day in rows[[ROW, PERIOD, dated]].dropna().itertuples(index=False):
                own = periods.parse(period)
                if not own.first <= day.date() <= own.last:
                    yield say.day_outside(_where(self.given, row, dated), str(day.date()), period)

    def _of_the_wave(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of the wave's period; where a longer one holds within, of each key that of the shortest period."""
        own = self.plan.period
        if PERIOD not in rows:
            days = pd.to_datetime(rows[self.kind.dated]).dt.date if self.kind.dated in rows else None
            return rows if days is None else rows[(days >= own.first) & (days <= own.last)]
        if not self.kind.within:
            return rows[rows[PERIOD] == own.text]
        spans = {text: periods.parse(text) for text in set(rows[PERIOD].dropna())}
        around = {text: one for text, one in spans.items() if one.first <= own.first and own.last <= one.last}
        held = {text: (one.last - one.first).days for text, one in around.items()}
        found = rows[rows[PERIOD].isin(held)]
        keys = [name for name, column in self.columns.items() if column.key and name in rows and name != PERIOD]
        nearest = found.assign(span=found[PERIOD].map(held)).sort_values("span", kind="stable").drop_duplicates(keys)
        return nearest.sort_values(ROW).drop(columns="span")
