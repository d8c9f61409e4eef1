"""Four ways to part R squared among predictors, each a function of correlations alone.

Every function takes ``xx`` (p, p), the correlations of the predictors, and ``xy`` (p,), theirs with the outcome, and
gives (p,) parts in units of R squared. The parts of ``lmg`` and ``johnson`` add up to R squared; those of
``squared_correlations`` and ``squared_betas`` do so only when the predictors are uncorrelated.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def r_squared(xx: Array, xy: Array) -> float:
    """Share of the outcome's variance that all predictors explain together: r' R^-1 r."""
    return float(xy @ np.linalg.solve(xx, xy))


def johnson(xx: Array, xy: Array) -> Array:
    """Relative weights of Johnson (2000), Multivariate Behavioral Research 35(1): 1-19.

    R = Q D Q'; L = Q D^(1/2) Q' relates the predictors to their closest orthogonal stand-ins; b = L^-1 r are the
    weights of the stand-ins; part_j = sum_k L_jk^2 b_k^2.
    """
    roots, vectors = np.linalg.eigh(xx)
    loadings = (vectors * np.sqrt(roots)) @ vectors.T
    betas = np.linalg.solve(loadings, xy)
    return np.asarray(loadings**2 @ betas**2)


def lmg(xx: Array, xy: Array) -> Array:
    """Mean gain in R squared over all orders of entry: Lindeman, Merenda & Gold (1980), the Shapley value.

    part_j = sum over S without j of 1 / (p C(p-1, |S|)) * (R2(S + j) - R2(S)). Exact, over all 2^p subsets.
    """
    p = len(xy)
    r2 = subset_r_squared(xx, xy)
    size = _subset_sizes(p)
    share = np.array([1 / (p * comb(p - 1, s)) for s in range(p)])
    parts = np.empty(p)
    for j in range(p):
        without, having = r2.reshape(-1, 2, 2**j).swapaxes(0, 1)
        sizes = size.reshape(-1, 2, 2**j)[:, 0]
        parts[j] = np.sum(share[sizes] * (having - without))
    return parts


def squared_correlations(xx: Array, xy: Array) -> Array:  # noqa: ARG001 - all four are called alike
    """Each predictor alone: the square of its correlation with the outcome."""
    return np.asarray(xy**2)


def squared_betas(xx: Array, xy: Array) -> Array:
    """Each predictor beside all others: the square of its standardised regression coefficient."""
    return np.asarray(np.linalg.solve(xx, xy) ** 2)


DECOMPOSITIONS: dict[str, Callable[[Array, Array], Array]] = {
    "lmg": lmg,
    "johnson": johnson,
    "correlation": squared_correlations,
    "regression": squared_betas,
}


def subset_r_squared(xx: Array, xy: Array) -> Array:
    """(2^p,) R squared of every subset of the predictors; bit j of the position says whether j is in.

    One sweep per predictor doubles the subsets: beside each residual covariance matrix of the predictors still to come
    (and the outcome) stands the same with predictor j partialled out. Work is of order 2^p, not 2^p p^3.
    """
    p = len(xy)
    residual = np.block([[xx, xy[:, None]], [xy[None, :], np.ones((1, 1))]])[None]
    for _ in range(p):
        first = residual[:, 0, 1:]
        kept = residual[:, 1:, 1:]
        swept = kept - first[:, :, None] * first[:, None, :] / residual[:, :1, :1]
        residual = np.concatenate([kept, swept])
    return 1 - residual[:, 0, 0]


def _subset_sizes(p: int) -> NDArray[np.intp]:
    """(2^p,) how many predictors each subset holds."""
    sizes = np.zeros(1, dtype=np.intp)
    for _ in range(p):
        sizes = np.concatenate([sizes, sizes + 1])
    return sizes
