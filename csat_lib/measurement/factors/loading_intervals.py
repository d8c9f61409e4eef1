"""Jackknife intervals of loadings.

The whole analysis is done again without each replicate group: extraction from the whole's uniquenesses, rotation from
the whole's rotation, so that it ends in the same minimum. Factors have no order and no direction of their own; each
replicate's are matched to the whole's, the most congruent pair first, and made to point the same way. They are not
rotated towards the whole: that would hide how far rotations vary. Clarkson (1979), Psychometrika 44: 297-314.

There are none where these do not hold (``tests/simulations/loading_coverage.csv``): on fewer than an effective 200, of
skewed answers, and but of minres of Pearson correlations with oblimin: geomin's are too wide; other rotations,
extractions and correlations have not been tried. Factor correlations have none at all: rotation draws them towards 0,
by a standard error in samples of 300.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import ways
from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.measurement.correlations.interval import FAILED, FEW_GROUPS, FEW_RESPONDENTS, NO_GROUPS, SKEWED, Interval
from csat_lib.measurement.factors.factor_result import FactorIntervals, FactorResult
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.factors.rotation import Rotated, rotate_like
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.skewness import FEWEST_GROUPS, skewness_of

Array = NDArray[np.float64]
FEWEST_EFFECTIVE = 200
"""With fewer, the replicates' small cross-loadings jump with the rotation, and their intervals are too wide."""
HOLD = ("oblimin", "quartimin")
"""Rotations whose intervals hold."""
NOT_TRIED = Interval(ways("no interval", "not shown to hold for this kind of analysis"))
MOST_SKEWED = 0.07
"""Of :func:`skewness_of`: loadings bend more than reliabilities, whose limit is wider."""


def replicated(result: FactorResult, extraction: str, rotation: str | None, confidence: float) -> FactorIntervals:
    """Intervals of a factor analysis from the replicate groups of its correlations.

    Method: delete-a-group jackknife, which knows weights and PSUs, not strata; t with the number of groups less one.
    There are none without replicate groups, where these are few, the answers few or skewed, of an analysis that was not
    tried, and none where a replicate could not be extracted or rotated: ``method`` says so.
    """
    shape = result.loadings.shape
    tried = extraction == "minres" and (rotation in HOLD or shape[1] == 1) and result.correlation.kind == "pearson"
    why = _why_none(result.correlation) if tried else NOT_TRIED
    if why is not None:
        return _none(why, confidence, shape)
    replicates = Replicates("jackknife", result.loadings.to_numpy().ravel(), _each(result, rotation))
    low, high, se = (figure.reshape(shape) for figure in (*replicates.interval(confidence), replicates.se))
    if np.isnan(se).any():
        return _none(FAILED, confidence, shape)
    return FactorIntervals(replicates.method, confidence, (low, high, se), float(replicates.df))


def _why_none(correlation: Correlation) -> Interval | None:
    if correlation.groups is None or correlation.source is None:
        return NO_GROUPS
    groups = int(np.sum(correlation.groups.n.reshape(len(correlation.groups.n), -1).any(axis=1)))
    if groups < FEWEST_GROUPS:
        return FEW_GROUPS
    if correlation.bases.n_effective < FEWEST_EFFECTIVE:
        return FEW_RESPONDENTS
    return SKEWED if skewness_of(correlation.source) > MOST_SKEWED else None


def _each(result: FactorResult, rotation: str | None) -> Array:
    """(g, p k) loadings of the replicates, matched to the whole's."""
    unrotated = _extracted(result)
    whole = Rotated(result.loadings.to_numpy(), result.phi.to_numpy(), converged=True)
    usable = np.isfinite(unrotated).all(axis=(1, 2))
    loadings, phi = np.full_like(unrotated, np.nan), np.full((len(unrotated), *whole.phi.shape), np.nan)
    if usable.any():
        loadings[usable], phi[usable] = rotate_like(rotation, unrotated[usable], (result.unrotated, whole))
    return match_factors(loadings, phi, whole.loadings)[0].reshape(len(loadings), -1)


def _extracted(result: FactorResult) -> Array:
    """(g, p, k) unrotated loadings without each group; NaN where there are none."""
    parts: list[Correlation] = list(result.correlation.jackknife_replicates())
    usable = np.array([not part.reason for part in parts])[:, None, None]
    matrices = np.where(usable, np.stack([part.matrix for part in parts]), np.nan)
    return minres_stack(matrices, result.loadings.shape[1], result.uniquenesses.to_numpy())[0]


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
    return FactorIntervals(interval.method, confidence, (np.full(shape, np.nan),) * 3, float("nan"))
