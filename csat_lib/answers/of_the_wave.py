"""Which rows of a file are answers of the wave: not previews and tests of the survey tool, nor rows of other periods.

The others take no part in anything but the ledger: their cells need not match the study, their ids may come again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.decode import DecodedColumn, distinct
from csat_lib.answers.file_codes import as_text
from csat_lib.answers.plain_names import plain
from csat_lib.answers.source import AnswerSource, Batch
from csat_lib.findings.catalogue.quality import NOT_OF_THE_WAVE
from csat_lib.period import Period
from csat_lib.study.model import Study

PREVIEW, TEST, SPAM, OUTSIDE = NOT_OF_THE_WAVE
_TOOLS = (("Status", "ResponseId"), ("Status", "RecordedDate"), ("DistributionChannel", "ResponseId"))
"""(column in which Qualtrics says what a row is, a column of its that shows that the file is one of Qualtrics)."""
_MARKS = {
    **dict.fromkeys(("1", "surveypreview", "preview"), PREVIEW),
    **dict.fromkeys(("2", "surveytest", "test"), TEST),
    **dict.fromkeys(("8", "spam", "possiblespam"), SPAM),
}


@dataclass
class RowsOfTheWave:
    """Sorts the rows of one file. ``last``: the last day, with the days of grace; none of an event without any.

    ``marks``: columns of the survey tool's own; ``left``: rule -> (rows, when they were finished), batch by batch.
    """

    first: date
    last: date | None
    marks: tuple[str, ...]
    n_rows: int = 0
    undated: int = 0
    left: dict[str, list[tuple[NDArray[np.int64], NDArray[np.float64]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, study: Study, source: AnswerSource, period: Period) -> RowsOfTheWave:
        """For a file; what the study itself asks in a column is no mark of the tool."""
        asked = {question.column for question in study.questions.values()}
        marks = (mark for mark, shown in _TOOLS if {mark, shown} <= {*source.columns} and mark not in asked)
        open_ended = period.kind == "event" and not study.grace_days
        last = None if open_ended else period.last + timedelta(days=study.grace_days)
        return cls(period.first, last, tuple(dict.fromkeys(marks)))

    def kept(self, batch: Batch, finished: DecodedColumn | None) -> NDArray[np.bool_]:
        """(n,) whether a row is an answer of the wave. One without a day stays: nothing says that it is of another."""
        rules = np.full(len(batch), "", dtype=object)
        moments = np.full(len(batch), np.nan) if finished is None else finished.values
        days = moments.astype("datetime64[s]").astype("datetime64[D]")
        outside = days < np.datetime64(self.first)
        outside |= (days > np.datetime64(self.last)) if self.last else np.False_
        rules[outside & ~np.isnan(moments)] = OUTSIDE
        for name in self.marks:
            cells, index = distinct(batch.table.column(name))
            marked = np.array([_MARKS.get(plain(as_text(cell)), "") for cell in cells], dtype=object)[index]
            rules = np.where(marked != "", marked, rules)
        for rule in {*rules} - {""}:
            self.left.setdefault(rule, []).append((batch.rows[rules == rule], moments[rules == rule]))
        self.n_rows += len(batch)
        self.undated += int((np.isnan(moments) & (rules == "")).sum()) if finished is not None else 0
        return np.asarray(rules == "")

    def counts(self) -> dict[str, int]:
        """Rule -> rows that it leaves out, in the order of the rules."""
        return {rule: sum(len(rows) for rows, _ in self.left[rule]) for rule in NOT_OF_THE_WAVE if rule in self.left}

    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the rows outside the period."""
        moments = np.concatenate([np.empty(0), *(moments for _, moments in self.left.get(OUTSIDE, []))])
        found = moments.astype("datetime64[s]").astype("datetime64[D]")
        return (found.min().item(), found.max().item()) if len(found) else None
