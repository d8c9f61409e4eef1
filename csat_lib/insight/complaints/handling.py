"""How long complaints took to be answered and closed, and what is still open at the end of the period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Finding, FindingList, ways
from csat_lib.findings.catalogue import complaints as known
from csat_lib.insight.complaints.register import ALL_CLASSES, ComplaintSpec, row_of
from csat_lib.proportion import wilson
from csat_lib.statistics import statistic

STEPS = {
    "answered": (known.ANSWERED_HOURS, known.ANSWERED_WITHIN),
    "closed": (known.CLOSED_HOURS, known.CLOSED_WITHIN),
}
AGES = ((known.BACKLOG_WEEK, 0, 7), (known.BACKLOG_MONTH, 8, 30), (known.BACKLOG_OLDER, 31, None))
"""Whole days since the opening, both ends inside."""
HALF = 0.5


@statistic
def complaint_hours(register: pd.DataFrame, spec: ComplaintSpec) -> FindingList:
    """Median hours from opening to answer and to closing, and shares within the limits, of all and of each class.

    Of the period's complaints. Median: Kaplan & Meier (1958), JASA 53: 457-481, a complaint that waits being censored
    at the last moment known (the end of the period, or the register's last entry, if later). Share within: of those
    opened so long before that moment that their limit has passed, whoever still waits being late; Wilson's interval.
    Missing values: a complaint whose opening, answer or closing is a day without a time is left out, as is one that
    was dealt with by its status or by a later day, but not known when. Reasons: ``days_only`` where none has a time;
    ``mostly_waiting``, ``too_recent``.
    """
    now, known_until = spec.opened(register), _known_until(register, spec)
    rows: list[Finding] = []
    for name in (ALL_CLASSES, *(name for name in spec.named(now) if (now["class"] == name).any())):
        own = now if name == ALL_CLASSES else now[now["class"] == name]
        for step in STEPS if len(own) else ():
            rows += _of_step(own, name, step, known_until, spec)
    return FindingList(rows)


def _of_step(
    own: pd.DataFrame, name: str, step: str, known_until: pd.Timestamp, spec: ComplaintSpec
) -> Iterator[Finding]:
    median, within = STEPS[step]
    done = own[step].notna()
    said = own["status"].isin([each for each in STEPS if each in {step, "closed"}]) | own["closed"].notna()
    is_lost = ~done & said  # it was dealt with, but no one knows when
    timed = own[_has_time(own["opened"]) & (~done | _has_time(own[step])) & ~is_lost]
    waited = timed[step].fillna(known_until) - timed["opened"]
    hours = waited.dt.total_seconds().to_numpy(dtype=np.float64) / 3600
    is_done = timed[step].notna().to_numpy()
    found = kaplan_meier_median(hours, is_done) if len(hours) else np.nan
    reason = "days_only" if not len(hours) else "mostly_waiting" if np.isnan(found) else ""
    given = replace(row_of(median, name, 0.0), n=len(hours), method=ways("from records", "kaplan-meier"))
    yield replace(given, value=None if reason else found, reason=reason)
    limit = spec.limits.get(step)
    if limit is None:
        return
    due = (timed["opened"] + pd.Timedelta(hours=limit) <= known_until).to_numpy()
    share = float(np.mean(is_done[due] & (hours[due] <= limit))) if due.any() else np.nan
    reason = "days_only" if not len(hours) else "" if due.any() else "too_recent"
    ends = wilson(share, int(due.sum()), spec.confidence) if not reason else (None, None)
    yield replace(
        row_of(within, name, 0.0), value=None if reason else share, reason=reason, low=ends[0], high=ends[1],
        confidence=None if reason else spec.confidence, n=int(due.sum()), method=ways("from records", "wilson"),
    )  # fmt: skip


def kaplan_meier_median(hours: NDArray[np.float64], is_done: NDArray[np.bool_]) -> float:
    """The time by which half are done, of times ``hours`` that are censored where not ``is_done``; NaN if not reached.

    S(t) = prod over times up to t of 1 - d / (n at risk); where S is one half for a while, the middle of that while.
    """
    order = np.lexsort((~is_done, hours))  # at equal times what is done goes before what is censored
    times, done = hours[order], is_done[order]
    left = np.cumprod(1 - done / (len(times) - np.arange(len(times))))
    at = np.flatnonzero(done & (left <= HALF + 1e-12))
    if not len(at):
        return float("nan")
    later = np.flatnonzero(done & (times > times[at[0]]))
    last = at[times[at] == times[at[0]]][-1]
    if abs(left[last] - HALF) < 1e-12 and len(later):
        return float((times[at[0]] + times[later[0]]) / 2)
    return float(times[at[0]])


@statistic
def complaint_backlog(register: pd.DataFrame, spec: ComplaintSpec) -> FindingList:
    """What was not closed at the end of the period: all and by class, by age, without an owner; by unit.

    Opened before the end and closed after it or not at all; without a closing day a status that says closed is
    believed. Age: whole days from the opening to the end.
    """
    waits = still_open(register, spec.span[1])
    days = (spec.span[1] - waits["opened"]).dt.days
    rows: list[Finding] = []
    for name in (ALL_CLASSES, *(name for name in spec.named(waits) if (waits["class"] == name).any())):
        own = pd.Series(data=True, index=waits.index) if name == ALL_CLASSES else waits["class"] == name
        rows.append(row_of(known.BACKLOG, name, int(own.sum())))
        for measure, least, most in AGES:
            is_aged = own & (days >= least) & (days <= (np.inf if most is None else most))
            rows.append(row_of(measure, name, int(is_aged.sum())))
        if "owner" in waits:
            rows.append(row_of(known.WITHOUT_OWNER, name, int((own & waits["owner"].isna()).sum())))
    counts = waits["unit"].value_counts()
    where = [{"segment_by": spec.unit, "segment": unit} for unit in spec.units]
    rows += [row_of(known.BACKLOG, ALL_CLASSES, int(counts.get(at["segment"], 0)), **at) for at in where]
    return FindingList(rows)


def still_open(register: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    """The complaints that were opened before a moment and not closed before it."""
    is_closed = (register["closed"] < moment) | (register["closed"].isna() & (register["status"] == "closed"))
    return register[(register["opened"] < moment) & ~is_closed]


def _known_until(register: pd.DataFrame, spec: ComplaintSpec) -> pd.Timestamp:
    last = [register[moment].max() for moment in ("opened", *STEPS)]
    return max(pd.Timestamp(one) for one in (spec.span[1], *last) if not pd.isna(one))


def _has_time(moments: pd.Series) -> pd.Series:
    """Whether moments have a time of day: midnight is what a mere day reads as."""
    return pd.Series(moments != moments.dt.normalize())
