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

from csat_lib.measurement.confirmatory.implied_moments import Implied, pair_numbers, pairs, trace_products
from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, PATH, FreeParameters

Array = NDArray[np.float64]
PATTERNS_AT_ONCE = 1024


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
        return self.summed(self.each_g)

    @cached_property
    def wd(self) -> Array:
        """(p,) W d summed over patterns with their shares."""
        return np.asarray(self.share @ self.each_wd)

    def summed(self, kernel: Array) -> Array:
        """(..., a, b) kernels (K, a, b) summed over patterns with their shares."""
        return np.asarray((self.share @ kernel.reshape(len(kernel), -1)).reshape(kernel.shape[1:]))


def expected(at: Implied, off: Deviation, rows: FreeParameters) -> Array:
    """(r, r) Fisher's second derivatives over the entries of one group."""
    d = at.directions(rows)
    out = np.zeros((len(rows.u),) * 2)
    for some in _portions(len(off.share)):
        kernel = d.T @ off.w[some] @ d
        out += trace_products(kernel * off.share[some, None, None], kernel, rows)
    return out + _means(d.T @ off.summed(off.w) @ d, at.slopes(rows), rows)


def expected_beside(at: Implied, off: Deviation, rows: FreeParameters, model: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Fisher's second derivatives of entries outside ``model`` (r,): with those in it (c, m), and their own (c,)."""
    d, slopes, half = at.directions(rows), at.slopes(rows), rows.half
    (u, v), (mu, mv) = ((rows.u[some, None], rows.v[some, None]) for some in (~model, model))
    cross = np.zeros((len(u), len(mu)))
    own = np.zeros(len(u))
    pair = pair_numbers(d.shape[1]).reshape(d.shape[1], -1)
    for some in _portions(len(off.share)):
        kernel = pairs(d.T @ off.w[some] @ d)
        sums = 2 * (kernel * off.share[some, None]).T @ kernel
        cross += sums[pair[u, mu.T], pair[v, mv.T]] + sums[pair[u, mv.T], pair[v, mu.T]]
        own += (sums[pair[u, u], pair[v, v]] + sums[pair[u, v], pair[u, v]])[:, 0]
    k = d.T @ off.summed(off.w) @ d
    cross = cross * np.multiply.outer(half[~model], half[model])
    cross += 2 * k[u, mu.T] * np.multiply.outer(slopes[~model], slopes[model])
    return cross, own * half[~model] ** 2 + 2 * k[u, u][:, 0] * slopes[~model] ** 2


def exact(at: Implied, off: Deviation, rows: FreeParameters) -> Array:
    """(r, r) second derivatives over the entries of one group."""
    d, slopes = at.directions(rows), at.slopes(rows)
    out = np.zeros((len(rows.u),) * 2)
    for some in _portions(len(off.share)):
        kernel = d.T @ off.w[some] @ d
        weighted = kernel * off.share[some, None, None]
        out += trace_products(weighted, kernel - 2 * (d.T @ off.each_g[some] @ d), rows)
        if slopes.any():
            out += _mixed(weighted, off.each_wd[some] @ d, slopes, rows)
            out += _means(weighted.sum(axis=0), slopes, rows)
    return out + _second(at, d.T @ off.g @ d, off.wd @ d, rows)


def _portions(n_patterns: int) -> list[slice]:
    return [slice(start, start + PATTERNS_AT_ONCE) for start in range(0, n_patterns, PATTERNS_AT_ONCE)]


def _means(kernel: Array, slopes: Array, rows: FreeParameters) -> Array:
    """2 d_k mu' W d_l mu, from ``kernel`` (c, c) D'WD."""
    return np.asarray(2 * kernel.reshape(-1)[rows.crossings[0]] * np.multiply.outer(slopes, slopes))


def _mixed(kernel: Array, wd: Array, slopes: Array, rows: FreeParameters) -> Array:
    """2 [d_l mu' W d_k sigma + d_k mu' W d_l sigma] W d, from ``kernel`` (K, c, c) D'WD and ``wd`` (K, c) D'Wd."""
    sums = pairs(kernel).T @ wd
    uu, uv, _ = (pair_numbers(wd.shape[1])[where] for where in rows.crossings)
    through_u, through_v = sums[uu, rows.v[:, None]], sums[uv.T, rows.u[:, None]]
    one = (through_u + through_v) * np.multiply.outer(rows.half, slopes)
    return np.asarray(2 * (one + one.T))


def _second(at: Implied, g: Array, wd: Array, rows: FreeParameters) -> Array:
    """tr(G d2_kl sigma) - 2 d'W d2_kl mu, from ``g`` (c, c) D'GD and ``wd`` (c,) D'Wd; k in rows, l in columns.

    Along paths l directions move, and those of paths k move.
    """
    u, v, half, slopes = rows.u, rows.v, rows.half, at.slopes(rows)
    to, by, both = rows.to[:, None], rows.by[:, None], rows.kind == COVARIANCE
    paths = np.flatnonzero(rows.kind == PATH)
    out = np.zeros((len(u), len(u)))
    to_to, by_by = at.total[rows.by[paths], to], at.total[rows.by[paths], by]
    moved = g[u[paths], v[:, None]] * to_to + both[:, None] * g[u[:, None], u[paths]] * by_by
    out[:, paths] = 2 * half[:, None] * moved - 2 * wd[u[paths]] * to_to * slopes[:, None]
    to, by, up = rows.to, rows.by[paths, None], u[paths, None]
    spread = at.covariance[by, rows.by] * (rows.kind == PATH) + at.total[by, rows.by] * (both * half)
    by_to = at.total[by, to]
    out[paths] += 2 * (g[up, u] * spread + g[up, v] * by_to * half) - 2 * wd[up] * by_to * slopes
    return out
