"""Rotations of a loading matrix: factor_analyzer's ``Rotator``, with R's variants and stopping rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
VARIMAX_GROWTH = 1e-5  # relative growth at which R's varimax stops; a tighter rule leaves R's fourth decimal
STEEPEST = 1e-6  # gradient at which the others stop; R's GPArotation stops at 1e-5, rounding drowns less than 1e-7
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
    return Rotated(rotated, phi, bool(np.isfinite(rotated).all()))


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
    """Oblique, direct oblimin with gamma 0 (quartimin), without normalisation: Jennrich & Sampson (1966)."""
    rotated, phi = _rotate(loadings, "oblimin", STEEPEST)
    squares = rotated**2
    turn = (rotated * (squares.sum(axis=1, keepdims=True) - squares)).T @ rotated
    return Rotated(rotated, phi, _settled(turn, phi * np.diagonal(turn)))


ROTATIONS: dict[str, Rotation] = {"oblimin": oblimin, "varimax": varimax, "promax": promax, "quartimax": quartimax}


def _rotate(loadings: Array, method: str, tolerance: float) -> tuple[Array, Array]:
    from factor_analyzer.rotator import Rotator  # imported when called: it draws in scikit-learn, which takes seconds

    rotator = Rotator(method=method, max_iter=MOST_STEPS, tol=tolerance)
    rotated = np.asarray(rotator.fit_transform(loadings), dtype=np.float64)
    phi = np.eye(loadings.shape[1]) if rotator.phi_ is None else np.asarray(rotator.phi_, dtype=np.float64)
    return rotated, phi


def _settled(turn: Array, still: Array) -> bool:
    """Whether a criterion with gradient G is stationary: Jennrich (2001, 2002), Psychometrika 66: 289-306, 67: 7-19.

    Orthogonal: L'G equals its transpose. Oblique: G'L equals phi diag(G'L).
    """
    return bool(np.abs(turn - still).max() < SETTLED)
