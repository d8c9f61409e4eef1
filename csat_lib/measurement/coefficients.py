"""Reliability coefficients as functions of a (p, p) covariance matrix S or correlation matrix R alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.correlation import squared_multiple

Array = NDArray[np.float64]


def alpha(s: Array) -> float:
    """Cronbach's alpha, p / (p - 1) * (1 - tr S / 1'S1): Cronbach (1951), Psychometrika 16: 297-334.

    Of a correlation matrix it is the standardised alpha. NaN when the sum of the items has no variance.
    """
    p, total = len(s), s.sum()
    return float(p / (p - 1) * (1 - np.trace(s) / total)) if total > 0 else float("nan")


def lambda6(r: Array) -> float:
    """Guttman's lambda 6, 1 - sum (1 - smc_j) / 1'R1: Guttman (1945), Psychometrika 10: 255-282. NaN when singular."""
    return float(1 - (1 - squared_multiple(r)).sum() / r.sum()) if r.sum() > 0 else float("nan")


def mean_r(r: Array) -> float:
    """Mean correlation of all pairs of items."""
    p = len(r)
    return float((r.sum() - p) / (p * (p - 1)))


def item_rest(s: Array) -> Array:
    """(p,) correlation of each item with the sum of the others; NaN where that sum has no variance."""
    with_all, own = s.sum(axis=1), np.diagonal(s)
    rest = s.sum() - 2 * with_all + own
    return np.asarray((with_all - own) / np.sqrt(own * np.where(rest > 0, rest, np.nan)))


def alpha_if_dropped(s: Array) -> Array:
    """(p,) raw alpha of the scale without each item; NaN for two items, as one is no scale."""
    p, own = len(s), np.diagonal(s)
    rest = s.sum() - 2 * s.sum(axis=1) + own
    usable = (rest > 0) & (p > 2)
    return np.asarray((p - 1) / max(p - 2, 1) * (1 - (np.trace(s) - own) / np.where(usable, rest, np.nan)))


def omega_congeneric(r: Array, loadings: Array) -> float:
    """Omega of one factor, (sum of loadings)^2 / 1'R1: McDonald (1999), Test Theory. psych prints it as omega_h."""
    return float(loadings.sum() ** 2 / r.sum()) if r.sum() > 0 else float("nan")


def omega_total(r: Array, uniquenesses: Array) -> float:
    """Omega of several factors, 1 - sum of uniquenesses / 1'R1, as psych's omega_tot."""
    return float(1 - uniquenesses.sum() / r.sum()) if r.sum() > 0 else float("nan")
