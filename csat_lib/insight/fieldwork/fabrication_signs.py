"""Other signs that answers were made up: at night, only the ends of the scale, the same number of seconds again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import pdtrc

from csat_lib.findings import ALL, Finding, Method, way, ways
from csat_lib.insight.disclosure import COMPLEMENTARY, small_levels
from csat_lib.insight.fieldwork.arrivals import ArrivalGroup, ArrivalSpec, groups_of, has_clock, moments_of
from csat_lib.insight.fieldwork.exact_test import chance_of_as_many
from csat_lib.statistics import statistic

_DAY, _NIGHT_ENDS = 86_400, 5 * 3600
_REACH = 5  # seconds on either side from which an exact duration's frequency is expected
_HALF = 0.5  # a duration that nobody else has is expected of half a row
_ALL_ROWS = "all rows in"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sign:
    """One sign in one group: a share or a count, its base, and p over the groups compared (None: none compared)."""

    group: ArrivalGroup
    measure: str
    value: float | None
    n: int
    method: Method
    p: float | None = None
    path: str = ""
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """One figure: `night_share`, `ends_share` (share) or `same_seconds` (respondents, path = the seconds)."""
        rest = {"n": self.n, "p": self.p, "path": self.path}
        return [self.group.finding(self.measure, self.value, method=self.method, reason=self.reason, **rest)]


@statistic
def signs(respondents: pd.DataFrame, spec: ArrivalSpec) -> list[Sign]:
    """The signs that the columns allow, in all rows, by source and by unit.

    `night_share`: answers between midnight and five. `ends_share`: rows whose construct scores (two constructs or more)
    all lie at an end of the scale, hidden where a smaller group's could be worked out (``complementary``). Both are
    compared with the rows outside the group: Fisher's exact test, one-sided,
    Sidak over the groups. `same_seconds`: the duration that comes more often than any other beyond what is expected,
    from the share of it, or of those within five seconds, in the rows outside the group (all: within the group);
    Poisson, Bonferroni over the durations and groups.
    """
    groups = list(groups_of(respondents, spec))
    found: list[Sign] = []
    times = moments_of(respondents)
    if has_clock(times):
        night = np.where(np.isnan(times), np.nan, times % _DAY < _NIGHT_ENDS)
        found += _shares(groups, "night_share", night, way("from # to # o'clock", 0, _NIGHT_ENDS / 3600))
    scores = respondents.filter(regex=r"^score\.").to_numpy(dtype=np.float64)
    if scores.shape[1] > 1:
        ends = _at_an_end(scores)
        found += _kept_back(
            _shares(groups, "ends_share", ends, way("ends of the scale")), respondents[~np.isnan(ends)], spec
        )
    seconds = respondents["seconds"].to_numpy(dtype=np.float64)
    return found + (_same_seconds(groups, seconds) if not np.isnan(seconds).all() else [])


def _kept_back(found: list[Sign], answered: pd.DataFrame, spec: ArrivalSpec) -> list[Sign]:
    """The signs of answers, without the groups from which those under the minimum base could be worked out."""
    out = set()
    for column in ["source", *([spec.unit] if spec.unit else [])]:
        sizes = {str(level): int(n) for level, n in answered[column].value_counts().items()}
        out |= {(column, level) for level in small_levels(sizes, len(answered), spec.minimum_base)}
    return [
        replace(sign, value=None, p=None, reason=COMPLEMENTARY)
        if _level(sign.group) in out and not sign.reason
        else sign
        for sign in found
    ]


def _level(group: ArrivalGroup) -> tuple[str, str]:
    return ("source", group.subject) if group.segment_by == ALL else (group.segment_by, group.segment)


def _at_an_end(scores: Floats) -> Floats:
    """(n,) 1 where all of a row's scores lie at an end of their scale, else 0; NaN without scores."""
    known = ~np.isnan(scores)
    at_an_end = np.all(~known | (scores == 0) | (scores == 100), axis=1)
    return np.where(known.any(axis=1), at_an_end, np.nan)


def _shares(groups: Sequence[ArrivalGroup], measure: str, hit: Floats, what: Method) -> list[Sign]:
    known = ~np.isnan(hit)
    n_all, n_hits = int(known.sum()), int(np.nansum(hit))
    found = []
    for group in groups:
        n, hits = int((group.rows & known).sum()), int(np.nansum(hit[group.rows]))
        p = chance_of_as_many(hits, n, n_hits, n_all) if 0 < n < n_all else None
        value, reason = (hits / n, "") if n else (None, "all_missing")
        found.append(Sign(group, measure, value, n, what, p, reason=reason))
    compared = sum(sign.p is not None for sign in found)
    return [_among(sign, compared) for sign in found]


def _among(sign: Sign, compared: int) -> Sign:
    if sign.p is None:
        return replace(sign, method=sign.method + _ALL_ROWS)
    p = -math.expm1(compared * math.log1p(-sign.p)) if sign.p < 1 else 1.0
    method = ways(sign.method, "fisher against the rest", way("sidak over #", compared), _ALL_ROWS)
    return replace(sign, p=p, method=method)


@dataclass(frozen=True)
class _Exact:
    """The durations of a group: values, how often each occurs, and how likely that is."""

    group: ArrivalGroup
    seconds: Floats
    counts: Floats
    p: Floats


def _same_seconds(groups: Sequence[ArrivalGroup], seconds: Floats) -> list[Sign]:
    known = ~np.isnan(seconds)
    tested = [_exact(group, seconds[group.rows & known], seconds[~group.rows & known]) for group in groups]
    looked_at = sum(len(exact.p) for exact in tested)
    return [_most_alike(exact, looked_at) for exact in tested if len(exact.p)]


def _most_alike(exact: _Exact, looked_at: int) -> Sign:
    least = int(np.lexsort((exact.seconds, -exact.counts, exact.p))[0])
    method = ways("poisson from those near", way("bonferroni over #", looked_at), _ALL_ROWS)
    p = min(1.0, float(exact.p[least]) * looked_at)
    count, n, path = float(exact.counts[least]), int(exact.counts.sum()), f"{exact.seconds[least]:.0f}"
    return Sign(exact.group, "same_seconds", count, n, method, p, path)


def _exact(group: ArrivalGroup, own: Floats, others: Floats) -> _Exact:
    values, counts = np.unique(own, return_counts=True)
    rest = np.sort(others if others.size else own)
    near, exact = _occurring(rest, values, _REACH), _occurring(rest, values, 0)
    width = 2 * _REACH + 1
    if not others.size:  # everybody: what is expected of a duration follows from those around it
        near, exact, width = near - counts, np.zeros_like(counts), 2 * _REACH
    expected = np.maximum(np.maximum(near / width, exact), _HALF) / max(len(rest), 1) * len(own)
    return _Exact(group, values, counts.astype(np.float64), np.asarray(pdtrc(counts - 1, expected)))


def _occurring(rest: Floats, values: Floats, reach: float) -> NDArray[np.intp]:
    return np.searchsorted(rest, values + reach, "right") - np.searchsorted(rest, values - reach, "left")
