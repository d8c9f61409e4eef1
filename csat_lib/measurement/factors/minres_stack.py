"""Minres on a stack of correlation matrices that differ little, such as those without one replicate group each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.factors.bounded_newton import TOLERANCE, over_gap
from csat_lib.measurement.factors.minres import HIGHEST, LOWEST, minres, principal_axes

Array = NDArray[np.float64]
MOST_STEPS = 20
RIDGE = 1e-9  # so that a curvature that is singular has a step


def minres_stack(r: Array, n_factors: int, start: Array) -> tuple[Array, Array]:
    """(g, p, k) unrotated loadings and (g, p) uniquenesses of (g, p, p) matrices; NaN where a run does not settle.

    Method: the Newton steps of ``measurement.minres`` on all matrices at once, from ``start`` (p,) or (g, p), the
    uniquenesses of the whole. What does not settle in 20 full steps, or settles on a saddle, is fitted alone, with the
    line search.
    """
    usable = ~np.isnan(r).any(axis=(1, 2))
    u, loadings = np.full(r.shape[:2], np.nan), np.full((*r.shape[:2], n_factors), np.nan)
    if usable.any():
        u[usable] = _settle(r[usable], n_factors, np.broadcast_to(start, u.shape)[usable])
    for at in np.flatnonzero(~np.isnan(u).any(axis=1)):
        loadings[at] = principal_axes(r[at], u[at], n_factors)
    return loadings, u


def _settle(r: Array, k: int, start: Array) -> Array:
    """(g, p) uniquenesses."""
    u = start
    for _ in range(MOST_STEPS):
        gradient, hessian = _free(r, u, k)
        u = np.clip(u - np.linalg.solve(hessian, gradient[..., None])[..., 0], LOWEST, HIGHEST)
        if np.abs(gradient).max() < TOLERANCE:
            break
    gradient, hessian = _free(r, u, k)
    for at in np.flatnonzero((np.abs(gradient).max(axis=1) >= TOLERANCE) | (np.linalg.eigvalsh(hessian)[:, 0] < 0)):
        alone = minres(r[at], k, start[at])
        u[at] = alone.uniquenesses if alone.converged else np.nan
    return u


def _free(r: Array, u: Array, k: int) -> tuple[Array, Array]:
    """Gradient and Hessian, without slope and with curvature 1 where a bound holds a uniqueness."""
    gradient, hessian = _derivatives(r, u, k)
    free = ~(((u <= LOWEST) & (gradient > 0)) | ((u >= HIGHEST) & (gradient < 0)))
    one = np.eye(u.shape[1])
    return np.where(free, gradient, 0.0), np.where(free[:, :, None] & free[:, None, :], hessian, one) + RIDGE * one


def _derivatives(r: Array, u: Array, k: int) -> tuple[Array, Array]:
    """Gradient (g, p) and Hessian (g, p, p), as in ``measurement.minres``."""
    roots, vectors = np.linalg.eigh(r - u[:, :, None] * np.eye(r.shape[-1]))
    rest, b = roots[:, None, :-k], vectors[:, :, :-k]
    hessian = (b @ b.swapaxes(1, 2)) ** 2
    for at in range(1, k + 1):
        root, v = roots[:, -at, None, None], vectors[:, :, -at]
        hessian += 2 * v[:, :, None] * v[:, None, :] * ((b * over_gap(rest, rest - root)) @ b.swapaxes(1, 2))
    return -(b**2 * rest).sum(axis=2), hessian
