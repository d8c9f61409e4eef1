"""Newton's method with halved steps, for discrepancies whose derivatives are cheap.

Where the exact curvature is positive definite it is used and convergence is quadratic; elsewhere the expected one
(Fisher scoring); where that is singular as well, it is damped until it is not (Levenberg). A level place where the
exact curvature has a negative direction is a saddle, and the search goes on beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from csat_lib.measurement.factors.orientation import pointing_up

Array = NDArray[np.float64]
MOST_STEPS = 200
TOLERANCE = 1e-10  # g' H^-1 g, about twice what the discrepancy can still fall
STILL = 1e-18  # below it nothing is left to be gained
SHORTEST_STEP = 1e-6
ARMIJO = 1e-4
DAMPED = 1e-8
DROP = 1e-4  # that the curvature promises of a step off a saddle
SINGULAR = 1e-9


class SearchPoint(Protocol):
    """A discrepancy at one place."""

    @property
    def value(self) -> float:
        """The discrepancy."""
        ...

    def gradient(self) -> Array:
        """(q,) its first derivatives."""
        ...

    def curvatures(self) -> Iterable[Array]:
        """(q, q) matrices to try in turn, the best first; the last should be positive semidefinite."""
        ...


P = TypeVar("P", bound=SearchPoint)
P_co = TypeVar("P_co", bound=SearchPoint, covariant=True)


class Discrepancy(Protocol[P_co]):
    """A function of the parameters (q,) that is to be made small."""

    def at(self, theta: Array) -> P_co | None:
        """The function at one place; None where it is not defined."""
        ...


@dataclass(frozen=True)
class Minimum(Generic[P]):
    """Where the search ended: parameters (q,), the discrepancy there, whether it settled, and steps taken."""

    theta: Array
    point: P | None
    converged: bool
    steps: int


def minimise(discrepancy: Discrepancy[P], start: Array) -> Minimum[P]:
    """Step by step from ``start`` (q,). Settled: a full step gains less than 5e-11.

    Full steps are taken on from there while they gain less and less, so that what is left is rounding, even where a
    parameter hardly matters. A run that does not settle in 200 steps, or that finds no lower point, is returned with
    ``converged`` False.
    """
    theta, point, steps, before = start, discrepancy.at(start), 0, float("inf")
    while point is not None and steps < MOST_STEPS:
        gradient = point.gradient()
        step, bent = _step(point.curvatures(), gradient)
        slope, steps = float(gradient @ step), steps + 1
        if slope >= before:
            return Minimum(theta, point, converged=True, steps=steps)
        if slope >= TOLERANCE:
            moved = _halved(discrepancy, (theta, point.value, slope), step)
        elif bent is None or (moved := _beside(discrepancy, (theta, point.value), bent)) is None:
            last = discrepancy.at(theta - step)
            if last is None or slope < STILL:
                return Minimum(theta - step, last, last is not None, steps)
            moved, before = (theta - step, last), slope
        if moved is None:
            break
        theta, point = moved
    return Minimum(theta, point, converged=before < TOLERANCE, steps=steps)


def definite(matrix: Array) -> bool:
    """Whether a symmetric matrix is positive definite beyond rounding, once scaled to a unit diagonal."""
    diagonal = np.diagonal(matrix)
    if not (np.isfinite(matrix).all() and (diagonal > 0).all()):
        return False
    scale = np.sqrt(diagonal)
    return bool(np.linalg.eigvalsh(matrix / np.multiply.outer(scale, scale))[0] > SINGULAR)


def _step(curvatures: Iterable[Array], gradient: Array) -> tuple[Array, Array | None]:
    """H^-1 g of the first curvature that is positive definite beyond rounding, of the last one damped if none is.

    And the first curvature of all, where that is not the one.
    """
    tried: list[Array] = []
    for curvature in curvatures:
        tried.append(curvature)
        try:
            root = cho_factor(curvature)
        except LinAlgError:
            continue
        if (np.diagonal(root[0]) ** 2 > SINGULAR * np.diagonal(curvature)).all():
            return np.asarray(cho_solve(root, gradient)), tried[0] if len(tried) > 1 else None
    roots, vectors = np.linalg.eigh(tried[-1])
    damped = vectors / np.clip(np.abs(roots), DAMPED * np.abs(roots).max(), None)
    return np.asarray(damped @ (vectors.T @ gradient)), tried[0]


def _beside(discrepancy: Discrepancy[P], at: tuple[Array, float], curvature: Array) -> tuple[Array, P] | None:
    """A lower point along the most negative direction of the curvature; None where it has none, or none is lower."""
    theta, value = at
    roots, vectors = np.linalg.eigh(curvature)
    if roots[0] >= -SINGULAR * np.abs(roots).max():
        return None
    way = pointing_up(vectors[:, :1])[:, 0] * np.sqrt(2 * DROP / -roots[0])
    for push in (1.0, -1.0, 0.1, -0.1):
        point = discrepancy.at(theta + push * way)
        if point is not None and point.value < value - TOLERANCE:
            return theta + push * way, point
    return None


def _halved(discrepancy: Discrepancy[P], at: tuple[Array, float, float], step: Array) -> tuple[Array, P] | None:
    """The first halving of the step that lowers the discrepancy enough; None if none does."""
    theta, value, slope = at
    length = 1.0
    while length > SHORTEST_STEP:
        point = discrepancy.at(theta - length * step)
        if point is not None and point.value <= value - ARMIJO * length * slope:
            return theta - length * step, point
        length /= 2
    return None
