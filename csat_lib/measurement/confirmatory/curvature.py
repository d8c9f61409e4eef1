"""Second derivatives of the normal-theory discrepancy, without a loop over parameters.

With W, T, d and G = W - WTW of ``normal_theory``, summed over patterns with their shares:

    E d2F = tr(W d_k sigma W d_l sigma) + 2 d_k mu' W d_l mu                                              (Fisher)
    d2F   = tr(W d_k sigma (W - 2G) d_l sigma) + 2 d_k mu' W d_l mu
            + 2 [d_l mu' W d_k sigma + d_k mu' W d_l sigma] W d + tr(G d2_kl sigma) - 2 d'W d2_kl mu       (exact)

The second derivatives of sigma and mu follow from those of the directions: a path a <- b moves t_h by t_a total_bh and
y_h by t_a cov_bh + y_b total_ha; a covariance a <-> b moves y_h by t_a total_hb + t_b total_ha (half if a = b).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.implied_moments import Implied, trace_products
from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, PATH, FreeParameters

Array = NDArray[np.float64]
PATTERNS_AT_ONCE = 32


@dataclass(frozen=True)
class Deviation:
    """One group at one point, by pattern: ``share`` (K,), ``w`` and ``t`` (K, p, p), ``d`` (K, p)."""

    share: Array
    w: Array
    t: Array
    d: Array

    @cached_property
    def each_g(self) -> Array:
        """(K, p, p) W - WTW of each pattern."""
        return np.asarray(self.w - self.w @ self.t @ self.w)

    @cached_property
    def each_wd(self) -> Array:
        """(K, p) W d of each pattern."""
        return np.asarray((self.w @ self.d[:, :, None])[:, :, 0])

    @cached_property
    def g(self) -> Array:
        """(p, p) G summed over patterns with their shares."""
        return np.asarray(np.tensordot(self.share, self.each_g, 1))

    @cached_property
    def wd(self) -> Array:
        """(p,) W d summed over patterns with their shares."""
        return np.asarray(self.share @ self.each_wd)


def expected(at: Implied, off: Deviation, rows: FreeParameters) -> Array:
    """(r, r) Fisher's second derivatives over the entries of one group."""
    d = at.directions(rows)
    roots = np.sqrt(off.share)[:, None, None]
    out = np.zeros((len(rows.u),) * 2)
    for some in _portions(len(off.share)):
        kernel = d.T @ off.w[some] @ d * roots[some]
        out += trace_products(kernel, kernel, rows)
    return out + _means(at, off, rows)


def expected_beside(at: Implied, off: Deviation, rows: FreeParameters, model: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Fisher's second derivatives of entries outside ``model`` (r,): with those in it (c, m), and their own (c,)."""
    d, slopes, half = at.directions(rows), at.slopes(rows), rows.half
    (u, v), (mu, mv) = ((rows.u[some, None], rows.v[some, None]) for some in (~model, model))
    cross = np.zeros((len(u), len(mu)))
    own = np.zeros(len(u))
    for share, w in zip(off.share, off.w, strict=True):
        k = d.T @ w @ d
        cross += 2 * share * (k[u, mu.T] * k[v, mv.T] + k[u, mv.T] * k[v, mu.T])
        own += 2 * share * (k[u, u] * k[v, v] + k[u, v] ** 2)[:, 0]
    k = d.T @ np.tensordot(off.share, off.w, 1) @ d
    cross = cross * np.multiply.outer(half[~model], half[model])
    cross += 2 * k[u, mu.T] * np.multiply.outer(slopes[~model], slopes[model])
    return cross, own * half[~model] ** 2 + 2 * k[u, u][:, 0] * slopes[~model] ** 2


def exact(at: Implied, off: Deviation, rows: FreeParameters) -> Array:
    """(r, r) second derivatives over the entries of one group."""
    d = at.directions(rows)
    out = np.zeros((len(rows.u),) * 2)
    for some in _portions(len(off.share)):
        kernel = d.T @ off.w[some] @ d * off.share[some, None, None]
        out += trace_products(kernel, d.T @ (off.w[some] - 2 * off.each_g[some]) @ d, rows)
        if at.slopes(rows).any():
            out += _mixed(kernel, off.each_wd[some] @ d, at.slopes(rows), rows)
    return out + _means(at, off, rows) + _second(at, d.T @ off.g @ d, off.wd @ d, rows)


def _portions(n_patterns: int) -> list[slice]:
    return [slice(start, start + PATTERNS_AT_ONCE) for start in range(0, n_patterns, PATTERNS_AT_ONCE)]


def _means(at: Implied, off: Deviation, rows: FreeParameters) -> Array:
    """2 d_k mu' W d_l mu."""
    d, slopes = at.directions(rows), at.slopes(rows)
    kernel = d.T @ np.tensordot(off.share, off.w, 1) @ d
    return np.asarray(2 * kernel[np.ix_(rows.u, rows.u)] * np.multiply.outer(slopes, slopes))


def _mixed(kernel: Array, wd: Array, slopes: Array, rows: FreeParameters) -> Array:
    """2 [d_l mu' W d_k sigma + d_k mu' W d_l sigma] W d, from ``kernel`` (K, c, c) D'WD and ``wd`` (K, c) D'Wd."""
    through_u = np.einsum("pkl,pk->kl", kernel[:, rows.u[:, None], rows.u], wd[:, rows.v])
    through_v = np.einsum("pkl,pk->kl", kernel[:, rows.v[:, None], rows.u], wd[:, rows.u])
    one = (through_u + through_v) * np.multiply.outer(rows.half, slopes)
    return np.asarray(2 * (one + one.T))


def _second(at: Implied, g: Array, wd: Array, rows: FreeParameters) -> Array:
    """tr(G d2_kl sigma) - 2 d'W d2_kl mu, from ``g`` (c, c) D'GD and ``wd`` (c,) D'Wd; k in rows, l in columns."""
    path, both = (rows.kind == kind for kind in (PATH, COVARIANCE))
    guu, guv = g[np.ix_(rows.u, rows.u)], g[np.ix_(rows.u, rows.v)]
    slopes, total = at.slopes(rows), at.total
    to_to, by_to = total[np.ix_(rows.by, rows.to)].T, total[np.ix_(rows.by, rows.to)]
    by_by = total[np.ix_(rows.by, rows.by)]
    u_moved = (guv.T * to_to + both[:, None] * guu * by_by.T) * path
    spread = at.covariance[np.ix_(rows.by, rows.by)] * path + by_by * (both * rows.half)
    v_moved = path[:, None] * (guu * spread + guv * by_to * rows.half)
    mean_moved = wd[rows.u] * path * to_to * slopes[:, None] + (wd[rows.u] * path)[:, None] * by_to * slopes
    return np.asarray(2 * rows.half[:, None] * (u_moved + v_moved) - 2 * mean_moved)
