"""Rotation by gradient projection, many at once.

Jennrich (2001, 2002), Psychometrika 66: 289-306, 67: 7-19; Bernaards & Jennrich (2005), Educational and Psychological
Measurement 65: 676-696. A rotation criterion is made small over all turns T of a surface: oblique, T with columns of
length one, L = A T^-1', phi = T'T; orthogonal, T'T = I, L = A T. All rotations of a batch (random starts, or
replicates) take their steps together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Places = NDArray[np.intp]
Criterion = Callable[[Array], tuple[Array, Array]]  # (b, p, k) loadings -> (b,) values, (b, p, k) gradients
STILL = 1e-12  # length of the projected gradient at which a rotation stops; R's GPArotation stops at 1e-5
MOST_STEPS = 2000
MOST_HALVINGS = 30


@dataclass(frozen=True)
class Surface:
    """Where turns may lie.

    ``evaluate`` gives value and gradient of a criterion; ``along`` takes from a matrix what leads off the surface at a
    turn; ``back`` brings a turn onto it.
    """

    evaluate: Callable[[Array, Criterion, Array], tuple[Array, Array]]
    along: Callable[[Array, Array], Array]
    back: Callable[[Array], Array]


@dataclass(frozen=True)
class State:
    """Turns (b, k, k) of a batch, the criterion's ``value`` (b,) there, and its ``gradient`` along the surface."""

    turn: Array
    value: Array
    gradient: Array

    @property
    def steepness(self) -> Array:
        """(b,) length of the gradient."""
        return np.asarray(np.linalg.norm(self.gradient, axis=(1, 2)))

    def of(self, some: Places) -> State:
        """Some of the batch."""
        return State(self.turn[some], self.value[some], self.gradient[some])

    def but(self, some: Places, there: State) -> State:
        """The batch with some of it elsewhere."""
        parts = [part.copy() for part in (self.turn, self.value, self.gradient)]
        for part, new in zip(parts, (there.turn, there.value, there.gradient), strict=True):
            part[some] = new
        return State(*parts)


@dataclass(frozen=True)
class Task:
    """What is to be rotated: ``loadings`` (b, p, k), by which ``criterion``, on which ``surface``."""

    loadings: Array
    criterion: Criterion
    surface: Surface

    def of(self, some: Places) -> Task:
        """Some of the batch."""
        return Task(self.loadings[some], self.criterion, self.surface)

    def at(self, turn: Array) -> State:
        """Where the batch stands with these turns."""
        value, gradient = self.surface.evaluate(self.loadings, self.criterion, turn)
        return State(turn, value, self.surface.along(turn, gradient))


def turned(loadings: Array, turn: Array) -> Array:
    """Pattern loadings A T^-1' of a turn T."""
    return np.asarray(loadings @ np.linalg.inv(turn).swapaxes(-1, -2))


def rigid(matrix: Array) -> Array:
    """The orthogonal matrix nearest to each (k, k) matrix."""
    left, _, right = np.linalg.svd(matrix)
    return np.asarray(left @ right)


def _oblique(loadings: Array, criterion: Criterion, turn: Array) -> tuple[Array, Array]:
    back = np.linalg.inv(turn)
    rotated = loadings @ back.swapaxes(-1, -2)
    value, slope = criterion(rotated)
    return value, -(rotated.swapaxes(-1, -2) @ slope @ back).swapaxes(-1, -2)


def _orthogonal(loadings: Array, criterion: Criterion, turn: Array) -> tuple[Array, Array]:
    value, slope = criterion(loadings @ turn)
    return value, loadings.swapaxes(-1, -2) @ slope


def _across_columns(turn: Array, matrix: Array) -> Array:
    return np.asarray(matrix - turn * (turn * matrix).sum(axis=-2, keepdims=True))


def _skew(turn: Array, matrix: Array) -> Array:
    across = turn.swapaxes(-1, -2) @ matrix
    return np.asarray(matrix - turn @ (across + across.swapaxes(-1, -2)) / 2)


def _unit_columns(turn: Array) -> Array:
    return np.asarray(turn / np.linalg.norm(turn, axis=-2, keepdims=True))


OBLIQUE = Surface(_oblique, _across_columns, _unit_columns)
ORTHOGONAL = Surface(_orthogonal, _skew, rigid)


def descend(task: Task, start: Array) -> State:
    """Take the batch downhill from each of the turns ``start`` (b, k, k).

    Steps have the length of Barzilai & Borwein (1988), halved until they lower the criterion enough. A rotation that
    is not still within 2,000 steps is returned as it then is.
    """
    here, length = task.at(start), np.ones(len(start))
    for _ in range(MOST_STEPS):
        rough = np.flatnonzero(here.steepness >= STILL)
        if not rough.size:
            break
        before = here.of(rough)
        after, step = _step(task.of(rough), before, length[rough])
        length[rough] = _next_length(before, after, step)
        here = here.but(rough, after)
    return here


def _step(task: Task, here: State, length: Array) -> tuple[State, Array]:
    """One step of every rotation, and its length."""
    enough = 0.1 * here.steepness**2
    slack = 1e-14 * (1 + np.abs(here.value))
    best, done = here, np.zeros(len(length), dtype=bool)
    for _ in range(MOST_HALVINGS):
        there = task.at(task.surface.back(here.turn - length[:, None, None] * here.gradient))
        better = np.flatnonzero(~done & (there.value <= here.value - length * enough + slack))
        best = best.but(better, there.of(better))
        done[better] = True
        if done.all():
            break
        length = np.where(done, length, length / 2)
    return best, length


def _next_length(here: State, there: State, length: Array) -> Array:
    """(b,) s's / s'y of the last step s and change of gradient y; twice the last where that is not positive."""
    s, y = there.turn - here.turn, there.gradient - here.gradient
    curved, square = (s * y).sum(axis=(1, 2)), (s * s).sum(axis=(1, 2))
    return np.where(curved > 0, square / np.where(curved > 0, curved, 1), 2 * length)
