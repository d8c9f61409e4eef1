"""rho_A: reliability of construct scores that weigh their items, by Dijkstra and Henseler."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import ways
from csat_lib.findings.catalogue import reliability
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import (
    FEW_RESPONDENTS,
    NO_GROUPS,
    NONE,
    ZERO,
    Interval,
    check_confidence,
    log_by_replicates,
)
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.correlations.membership import Model, membership_of
from csat_lib.measurement.factors.orientation import pointing_up
from csat_lib.measurement.reliability import coefficients
from csat_lib.measurement.reliability.construct_figures import ConstructFigures
from csat_lib.statistics import statistic

Array = NDArray[np.float64]
SETTLED, MOST_ROUNDS = 1e-12, 1000
FEWEST_EFFECTIVE = 400
"""With fewer some replicates jump: of 300 answers of which 80 % are the best, intervals hold in .978 of samples
(``tests/simulations/other_coverage.csv``), of 400 in .971."""


@statistic
def rho_a(data: Data, model: Model, confidence: float = 0.95) -> ConstructFigures:
    """rho_A of each construct: reliability of a score whose weights are proportional to the items' loadings.

    Method: :func:`coefficients.rho_a` on the correlations, with the weights of mode A where every construct is joined
    with every other (:func:`mode_a_weights`). Interval: as of alpha where there are replicate groups, and none on fewer
    than an effective 400.

    Missing values: of a DataFrame or Rows, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: ``one_item``; ``one_construct`` (mode A has nothing to weigh by); ``not_converged``; ``no_variance``,
    ``all_missing``, ``few_answers``, those of the Correlation.

    Raises:
        CsatError: the confidence is no share, or an item that the data do not hold.
    """
    check_confidence(confidence)
    of = matrices_of(data)
    members, names = membership_of(of.items, model), list(model)
    values = _rho(of.correlation, members)
    values = np.full(len(names), np.nan) if of.reason else values
    figures = pd.Series(values, names, dtype=np.float64)
    alone = "one_construct" if len(names) < 2 else "not_converged"
    sizes = members.sum(axis=0)
    why = [
        "" if not np.isnan(value) else of.reason or ("one_item" if size < 2 else alone)
        for value, size in zip(values, sizes, strict=True)
    ]
    reasons = dict(zip(names, why, strict=True))
    return ConstructFigures(
        measure=reliability.RHO_A,
        figures=figures,
        intervals=_intervals(of, members, figures, confidence),
        reasons=reasons,
        bases={name: replace(of.bases, subject=name) for name in names},
        variant=ways("mode a", "factorial scheme"),
        words=of.correlated,
        confidence=confidence,
    )


def mode_a_weights(r: Array, members: Array) -> Array:
    """(..., p, c) weights of each construct's score: partial least squares, mode A, factorial scheme.

    ``r`` (..., p, p) correlations, ``members`` (p, c) zeros and ones. Every construct is joined with every other: the
    inner score of a construct is the sum of the others' scores times their correlation with it, and an item's weight
    its covariance with the inner score of its construct. Lohmoeller (1989), Latent Variable Path Modeling with PLS. NaN
    where 1,000 rounds do not settle, or a construct stands alone.
    """
    shape = (*r.shape[:-1], members.shape[1])
    if members.shape[1] < 2 or np.isnan(r).any():
        return np.full(shape, np.nan)
    apart = 1 - np.eye(members.shape[1])
    weights = _to_unit_variance(r, np.broadcast_to(members, shape))
    for _ in range(MOST_ROUNDS):
        inner = apart * (weights.swapaxes(-1, -2) @ r @ weights)
        inner = np.where(np.abs(inner) > ZERO, inner, 0.0)  # scores that rounding alone joins are not joined
        moved = _to_unit_variance(r, members * (r @ weights @ inner))
        settled = np.abs(moved - weights).max(axis=(-2, -1), keepdims=True) < SETTLED
        weights = moved
        if settled.all() or np.isnan(moved).any():
            break
    return np.where(settled, weights, np.nan)


def _to_unit_variance(r: Array, weights: Array) -> Array:
    """The same weights, each score with variance 1 and pointing up."""
    spread = (weights * (r @ weights)).sum(axis=-2)
    return pointing_up(weights / np.sqrt(np.where(spread > 0, spread, np.nan))[..., None, :])


def _rho(r: Array, members: Array) -> Array:
    """(..., c) rho_A of every construct."""
    weights = mode_a_weights(r, members)
    blocks = [np.flatnonzero(own) for own in members.T]
    each = [coefficients.rho_a(r[..., own[:, None], own], weights[..., own, at]) for at, own in enumerate(blocks)]
    return np.stack(each, axis=-1)


def _intervals(of: Matrices, members: Array, values: pd.Series, confidence: float) -> dict[str, Interval]:
    if not of.grouped or values.isna().all() or of.bases.n_effective < FEWEST_EFFECTIVE:
        why = FEW_RESPONDENTS if of.grouped else NO_GROUPS
        return {str(name): NONE if np.isnan(value) else why for name, value in values.items()}
    left_out = _rho(of.correlations_less, members)
    return {
        str(name): NONE
        if np.isnan(value)
        else log_by_replicates(float(value), left_out[:, at], of.skewness, confidence)
        for at, (name, value) in enumerate(values.items())
    }
