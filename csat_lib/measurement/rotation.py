"""Rotations of a loading matrix.

Varimax and promax are factor_analyzer's ``Rotator``, run to a tight optimum. The others are our own gradient
projection: factor_analyzer stops geomin short of its minimum, and rotates one matrix at a time where the replicates of
an interval bring a hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.geomin import EPSILON, SEED, STARTS, best_turn, geomin_criterion
from csat_lib.measurement.gradient_projection import (
    OBLIQUE,
    ORTHOGONAL,
    Criterion,
    Surface,
    Turns,
    project,
    rigid,
    turned,
)

Array = NDArray[np.float64]
GROWTH = 1e-14  # relative growth at which varimax stops; R's 1e-5 leaves the fourth decimal open
SETTLED = 1e-5
MOST_STEPS = 2000


@dataclass(frozen=True)
class Rotated:
    """``loadings`` (p, k) pattern, ``phi`` (k, k) correlations of the factors, whether the criterion settled."""

    loadings: Array
    phi: Array
    converged: bool


Rotation = Callable[[Array], Rotated]


def unrotated(loadings: Array) -> Rotated:
    """The factors as they were extracted, uncorrelated."""
    return Rotated(loadings, np.eye(loadings.shape[1]), converged=True)


def varimax(loadings: Array) -> Rotated:
    """Orthogonal, with Kaiser's normalisation: Kaiser (1958), Psychometrika 23: 187-200."""
    rotated, phi = _rotate(loadings, "varimax")
    lengths = np.linalg.norm(rotated, axis=1, keepdims=True)
    rows = rotated / np.where(lengths > 0, lengths, 1)
    slope = rows.T @ (rows * (rows**2 - (rows**2).mean(axis=0)))
    return Rotated(rotated, phi, bool(np.abs(slope - slope.T).max() < SETTLED))


def promax(loadings: Array) -> Rotated:
    """Oblique, towards the fourth power of the varimax loadings, with normalisation: Hendrickson & White (1964)."""
    rotated, phi = _rotate(loadings, "promax")
    return Rotated(rotated, phi, bool(np.isfinite(rotated).all()))


def quartimax(loadings: Array) -> Rotated:
    """Orthogonal, towards a general factor, without normalisation: Neuhaus & Wrigley (1954)."""
    return _first(loadings, project(loadings, quartimax_criterion, np.eye(loadings.shape[1])[None], ORTHOGONAL))


def oblimin(loadings: Array) -> Rotated:
    """Oblique, direct oblimin with gamma 0, without normalisation: Jennrich & Sampson (1966), Psychometrika 31.

    With gamma 0 it is the quartimin of Carroll (1953); both names are known.
    """
    return _first(loadings, project(loadings, quartimin_criterion, np.eye(loadings.shape[1])[None]))


def geomin(loadings: Array) -> Rotated:
    """Oblique geomin with epsilon .01, without normalisation, the best of 30 starts: ``measurement.geomin``."""
    return _first(loadings, best_turn(loadings))


def quartimin_criterion(loadings: Array) -> tuple[Array, Array]:
    """A quarter of the sum over items and pairs of factors of l_m^2 l_n^2, and its gradient."""
    squares = loadings**2
    others = squares.sum(axis=-1, keepdims=True) - squares
    return (squares * others).sum(axis=(-2, -1)) / 4, loadings * others


def quartimax_criterion(loadings: Array) -> tuple[Array, Array]:
    """Less a quarter of the sum of l^4, and its gradient."""
    return -(loadings**4).sum(axis=(-2, -1)) / 4, -(loadings**3)


ROTATIONS: dict[str, Rotation] = {
    "oblimin": oblimin,
    "quartimin": oblimin,
    "geomin": geomin,
    "varimax": varimax,
    "promax": promax,
    "quartimax": quartimax,
}
PROJECTED: dict[str, tuple[Criterion, Surface]] = {
    "oblimin": (quartimin_criterion, OBLIQUE),
    "quartimin": (quartimin_criterion, OBLIQUE),
    "geomin": (geomin_criterion, OBLIQUE),
    "quartimax": (quartimax_criterion, ORTHOGONAL),
}


def words_of(rotation: str | None) -> str:
    """What ``method`` says of a rotation; geomin tells its epsilon and its starts."""
    if rotation == "geomin":
        return f"geomin {EPSILON:g}, best of {STARTS} starts, seed {SEED}"
    return rotation or "unrotated"


def rotate_like(name: str | None, loadings: Array, whole: tuple[Array, Rotated]) -> tuple[Array, Array]:
    """Rotate a batch (b, p, k) of loadings, each from where the ``whole`` sample's rotation ended.

    ``whole``: the (p, k) unrotated loadings of all respondents, and what they were rotated to. Each matrix is first
    turned towards the unrotated whole (Procrustes: Schonemann 1966, Psychometrika 31: 1-10), which changes nothing but
    where its rotation starts; unrotated factors stay as they are.

    Returns:
        (b, p, k) pattern loadings and (b, k, k) factor correlations; NaN for one that did not settle.
    """
    if name is None:
        return loadings, np.tile(np.eye(loadings.shape[-1]), (len(loadings), 1, 1))
    before, after = whole
    turn = np.linalg.inv(np.linalg.lstsq(before, after.loadings, rcond=None)[0]).T
    near = loadings @ rigid(loadings.swapaxes(-1, -2) @ before)
    if name in PROJECTED:
        criterion, surface = PROJECTED[name]
        ends = project(near, criterion, np.tile(turn, (len(near), 1, 1)), surface)
        return _or_nan(ends.settled, turned(near, ends.turn), ends.turn.swapaxes(-1, -2) @ ends.turn)
    each = [ROTATIONS[name](one) for one in near @ rigid(turn)]
    settled = np.array([one.converged for one in each])
    return _or_nan(settled, np.stack([one.loadings for one in each]), np.stack([one.phi for one in each]))


def _or_nan(settled: NDArray[np.bool_], loadings: Array, phi: Array) -> tuple[Array, Array]:
    missed = np.where(settled, 0.0, np.nan)[:, None, None]
    return loadings + missed, phi + missed


def _first(loadings: Array, ends: Turns) -> Rotated:
    turn = ends.turn[0]
    return Rotated(turned(loadings, turn), turn.T @ turn, bool(ends.settled[0]))


def _rotate(loadings: Array, method: str) -> tuple[Array, Array]:
    from factor_analyzer.rotator import Rotator  # imported when called: it draws in scikit-learn, which takes a second

    rotator = Rotator(method=method, max_iter=MOST_STEPS, tol=GROWTH)
    rotated = np.asarray(rotator.fit_transform(loadings), dtype=np.float64)
    phi = np.eye(loadings.shape[1]) if rotator.phi_ is None else np.asarray(rotator.phi_, dtype=np.float64)
    return rotated, phi
