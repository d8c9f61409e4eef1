"""Guttman's lambda 2 of one scale: a lower bound of its reliability that is never below alpha."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.findings import way
from csat_lib.findings.catalogue import reliability
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import (
    NAN,
    NO_GROUPS,
    NONE,
    Interval,
    check_confidence,
    log_by_replicates,
)
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.reliability import coefficients
from csat_lib.measurement.reliability.construct_figures import ConstructFigures
from csat_lib.statistics import statistic


@statistic
def lambda2(data: Data, confidence: float = 0.95, label: str = "") -> ConstructFigures:
    """Lambda 2 of the items, with its interval.

    Method: :func:`coefficients.lambda2` of the covariances, or of the correlations where only those are given.
    Interval: delete-a-group jackknife on log(1 - lambda 2) over the replicate groups (which knows weights and PSUs, not
    strata), else none, and the method says so. Items must point the same way.

    Missing values: of a DataFrame or Rows, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: ``one_item``, ``all_missing``, ``few_answers``, ``no_variance``; those of the Correlation.

    Raises:
        CsatError: the confidence is no share.
    """
    check_confidence(confidence)
    of = matrices_of(data, label)
    value = NAN if of.reason else float(coefficients.lambda2(of.covariance))
    return ConstructFigures(
        measure=reliability.LAMBDA2,
        figures=pd.Series([value], [of.label]),
        intervals={of.label: _interval(of, value, confidence)},
        reasons={of.label: of.reason or ("no_variance" if np.isnan(value) else "")},
        bases={of.label: of.bases},
        variant=way("raw" if of.kind == "raw" else "standardised"),
        words=of.method,
        confidence=confidence,
    )


def _interval(of: Matrices, value: float, confidence: float) -> Interval:
    if np.isnan(value):
        return NONE
    if not of.grouped:
        return NO_GROUPS
    return log_by_replicates(value, coefficients.lambda2(of.covariances_less), of.skewness, confidence)
