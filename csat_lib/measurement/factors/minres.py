"""Minres: the factors that leave the smallest residual correlations, at a tight optimum.

Harman & Jones (1966), Psychometrika 31: 351-368, in the form of Joreskog (1977): as a function of the uniquenesses u
alone, f(u) = 1/2 sum of t_m^2 over the p - k smallest eigenvalues t_m of R - diag(u). Gradient and Hessian are exact,
so Newton steps reach a gradient of 1e-10 in a handful of eigenvalue problems, where general optimisers stop short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.errors.measurement import too_few
from csat_lib.measurement.correlations.correlation import SMALLEST_EIGENVALUE, inverse
from csat_lib.measurement.factors.bounded_newton import minimise, over_gap
from csat_lib.measurement.factors.orientation import on_axes

Array = NDArray[np.float64]
LOWEST, HIGHEST = 0.005, 1.0  # bounds of a uniqueness, as in R's factanal and psych
AT_BOUND = 1e-8  # a uniqueness so near to a bound is held there
UNEVEN = 1e-6  # what the first item's start lies below the last's: which of two like items is a Heywood case


@dataclass(frozen=True)
class UnrotatedFactors:
    """Unrotated factors: ``loadings`` (p, k) on principal axes, largest first; ``uniquenesses`` (p,).

    ``objective`` is what the method makes small: of minres half the sum of squared residual correlations, diagonal
    included (it is zero off the bounds).
    """

    loadings: Array
    uniquenesses: Array
    objective: float
    converged: bool
    iterations: int

    @property
    def heywood(self) -> NDArray[np.bool_]:
        """(p,) items whose uniqueness is held at its lower bound, .005: Heywood cases."""
        return np.asarray(self.uniquenesses <= LOWEST + AT_BOUND)


@dataclass(frozen=True)
class _Residuals:
    """Half the sum of squared residual correlations as a function of the uniquenesses."""

    r: Array
    k: int
    lowest: float = LOWEST
    highest: float = HIGHEST

    def value(self, at: Array) -> float:
        rest = np.linalg.eigvalsh(self.r - np.diag(at))[: -self.k]
        return float(rest @ rest / 2)

    def derivatives(self, at: Array) -> tuple[float, Array, Array, Array]:
        """f, its gradient -sum_m t_m v_jm^2, its Hessian, and the first term of that.

        With B = residual eigenvectors, B B' squared element by element is the first (Gauss-Newton) term; each retained
        factor n adds 2 v_in v_jn sum_m t_m / (t_m - t_n) v_im v_jm.
        """
        k = self.k
        roots, vectors = np.linalg.eigh(self.r - np.diag(at))
        rest, b = roots[:-k], vectors[:, :-k]
        first = (b @ b.T) ** 2
        hessian = first.copy()
        for root, v in zip(roots[-k:], vectors[:, -k:].T, strict=True):
            hessian += 2 * np.outer(v, v) * ((b * over_gap(rest, rest - root)) @ b.T)
        return float(rest @ rest / 2), -(b**2) @ rest, hessian, first


def minres(r: Array, n_factors: int, start: Array | None = None) -> UnrotatedFactors:
    """Fit ``n_factors`` to the (p, p) correlations ``r``, which need not be positive definite.

    Starts from the squared multiple correlations (from uniquenesses of a half when R is singular), or from ``start``.
    A run that does not settle within 200 steps is returned with ``converged`` False.
    """
    found = minimise(_Residuals(r, n_factors), first_uniquenesses(r) if start is None else start)
    return UnrotatedFactors(
        principal_axes(r, found.at, n_factors), found.at, found.value, found.converged, found.iterations
    )


def fewer_than_needed(n_items: int, n_factors: int) -> str:
    """``few_items`` when k factors of p items have negative degrees of freedom, ((p - k)^2 - (p + k)) / 2."""
    if n_factors < 1:
        raise too_few("factors", n_factors, 1)
    return "few_items" if (n_items - n_factors) ** 2 < n_items + n_factors or n_factors >= n_items else ""


def first_uniquenesses(r: Array) -> Array:
    """(p,) where a search starts: 1 less the squared multiple correlations, or a half each when R is singular.

    Those of the first items are lowered by a hair: where either of two like items could be a Heywood case it is the
    first, and not the one that rounding makes it.
    """
    singular = np.linalg.eigvalsh(r)[0] <= SMALLEST_EIGENVALUE
    unique = np.full(len(r), 0.5) if singular else 1 / np.diagonal(inverse(r))
    lowered = unique * np.linspace(1 - UNEVEN, 1, len(r))
    return np.asarray(np.clip(np.where(unique < HIGHEST - AT_BOUND, lowered, HIGHEST), LOWEST, HIGHEST))


def principal_axes(r: Array, u: Array, k: int) -> Array:
    """(p, k) loadings on the k principal axes of R - diag(u), each pointing up."""
    roots, vectors = np.linalg.eigh(r - np.diag(u))
    return on_axes(vectors[:, : -k - 1 : -1], roots[: -k - 1 : -1])
