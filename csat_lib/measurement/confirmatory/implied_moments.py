"""What a table of parameters implies, and how that moves with the parameters.

With A the paths, S the covariances and m the means of all v variables (items, then factors) of a group,

    total = (I - A)^-1        covariance = total S total'        mean = total m

and the items' rows and columns are sigma (p, p) and mu (p,). Let t_j be column j of ``total`` and y_j column j of
``covariance``, both cut to the p items. Then every first derivative of sigma has rank two and of mu rank one:

    path a <- b            d sigma = t_a y_b' + y_b t_a'                   d mu = t_a mean_b
    covariance a <-> b     d sigma = t_a t_b' + t_b t_a' (half if a = b)   d mu = 0
    mean of a              d sigma = 0                                     d mu = t_a

so that with u, v the directions of an entry, tr(M d sigma) = 2 half u'Mv for symmetric M, and all traces over pairs of
parameters are products of elements of one small matrix D'MD, D = [t | y]. No loop over parameters is needed, neither
for the information of maximum likelihood nor for the (p(p + 1)/2, q) Jacobian of least squares.

To fit with another discrepancy: ``implied(structure, theta)`` and ``jacobian(structure, implied)`` give sigma, mu and
their derivatives of every group; ``damped_newton.minimise`` takes any objective.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, MEAN, PATH, FreeParameters, Index, Structure

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Implied:
    """What one group's matrices imply for all variables, of which the first ``p`` are items.

    ``total`` and ``covariance`` (v, v), ``mean`` (v,).
    """

    p: int
    total: Array
    covariance: Array
    mean: Array

    @property
    def sigma(self) -> Array:
        """(p, p) covariances of the items."""
        return self.covariance[: self.p, : self.p]

    @property
    def mu(self) -> Array:
        """(p,) means of the items."""
        return self.mean[: self.p]

    def directions(self, rows: FreeParameters) -> Array:
        """(p, c) D = [t | y], the columns that the group's entries use."""
        return np.concatenate([self.total[: self.p], self.covariance[: self.p]], axis=1)[:, rows.columns]

    def slopes(self, rows: FreeParameters) -> Array:
        """(r,) s in d mu = s t_a."""
        return np.where(rows.kind == PATH, self.mean[rows.by], (rows.kind == MEAN).astype(np.float64))


def matrices(structure: Structure, theta: Array) -> tuple[Array, Array, Array]:
    """(A, S, m): (G, v, v), (G, v, v), (G, v) with the free parameters (q,) in their places."""
    v = len(structure.variables)
    paths, covariances = np.zeros((2, structure.n_groups, v, v))
    means = np.zeros((structure.n_groups, v))
    value = np.where(structure.free >= 0, theta[structure.free], structure.value) if len(theta) else structure.value
    at = (structure.group, structure.to, structure.by)
    path, mean = structure.kind == PATH, structure.kind == MEAN
    both = structure.kind == COVARIANCE
    paths[tuple(index[path] for index in at)] = value[path]
    covariances[tuple(index[both] for index in at)] = value[both]
    covariances[tuple(index[both] for index in (at[0], at[2], at[1]))] = value[both]
    means[structure.group[mean], structure.to[mean]] = value[mean]
    return paths, covariances, means


def implied(structure: Structure, theta: Array) -> tuple[Implied, ...]:
    """What the parameters (q,) imply, group by group."""
    paths, covariances, means = matrices(structure, theta)
    total = np.linalg.inv(np.eye(len(structure.variables)) - paths)
    covariance = total @ covariances @ total.swapaxes(1, 2)
    mean = (total @ means[:, :, None])[:, :, 0]
    p = len(structure.items)
    return tuple(Implied(p, *group) for group in zip(total, covariance, mean, strict=True))


def jacobian(structure: Structure, group: int, at: Implied) -> tuple[Array, Array]:
    """(d sigma, d mu) of one group: (p(p + 1)/2, q) over the lower triangle, ``np.tril_indices(p)``, and (p, q)."""
    rows = structure.rows[group]
    d = at.directions(rows)
    u, v = d[:, rows.u], d[:, rows.v] * rows.half
    low, high = np.tril_indices(at.p)
    sigma = u[low] * v[high] + v[low] * u[high]
    mu = u * at.slopes(rows)
    return into_columns(sigma, rows, structure.n_free), into_columns(mu, rows, structure.n_free)


def into_columns(columns: Array, rows: FreeParameters, n_free: int) -> Array:
    """(..., q) from (..., r): entries of one parameter added up."""
    if rows.shared:
        return np.asarray(columns @ np.equal.outer(rows.free, np.arange(n_free)).astype(np.float64))
    out = np.zeros((*columns.shape[:-1], n_free))
    out[..., rows.free] = columns
    return out


def into_square(square: Array, rows: FreeParameters, n_free: int) -> Array:
    """(q, q) from (r, r): rows and columns of one parameter added up."""
    return into_columns(into_columns(square, rows, n_free).T, rows, n_free).T


def traces(kernel: Array, rows: FreeParameters) -> Array:
    """(r,) tr(M d sigma) per entry, from ``kernel`` D'MD of a symmetric M."""
    return np.asarray(2 * rows.half * kernel[rows.u, rows.v])


def trace_products(left: Array, right: Array, rows: FreeParameters) -> Array:
    """(r, r) tr(L d_k sigma R d_l sigma), made symmetric in k and l and added up over K.

    ``left`` D'LD and ``right`` D'RD, both (K, c, c), of symmetric L and R.
    """
    if len(left) > 1:
        straight, crossed = _summed_products(left, right, rows)
    else:
        one, other = left.reshape(-1), right.reshape(-1)
        uu, uv, vv = rows.crossings
        straight, crossed = one[uu] * other[vv] + one[vv] * other[uu], one[uv] * other[uv].T
    return np.asarray((straight + crossed + crossed.T) * rows.halves)


def _summed_products(left: Array, right: Array, rows: FreeParameters) -> tuple[Array, Array]:
    """The same two products for many K: all elements of L by all of R, added up by one matrix product."""
    sums = pairs(left).T @ pairs(right)
    uu, uv, vv = (pair_numbers(left.shape[-1])[where] for where in rows.crossings)
    return sums[uu, vv] + sums[vv, uu], sums[uv, uv.T]


def pairs(kernel: Array) -> Array:
    """(K, c(c + 1)/2) elements of symmetric matrices (K, c, c), each once."""
    c = kernel.shape[-1]
    return np.asarray(kernel.reshape(-1, c * c)[:, _below(c)])


@cache
def pair_numbers(c: int) -> Index:
    """(c * c,) where :func:`pairs` has an element of a flat (c, c) matrix."""
    low, high = np.tril_indices(c)
    out = np.empty((c, c), dtype=np.intp)
    out[low, high] = out[high, low] = np.arange(len(low))
    return out.reshape(-1)


@cache
def _below(c: int) -> Index:
    low, high = np.tril_indices(c)
    return np.asarray(low * c + high)
