"""Do answers come in bursts? A scan of the times at which they came in, for each group of rows.

Many questionnaires of one hotel within minutes may be an invitation that went out, a coach party, or somebody who fills
them in: a burst is a reason to ask, not to leave out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import pdtrc

from csat_lib.findings import Finding, Method, way, ways
from csat_lib.insight.fieldwork.arrivals import ArrivalGroup, ArrivalSpec, Seconds, groups_of, has_clock, moments_of
from csat_lib.statistics import statistic

_DAY, _HOUR, _HOURS = 86_400, 3600, 24


@dataclass(frozen=True)
class Burst:
    """The window of a group that is least likely: its start, its answers, and p over all windows looked at."""

    group: ArrivalGroup
    start: float
    count: int
    p: float


@dataclass(frozen=True)
class Bursts:
    """The least likely window of every group, or None where times tell only the day."""

    found: tuple[Burst, ...] | None
    groups: tuple[ArrivalGroup, ...]
    method: Method

    def to_findings(self) -> list[Finding]:
        """`burst` per group (path = when it began, value = answers in the window, p simultaneous)."""
        if self.found is None:
            return [self.groups[0].finding("burst", None, reason="no_times", n=0, method=self.method)]
        return [
            burst.group.finding(
                "burst",
                float(burst.count),
                path=f"{pd.Timestamp(burst.start, unit='s'):%Y-%m-%dT%H:%M}",
                p=burst.p,
                n=int(burst.group.rows.sum()),
                method=self.method,
            )
            for burst in self.found
        ]


@statistic
def bursts(respondents: pd.DataFrame, spec: ArrivalSpec) -> Bursts:
    """The window of each group in which most more answers came in than its day and the hour let expect.

    Expected in a window that opens with an answer: the group's answers of that day times the share of all answers (of
    every group) that come in at that hour of the day, spread evenly over the hour, as in a space-time permutation scan
    (Kulldorff et al. 2005, PLoS Med. 2:e59). p is the Poisson probability of as many further answers, times the
    number of windows looked at in all groups (Bonferroni). Reason: ``no_times`` (not given, or only days).
    """
    groups, times = tuple(groups_of(respondents, spec)), moments_of(respondents)
    known = ~np.isnan(times)
    windows = int(sum((group.rows & known).sum() for group in groups))
    window = way("windows of # minutes", spec.window / 60)
    method = ways(window, "space-time permutation", way("bonferroni over #", windows), "all rows in")
    if not has_clock(times):
        return Bursts(None, groups, method)
    by_hour = np.bincount((times[known] % _DAY // _HOUR).astype(np.intp), minlength=_HOURS) / known.sum()
    found = [_least_likely(group, np.sort(times[group.rows & known]), by_hour, spec.window) for group in groups]
    corrected = (Burst(b.group, b.start, b.count, min(1.0, b.p * windows)) for b in found if b is not None)
    return Bursts(tuple(corrected), groups, method)


def _least_likely(group: ArrivalGroup, times: Seconds, by_hour: Seconds, window: float) -> Burst | None:
    if not times.size:
        return None
    counts = np.searchsorted(times, times + window, side="left") - np.arange(len(times))
    days, at = np.unique(times // _DAY, return_inverse=True)
    of_day = np.bincount(at, minlength=len(days))[at]
    expected = of_day * by_hour[(times % _DAY // _HOUR).astype(np.intp)] * window / _HOUR
    p = np.where(counts > 1, pdtrc(counts - 2, expected), 1.0)
    least = int(np.lexsort((times, -counts, p))[0])
    return Burst(group, float(times[least]), int(counts[least]), float(p[least]))
