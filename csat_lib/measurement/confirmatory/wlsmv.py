"""Factor models of ordered answers: diagonally weighted least squares on polychoric correlations (WLSMV)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.damped_newton import definite
from csat_lib.measurement.confirmatory.dwls import Adjusted, LeastSquares, WeightedResiduals, adjusted, sandwich
from csat_lib.measurement.confirmatory.implied_moments import implied, jacobian
from csat_lib.measurement.confirmatory.ordinal_covariance import OrdinalStatistics
from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, Structure
from csat_lib.measurement.confirmatory.start_values import start_values

Array = NDArray[np.float64]


@dataclass(frozen=True)
class OrdinalFit:
    """``theta`` (q,) parameters of the structure, residual variances being what the factors leave of 1.

    ``covariance`` (q, q) of their sampling errors; ``test`` of the model and ``baseline`` of the model without
    correlations, both naive and adjusted; ``srmr``; ``slopes`` and ``residual`` of the correlations. NaN and None where
    ``reason`` says why.
    """

    structure: Structure
    theta: Array
    covariance: Array
    test: Adjusted | None
    baseline: Adjusted | None
    srmr: float
    place: WeightedResiduals | None
    reason: str = ""


def fit_ordinal(statistics: Sequence[OrdinalStatistics], structure: Structure) -> OrdinalFit:
    """Fit a factor model to the polychoric correlations of one group or several: R lavaan's ``estimator = "WLSMV"``.

    Method: the latent answers behind the items have unit variances and free thresholds (delta parameterisation), so
    that the model is one of correlations. Estimates by diagonally weighted least squares, standard errors from the full
    covariance of the correlations, test scaled and shifted to the mean and variance of chi-square: see
    ``dwls``. Muthen, du Toit & Spisic (1997), Robust inference using weighted least squares.

    Reasons: those of the correlations; ``unidentified``: more parameters than correlations, or correlations that the
    parameters do not move apart; ``not_converged``.
    """
    reason = next((each.reason for each in statistics if each.reason), "")
    if reason:
        return _absent(structure, reason)
    observed = np.concatenate([each.correlations for each in statistics])
    weights = np.concatenate([1 / np.diagonal(each.covariance) for each in statistics])
    start = start_values(structure, [each.correlation.matrix for each in statistics])
    problem = LeastSquares(structure.starting_at(start), observed, weights)
    if problem.df < 0:
        return _absent(structure, "unidentified")
    found = problem.fit()
    place = problem.at(found.theta) if found.converged else None
    if place is None:
        return _absent(structure, "not_converged")
    if not definite(place.bread):
        return _absent(structure, "unidentified")
    covariances = [each.covariance for each in statistics]
    whole, spread = _with_residuals(problem, found.theta, sandwich(place, covariances))
    nothing = WeightedResiduals(observed, np.empty((len(observed), 0)), weights)
    return OrdinalFit(
        structure=structure,
        theta=whole,
        covariance=spread,
        test=adjusted(place, covariances, problem.df),
        baseline=adjusted(nothing, covariances, len(observed)),
        srmr=_srmr(place.residual, [each.n for each in statistics], len(structure.items)),
        place=place,
    )


def _with_residuals(problem: LeastSquares, theta: Array, covariance: Array) -> tuple[Array, Array]:
    """All parameters of the structure and their covariances: residual variances follow from the others."""
    structure, whole = problem.structure, problem.whole(theta)
    moves = np.zeros((structure.n_free, len(theta)))
    moves[problem.free, np.arange(len(theta))] = 1.0
    p = len(structure.items)
    on_diagonal = np.cumsum(np.arange(p) + 1) - 1
    for group, at in enumerate(implied(structure, whole)):
        own = (structure.group == group) & (structure.kind == COVARIANCE) & (structure.to == structure.by)
        rows = np.flatnonzero(own & (structure.to < p))
        item, number = structure.to[rows], structure.free[rows]
        moves[number] = -jacobian(structure, group, at)[0][on_diagonal[item]][:, problem.free]
        whole[number] += 1 - np.diagonal(at.sigma)[item]
    return whole, moves @ covariance @ moves.T


def _srmr(residual: Array, n: Sequence[int], p: int) -> float:
    """Root mean square of what the model leaves, over p(p + 1)/2 elements (the diagonal leaves nothing).

    Groups are averaged by their respondents, as in lavaan.
    """
    squares = (residual.reshape(len(n), -1) ** 2).sum(axis=1) / (p * (p + 1) / 2)
    return float(np.average(np.sqrt(squares), weights=n))


def _absent(structure: Structure, reason: str) -> OrdinalFit:
    nan = np.full(structure.n_free, np.nan)
    return OrdinalFit(structure, nan, np.full((len(nan), len(nan)), np.nan), None, None, float("nan"), None, reason)
