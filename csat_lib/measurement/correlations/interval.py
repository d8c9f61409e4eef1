"""Intervals of a coefficient: by formula where one holds, by replicates else, and none where neither can be had."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri, ndtri

from csat_lib.errors.measurement import not_a_share
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.summary.replicates import Replicates

ZERO = 1e-12
"""A variance, or the share of one, below it is what rounding leaves of 0."""

Array = NDArray[np.float64]
NAN = float("nan")


@dataclass(frozen=True)
class Interval:
    """Ends of an interval and how they came about. NaN, and ``method`` says why, where there is none."""

    method: Method
    low: float = NAN
    high: float = NAN
    se: float = NAN
    df: float = NAN

    def on(self, finding: Finding, confidence: float) -> Finding:
        """The finding with this interval; an absent figure or interval leaves its ends empty."""
        if finding.value is None or math.isnan(self.low):
            return finding
        se, df = (None if math.isnan(figure) else figure for figure in (self.se, self.df))
        return replace(finding, low=self.low, high=self.high, se=se, df=df, confidence=confidence)


NONE = Interval(way("no interval"))
NO_GROUPS = Interval(way("no interval without replicate groups"))
FAILED = Interval(ways("no interval", "a replicate had no estimate"))


def check_confidence(confidence: float) -> None:
    """Refuse a confidence such as 95 that stands for .95."""
    if not 0 < confidence < 1:
        raise not_a_share("confidence", confidence)


def feldt(alpha: float, n: int, n_items: int, confidence: float) -> Interval:
    """Interval of alpha, exact for normal answers to parallel items that weigh the same.

    1 - (1 - alpha) * F, with F the quantiles of F(n - 1, (n - 1)(p - 1)): Feldt, Woodruff & Salih (1987), Applied
    Psychological Measurement 11: 93-103.
    """
    df1, df2, outside = n - 1, (n - 1) * (n_items - 1), (1 - confidence) / 2
    low, high = (1 - (1 - alpha) * float(fdtri(df1, df2, share)) for share in (1 - outside, outside))
    return Interval(way("feldt"), low, high)


def fisher(r: float, n: float, confidence: float) -> Interval:
    """Interval of a correlation of normal variables by Fisher's z, tanh(artanh r -/+ z / sqrt(n - 3)).

    Fisher (1921), Metron 1: 3-32. None where n is 3 or less.
    """
    if n <= 3 or math.isnan(r):
        return NONE
    reach, centre = float(ndtri((1 + confidence) / 2)) / math.sqrt(n - 3), np.arctanh(np.clip(r, -1, 1))
    return Interval(way("fisher"), float(np.tanh(centre - reach)), float(np.tanh(centre + reach)))


def fisher_by_replicates(r: float, left_out: Array, confidence: float) -> Interval:
    """Delete-a-group jackknife interval of a correlation, taken on Fisher's scale so that it stays within -1 and 1."""
    values = np.array([r, *left_out])
    on_scale = np.arctanh(np.where(np.abs(values) < 1 - ZERO, values, np.nan))
    turned = intervals_of(Replicates("jackknife", on_scale[:1], on_scale[1:, None]), confidence)[0]
    if math.isnan(turned.low):
        return turned
    se = by_replicates(r, left_out, confidence).se
    return Interval(turned.method + "fisher", math.tanh(turned.low), math.tanh(turned.high), se, turned.df)


def log_by_replicates(figure: float, left_out: Array, confidence: float) -> Interval:
    """Delete-a-group jackknife interval of a coefficient of at most 1, taken on log(1 - coefficient).

    Errors of a reliability are skewed towards 0 and the more so the nearer it is to 1; on this scale they are not, and
    the upper end stays below 1.
    """
    values = np.array([figure, *left_out])
    on_scale = np.log(np.where(values < 1 - ZERO, 1 - values, np.nan))
    turned = intervals_of(Replicates("jackknife", on_scale[:1], on_scale[1:, None]), confidence)[0]
    if math.isnan(turned.low):
        return turned
    se = by_replicates(figure, left_out, confidence).se
    return Interval(turned.method + "log scale", 1 - math.exp(turned.high), 1 - math.exp(turned.low), se, turned.df)


def by_replicates(figure: float, left_out: Array, confidence: float) -> Interval:
    """Delete-a-group jackknife interval of a coefficient from its (g,) values, each without one of the g groups.

    The upper end is cut at 1, above which no such coefficient should be; around one that is, the interval is whole.
    """
    found = intervals_of(Replicates("jackknife", np.array([figure]), left_out[:, None]), confidence)[0]
    return replace(found, high=1.0) if figure <= 1 + ZERO and found.high > 1 else found


def intervals_of(replicates: Replicates, confidence: float, leaving_out: Replicates | None = None) -> list[Interval]:
    """One interval per figure (q,): t of a jackknife, percentile of a bootstrap, BCa if its jackknife is given too."""
    method = replicates.method if leaving_out is None else replicates.method_bca
    lows, highs = replicates.interval(confidence) if leaving_out is None else replicates.bca(leaving_out, confidence)
    df = float(replicates.df) if replicates.kind == "jackknife" else NAN
    return [
        FAILED if math.isnan(low) else Interval(method, low, high, se, df)
        for low, high, se in zip(lows.tolist(), highs.tolist(), replicates.se.tolist(), strict=True)
    ]
