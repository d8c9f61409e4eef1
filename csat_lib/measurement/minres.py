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
from csat_lib.measurement.correlation import SMALLEST_EIGENVALUE, inverse

Array = NDArray[np.float64]
LOWEST, HIGHEST = 0.005, 1.0  # bounds of a uniqueness, as in R's factanal and psych
TOLERANCE = 1e-10
MOST_STEPS = 200
SHORTEST_STEP = 1e-8


@dataclass(frozen=True)
class Solution:
    """Unrotated factors: ``loadings`` (p, k) on principal axes, largest first; ``uniquenesses`` (p,).

    ``objective`` is half the sum of squared residual correlations, diagonal included (it is zero off the bounds).
    """

    loadings: Array
    uniquenesses: Array
    objective: float
    converged: bool
    iterations: int

    @property
    def heywood(self) -> NDArray[np.bool_]:
        """(p,) items whose uniqueness is held at its lower bound, .005: Heywood cases."""
        return np.asarray(self.uniquenesses <= LOWEST)


def minres(r: Array, n_factors: int, start: Array | None = None) -> Solution:
    """Fit ``n_factors`` to the (p, p) correlations ``r``, which need not be positive definite.

    Starts from the squared multiple correlations (from uniquenesses of a half when R is singular), or from ``start``.
    A run that does not settle within 200 steps is returned with ``converged`` False.
    """
    u = _start(r) if start is None else start
    for iteration in range(MOST_STEPS):
        value, gradient, curvature = _derivatives(r, u, n_factors)
        free = ~(((u <= LOWEST) & (gradient > 0)) | ((u >= HIGHEST) & (gradient < 0)))
        if np.abs(gradient[free]).max(initial=0.0) < TOLERANCE:
            return Solution(_loadings(r, u, n_factors), u, value, converged=True, iterations=iteration)
        step = np.zeros_like(u)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
        moved = _line_search(r, n_factors, (u, value, gradient), step)
        if moved is None:
            break
        u = moved
    return Solution(_loadings(r, u, n_factors), u, value, converged=False, iterations=iteration)


def fewer_than_needed(n_items: int, n_factors: int) -> str:
    """``few_items`` when k factors of p items have negative degrees of freedom, ((p - k)^2 - (p + k)) / 2."""
    if n_factors < 1:
        raise too_few("factors", n_factors, 1)
    return "few_items" if (n_items - n_factors) ** 2 < n_items + n_factors or n_factors >= n_items else ""


def _start(r: Array) -> Array:
    if np.linalg.eigvalsh(r)[0] <= SMALLEST_EIGENVALUE:
        return np.full(len(r), 0.5)
    return np.asarray(np.clip(1 / np.diagonal(inverse(r)), LOWEST, HIGHEST))


def _derivatives(r: Array, u: Array, k: int) -> tuple[float, Array, Array]:
    """f, its gradient -sum_m t_m v_jm^2, and its Hessian; where that is not positive definite, its first term.

    With B = residual eigenvectors, B B' squared element by element is the first (Gauss-Newton) term; each retained
    factor n adds 2 v_in v_jn sum_m t_m / (t_m - t_n) v_im v_jm.
    """
    roots, vectors = np.linalg.eigh(r - np.diag(u))
    rest, b = roots[:-k], vectors[:, :-k]
    first = (b @ b.T) ** 2
    hessian = first.copy()
    for root, v in zip(roots[-k:], vectors[:, -k:].T, strict=True):
        hessian += 2 * np.outer(v, v) * ((b * (rest / (rest - root))) @ b.T)
    definite = np.linalg.eigvalsh(hessian)[0] > 0
    return float(rest @ rest / 2), -(b**2) @ rest, hessian if definite else first


def _line_search(r: Array, k: int, at: tuple[Array, float, Array], step: Array) -> Array | None:
    """The first halving of the step that lowers f enough (Armijo) within the bounds, or None."""
    u, value, gradient = at
    length = 1.0
    while length > SHORTEST_STEP:
        moved = np.clip(u - length * step, LOWEST, HIGHEST)
        rest = np.linalg.eigvalsh(r - np.diag(moved))[:-k]
        if rest @ rest / 2 <= value - 1e-4 * gradient @ (u - moved) + 1e-15:
            return np.asarray(moved)
        length /= 2
    return None


def _loadings(r: Array, u: Array, k: int) -> Array:
    """(p, k) eigenvectors of R - diag(u) times the roots of its k largest eigenvalues, each pointing up."""
    roots, vectors = np.linalg.eigh(r - np.diag(u))
    loadings = vectors[:, : -k - 1 : -1] * np.sqrt(np.clip(roots[: -k - 1 : -1], 0, None))
    return np.asarray(loadings * np.where(loadings.sum(axis=0) < 0, -1, 1))
