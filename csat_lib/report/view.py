"""What a report's reader may be told: the recorded findings, texts and ledger of one wave, and the study's wording.

Nothing here is computed. Chapters, sentences and tables pick findings from a view and word them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from csat_lib.findings import ALL, Finding, Text, read_method
from csat_lib.findings.catalogue.scores import NPS
from csat_lib.findings.catalogue.segments import GAP
from csat_lib.findings.measure import Measure, Words
from csat_lib.findings.setting import set_text
from csat_lib.findings.told import piece
from csat_lib.period import Period
from csat_lib.report.inline import literal

if TYPE_CHECKING:
    from csat_lib.study import Study
    from csat_lib.study.waves import Action

ANY = object()
"""Stands for every value of a column in ``where``."""
CROSS = "*"
SUBJECTS = {
    "model": Words("整个模型", "The whole model"),
    "uncoded": Words("未归类", "Not coded"),
    "answers": Words("答卷", "Answers"),
    "items": Words("全部题项", "All items"),
    "respondents": Words("受访者", "Respondents"),
    "consistency": Words("α 系数", "Alpha"),
    "outcome": Words("结果指标", "Outcome"),
    "register": Words("全部投诉", "All complaints"),
}
"""Subjects that no study words."""


@dataclass(frozen=True)
class View:
    """One wave as a chapter sees it, in one language.

    ``earlier`` are the earlier waves' periods, oldest first. ``manifest`` holds the facts of provenance (inputs,
    versions, parameters). ``commentary`` is the analyst's, by chapter, ``actions`` what was decided. ``ledger`` has the
    columns order, rule, before, left_out, after. ``cell`` = (segment question, level): everybody, or one group
    (a store), whose figures then stand for the whole, see :func:`of_cell`. ``simulated``: no real person gave
    the answers.
    """

    study: Study
    findings: pd.DataFrame | tuple[Finding, ...]
    texts: pd.DataFrame
    ledger: pd.DataFrame
    language: str
    period: Period
    earlier: tuple[Period, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)
    commentary: Mapping[str, Any] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    cell: tuple[str, str] = (ALL, "")
    simulated: bool = False

    def rows(self, measure: Measure, /, **where: object) -> tuple[Finding, ...]:
        """Figures of a measure in the order recorded: of this period and the whole, unless ``where`` says otherwise."""
        wanted = {"period": self.period.text, "segment_by": ALL} | where
        return tuple(row for row in self._by_measure.get(measure.key, ()) if _fits(row, wanted))

    def row(self, measure: Measure, subject: str, /, **where: object) -> Finding | None:
        """The first figure that fits, or None when nothing of the kind was recorded."""
        found = self.rows(measure, subject=subject, **where)
        return found[0] if found else None

    def all_figures(self) -> tuple[Finding, ...]:
        """Every finding, of all periods and cells, in the order recorded."""
        return self._rows

    def words(self, topic: str, kind: str, /, **where: object) -> tuple[Text, ...]:
        """Texts of this period, by rank and then in the order recorded."""
        wanted = {"topic": topic, "kind": kind, "period": self.period.text} | where
        rows = [row for row in self._texts if _fits(row, wanted)]
        return tuple(sorted(rows, key=lambda row: row.rank))

    def has(self, topic: str) -> bool:
        """Whether the topic has at least one figure with a value."""
        return any(row.value is not None for row in self._rows if row.topic == topic)

    def label(self, name: str) -> str:
        """The wording of a question, construct, index node or voice code; without any, the name itself.

        Of two questions that are crossed, both wordings joined by a cross.
        """
        if CROSS in name:
            return " × ".join(map(self.label, name.split(CROSS)))
        frame = self.study.voice.frame if self.study.voice else {}
        words = frame[name].title.get(self.language) if name in frame else self.study.label(name, self.language)
        own = SUBJECTS[name][self.language] if words == name and name in SUBJECTS else words
        return piece("label", "", self.worded(own or name))

    def measured(self, name: str) -> str:
        """The name of what was measured: the NPS by that name, whatever its question is called."""
        return piece("label", "", NPS.words[self.language]) if name == self.study.nps else self.label(name)

    def level(self, segment_by: str, segment: str) -> str:
        """The wording of a segment; the parts of a crossed one are joined by a cross."""
        pairs = zip(segment_by.split(CROSS), segment.split(CROSS), strict=False)
        words = [self.study.level(by, level, self.language) or level for by, level in pairs]
        return piece("label", "", self.worded(" × ".join(words)))

    def worded(self, text: str) -> str:
        """Words of the study or of its data as they stand in a sentence: no mark of the report."""
        return literal(set_text(text, self.language))

    def wave(self, period: str) -> str:
        """How a wave of the study is called: November 2025."""
        known = {wave.text: wave.label(self.language) for wave in (*self.earlier, self.period)}
        return piece("period", "", known.get(period, period))

    def judgement(self, chapter: str) -> str:
        """The analyst's commentary on a chapter in the view's language; empty when there is none."""
        words = self.commentary.get(chapter)
        return str(words.get(self.language) or "") if words is not None else ""

    @cached_property
    def of_questions(self) -> dict[str, View]:
        """What is known of single questions, as chapters ask for it: made once, since every table of them asks."""
        return {}

    @property
    def previous(self) -> Period | None:
        """The wave that a change is measured against."""
        return self.earlier[-1] if self.earlier else None

    @cached_property
    def by_id(self) -> Mapping[str, Finding]:
        """Every finding by what tells it from the others."""
        return {row.id: row for row in self._rows}

    @cached_property
    def _rows(self) -> tuple[Finding, ...]:
        return of_cell(as_findings(self.findings), self.cell)

    @cached_property
    def _texts(self) -> tuple[Text, ...]:
        if self.texts.empty:
            return ()
        texts = (Text(**{**record, "rank": record["rank"] or 0}) for record in _records(self.texts, Text))
        return of_cell(texts, self.cell)

    @cached_property
    def _by_measure(self) -> dict[tuple[str, str], list[Finding]]:
        table: dict[tuple[str, str], list[Finding]] = {}
        for row in self._rows:
            table.setdefault((row.topic, row.measure), []).append(row)
        return table


Row = TypeVar("Row", Finding, Text)


def of_cell(rows: Iterable[Row], cell: tuple[str, str]) -> tuple[Row, ...]:
    """What is told of one cell, as if it were the whole: nothing of everybody, nor of any other group.

    Of a store, a question crossed with the stores becomes a question of its own: its members are that store's members.
    What compares a group with everybody outside it (the topic ``segments``) is left out.
    """
    by, level = cell
    if by == ALL:
        return tuple(rows)
    inside, within = f"{by}{CROSS}", f"{level}{CROSS}"
    found: list[Row] = []
    for row in (row for row in rows if row.topic != GAP.topic.name):
        if (row.segment_by, row.segment) == cell:
            found.append(replace(row, segment_by=ALL, segment=""))
        elif row.segment_by.startswith(inside) and row.segment.startswith(within):
            names = row.segment_by.removeprefix(inside), row.segment.removeprefix(within)
            found.append(replace(row, segment_by=names[0], segment=names[1]))
    return tuple(found)


def as_findings(rows: pd.DataFrame | Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as objects, whether they come as a table or already as findings."""
    if not isinstance(rows, pd.DataFrame):
        return tuple(rows)
    records = _records(rows, Finding)
    return tuple(Finding(**{**record, "method": read_method(record["method"])}) for record in records)


_WHOLE = ("n", "rank")


def _records(table: pd.DataFrame, kind: type[Finding] | type[Text]) -> Iterator[dict[str, Any]]:
    """A table's rows by field, with None where pandas has NaN, and counts as whole numbers."""
    names = [field.name for field in fields(kind)]
    columns = [_plain(table[name]) if name in table else [None] * len(table) for name in names]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _plain(column: pd.Series) -> list[Any]:
    values = column.astype(object).where(column.notna(), None).tolist()
    return [value if value is None else int(value) for value in values] if column.name in _WHOLE else values


def _fits(row: object, wanted: Mapping[str, object]) -> bool:
    for name, value in wanted.items():
        have = getattr(row, name)
        if value is not ANY and not (have in value if isinstance(value, tuple) else have == value):
            return False
    return True
