"""Maximum likelihood factors, at a tight optimum, and how well they fit.

Lawley (1940), Joreskog (1967), Psychometrika 32: 443-482. As a function of the uniquenesses u alone,
f = sum of (t_m - ln t_m - 1) over the p - k smallest eigenvalues t_m of u^-1/2 R u^-1/2. In x = ln u gradient and
Hessian are exact (Jennrich & Robinson 1969, Psychometrika 34: 111-123), so Newton steps settle in a few eigenvalue
problems.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc

from csat_lib.measurement.factors.bounded_newton import minimise, over_gap
from csat_lib.measurement.factors.minres import HIGHEST, LOWEST, UnrotatedFactors, first_uniquenesses
from csat_lib.measurement.factors.orientation import on_axes

Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Discrepancy:
    """The likelihood's discrepancy as a function of the logarithms of the uniquenesses."""

    r: Array
    k: int
    lowest: float = math.log(LOWEST)
    highest: float = math.log(HIGHEST)

    def value(self, at: Array) -> float:
        rest = np.linalg.eigvalsh(_scaled(self.r, at))[: -self.k]
        return float((rest - np.log(rest) - 1).sum())

    def derivatives(self, at: Array) -> tuple[float, Array, Array, Array]:
        """f, its gradient sum_m (1 - t_m) w_jm^2, its Hessian, and the first term of that.

        With W = residual eigenvectors, W W' times W diag(t) W' element by element is the first term; each retained
        factor n adds w_in w_jn sum_m (1 - t_m) (t_m + t_n) / (t_n - t_m) w_im w_jm.
        """
        k = self.k
        roots, vectors = np.linalg.eigh(_scaled(self.r, at))
        rest, w = roots[:-k], vectors[:, :-k]
        first = (w @ w.T) * ((w * rest) @ w.T)
        hessian = first.copy()
        for root, v in zip(roots[-k:], vectors[:, -k:].T, strict=True):
            bend = (rest - 1) * over_gap(rest + root, rest - root)
            hessian += np.outer(v, v) * ((w * bend) @ w.T)
        return float((rest - np.log(rest) - 1).sum()), w**2 @ (1 - rest), hessian, first


def maximum_likelihood(r: Array, n_factors: int, start: Array | None = None) -> UnrotatedFactors:
    """Fit ``n_factors`` to the (p, p) correlations ``r``, which must be positive definite.

    Starts where minres does, less half the share of the factors as R's factanal, or from ``start``. ``objective`` is
    the discrepancy ln|LL' + U| + tr(R (LL' + U)^-1) - ln|R| - p.
    """
    if start is None:
        start = first_uniquenesses(r) * (1 - n_factors / (2 * len(r)))
    found = minimise(_Discrepancy(r, n_factors), np.log(start))
    u = np.exp(found.at)
    u[found.at <= math.log(LOWEST)] = LOWEST
    loadings = _loadings(r, u, n_factors)
    return UnrotatedFactors(loadings, u, found.value, found.converged, found.iterations)


def _scaled(r: Array, log_u: Array) -> Array:
    scale = np.exp(-log_u / 2)
    return np.asarray(r * np.outer(scale, scale))


def _loadings(r: Array, u: Array, k: int) -> Array:
    """(p, k) u^1/2 w_m (t_m - 1)^1/2 of the k largest eigenvalues, then turned to principal axes."""
    roots, vectors = np.linalg.eigh(_scaled(r, np.log(u)))
    factors = np.sqrt(u)[:, None] * vectors[:, -k:] * np.sqrt(np.clip(roots[-k:] - 1, 0, None))
    left, lengths, _ = np.linalg.svd(factors, full_matrices=False)
    return on_axes(left, lengths**2)


@dataclass(frozen=True)
class FactorTest:
    """Test that k factors are enough: ``chi2`` with ``df`` and ``p``, and ``rmsea``."""

    chi2: float
    df: int
    p: float
    rmsea: float


def fit_test(discrepancy: float, n: float, n_items: int, n_factors: int) -> FactorTest:
    """Likelihood ratio test of k factors against any correlations, with Bartlett's correction.

    chi2 = (n - 1 - (2p + 5) / 6 - 2k / 3) f with ((p - k)^2 - (p + k)) / 2 degrees of freedom: Bartlett (1951), Lawley
    & Maxwell (1971). RMSEA = sqrt(max(chi2 - df, 0) / (df n)): Steiger (1990). Without a degree of freedom, p and
    RMSEA are NaN.
    """
    df = ((n_items - n_factors) ** 2 - (n_items + n_factors)) // 2
    chi2 = max((n - 1 - (2 * n_items + 5) / 6 - 2 * n_factors / 3) * discrepancy, 0.0)
    if not df:
        return FactorTest(chi2, df, math.nan, math.nan)
    return FactorTest(chi2, df, float(gammaincc(df / 2, chi2 / 2)), math.sqrt(max(chi2 - df, 0.0) / (df * n)))
