"""Who is looked at together when answers may have been tampered with: everybody, each source, each unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import ALL, Finding, Method, Text, ways
from csat_lib.statistics import statistic

TOPIC = "fieldwork"
ANSWERS = "answers"
_DAY = 86_400
_HOURLY_UP_TO = 3  # days of a wave whose arrivals are told by the hour
Seconds = NDArray[np.float64]


@dataclass(frozen=True)
class ArrivalSpec:
    """``unit``: the column of the respondents with the unit; cells under ``minimum_base`` are not told.

    ``window``: seconds within which answers make a burst.
    """

    unit: str | None = None
    minimum_base: int = 10
    window: float = 600.0


@dataclass(frozen=True)
class ArrivalGroup:
    """Some rows: all of them, one source (the ``subject``) or one unit (a segment)."""

    subject: str
    segment_by: str
    segment: str
    rows: NDArray[np.bool_]

    def finding(self, measure: str, value: float | None, **rest: Any) -> Finding:
        """A figure about these rows."""
        where = {"subject": self.subject, "segment_by": self.segment_by, "segment": self.segment}
        return Finding(topic=TOPIC, measure=measure, value=value, **{**where, **rest})


def groups_of(respondents: pd.DataFrame, spec: ArrivalSpec) -> Iterator[ArrivalGroup]:
    """All rows that came in, kept or not; then each source and each unit that reaches the minimum base."""
    yield ArrivalGroup(ANSWERS, ALL, "", np.ones(len(respondents), dtype=np.bool_))
    for column in ["source", spec.unit]:
        levels = respondents[column] if column is not None else pd.Series(dtype=object)
        for level in sorted(levels.dropna().unique()):
            rows = (levels == level).to_numpy(dtype=np.bool_)
            if rows.sum() >= spec.minimum_base:
                source = column == "source"
                yield ArrivalGroup(*((str(level), ALL, "") if source else (ANSWERS, str(column), str(level))), rows)


def moments_of(respondents: pd.DataFrame) -> Seconds:
    """(n,) seconds since 1970 at which answers came in, NaN where that is unknown."""
    finished = respondents["finished"]
    return np.asarray(finished.astype("datetime64[s]").astype("int64").where(finished.notna()), dtype=np.float64)


def has_clock(times: Seconds) -> bool:
    """Whether the times tell more than the day."""
    return bool(np.any(times[~np.isnan(times)] % _DAY))


@dataclass(frozen=True)
class Arrivals:
    """Answers by time slot and group."""

    slots: tuple[tuple[ArrivalGroup, str, int], ...]
    method: Method

    def to_findings(self) -> list[Finding]:
        """`arrivals` per source, or of all answers (path = slot: ``2025-12-03``, or ``2025-12-03T14`` by the hour)."""
        return [
            group.finding("arrivals", float(count), path=slot, n=int(group.rows.sum()), method=self.method)
            for group, slot, count in self.slots
        ]


@statistic
def arrivals(respondents: pd.DataFrame, spec: ArrivalSpec) -> Arrivals:
    """How many answers came in per day, or per hour in a wave of up to three days; nothing without times."""
    times = moments_of(respondents)
    known = times[~np.isnan(times)]
    days = np.ptp(known // _DAY) + 1 if known.size else 0
    hourly = has_clock(times) and days <= _HOURLY_UP_TO
    width, form, method = (3600, "%Y-%m-%dT%H", "by the hour") if hourly else (_DAY, "%Y-%m-%d", "by the day")
    slots = []
    for group in groups_of(respondents, spec):
        if group.segment_by == ALL:
            starts, counts = np.unique(times[group.rows & ~np.isnan(times)] // width, return_counts=True)
            names = pd.to_datetime(starts * width, unit="s").strftime(form)
            slots += [(group, name, int(count)) for name, count in zip(names, counts, strict=True)]
    return Arrivals(tuple(slots), ways(method, "all rows in"))


def days_held(kept: pd.DataFrame) -> list[Text]:
    """From the first to the last day on which an answer that counts came in (``2025-12-01..2025-12-31``).

    Nothing where the data hold no times: the period of a wave is not when its answers were given.
    """
    known = kept["finished"].dropna()
    if known.empty:
        return []
    first, last = (f"{day:%Y-%m-%d}" for day in (known.min(), known.max()))
    return [Text(topic=TOPIC, subject=ANSWERS, kind="days", text=f"{first}..{last}")]
