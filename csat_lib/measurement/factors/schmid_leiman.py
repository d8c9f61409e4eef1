"""Schmid-Leiman: a general factor behind group factors, and how much of a scale's variance is its doing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.factors.gradient_projection import turned
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.factors.orientation import direction
from csat_lib.measurement.factors.rotation import quartimin_criterion
from csat_lib.measurement.factors.rotation_search import project

Array = NDArray[np.float64]
FEWEST_GROUPS = 3  # loadings of two group factors on a general one have one correlation to follow from


@dataclass(frozen=True)
class SchmidLeiman:
    """``general`` (p,) loadings on the general factor, ``group`` (p, k) on what is left of the group factors.

    ``second_order`` (k,) loadings of the group factors; ``heywood`` (k,) which of them the general factor explains
    wholly (uniqueness held at .005).
    """

    general: Array
    group: Array
    second_order: Array
    heywood: NDArray[np.bool_]
    converged: bool


def schmid_leiman(loadings: Array, phi: Array) -> SchmidLeiman:
    """Orthogonal general and group factors of oblique factors, pattern ``loadings`` (p, k) and correlations ``phi``.

    Method: one factor by minres on phi gives second-order loadings c; general = L c, group = L sqrt(1 - c^2). Schmid &
    Leiman (1957), Psychometrika 22: 53-61. Three factors or more. The general factor points the way of most items.
    """
    solution = minres(phi, 1)
    second = solution.loadings[:, 0] * direction(loadings @ solution.loadings)
    group = loadings * np.sqrt(np.clip(1 - second**2, 0, None))
    return SchmidLeiman(loadings @ second, group, second, solution.heywood, solution.converged)


def asymptotic(found: SchmidLeiman) -> float:
    """Hierarchical omega of a scale of ever more such items: the general factor's share of what all factors explain.

    (sum of general loadings)^2 over the same plus (sum of loadings)^2 of each group factor: Zinbarg, Revelle, Yovel &
    Li (2005), Psychometrika 70: 123-133. psych's ``omega.lim`` has 1'R1 less the uniquenesses below the line, which is
    the same only where the factors leave no residual correlations.
    """
    general = found.general.sum() ** 2
    return float(general / (general + (found.group.sum(axis=0) ** 2).sum()))


def replicated_general(r: Array, pattern: Array, uniquenesses: Array) -> Array:
    """General loadings (g, p) of ``r`` (g, p, p) that differ little from the whole.

    ``pattern`` (p, k) and ``uniquenesses`` (p,) are the whole's: every replicate is extracted from the same start and
    rotated from the turn that brings it closest to the whole, so that factors keep their order and sign. NaN throughout
    where one of them does not settle.
    """
    axes, u = minres_stack(r, pattern.shape[1], uniquenesses)
    if np.isnan(u).any():
        return np.full_like(u, np.nan)
    across = axes.swapaxes(1, 2)
    turn = np.linalg.inv(np.linalg.solve(across @ axes, across @ pattern)).swapaxes(1, 2)
    ends = project(axes, quartimin_criterion, turn / np.linalg.norm(turn, axis=1, keepdims=True))
    phi = ends.turn.swapaxes(1, 2) @ ends.turn
    second, _ = minres_stack(phi, 1, minres(phi.mean(axis=0), 1).uniquenesses)
    general = (turned(axes, ends.turn) @ second)[..., 0]
    return np.where(ends.settled[:, None], general, np.nan)
