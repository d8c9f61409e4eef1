"""Rotations of a loading matrix.

Varimax, promax and quartimax are factor_analyzer's ``Rotator``, run to a tight optimum. Oblimin and geomin are our own
gradient projection: factor_analyzer stops geomin short of its minimum, and rotates one matrix at a time where the
replicates of an interval bring a hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.geomin import EPSILON, SEED, STARTS, best_turn, geomin_criterion
from csat_lib.measurement.gradient_projection import Criterion, Turns, project, turned

Array = NDArray[np.float64]
VARIMAX_GROWTH = 1e-14  # relative growth at which varimax stops; R's 1e-5 leaves the fourth decimal open
STEEPEST = 1e-6  # gradient at which factor_analyzer's quartimax stops
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
    """Orthogonal, with Kaiser's normalisation: Kaiser (1958), Psychometrika 23: 187-200. Its steps only ever gain."""
    rotated, phi = _rotate(loadings, "varimax", VARIMAX_GROWTH)
    return Rotated(rotated, phi, _simple(rotated))


def promax(loadings: Array) -> Rotated:
    """Oblique, towards the fourth power of the varimax loadings, with normalisation: Hendrickson & White (1964)."""
    rotated, phi = _rotate(loadings, "promax", VARIMAX_GROWTH)
    return Rotated(rotated, phi, bool(np.isfinite(rotated).all()))


def quartimax(loadings: Array) -> Rotated:
    """Orthogonal, towards a general factor, without normalisation: Neuhaus & Wrigley (1954)."""
    rotated, phi = _rotate(loadings, "quartimax", STEEPEST)
    turn = rotated.T @ rotated**3
    return Rotated(rotated, phi, _settled(turn, turn.T))


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


ROTATIONS: dict[str, Rotation] = {
    "oblimin": oblimin,
    "quartimin": oblimin,
    "geomin": geomin,
    "varimax": varimax,
    "promax": promax,
    "quartimax": quartimax,
}
CRITERIA: dict[str, Criterion] = {
    "oblimin": quartimin_criterion,
    "quartimin": quartimin_criterion,
    "geomin": geomin_criterion,
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
    before, after = whole
    turn = np.linalg.inv(np.linalg.lstsq(before, after.loadings, rcond=None)[0]).T
    near = loadings if name is None else loadings @ _rigid(loadings.swapaxes(-1, -2) @ before)
    if name in CRITERIA:
        ends = project(near, CRITERIA[name], np.repeat(turn[None], len(near), axis=0))
        return _or_nan(ends.settled, turned(near, ends.turn), ends.turn.swapaxes(-1, -2) @ ends.turn)
    each = [ROTATIONS[name](one @ _rigid(turn)) if name else unrotated(one) for one in near]
    settled = np.array([one.converged for one in each])
    return _or_nan(settled, np.stack([one.loadings for one in each]), np.stack([one.phi for one in each]))


def _rigid(turn: Array) -> Array:
    """The orthogonal matrix nearest to each (k, k) turn."""
    left, _, right = np.linalg.svd(turn)
    return np.asarray(left @ right)


def _or_nan(settled: NDArray[np.bool_], loadings: Array, phi: Array) -> tuple[Array, Array]:
    missed = np.where(settled, 0.0, np.nan)[:, None, None]
    return loadings + missed, phi + missed


def _first(loadings: Array, ends: Turns) -> Rotated:
    turn = ends.turn[0]
    return Rotated(turned(loadings, turn), turn.T @ turn, bool(ends.settled[0]))


def _rotate(loadings: Array, method: str, tolerance: float) -> tuple[Array, Array]:
    from factor_analyzer.rotator import Rotator  # imported when called: it draws in scikit-learn, which takes a second

    rotator = Rotator(method=method, max_iter=MOST_STEPS, tol=tolerance)
    rotated = np.asarray(rotator.fit_transform(loadings), dtype=np.float64)
    phi = np.eye(loadings.shape[1]) if rotator.phi_ is None else np.asarray(rotator.phi_, dtype=np.float64)
    return rotated, phi


def _simple(rotated: Array) -> bool:
    """Whether varimax is stationary, on rows of length one."""
    lengths = np.linalg.norm(rotated, axis=1, keepdims=True)
    rows = rotated / np.where(lengths > 0, lengths, 1)
    turn = rows.T @ (rows * (rows**2 - (rows**2).mean(axis=0)))
    return _settled(turn, turn.T)


def _settled(turn: Array, still: Array) -> bool:
    """Whether an orthogonal criterion with gradient G is stationary, L'G equal to its transpose: Jennrich (2001)."""
    return bool(np.abs(turn - still).max() < SETTLED)
