"""Reliability coefficients as functions of a covariance matrix S or correlation matrix R alone.

Matrices may be stacked: (..., p, p) in, (...) out, so that a hundred replicates cost little more than one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.correlations.correlation import squared_multiple
from csat_lib.measurement.correlations.interval import ZERO

Array = NDArray[np.float64]


def alpha(s: Array) -> Array:
    """(...) Cronbach's alpha, p / (p - 1) * (1 - tr S / 1'S1): Cronbach (1951), Psychometrika 16: 297-334.

    Of a correlation matrix it is the standardised alpha, of a polychoric one the ordinal alpha (Zumbo, Gadermann &
    Zeisser 2007, Journal of Modern Applied Statistical Methods 6: 21-29). NaN when the sum has no variance.
    """
    p = s.shape[-1]
    return np.asarray(p / (p - 1) * (1 - np.trace(s, axis1=-2, axis2=-1) / total(s)))


def lambda2(s: Array) -> Array:
    """(...) Guttman's lambda 2, (V - tr S + sqrt(p / (p - 1) * sum of s_jk^2 over j != k)) / V, with V = 1'S1.

    Guttman (1945), Psychometrika 10: 255-282: a lower bound of reliability, never below alpha. NaN when the sum has no
    variance.
    """
    p, own = s.shape[-1], np.diagonal(s, axis1=-2, axis2=-1)
    beside = (s**2).sum(axis=(-2, -1)) - (own**2).sum(axis=-1)
    whole = total(s)
    return np.asarray((whole - own.sum(axis=-1) + np.sqrt(p / (p - 1) * np.maximum(beside, 0))) / whole)


def lambda6(r: Array) -> float:
    """Guttman's lambda 6, 1 - sum (1 - smc_j) / 1'R1: Guttman (1945), Psychometrika 10: 255-282. NaN when singular."""
    return float(1 - (1 - squared_multiple(r)).sum() / total(r))


def mean_r(r: Array) -> Array:
    """(...) mean correlation of all pairs of items."""
    p = r.shape[-1]
    return np.asarray((r.sum(axis=(-2, -1)) - p) / (p * (p - 1)))


def item_rest(s: Array) -> Array:
    """(p,) correlation of each item with the sum of the others; NaN where that sum has no variance."""
    with_all, own = s.sum(axis=1), np.diagonal(s)
    rest = s.sum() - 2 * with_all + own
    return np.asarray((with_all - own) / np.sqrt(own * _known(rest, np.trace(s))))


def alpha_if_dropped(s: Array) -> Array:
    """(p,) alpha of the scale without each item; NaN for two items, as one is no scale."""
    p, own = len(s), np.diagonal(s)
    rest = s.sum() - 2 * s.sum(axis=1) + own
    known = _known(rest, np.trace(s)) if p > 2 else np.full(p, np.nan)
    return np.asarray((p - 1) / max(p - 2, 1) * (1 - (np.trace(s) - own) / known))


def omega_congeneric(r: Array, loadings: Array) -> Array:
    """(...) omega of one factor, (sum of loadings)^2 / 1'R1: McDonald (1999), Test Theory.

    Of a general factor's loadings it is hierarchical omega (psych's omega_h): Zinbarg, Revelle, Yovel & Li (2005),
    Psychometrika 70: 123-133.
    """
    return np.asarray(loadings.sum(axis=-1) ** 2 / total(r))


def omega_total(r: Array, uniquenesses: Array) -> Array:
    """(...) omega of several factors, 1 - sum of uniquenesses / 1'R1, as psych's omega_tot."""
    return np.asarray(1 - uniquenesses.sum(axis=-1) / total(r))


def composite_reliability(loadings: Array) -> Array:
    """(...) (sum l)^2 / ((sum l)^2 + sum (1 - l^2)) of standardised loadings: Joreskog (1971), Psychometrika 36."""
    common = loadings.sum(axis=-1) ** 2
    return np.asarray(common / (common + (1 - loadings**2).sum(axis=-1)))


def variance_extracted(loadings: Array) -> Array:
    """(...) mean of the squared standardised loadings: Fornell & Larcker (1981), J. of Marketing Research 18: 39-50."""
    return np.asarray((loadings**2).mean(axis=-1))


def rho_a(r: Array, weights: Array) -> Array:
    """(...) Dijkstra & Henseler's rho_A, (w'w)^2 * w'(R - diag R)w / w'(ww' - diag ww')w, for weights with w'Rw = 1.

    Consistent when the weights are proportional to the loadings, as those of mode A tend to be: Dijkstra & Henseler
    (2015), MIS Quarterly 39: 297-316. NaN for a single item, which has no other to be compared with.
    """
    variance = np.einsum("...j,...jk,...k->...", weights, r, weights)
    w = weights / np.sqrt(np.where(variance > 0, variance, np.nan))[..., None]
    square = (w**2).sum(axis=-1)
    off = np.einsum("...j,...jk,...k->...", w, r, w) - (w**2 * np.diagonal(r, axis1=-2, axis2=-1)).sum(axis=-1)
    model = square**2 - (w**4).sum(axis=-1)
    return np.asarray(square**2 * off / _known(model, square**2))


def total(s: Array) -> Array:
    """(...) variance of the sum; NaN where there is none: no more than what rounding leaves of the items' variances."""
    return _known(s.sum(axis=(-2, -1)), np.trace(s, axis1=-2, axis2=-1))


def _known(variance: Array, of: Array) -> Array:
    return np.where(variance > ZERO * of, variance, np.nan)
