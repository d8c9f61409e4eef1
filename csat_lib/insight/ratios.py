"""The ratio of two means of the same respondents, such as felt by expected, and the difference beside it."""

from __future__ import annotations

import math

from scipy.optimize import brentq

from csat_lib.findings import ways
from csat_lib.index.score_figures import ScoreFigure
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL
from csat_lib.summary.summary import RATIO_OF

_FAR = 1e6
"""Errors from a ratio within which its interval ends, or it has no end."""


def ratio_of_means(totals: DesignTotals, name: str, confidence: float = 0.95) -> tuple[ScoreFigure, ScoreFigure]:
    """R = a / b of the means a and b of ``name:of`` and ``name:to``, and their difference a - b.

    Fieller's interval (1954, Journal of the Royal Statistical Society B 16: 175-185): all r with which the interval of
    a - r b holds 0. Where all errors are taken for normal these are the roots of (b^2 - t^2 V_b) r^2 - 2 (a b - t^2
    V_ab) r + a^2 - t^2 V_a; of numbers, which may be skewed, their own interval is taken. Where b is not clear of 0 it
    has no two ends, and there is none. The error of r is that of a - r b, over b (linearised). The difference has the
    interval of a contrast.
    Missing values: both means are of those who answered both. Measures ``mean_ratio`` and ``mean_ratio_gap``; reason of
    the difference where that has no value, ``no_variance`` where b is 0.
    """
    above, below = (totals.mean(f"{name}{part}", ALL) for part in RATIO_OF)
    gap = _contrast(totals, name, 1.0)
    beside = ScoreFigure(name, "mean_ratio_gap", gap, *gap.interval(confidence))
    bases = (gap.n, gap.n_weighted, gap.n_effective, gap.method + ways("fieller"))
    a, b = above.value, below.value
    if a is None or b is None or b == 0:
        return ScoreFigure(name, "mean_ratio", Estimate(None, None, None, *bases, gap.reason or "no_variance")), beside
    r = a / b
    at = _contrast(totals, name, r)
    estimate = Estimate(r, None if at.se is None else at.se / abs(b), gap.df, *bases)
    ends: tuple[float | None, float | None] = (None, None)
    if above.se is not None and _is_clear(below.interval(confidence)) and at.se:
        ends = _end(totals, name, estimate, -1, confidence), _end(totals, name, estimate, 1, confidence)
    return ScoreFigure(name, "mean_ratio", estimate, *ends), beside


def _contrast(totals: DesignTotals, name: str, r: float) -> Estimate:
    """The difference a - r b."""
    return totals.linear([(1.0, f"{name}{RATIO_OF[0]}", ALL), (-r, f"{name}{RATIO_OF[1]}", ALL)])


def _is_clear(ends: tuple[float | None, float | None]) -> bool:
    low, high = ends
    return low is not None and high is not None and low * high > 0


def _end(totals: DesignTotals, name: str, ratio: Estimate, side: int, confidence: float) -> float | None:
    """The ratio below (``side`` -1) or above (1) the estimate from which on the interval of a - r b leaves 0 out."""
    value, error = ratio.value or 0.0, ratio.se or 0.0

    def inside(errors: float) -> float:
        """Less than 0 where the interval at so many errors from the estimate leaves 0 out."""
        contrast = _contrast(totals, name, value + side * errors * error)
        low, high = contrast.interval(confidence)
        return -math.inf if low is None or high is None else min(-low, high)

    far = 1.0
    while far < _FAR and inside(far) > 0:
        far *= 2
    return value + side * error * float(brentq(inside, 0.0, far)) if math.isfinite(inside(far)) else None
