"""Newton's method with halved steps, for discrepancies whose derivatives are cheap.

Where the exact curvature is positive definite it is used and convergence is quadratic; elsewhere the expected one
(Fisher scoring); where that is singular as well, it is damped until it is not (Levenberg).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_factor, cho_solve

Array = NDArray[np.float64]
MOST_STEPS = 200
TOLERANCE = 1e-10  # g' H^-1 g, about twice what the discrepancy can still fall
SHORTEST_STEP = 1e-6
ARMIJO = 1e-4
DAMPED = 1e-8
SINGULAR = 1e-9


class Point(Protocol):
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


P = TypeVar("P", bound=Point)
P_co = TypeVar("P_co", bound=Point, covariant=True)


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
    """Step by step from ``start`` (q,). Settled: a full step gains less than 5e-11; that step is the last one taken.

    A run that does not settle in 200 steps, or that finds no lower point, is returned with ``converged`` False.
    """
    theta, point, steps = start, discrepancy.at(start), 0
    while point is not None and steps < MOST_STEPS:
        gradient = point.gradient()
        step = _step(point.curvatures(), gradient)
        slope, steps = float(gradient @ step), steps + 1
        if slope < TOLERANCE:
            last = discrepancy.at(theta - step)
            return Minimum(theta - step, last, last is not None, steps)
        moved = _halved(discrepancy, (theta, point.value, slope), step)
        if moved is None:
            break
        theta, point = moved
    return Minimum(theta, point, converged=False, steps=steps)


def definite(matrix: Array) -> bool:
    """Whether a symmetric matrix is positive definite beyond rounding, once scaled to a unit diagonal."""
    diagonal = np.diagonal(matrix)
    if not (np.isfinite(matrix).all() and (diagonal > 0).all()):
        return False
    scale = np.sqrt(diagonal)
    return bool(np.linalg.eigvalsh(matrix / np.multiply.outer(scale, scale))[0] > SINGULAR)


def _step(curvatures: Iterable[Array], gradient: Array) -> Array:
    """H^-1 g of the first curvature that is positive definite, of the last one damped if none is."""
    for curvature in curvatures:
        try:
            return np.asarray(cho_solve(cho_factor(curvature), gradient))
        except LinAlgError:
            last = curvature
    roots, vectors = np.linalg.eigh(last)
    return np.asarray((vectors / np.clip(np.abs(roots), DAMPED * np.abs(roots).max(), None)) @ (vectors.T @ gradient))


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
