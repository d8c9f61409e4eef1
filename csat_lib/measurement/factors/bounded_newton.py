"""Newton's method within bounds, for the few objectives whose Hessian is exact.

General optimisers stop short: their figures are good to four digits, and the jackknife takes differences of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.factors.orientation import pointing_up

Array = NDArray[np.float64]
TOLERANCE = 1e-10
MOST_STEPS = 200
SHORTEST_STEP = 1e-8
FLAT = 1e-8  # of the greatest curvature: a direction that bends less is flat, and rounding tells nothing of it
PUSH = 0.01  # off a saddle
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

    def derivatives(self, at: Array) -> tuple[float, Array, Array, Array]:
        """Value, (p,) gradient, (p, p) Hessian, and (p, p) its leading term, which has no negative direction."""
        ...


@dataclass(frozen=True)
class BoundedMinimum:
    """Where a run ended: ``converged`` when every gradient that its bound does not hold is under 1e-10."""

    at: Array
    value: float
    converged: bool
    iterations: int


def minimise(objective: Objective, start: Array) -> BoundedMinimum:
    """Newton steps from ``start``, each halved until it lowers the objective enough, values at a bound held there.

    A level place where the objective bends downwards is no end: the run goes on beside it, where the first values are
    the lower ones if both sides will do. One more step is taken from the end, so that what is left is rounding.
    """
    at = np.clip(start, objective.lowest, objective.highest)
    for iteration in range(MOST_STEPS):
        value, gradient, hessian, leading = objective.derivatives(at)
        free = ~(((at <= objective.lowest) & (gradient > 0)) | ((at >= objective.highest) & (gradient < 0)))
        block, step = np.ix_(free, free), np.zeros_like(at)
        step[free] = newton_step(gradient[free], hessian[block], leading[block])
        if np.abs(gradient[free]).max(initial=0.0) >= TOLERANCE:
            moved = _line_search(objective, (at, value, gradient), step)
        else:
            moved = _beside(objective, (at, value, free), hessian[block])
            if moved is None:
                end = np.clip(at - step, objective.lowest, objective.highest)
                return BoundedMinimum(end, value, converged=True, iterations=iteration)
        if moved is None:
            break
        at = moved
    return BoundedMinimum(at, value, converged=False, iterations=iteration)


def newton_step(gradient: Array, hessian: Array, leading: Array) -> Array:
    """(q,) H^-1 g, of the leading term where the Hessian bends downwards: a step downhill all the same.

    Directions that are flat (an item alone with its residual factor) are taken to bend by a hair, which changes the way
    and not the end; where the slope is level too, no step is taken along them.
    """
    if not len(gradient):
        return gradient
    roots, vectors = np.linalg.eigh(hessian)
    if _bent(roots):
        roots, vectors = np.linalg.eigh(leading)
    along, hair = gradient @ vectors, max(FLAT * roots[-1], ROUNDING)
    still = (roots < hair) & (np.abs(along) < TOLERANCE)
    return np.asarray(vectors @ np.where(still, 0, along / np.maximum(roots, hair)))


def _bent(roots: Array) -> bool:
    """Whether the least of some eigenvalues is negative beyond rounding."""
    return bool(roots[0] < -FLAT * np.abs(roots).max())


def _beside(objective: Objective, here: tuple[Array, float, NDArray[np.bool_]], hessian: Array) -> Array | None:
    """A lower place on either side of a saddle; None where there is no saddle."""
    at, value, free = here
    roots, vectors = np.linalg.eigh(hessian)
    if not free.any() or not _bent(roots):
        return None
    way = np.zeros_like(at)
    way[free] = pointing_up(vectors[:, :1])[:, 0]
    sides = [np.clip(at + push * way, objective.lowest, objective.highest) for push in (-PUSH, PUSH)]
    return next((side for side in sides if objective.value(side) < value - ROUNDING), None)


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
