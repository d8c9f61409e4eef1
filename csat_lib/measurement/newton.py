"""Newton's method within bounds, for the few objectives whose Hessian is exact.

General optimisers stop short: their figures are good to four digits, and the jackknife takes differences of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TOLERANCE = 1e-10
MOST_STEPS = 200
SHORTEST_STEP = 1e-8
LIFT = 1e-8  # of the mean curvature
ROUNDING = 1e-13  # of an objective: a rise below it is none


class Objective(Protocol):
    """A function of (p,) values between ``lowest`` and ``highest``."""

    @property
    def lowest(self) -> float:
        """Lower bound of every value."""
        ...

    @property
    def highest(self) -> float:
        """Upper bound of every value."""
        ...

    def value(self, at: Array) -> float:
        """The function alone."""
        ...

    def derivatives(self, at: Array) -> tuple[float, Array, Array]:
        """Value, (p,) gradient, and a positive definite (p, p) curvature: the Hessian wherever that is one."""
        ...


@dataclass(frozen=True)
class Minimum:
    """Where a run ended: ``converged`` when every gradient that its bound does not hold is under 1e-10."""

    at: Array
    value: float
    converged: bool
    iterations: int


def minimise(objective: Objective, start: Array) -> Minimum:
    """Newton steps from ``start``, each halved until it lowers the objective enough, values at a bound held there."""
    at = np.clip(start, objective.lowest, objective.highest)
    for iteration in range(MOST_STEPS):
        value, gradient, curvature = objective.derivatives(at)
        held = ((at <= objective.lowest) & (gradient > 0)) | ((at >= objective.highest) & (gradient < 0))
        free = ~held
        if np.abs(gradient[free]).max(initial=0.0) < TOLERANCE:
            return Minimum(at, value, converged=True, iterations=iteration)
        step = np.zeros_like(at)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
        moved = _line_search(objective, (at, value, gradient), step)
        if moved is None:
            break
        at = moved
    return Minimum(at, value, converged=False, iterations=iteration)


def definite_or(hessian: Array, otherwise: Array) -> Array:
    """The Hessian where it is positive definite, else its leading term: a step downhill all the same.

    The leading term has no negative direction but may be flat in one (an item alone with its residual factor): it is
    lifted by a hair, which changes the way and not the end.
    """
    if np.linalg.eigvalsh(hessian)[0] > 0:
        return hessian
    lift = LIFT * np.trace(otherwise) / len(otherwise)
    flat = np.linalg.eigvalsh(otherwise)[0] < lift
    return np.asarray(otherwise + lift * np.eye(len(otherwise))) if flat else otherwise


def over_gap(above: Array, gap: Array) -> Array:
    """What two eigenvalues add to a Hessian, over the gap between them; 0 where they are equal: it has none there."""
    return np.divide(above, gap, out=np.zeros_like(gap), where=gap != 0)


def _line_search(objective: Objective, here: tuple[Array, float, Array], step: Array) -> Array | None:
    """The first halving of the step that lowers the objective enough (Armijo) within the bounds, or None."""
    at, value, gradient = here
    length, slack = 1.0, ROUNDING * (1 + abs(value))
    while length > SHORTEST_STEP:
        moved = np.clip(at - length * step, objective.lowest, objective.highest)
        if objective.value(moved) <= value - 1e-4 * gradient @ (at - moved) + slack:
            return np.asarray(moved)
        length /= 2
    return None
