"""Confirmatory factor analysis: do the items measure the constructs that they were written for?

``fit_cfa`` chooses what the data allow, says it in ``method``, and gives a reason where a figure cannot be had:

    Moments listwise            ML, errors from the expected information, likelihood ratio test
    ... weighted, clustered or pairwise: ML estimates, errors by the jackknife over replicate groups, no test
    DataFrame or Rows           ML on complete rows
    ... weighted or with PSUs   pseudo-ML: sandwich errors over strata and PSUs, Yuan-Bentler scaled test
    ... missing="pairwise"      pairwise covariances, sandwich errors, no test
    ... estimator="fiml"        every answer used, errors from the observed information
    ... estimator="wlsmv"       polychoric correlations: see ``wlsmv``

Chi-square is n times the discrepancy (lavaan's ``likelihood = "normal"``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from csat_lib.errors.measurement import needs_rows, no_satorra_bentler
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.complete_data import fit_moments, fit_rows
from csat_lib.measurement.confirmatory.fitted_model import CfaSpec
from csat_lib.measurement.confirmatory.missing_data import fit_missing
from csat_lib.measurement.confirmatory.pairwise_data import fit_pairwise
from csat_lib.measurement.confirmatory.specification import Specification, specify
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows


@statistic
def fit_cfa(
    data: pd.DataFrame | Moments | Rows, model: Mapping[str, Sequence[str]], spec: CfaSpec | None = None
) -> CfaResult:
    """Fit the model ``{construct: items}``: every construct a factor, factors correlated or of a second order.

    Method: normal-theory maximum likelihood (Joreskog 1969, Psychometrika 34: 183-202) by Newton's method with exact
    derivatives; standard errors, tests and missing values as the module says; standardised solution with errors by the
    delta method; modification indices. Constructs of one item are left out, and the method names them.

    Missing values: of a DataFrame or Rows, by ``spec.missing`` (``ml``) or every answer (``fiml``); of Moments, as they
    were added up.

    Reasons: ``one_item``, ``few_items``, ``unidentified``, ``not_converged``, ``collinear``, ``not_positive_definite``
    (pairwise), ``all_missing``, ``few_answers``, ``no_variance``; of tests alone ``pairwise_no_test``,
    ``design_no_test`` (weights or PSUs: the likelihood ratio test does not hold, only the scaled one),
    ``no_likelihood`` (``wlsmv``: likewise), ``few_psus`` (one), ``saturated`` (no degree of freedom).
    Negative residual variances and correlations beyond 1 stand, and ``method`` names them.

    Raises:
        CsatError: an unknown choice or item, a model without constructs, rows asked from sums, or Satorra-Bentler
            errors for incomplete answers.
    """
    plan = specify(model, spec or CfaSpec())
    if plan.spec.robust == "satorra_bentler" and (plan.spec.estimator == "fiml" or plan.spec.missing == "pairwise"):
        raise no_satorra_bentler()
    if isinstance(data, Moments):
        if plan.spec.estimator != "ml" or plan.spec.robust != "none":
            raise needs_rows(plan.spec.estimator if plan.spec.estimator != "ml" else plan.spec.robust)
        return fit_moments(plan, data)
    return _fitter(plan)(plan, data if isinstance(data, Rows) else Rows(data))


def _fitter(plan: Specification) -> Callable[[Specification, Rows], CfaResult]:
    if plan.spec.estimator == "wlsmv":
        from csat_lib.measurement.confirmatory.ordinal_data import fit_ordinal_rows  # imported when called: few need it

        return fit_ordinal_rows
    if plan.spec.estimator == "fiml":
        return fit_missing
    return fit_pairwise if plan.spec.missing == "pairwise" else fit_rows
