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
STEEPEST = 1e-7  # length of the projected gradient at which a rotation has settled; R's GPArotation stops at 1e-5
MOST_STEPS = 2000
MOST_HALVINGS = 30


@dataclass(frozen=True)
class Surface:
    """Where turns may lie: ``evaluate`` gives value and gradient along the surface, ``back`` brings a turn onto it."""

    evaluate: Callable[[Array, Criterion, Array], tuple[Array, Array]]
    back: Callable[[Array], Array]


@dataclass(frozen=True)
class Turns:
    """Turns (b, k, k) of a batch, their criterion ``value`` (b,), and which of them ``settled`` (b,)."""

    turn: Array
    value: Array
    settled: NDArray[np.bool_]


@dataclass(frozen=True)
class _State:
    turn: Array
    value: Array
    gradient: Array

    @property
    def steepness(self) -> Array:
        return np.asarray(np.linalg.norm(self.gradient, axis=(1, 2)))

    def of(self, some: Places) -> _State:
        return _State(self.turn[some], self.value[some], self.gradient[some])

    def but(self, some: Places, there: _State) -> _State:
        parts = [part.copy() for part in (self.turn, self.value, self.gradient)]
        for part, new in zip(parts, (there.turn, there.value, there.gradient), strict=True):
            part[some] = new
        return _State(*parts)


@dataclass(frozen=True)
class _Task:
    loadings: Array
    criterion: Criterion
    surface: Surface

    def of(self, some: Places) -> _Task:
        return _Task(self.loadings[some], self.criterion, self.surface)

    def at(self, turn: Array) -> _State:
        return _State(turn, *self.surface.evaluate(self.loadings, self.criterion, turn))


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
    gradient = -(rotated.swapaxes(-1, -2) @ slope @ back).swapaxes(-1, -2)
    return value, gradient - turn * (turn * gradient).sum(axis=-2, keepdims=True)


def _orthogonal(loadings: Array, criterion: Criterion, turn: Array) -> tuple[Array, Array]:
    value, slope = criterion(loadings @ turn)
    gradient = loadings.swapaxes(-1, -2) @ slope
    across = turn.swapaxes(-1, -2) @ gradient
    return value, gradient - turn @ (across + across.swapaxes(-1, -2)) / 2


def _unit_columns(turn: Array) -> Array:
    return np.asarray(turn / np.linalg.norm(turn, axis=-2, keepdims=True))


OBLIQUE = Surface(_oblique, _unit_columns)
ORTHOGONAL = Surface(_orthogonal, rigid)


def project(loadings: Array, criterion: Criterion, start: Array, surface: Surface = OBLIQUE) -> Turns:
    """Rotate ``loadings`` (p, k) or (b, p, k) from each of the turns ``start`` (b, k, k).

    Steps have the length of Barzilai & Borwein (1988), halved until they lower the criterion enough. A rotation that
    does not settle within 2,000 steps is returned as it then is, not ``settled``.
    """
    task = _Task(np.broadcast_to(loadings, (len(start), *loadings.shape[-2:])), criterion, surface)
    here, length = task.at(start), np.ones(len(start))
    for _ in range(MOST_STEPS):
        rough = np.flatnonzero(here.steepness >= STEEPEST)
        if not rough.size:
            break
        before = here.of(rough)
        after, step = _step(task.of(rough), before, length[rough])
        length[rough] = _next_length(before, after, step)
        here = here.but(rough, after)
    return Turns(here.turn, here.value, here.steepness < STEEPEST)


def _step(task: _Task, here: _State, length: Array) -> tuple[_State, Array]:
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


def _next_length(here: _State, there: _State, length: Array) -> Array:
    """(b,) s's / s'y of the last step s and change of gradient y; twice the last where that is not positive."""
    s, y = there.turn - here.turn, there.gradient - here.gradient
    curved, square = (s * y).sum(axis=(1, 2)), (s * s).sum(axis=(1, 2))
    return np.where(curved > 0, square / np.where(curved > 0, curved, 1), 2 * length)
