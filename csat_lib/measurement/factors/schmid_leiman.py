"""Schmid-Leiman: a general factor behind group factors, and how much of a scale's variance is its doing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.orientation import direction

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
