"""Jackknife intervals of figures whose replicates are skewed and heavy in the tails."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import cbrt, stdtrit

Array = NDArray[np.float64]
_STRAIGHT = 1e-6
"""A skewness below it changes no digit of an interval, but would divide by nothing."""
_EQUAL = 1e-24
"""Replicates whose relative variance is below it are equal but for rounding."""


@dataclass(frozen=True)
class Studentised:
    """Intervals (...) of figures by :func:`studentised`, their standard errors and degrees of freedom."""

    low: Array
    high: Array
    se: Array
    df: Array


def studentised(whole: Array, left_out: Array, confidence: float, *, skewed: bool = True) -> Studentised:
    """Delete-a-group jackknife intervals of figures ``whole`` (...) from ``left_out`` (g, ...), for skewed answers.

    Method: d_i = mean - theta_(i), se^2 = (g - 1) mean d^2. The degrees of freedom are those of a chi-square with the
    variance that se^2 has, by Satterthwaite (1946), Biometrics Bulletin 2: 110-114, with the variance of a variance:
    2g / (k - (g - 3) / (g - 1)), k = mean d^4 / (mean d^2)^2 the kurtosis, at most g - 1. The quantiles t of these are
    turned by the inverse of the cubic transformation of Hall (1992), Journal of the Royal Statistical Society B 54:
    221-228, which takes the skewness v = mean d^3 / (mean d^2)^1.5 out of a t ratio: with c = v / sqrt g the ends are
    theta - se * 3 / c * ((1 + c (t - c / 6))^(1/3) - 1); not ``skewed``: theta -/+ t se. NaN where a replicate is,
    where they do not differ, or where there are fewer than two.
    """
    g = len(left_out)
    if g < 2:
        absent = np.full_like(whole, np.nan)
        return Studentised(absent, absent, absent, absent)
    off = left_out.mean(axis=0) - left_out
    squares = off**2  # powers of three and four take ten times as long as products
    square = squares.mean(axis=0)
    square = np.where(square > _EQUAL * whole**2, square, np.nan)
    se, pull = np.sqrt((g - 1) * square), (squares * off).mean(axis=0) / square**1.5 / np.sqrt(g)
    df = known_df((squares**2).mean(axis=0) / square**2, g)
    pull = np.where(skewed, pull, 0.0)
    upper = stdtrit(df, (1 + confidence) / 2)
    low, high = (whole - se * bent(t, pull) for t in (upper, -upper))
    return Studentised(low, high, se, df)


def known_df(kurtosis: Array, g: int) -> Array:
    """Degrees of freedom of a variance of g deviations with this kurtosis, see :func:`studentised`."""
    return np.asarray(np.minimum(2 * g / np.maximum(kurtosis - (g - 3) / (g - 1), 2 * g / (g - 1)), g - 1))


def bent(t: Array, pull: Array) -> Array:
    """A quantile t for an estimate whose error has the skewness ``pull``: 3 / c * ((1 + c (t - c / 6))^(1/3) - 1)."""
    c = np.where(np.abs(pull) > _STRAIGHT, pull, _STRAIGHT)
    return np.asarray(3 / c * (cbrt(1 + c * (t - c / 6)) - 1))
