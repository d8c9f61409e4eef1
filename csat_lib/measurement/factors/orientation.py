"""Order and direction of factors, and choices among figures, by rules that rounding does not decide.

Factors have neither order nor direction of their own, and those of symmetrical items explain equal variances. Figures
that differ by less than the stated tolerance count as equal, and the order of the items decides: processors, whose
last digits differ, then say the same.
"""

from __future__ import annotations

from functools import cmp_to_key

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.correlations.interval import ZERO

Array = NDArray[np.float64]
ALIKE = 1e-6  # loadings, variances and eigenvalues that differ by less count as equal
AS_GREAT = 1e-10  # of the greatest size among some figures: what is so near to the greatest figure is as great


def direction(loadings: Array) -> Array:
    """(..., k) 1 or -1: what makes each factor's loadings (..., p, k) sum to more than 0.

    Where they sum to 0, what makes the first loading that is not 0 greater than 0.
    """
    first = (np.abs(loadings) > ALIKE).argmax(axis=-2)[..., None, :]
    lead, total = np.take_along_axis(loadings, first, axis=-2)[..., 0, :], loadings.sum(axis=-2)
    return np.where(np.where(np.abs(total) > ALIKE, total, lead) < 0, -1.0, 1.0)


def pointing_up(loadings: Array) -> Array:
    """The loadings (..., p, k), every factor turned by :func:`direction`."""
    return np.asarray(loadings * direction(loadings)[..., None, :])


def ranked(figures: Array) -> list[int]:
    """Order of the columns of ``figures`` (m, c): the greater first row first; where these are alike, the next row."""

    def compare(one: int, other: int) -> int:
        gaps = figures[:, other] - figures[:, one]
        apart = np.flatnonzero(np.abs(gaps) > ALIKE)
        return int(np.sign(gaps[apart[0]])) if apart.size else 0

    return sorted(range(figures.shape[1]), key=cmp_to_key(compare))


def in_order(loadings: Array, phi: Array) -> tuple[Array, Array]:
    """Loadings (p, k) and phi (k, k), factors pointing up, by the variance they explain, else by their loadings."""
    sign = direction(loadings)
    variance = np.diagonal(phi @ loadings.T @ loadings)
    order = ranked(np.vstack([variance, loadings * sign]))
    turned = phi * np.outer(sign, sign)
    return (loadings * sign)[:, order], turned[np.ix_(order, order)]


def first_greatest(figures: Array) -> int:
    """Place of the first figure that is as great as the greatest, NaN left out."""
    slack = AS_GREAT * np.nanmax(np.abs(figures))
    return int(np.argmax(figures >= np.nanmax(figures) - slack))


def echelon(loadings: Array) -> Array:
    """(k, k) orthogonal turn after which loadings (p, k) of the items that tell most apart are lower triangular.

    The first such item has the greatest communality, each next one the most that those before it leave. Whatever axes
    the factors come on, they are then on the same ones.
    """
    rest, chosen = loadings, list[int]()
    for _ in range(loadings.shape[1]):
        chosen.append(first_greatest((rest**2).sum(axis=1)))
        axis = rest[chosen[-1]] / max(np.linalg.norm(rest[chosen[-1]]), ZERO)
        rest = rest - np.outer(rest @ axis, axis)
    turn, lengths = np.linalg.qr(loadings[chosen].T)
    return np.asarray(turn * np.where(np.diagonal(lengths) < -ZERO, -1.0, 1.0))


def on_axes(vectors: Array, roots: Array) -> Array:
    """(p, k) loadings on principal axes: eigenvectors times the roots of their eigenvalues (k,), the largest first.

    Axes of equal eigenvalues could be any; they are put in echelon form. An eigenvalue below 1e-12 is 0.
    """
    loadings = vectors * np.sqrt(np.where(roots > ZERO, roots, 0.0))
    ends = np.flatnonzero(np.diff(roots, append=-np.inf) < -ALIKE * max(roots[0], 0.0)) + 1
    for start, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        if end > start + 1:
            loadings[:, start:end] = loadings[:, start:end] @ echelon(loadings[:, start:end])
    return pointing_up(loadings)
