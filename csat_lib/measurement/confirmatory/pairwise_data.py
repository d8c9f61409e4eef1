"""A model fitted to pairwise covariances: consistent estimates, sandwich errors, and no test.

Every covariance has its own respondents, so that no likelihood stands behind the discrepancy and n times it is no
chi-square. What each respondent adds to each covariance that he answered both items of, over the share who did, gives
the errors: theta = argmin F(S), d theta = H^-1 J' V dS with the exact second derivatives H.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import ways
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.complete_data import reason_of, search_moments
from csat_lib.measurement.confirmatory.fit_indices import srmr
from csat_lib.measurement.confirmatory.implied_moments import jacobian
from csat_lib.measurement.confirmatory.model_fit import ModelFit
from csat_lib.measurement.confirmatory.normal_theory_fit import Found, result_of
from csat_lib.measurement.confirmatory.sampling_design import drawn, sampling_of
from csat_lib.measurement.confirmatory.sandwich import sandwich
from csat_lib.measurement.confirmatory.specification import Specification
from csat_lib.measurement.correlations.bases import bases_of
from csat_lib.summary.moments import Base, Moments, sum_moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
ROWS_AT_ONCE = 4096


def fit_pairwise(plan: Specification, rows: Rows) -> CfaResult:
    """ML discrepancy from pairwise covariances, sandwich errors over the design."""
    rows = rows.select(plan.items, rows.label) if plan.items else rows
    moments = sum_moments(rows.frame, Base(rows.weights, clustered=rows.clustered), "pairwise", rows.label)
    bases = bases_of(moments)
    words = ways("ml", bases.method, *drawn(rows), "sandwich")
    found = reason_of(plan, moments) or search_moments(plan, moments)
    if isinstance(found, str):
        return plan.absent(bases, words, found)
    n = len(rows.frame)
    design = sampling_of(rows)
    share = moments.w / (n if rows.weights is None else rows.weights.sum())
    spread = design.spread(_scores(rows.values, moments, found, share))
    covariance = sandwich(n / 2 * found.point.exact(), spread) if design.units > 1 else None
    gap = srmr(found.theory.samples[0].covariance[0], found.point.groups[0].sigma)
    return result_of(plan, found, covariance, (bases, words, ModelFit(srmr=gap, reason="pairwise_no_test")))


def _scores(values: Array, moments: Moments, found: Found, share: Array) -> Array:
    """(n, q) 1/2 tr(W D_i W d sigma), D_i what respondent i adds to the covariances, over the share who answered."""
    low, high = np.tril_indices(len(moments.items))
    sigma, _ = jacobian(found.theory.structure, 0, found.point.groups[0])
    w = found.point.deviations[0].w[0]
    moved = np.zeros((sigma.shape[1], len(w), len(w)))
    moved[:, low, high] = moved[:, high, low] = sigma.T
    once = np.where(low == high, 0.5, 1.0) / share[low, high]
    turned = ((w @ moved @ w)[:, low, high] * once).T
    means = moments.wx / moments.w
    s = found.theory.samples[0].covariance[0][low, high]
    out = np.empty((len(values), sigma.shape[1]))
    for start in range(0, len(values), ROWS_AT_ONCE):
        x = values[start : start + ROWS_AT_ONCE]
        products = (x[:, low] - means[low, high]) * (x[:, high] - means[high, low]) - s
        out[start : start + ROWS_AT_ONCE] = np.nan_to_num(products) @ turned
    return out
