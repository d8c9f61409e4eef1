"""A chart of exponentially weighted moving averages: a slow slide that no single wave shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from csat_lib.findings import Method, way, ways

Floats = npt.NDArray[np.float64]
_D2 = 1.1283791670955126
"""Mean range of two standard normal values, 2 / sqrt(pi)."""
_YEAR = 12
_STILL, _SERIES, _SEED = 0.05, 40_000, 20_261_129


@dataclass(frozen=True)
class Ewma:
    """``smoothed``, ``low`` and ``high`` of every wave after the base; ``centre`` of the base; what they tell.

    ``signalled`` is the wave since which the average has lain outside, ``since`` the one from which on it has stayed
    on that side of the centre: the usual estimate of when a slide began (Nishina 1992). Both are "" where the last wave
    lies within.
    """

    smoothed: pd.Series
    low: pd.Series
    high: pd.Series
    centre: float
    signalled: str
    since: str
    method: Method


def ewma(values: pd.Series, base: int = 12, weight: float = 0.2, limit: float | None = None) -> Ewma | None:
    """EWMA chart (Roberts 1959) of a series, its waves in order: centre and spread from the first ``base`` waves.

    z_t = w x_t + (1 - w) z_(t-1) with z_0 the mean of the base; limits mean -/+ L s sqrt(w / (2 - w) (1 - (1 - w)^2t)),
    s the mean moving range of the base over 1.128 (Montgomery 2013, ch. 9; the chart of R's ``qcc::ewma``). ``limit``
    L is, unless given, where in 5 % of still series of independent normal waves any wave up to the end of the running
    year (12 waves after the base, 24, ...) lies outside: the uncertainty of mean and spread from so few waves is in it,
    and so are all the looks of that year. Waves that move from month to month by more than chance are in s.

    ``values`` (waves, any unit). Missing values: waves without a value are passed over. None with fewer than ``base`` +
    1 waves, or where all waves of the base are alike.
    """
    known = values.dropna()
    start, later = known.iloc[:base].to_numpy(np.float64), known.iloc[base:]
    ranges = np.abs(np.diff(start))
    if not len(later) or not ranges.any():
        return None
    years = -(-len(later) // _YEAR)
    reach = limit or still_limit(base, years * _YEAR, weight)
    centre, spread = float(start.mean()), float(ranges.mean()) / _D2
    smoothed = _smoothed(later.to_numpy(np.float64)[None, :], np.array([centre]), weight)[0]
    far = reach * spread * _growth(len(later), weight)
    inside = np.flatnonzero(np.abs(smoothed - centre) <= far)
    first = int(inside[-1]) + 1 if len(inside) else 0
    signalled = since = ""
    if first < len(later):
        other = np.flatnonzero(np.sign(smoothed - centre)[:first] != np.sign(smoothed[first] - centre))
        signalled, since = str(later.index[first]), str(later.index[int(other[-1]) + 1 if len(other) else 0])
    method = ways("ewma", way("weight #", weight), way("# waves of the base", base), way("# standard errors", reach))
    low, high = (pd.Series(centre + end * far, index=later.index) for end in (-1, 1))
    return Ewma(pd.Series(smoothed, index=later.index), low, high, centre, signalled, since, method)


@cache
def still_limit(base: int, judged: int, weight: float) -> float:
    """L at which 5 % of still series leave the limits anywhere in ``judged`` waves after ``base``, to two decimals.

    The .95 quantile of the largest |z_t - mean| / (s sqrt(...)) of 40,000 series of independent normal waves, drawn
    with a fixed seed; its Monte Carlo error is about .01.
    """
    drawn = np.random.default_rng(_SEED).standard_normal((_SERIES, base + judged))
    start = drawn[:, :base]
    centre, spread = start.mean(axis=1), np.abs(np.diff(start, axis=1)).mean(axis=1) / _D2
    far = np.abs(_smoothed(drawn[:, base:], centre, weight) - centre[:, None]) / _growth(judged, weight)
    return round(float(np.quantile(far.max(axis=1) / spread, 1 - _STILL)), 2)


def _smoothed(values: Floats, centre: Floats, weight: float) -> Floats:
    """(series, waves) -> the same, smoothed."""
    found = np.empty_like(values)
    before = centre
    for at in range(values.shape[1]):
        before = found[:, at] = weight * values[:, at] + (1 - weight) * before
    return found


def _growth(waves: int, weight: float) -> Floats:
    """(waves,) how many spreads of a wave the smoothed one has, the first onwards."""
    at = np.arange(1, waves + 1)
    grown: Floats = np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * at)))
    return grown
