"""Exploratory factor analysis: extraction, rotation, and what the factors explain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Method, ways
from csat_lib.measurement.correlations.correlation import Correlation, Data, as_correlation
from csat_lib.measurement.correlations.interval import check_confidence
from csat_lib.measurement.factors.factor_result import FactorResult, absent_factors, result_of
from csat_lib.measurement.factors.loading_intervals import replicated
from csat_lib.measurement.factors.maximum_likelihood import FactorTest, fit_test, maximum_likelihood
from csat_lib.measurement.factors.minres import UnrotatedFactors, fewer_than_needed, minres
from csat_lib.measurement.factors.principal_axis import principal_axis
from csat_lib.measurement.factors.rotation import ROTATIONS, method_of, unrotated
from csat_lib.statistics import statistic
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
ExtractionMethod = Literal["minres", "ml", "paf"]
RotationName = Literal["oblimin", "quartimin", "geomin", "varimax", "promax", "quartimax"]
EXTRACTIONS: dict[str, Callable[[Array, int, Array | None], UnrotatedFactors]] = {
    "minres": minres,
    "ml": maximum_likelihood,
    "paf": principal_axis,
}


@statistic
def extract_factors(
    data: Data,
    n_factors: int,
    method: ExtractionMethod = "minres",
    rotation: RotationName | None = "oblimin",
    confidence: float | None = None,
) -> FactorResult:
    """Exploratory factor analysis of the items' correlations.

    Method: extraction by ``minres``, maximum likelihood (``ml``) or iterated principal axes (``paf``), each in the
    module of its name; rotation as in ``measurement.rotation`` (none for one factor). Communalities of oblique factors
    take phi into account. Maximum likelihood of Pearson correlations is tested for fit, with n as in Bartlett's test.
    With a ``confidence``, loadings have jackknife intervals where these hold, see ``measurement.loading_intervals``.

    Missing values: of answers, rows complete on all items; of sums or a Correlation, as they were added up.
    The rows of a DataFrame are dealt to 100 replicate groups, whatever their order.

    Reasons: those of the correlations; ``few_items`` (more parameters than correlations); ``collinear`` and
    ``not_positive_definite`` (maximum likelihood needs an inverse); ``not_converged`` (extraction or rotation).

    Raises:
        CsatError: unknown extraction or rotation, fewer than one factor, or a confidence that is no share.
    """
    if method not in EXTRACTIONS:
        raise unknown_choice("extraction", method, list(EXTRACTIONS))
    if rotation is not None and rotation not in ROTATIONS:
        raise unknown_choice("rotation", rotation, list(ROTATIONS))
    if confidence is not None:
        check_confidence(confidence)
    rows = Rows(data) if isinstance(data, pd.DataFrame) and confidence is not None else data
    correlation = as_correlation(rows)
    rotation = rotation if n_factors > 1 else None
    variant = ways(method, method_of(rotation), correlation.method)
    few = fewer_than_needed(len(correlation.items), n_factors)
    reason = correlation.reason or few or (correlation.why_no_inverse if method == "ml" else "")
    if reason:
        return absent_factors(correlation, n_factors, variant, reason)
    result = _fitted(correlation, n_factors, (method, rotation), variant)
    if confidence is None or result.reason:
        return result
    return replace(result, intervals=replicated(result, method, rotation, confidence))


def _fitted(correlation: Correlation, k: int, names: tuple[str, str | None], variant: Method) -> FactorResult:
    method, rotation = names
    solution = EXTRACTIONS[method](correlation.matrix, k, None)
    rotated = (ROTATIONS[rotation] if rotation else unrotated)(solution.loadings)
    if not (solution.converged and rotated.converged):
        return absent_factors(correlation, k, variant, "not_converged")
    result = result_of(correlation, solution, rotated, variant)
    return replace(result, fit=_fit(correlation, solution, k)) if method == "ml" else result


def _fit(correlation: Correlation, solution: UnrotatedFactors, k: int) -> FactorTest | None:
    """Only Pearson correlations of complete rows have this distribution."""
    if correlation.kind != "pearson":
        return None
    return fit_test(solution.objective, correlation.bases.n_for_tests, len(correlation.items), k)
