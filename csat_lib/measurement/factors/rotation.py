"""Rotations of a loading matrix.

All are the best of several starts (``rotation_search``), with the factors in the order and direction of
``orientation``, so that neither the axes of the extraction nor the last digit decides where they end. Varimax and
promax are finished by factor_analyzer's ``Rotator``, run to a tight optimum. The others are our own gradient
projection: factor_analyzer stops geomin short of its minimum, and rotates one matrix at a time where the replicates of
an interval bring a hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Method, way, ways
from csat_lib.measurement.factors.geomin import EPSILON, geomin_criterion
from csat_lib.measurement.factors.gradient_projection import OBLIQUE, ORTHOGONAL, Criterion, Surface, rigid, turned
from csat_lib.measurement.factors.orientation import ALIKE, in_order
from csat_lib.measurement.factors.rotation_search import SEED, STARTS, best_turn, project

Array = NDArray[np.float64]
GROWTH = 1e-14  # relative growth at which varimax stops; R's 1e-5 leaves the fourth decimal open
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
    return _best_varimax(loadings, "varimax")


def promax(loadings: Array) -> Rotated:
    """Oblique, towards the fourth power of the varimax loadings, with normalisation: Hendrickson & White (1964)."""
    return _best_varimax(loadings, "promax")


def quartimax(loadings: Array) -> Rotated:
    """Orthogonal, towards a general factor, without normalisation: Neuhaus & Wrigley (1954)."""
    return _best(loadings, "quartimax")


def oblimin(loadings: Array) -> Rotated:
    """Oblique, direct oblimin with gamma 0, without normalisation: Jennrich & Sampson (1966), Psychometrika 31.

    With gamma 0 it is the quartimin of Carroll (1953); both names are known.
    """
    return _best(loadings, "oblimin")


def geomin(loadings: Array) -> Rotated:
    """Oblique geomin with epsilon .01, without normalisation: ``measurement.geomin``."""
    return _best(loadings, "geomin")


def quartimin_criterion(loadings: Array) -> tuple[Array, Array]:
    """A quarter of the sum over items and pairs of factors of l_m^2 l_n^2, and its gradient."""
    squares = loadings**2
    others = squares.sum(axis=-1, keepdims=True) - squares
    return (squares * others).sum(axis=(-2, -1)) / 4, loadings * others


def quartimax_criterion(loadings: Array) -> tuple[Array, Array]:
    """Less a quarter of the sum of l^4, and its gradient."""
    return -(loadings**4).sum(axis=(-2, -1)) / 4, -(loadings**3)


def varimax_criterion(loadings: Array) -> tuple[Array, Array]:
    """Less a quarter of the sum of l^2 (l^2 - the factor's mean l^2), and its gradient, of rows that are normalised."""
    apart = loadings**2 - (loadings**2).mean(axis=-2, keepdims=True)
    return -(loadings**2 * apart).sum(axis=(-2, -1)) / 4, -loadings * apart


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


def method_of(rotation: str | None) -> Method:
    """What ``method`` says of a rotation; geomin tells its epsilon and its starts."""
    if rotation == "geomin":
        return ways(way("geomin #", EPSILON), way("best of # starts", STARTS), way("seed #", SEED))
    return way(rotation or "unrotated")


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
    near = near @ rigid(turn)
    ends = project(_normalised(near), varimax_criterion, np.tile(np.eye(len(turn)), (len(near), 1, 1)), ORTHOGONAL)
    each = [_finished(one, name) for one in near @ ends.turn]
    return _or_nan(ends.settled, np.stack([pattern for pattern, _ in each]), np.stack([phi for _, phi in each]))


def _or_nan(settled: NDArray[np.bool_], loadings: Array, phi: Array) -> tuple[Array, Array]:
    missed = np.where(settled, 0.0, np.nan)[:, None, None]
    return loadings + missed, phi + missed


def _best(loadings: Array, name: str) -> Rotated:
    ends = best_turn(loadings, *PROJECTED[name])
    turn = ends.turn[0]
    return Rotated(*in_order(turned(loadings, turn), turn.T @ turn), bool(ends.settled[0]))


def _best_varimax(loadings: Array, name: str) -> Rotated:
    ends = best_turn(_normalised(loadings), varimax_criterion, ORTHOGONAL)
    return Rotated(*in_order(*_finished(loadings @ ends.turn[0], name)), bool(ends.settled[0]))


def _normalised(loadings: Array) -> Array:
    """Rows of length one; items without a common factor have none."""
    lengths = np.linalg.norm(loadings, axis=-1, keepdims=True)
    return np.where(lengths > ALIKE, loadings / np.where(lengths > ALIKE, lengths, 1), 0.0)


def _finished(loadings: Array, method: str) -> tuple[Array, Array]:
    """``Rotator`` on loadings at their best varimax: pattern and factor correlations.

    It divides by communalities, and so is shown the items only that have one.
    """
    from factor_analyzer.rotator import Rotator  # imported when called: it draws in scikit-learn, which takes a second

    rotator = Rotator(method=method, max_iter=MOST_STEPS, tol=GROWTH)
    rotator.fit(loadings[np.linalg.norm(loadings, axis=1) > ALIKE])
    phi = np.eye(loadings.shape[1]) if rotator.phi_ is None else rotator.phi_
    return np.asarray(loadings @ rotator.rotation_), np.asarray(phi, dtype=np.float64)
