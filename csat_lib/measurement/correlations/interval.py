"""Intervals of a coefficient: by formula where one holds, by replicates else, and none where neither can be had."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri, ndtri

from csat_lib.errors.measurement import not_a_share
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.skewness import FEWEST_GROUPS, MOST_SKEWED
from csat_lib.summary.studentised import studentised

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

    def turned(self, back: Callable[[float], float], scale: str, se: float) -> Interval:
        """An interval taken on another ``scale``, its ends turned ``back``; none stays none."""
        if math.isnan(self.low):
            return self
        return replace(self, method=self.method + scale, low=back(self.low), high=back(self.high), se=se)

    def on(self, finding: Finding, confidence: float) -> Finding:
        """The finding with this interval; an absent figure or interval leaves its ends empty."""
        if finding.value is None or math.isnan(self.low):
            return finding
        se, df = (None if math.isnan(figure) else figure for figure in (self.se, self.df))
        return replace(finding, low=self.low, high=self.high, se=se, df=df, confidence=confidence)


NONE = Interval(way("no interval"))
NO_GROUPS = Interval(way("no interval without replicate groups"))
FAILED = Interval(ways("no interval", "a replicate had no estimate"))
FEW_GROUPS = Interval(ways("no interval", "too few replicate groups"))
FEW_RESPONDENTS = Interval(ways("no interval", "too few respondents"))
SKEWED = Interval(ways("no interval", "answers too skewed"))
NORMAL_ONLY = Interval(ways("no interval", "normal answers assumed"))


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


def bonett(alpha: float, n: int, n_items: int, confidence: float) -> Interval:
    """Interval of alpha of normal answers on log(1 - alpha): 1 - exp(log(1 - alpha) - log(n / (n - 1)) +/- z se).

    se^2 = 2p / ((p - 1)(n - 2)): Bonett (2002), Journal of Educational and Behavioral Statistics 27: 335-340.
    """
    reach = float(ndtri((1 + confidence) / 2)) * math.sqrt(2 * n_items / ((n_items - 1) * (n - 2)))
    centre = math.log1p(-alpha) - math.log(n / (n - 1))
    return Interval(way("bonett"), 1 - math.exp(centre + reach), 1 - math.exp(centre - reach))


def duhachek(alpha: float, n: int, covariance: Array, confidence: float) -> Interval:
    """Interval of alpha of normal answers with any covariances V, alpha -/+ z sqrt(Q / n).

    Q = 2p^2 / ((p - 1)^2 (1'V1)^3) * (1'V1 (tr V^2 + tr^2 V) - 2 tr V 1'V^2 1): van Zyl, Neudecker & Nel (2000),
    Psychometrika 65: 271-280; Duhachek & Iacobucci (2004), Journal of Applied Psychology 89: 792-808.
    """
    v, p = covariance, len(covariance)
    whole, own, square = v.sum(), np.trace(v), v @ v
    q = 2 * p**2 / ((p - 1) ** 2 * whole**3) * (whole * (np.trace(square) + own**2) - 2 * own * square.sum())
    se = math.sqrt(float(q) / n)
    reach = float(ndtri((1 + confidence) / 2)) * se
    return Interval(way("duhachek"), alpha - reach, alpha + reach, se)


def fisher(r: float, n: float, confidence: float) -> Interval:
    """Interval of a correlation of normal variables by Fisher's z, tanh(artanh r -/+ z / sqrt(n - 3)).

    Fisher (1921), Metron 1: 3-32. None where n is 3 or less.
    """
    if n <= 3 or math.isnan(r):
        return NONE
    reach, centre = float(ndtri((1 + confidence) / 2)) / math.sqrt(n - 3), np.arctanh(np.clip(r, -1, 1))
    return Interval(way("fisher"), float(np.tanh(centre - reach)), float(np.tanh(centre + reach)))


def fisher_by_replicates(r: float, left_out: Array, skewness: float, confidence: float) -> Interval:
    """Jackknife interval of a correlation, taken on Fisher's scale so that it stays within -1 and 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = [np.arctanh(np.where(np.abs(each) < 1 - ZERO, each, np.nan)) for each in (np.array(r), left_out)]
    found = _on_scale(scale[0], scale[1], skewness, confidence)
    return found.turned(math.tanh, "fisher", _se(left_out))


def log_by_replicates(figure: float, left_out: Array, skewness: float, confidence: float) -> Interval:
    """Jackknife interval of a coefficient of at most 1, taken on -log(1 - coefficient).

    Errors of a reliability are skewed towards 0 and the more so the nearer it is to 1; on this scale they are less so,
    and the upper end stays below 1. What is left of skewness and kurtosis :func:`studentised` allows for: where most
    answers are the best one, normal theory is not even nearly right, with however many respondents.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = [-np.log(np.where(each < 1 - ZERO, 1 - each, np.nan)) for each in (np.array(figure), left_out)]
    found = _on_scale(scale[0], scale[1], skewness, confidence)
    return found.turned(lambda end: -math.expm1(-end), "log scale", _se(left_out))


def by_replicates(figure: float, left_out: Array, skewness: float, confidence: float) -> Interval:
    """Jackknife interval of a figure on its own scale, what is skewed or heavy in it allowed for."""
    found = _on_scale(np.array(figure), left_out, skewness, confidence)
    return found if math.isnan(found.low) else replace(found, se=_se(left_out))


def _on_scale(whole: Array, left_out: Array, skewness: float, confidence: float) -> Interval:
    """The interval on the scale of its arguments, or why there is none."""
    if len(left_out) < FEWEST_GROUPS:
        return FEW_GROUPS
    if skewness > MOST_SKEWED:
        return SKEWED
    found = studentised(whole, left_out, confidence)
    if np.isnan(found.low):
        return FAILED
    words = ways("jackknife", way("# groups", len(left_out)), "corrected for skewness and kurtosis")
    return Interval(words, float(found.low), float(found.high), float(found.se), float(found.df))


def _se(left_out: Array) -> float:
    """Standard error on the coefficient's own scale."""
    return float(Replicates("jackknife", left_out[:1], left_out[:, None]).se[0])


def intervals_of(replicates: Replicates, confidence: float, leaving_out: Replicates | None = None) -> list[Interval]:
    """One interval per figure (q,): t of a jackknife, percentile of a bootstrap, BCa if its jackknife is given too."""
    method = replicates.method if leaving_out is None else replicates.method_bca
    lows, highs = replicates.interval(confidence) if leaving_out is None else replicates.bca(leaving_out, confidence)
    df = float(replicates.df) if replicates.kind == "jackknife" else NAN
    return [
        FAILED if math.isnan(low) else Interval(method, low, high, se, df)
        for low, high, se in zip(lows.tolist(), highs.tolist(), replicates.se.tolist(), strict=True)
    ]
