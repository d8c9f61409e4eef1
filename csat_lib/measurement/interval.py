"""Intervals of a coefficient: by formula where one holds, by replicates else, and none where neither can be had."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import fdtri

from csat_lib.errors.measurement import not_a_share
from csat_lib.findings import Finding
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import jackknife

NAN = float("nan")


@dataclass(frozen=True)
class Interval:
    """Ends of an interval and how they came about. NaN, and ``method`` says why, where there is none."""

    method: str
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
    return Interval("feldt", low, high)


def by_groups(moments: Moments, coefficient: Callable[[Moments], float], confidence: float) -> Interval:
    """Delete-a-group jackknife interval: for weighted answers, and for coefficients without a formula."""
    if moments.groups is None:
        return Interval("no interval without replicate groups")
    replicates = jackknife(moments, lambda part: np.array([coefficient(part)]))
    (low,), (high,) = replicates.interval(confidence)
    if math.isnan(low):
        return Interval("no interval, a replicate had no estimate")
    return Interval(replicates.method, float(low), float(high), float(replicates.se[0]), float(replicates.df))
