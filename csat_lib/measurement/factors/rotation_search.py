"""The search for a rotation: downhill, off what is no minimum, and from many starts.

Symmetrical loadings have turns at which a criterion is level and yet not at its least: a saddle, where a search that
follows the slope alone stays or not as the last digit falls. So the curvature is asked too, and a rotation is the best
of several starts, all drawn about axes that do not depend on how the factors were extracted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.factors.gradient_projection import OBLIQUE, Criterion, State, Surface, Task, descend, turned
from csat_lib.measurement.factors.orientation import direction, echelon, in_order, ranked

Array = NDArray[np.float64]
STARTS = 30
SEED = 0
SETTLED = 1e-7  # of the gradient: far above where a search stops, so that rounding does not decide what settled
BENT, LEVEL = 1e-5, 1e-8  # of the greatest curvature, and at least: one below its negative is a way down
APART = 1e-5  # between the turns whose gradients tell the curvature
PUSH = 0.1  # off a saddle
MOST_SADDLES = 10
AS_GOOD = 1e-9  # criteria that differ by less are equally good


@dataclass(frozen=True)
class Turns:
    """Turns (b, k, k) of a batch, their criterion ``value`` (b,), and which of them ``settled`` (b,) at a minimum."""

    turn: Array
    value: Array
    settled: NDArray[np.bool_]


def project(loadings: Array, criterion: Criterion, start: Array, surface: Surface = OBLIQUE) -> Turns:
    """Rotate ``loadings`` (p, k) or (b, p, k) from each of the turns ``start`` (b, k, k) to a minimum of its own.

    A rotation that does not settle, or that leads over more than ten saddles, is returned as it then is.
    """
    task = Task(np.broadcast_to(loadings, (len(start), *loadings.shape[-2:])), criterion, surface)
    here = descend(task, start)
    for _ in range(MOST_SADDLES):
        bent, way = _ways_down(task, here)
        on_saddle = np.flatnonzero(bent)
        if not on_saddle.size:
            break
        here = here.but(on_saddle, _beyond(task.of(on_saddle), here.of(on_saddle), way[on_saddle]))
    return Turns(here.turn, here.value, (here.steepness < SETTLED) & ~bent)


def best_turn(loadings: Array, criterion: Criterion, surface: Surface = OBLIQUE) -> Turns:
    """The best (1, k, k) turn of (p, k) loadings from 30 starts, drawn from seed 0.

    Criteria have several minima (Browne 2001, Multivariate Behavioral Research 36: 111-150), so that a single start may
    end in a poor one. Of minima that are equally good, that with the greater loadings on the first items is taken.
    """
    k = loadings.shape[1]
    frame = echelon(loadings)
    starts = np.linalg.qr(np.random.default_rng(SEED).standard_normal((STARTS, k, k)))[0]
    ends = project(loadings @ frame, criterion, starts, surface)
    good = np.flatnonzero(ends.value <= ends.value.min() + AS_GOOD)
    good = good[ends.settled[good]] if ends.settled[good].any() else good
    figures = [_figures(loadings @ frame, ends.turn[at]) for at in good]
    best = good[ranked(np.stack(figures, axis=1))[:1]]
    return Turns(frame @ ends.turn[best], ends.value[best], ends.settled[best])


def _figures(loadings: Array, turn: Array) -> Array:
    """Rotated loadings in the order and direction of the report."""
    return in_order(turned(loadings, turn), turn.T @ turn)[0].ravel()


def _ways_down(task: Task, here: State) -> tuple[NDArray[np.bool_], Array]:
    """(b,) whether the criterion bends downwards at a level place, and (b, k, k) the direction in which it does most.

    Second derivatives along the surface are differences of gradients at turns 1e-5 to either side.
    """
    b, k, _ = here.turn.shape
    hessian = np.empty((b, k * k, k * k))
    for at, entry in enumerate(np.eye(k * k).reshape(-1, k, k)):
        step = APART * task.surface.along(here.turn, np.broadcast_to(entry, here.turn.shape))
        ahead, behind = (task.at(task.surface.back(here.turn + way)).gradient for way in (step, -step))
        hessian[:, at] = task.surface.along(here.turn, ahead - behind).reshape(b, -1) / (2 * APART)
    roots, vectors = np.linalg.eigh((hessian + hessian.swapaxes(1, 2)) / 2)
    bent = (roots[:, 0] < -np.maximum(BENT * np.abs(roots).max(axis=1), LEVEL)) & (here.steepness < SETTLED)
    way = vectors[:, :, :1]
    return bent, (way * direction(way)[:, None, :]).reshape(b, k, k)


def _beyond(task: Task, here: State, way: Array) -> State:
    """Where it goes on downhill from either side of a saddle, the better one of the two."""
    one, other = (descend(task, task.surface.back(here.turn + push * way)) for push in (PUSH, -PUSH))
    better = np.flatnonzero(other.value < one.value - AS_GOOD)
    return one.but(better, other.of(better))
