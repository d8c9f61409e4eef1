"""Jackknife intervals of loadings and factor correlations.

The whole analysis is done again without each replicate group: extraction from the whole's uniquenesses, rotation from
the whole's rotation, so that it ends in the same minimum. Factors have no order and no direction of their own; each
replicate's are matched to the whole's, the most congruent pair first, and made to point the same way. They are not
rotated towards the whole: that would hide how far rotations vary. Clarkson (1979), Psychometrika 44: 297-314.

Over 2,000 samples of 400 the 95 % intervals of oblimin loadings hold the population's in 95 to 96 of 100 (normal,
skewed, weighted, clustered answers), those of geomin in 97.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.measurement.correlations.interval import FAILED, NO_GROUPS, Interval
from csat_lib.measurement.factors.factor_result import FactorIntervals, FactorResult
from csat_lib.measurement.factors.maximum_likelihood import maximum_likelihood
from csat_lib.measurement.factors.minres import UnrotatedFactors, minres
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.factors.rotation import Rotated, rotate_like
from csat_lib.summary.replicates import Replicates

Array = NDArray[np.float64]
Extraction = Callable[[Array, int, Array | None], UnrotatedFactors]


def replicated(result: FactorResult, extract: Extraction, rotation: str | None, confidence: float) -> FactorIntervals:
    """Intervals of a factor analysis from the replicate groups of its correlations.

    Method: delete-a-group jackknife, which knows weights and PSUs, not strata; t with the number of groups less one.
    Intervals of factor correlations are cut at -1 and 1; pattern loadings of oblique factors know no such ends.
    There are none without replicate groups, and none where a replicate could not be extracted or rotated: ``method``
    says so.
    """
    (p, k), nan = result.loadings.shape, float("nan")
    if result.correlation.groups is None:
        return _none(NO_GROUPS, confidence, (p, k))
    loadings, phi = _each(result, extract, rotation)
    values = np.concatenate([loadings.reshape(-1, p * k), phi.reshape(-1, k * k)], axis=1)
    whole = np.concatenate([result.loadings.to_numpy().ravel(), result.phi.to_numpy().ravel()])
    replicates = Replicates("jackknife", whole, values)
    figures = [*replicates.interval(confidence), replicates.se]
    if np.isnan(figures[-1]).any():
        return _none(FAILED, confidence, (p, k))
    low, high, se = (figure[: p * k].reshape(p, k) for figure in figures)
    phi_low, phi_high, phi_se = (figure[p * k :].reshape(k, k) for figure in figures)
    cut = np.maximum(phi_low, -1.0), np.minimum(phi_high, 1.0), phi_se
    df = float(replicates.df) if replicates.df > 0 else nan
    return FactorIntervals(replicates.method, confidence, (low, high, se), cut, df)


def _each(result: FactorResult, extract: Extraction, rotation: str | None) -> tuple[Array, Array]:
    """(g, p, k) loadings and (g, k, k) factor correlations of the replicates, matched to the whole's."""
    unrotated = _extracted(result, extract)
    whole = Rotated(result.loadings.to_numpy(), result.phi.to_numpy(), converged=True)
    usable = np.isfinite(unrotated).all(axis=(1, 2))
    loadings, phi = np.full_like(unrotated, np.nan), np.full((len(unrotated), *whole.phi.shape), np.nan)
    if usable.any():
        loadings[usable], phi[usable] = rotate_like(rotation, unrotated[usable], (result.unrotated, whole))
    return match_factors(loadings, phi, whole.loadings)


def _extracted(result: FactorResult, extract: Extraction) -> Array:
    """(g, p, k) unrotated loadings without each group; NaN where there are none."""
    k, start = result.loadings.shape[1], result.uniquenesses.to_numpy()
    parts: list[Correlation] = list(result.correlation.jackknife_replicates())
    if extract is minres:
        usable = np.array([not part.reason for part in parts])[:, None, None]
        matrices = np.where(usable, np.stack([part.matrix for part in parts]), np.nan)
        return minres_stack(matrices, k, start)[0]
    nan = np.full(result.loadings.shape, np.nan)
    found = []
    for part in parts:
        absent = part.why_no_inverse if extract is maximum_likelihood else part.reason
        solution = None if absent else extract(part.matrix, k, start)
        found.append(solution.loadings if solution is not None and solution.converged else nan)
    return np.stack(found)


def match_factors(loadings: Array, phi: Array, whole: Array) -> tuple[Array, Array]:
    """Bring the factors of (g, p, k) loadings and (g, k, k) phi into the order and direction of ``whole`` (p, k)."""
    lengths = np.linalg.norm(loadings, axis=1)[:, None, :] * np.linalg.norm(whole, axis=0)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        congruence = np.nan_to_num(whole.T @ loadings / lengths)
    g, k, _ = congruence.shape
    left, each = np.abs(congruence), np.arange(g)
    order = np.zeros((g, k), dtype=np.intp)
    for _ in range(k):
        at, match = np.divmod(left.reshape(g, -1).argmax(axis=1), k)
        order[each, at] = match
        left[each, at, :] = left[each, :, match] = -1.0
    sign = np.where(np.take_along_axis(congruence, order[:, :, None], axis=2)[:, :, 0] < 0, -1.0, 1.0)
    ordered = np.take_along_axis(loadings, order[:, None, :], axis=2) * sign[:, None, :]
    crossed = phi[each[:, None, None], order[:, :, None], order[:, None, :]]
    return ordered, crossed * sign[:, :, None] * sign[:, None, :]


def _none(interval: Interval, confidence: float, shape: tuple[int, int]) -> FactorIntervals:
    (p, k), nan = shape, float("nan")
    loadings, phi = np.full((p, k), nan), np.full((k, k), nan)
    return FactorIntervals(interval.method, confidence, (loadings,) * 3, (phi,) * 3, nan)
