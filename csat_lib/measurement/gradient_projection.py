"""Oblique rotation by gradient projection, many at once.

Jennrich (2002), Psychometrika 67: 7-19; Bernaards & Jennrich (2005), Educational and Psychological Measurement 65:
676-696. A rotation criterion is made small over all turns T whose columns have length one: L = A T^-1', phi = T'T. All
rotations of a batch (random starts, or replicates) take their steps together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Criterion = Callable[[Array], tuple[Array, Array]]  # (b, p, k) loadings -> (b,) values, (b, p, k) gradients
STEEPEST = 1e-7  # length of the projected gradient at which a rotation has settled; R's GPArotation stops at 1e-5
MOST_STEPS = 2000
MOST_HALVINGS = 30


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
    gradient: Array  # (b, k, k) along the surface of unit columns


def project(loadings: Array, criterion: Criterion, start: Array) -> Turns:
    """Rotate ``loadings`` (p, k) or (b, p, k) from each of the turns ``start`` (b, k, k).

    Steps have the length of Barzilai & Borwein (1988), halved until they lower the criterion enough. A rotation that
    does not settle within 2,000 steps is returned as it then is, not ``settled``.
    """
    here = _at(loadings, criterion, start)
    length = np.ones(len(start))
    for _ in range(MOST_STEPS):
        steep = np.linalg.norm(here.gradient, axis=(1, 2))
        if (steep < STEEPEST).all():
            break
        there, length = _step(loadings, criterion, here, length)
        length = _next_length(here, there, length)
        here = there
    return Turns(here.turn, here.value, np.linalg.norm(here.gradient, axis=(1, 2)) < STEEPEST)


def turned(loadings: Array, turn: Array) -> Array:
    """Pattern loadings A T^-1' of a turn T."""
    return np.asarray(loadings @ np.linalg.inv(turn).swapaxes(-1, -2))


def _at(loadings: Array, criterion: Criterion, turn: Array) -> _State:
    back = np.linalg.inv(turn)
    rotated = loadings @ back.swapaxes(-1, -2)
    value, slope = criterion(rotated)
    gradient = -(rotated.swapaxes(-1, -2) @ slope @ back).swapaxes(-1, -2)
    along = gradient - turn * (turn * gradient).sum(axis=-2, keepdims=True)
    return _State(turn, value, along)


def _step(loadings: Array, criterion: Criterion, here: _State, length: Array) -> tuple[_State, Array]:
    """One step of every rotation that has not settled; those that have stay where they are."""
    square = (here.gradient**2).sum(axis=(1, 2))
    done = square < STEEPEST**2
    best = here
    for _ in range(MOST_HALVINGS):
        moved = here.turn - length[:, None, None] * here.gradient
        there = _at(loadings, criterion, moved / np.linalg.norm(moved, axis=-2, keepdims=True))
        slack = 1e-14 * (1 + np.abs(here.value))
        better = ~done & (there.value <= here.value - 0.1 * length * square + slack)
        best = _where(better, there, best)
        done |= better
        if done.all():
            break
        length = np.where(done, length, length / 2)
    return best, length


def _next_length(here: _State, there: _State, length: Array) -> Array:
    """(b,) s's / s'y of the last step s and change of gradient y; twice the last where that is not positive."""
    s, y = there.turn - here.turn, there.gradient - here.gradient
    curved = (s * y).sum(axis=(1, 2))
    square = (s * s).sum(axis=(1, 2))
    return np.where(curved > 0, square / np.where(curved > 0, curved, 1), 2 * length)


def _where(take: NDArray[np.bool_], there: _State, here: _State) -> _State:
    wide = take[:, None, None]
    return _State(
        np.where(wide, there.turn, here.turn),
        np.where(take, there.value, here.value),
        np.where(wide, there.gradient, here.gradient),
    )
