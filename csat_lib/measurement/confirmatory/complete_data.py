"""Maximum likelihood on complete answers: from Moments, or from rows with errors and tests that need them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Method, way, ways
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.damped_newton import minimise
from csat_lib.measurement.confirmatory.fit_indices import Chi2, fit_indices, srmr
from csat_lib.measurement.confirmatory.model_fit import ModelFit
from csat_lib.measurement.confirmatory.normal_theory import NormalTheory, complete_sample, saturated_constant
from csat_lib.measurement.confirmatory.normal_theory_fit import Found, criteria, result_of, search
from csat_lib.measurement.confirmatory.sampling_design import drawn, sampling_of
from csat_lib.measurement.confirmatory.sandwich import Answers, robust_errors
from csat_lib.measurement.confirmatory.scaled_test import information_of, scaled_indices
from csat_lib.measurement.confirmatory.specification import Specification
from csat_lib.measurement.confirmatory.start_values import start_values
from csat_lib.measurement.correlations.bases import bases_of, why_not
from csat_lib.measurement.correlations.correlation import SMALLEST_EIGENVALUE
from csat_lib.summary.moments import Base, Moments, sum_moments
from csat_lib.summary.replicates import jackknife
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
NAN = float("nan")


def fit_moments(plan: Specification, moments: Moments) -> CfaResult:
    """ML from sums.

    Respondents who weigh differently or were drawn in PSUs, and pairs with their own respondents: errors by the
    jackknife, and no test.
    """
    moments = moments.select(plan.items, moments.label) if plan.items else moments
    bases = bases_of(moments)
    by_design = "pairwise_no_test" if moments.missing == "pairwise" else ""
    by_design = by_design or ("design_no_test" if moments.weighted or moments.clustered else "")
    words = ways(WORDS[bool(by_design) and bases.weighted], bases.method)
    found = reason_of(plan, moments) or search_moments(plan, moments)
    if isinstance(found, str):
        return plan.absent(bases, words, found)
    if not by_design:
        return result_of(plan, found, found.naive(bases.n), (bases, words, tested(plan, found, bases.n)))
    covariance, how = jackknifed(found, moments)
    fit = ModelFit(srmr=_srmr(found), reason=by_design)
    return result_of(plan, found, covariance, (bases, words + how, fit))


WORDS = {False: "ml", True: "pseudo-ml"}


def fit_rows(plan: Specification, rows: Rows) -> CfaResult:
    """ML on the complete rows; sandwich errors and a scaled test when asked, or when the design needs them."""
    rows = rows.select(plan.items, rows.label).complete() if plan.items else rows
    design = rows.weighted or rows.clustered or rows.stratum is not None
    moments = sum_moments(rows.frame, Base(rows.weights, clustered=rows.clustered), label=rows.label)
    robust = "sandwich" if design and plan.spec.robust == "none" else plan.spec.robust
    if robust == "none":
        return fit_moments(plan, moments)
    bases = bases_of(moments)
    words = ways(WORDS[design], bases.method, *drawn(rows), ROBUST[robust])
    found = reason_of(plan, moments) or search_moments(plan, moments)
    if isinstance(found, str):
        return plan.absent(bases, words, found)
    answers = _answers(rows, moments, found)
    naive = tested(plan, found, bases.n)
    if answers.sampling.units < 2:
        return result_of(plan, found, None, (bases, words, ModelFit(srmr=naive.srmr, reason="few_psus")))
    asked = (bases.n_effective, plan.spec.confidence)
    errors = robust_errors(information_of(found, bases.n, robust), answers, found.point, asked)
    scaled = scaled_indices(plan, naive.indices, (found, answers, errors, robust))
    return result_of(plan, found, errors, (bases, words, naive.beside(scaled, "design_no_test" if design else "")))


ROBUST = {"satorra_bentler": way("satorra-bentler"), "sandwich": ways("sandwich", "yuan-bentler")}


def reason_of(plan: Specification, moments: Moments) -> str:
    """Why the model cannot be fitted to these sums, or nothing."""
    reason = plan.reason or why_not(moments)
    if reason:
        return reason
    smallest = float(np.linalg.eigvalsh(moments.correlation)[0])
    if smallest > SMALLEST_EIGENVALUE:
        return ""
    return "not_positive_definite" if smallest < -SMALLEST_EIGENVALUE else "collinear"


def search_moments(plan: Specification, moments: Moments) -> Found | str:
    """The minimum of the ML discrepancy from the moments' covariances."""
    theory = _theory(plan, moments)
    return search(theory, start_values(plan.structure, [moments.covariance]))


def tested(plan: Specification, found: Found, n: float) -> ModelFit:
    """Likelihood ratio test, indices, SRMR and information criteria."""
    p = len(plan.items)
    r = found.theory.samples[0].covariance[0]
    sd = np.sqrt(np.diagonal(r))
    independent = -n * float(np.linalg.slogdet(r / np.multiply.outer(sd, sd))[1])
    test = Chi2(max(n * found.point.value, 0.0), plan.structure.df)
    aic, bic = criteria(found, n)
    indices = fit_indices(test, Chi2(independent, p * (p - 1) // 2), n)
    return ModelFit(indices, None, _srmr(found), aic, bic, "" if test.df else "saturated")


def jackknifed(found: Found, moments: Moments) -> tuple[Array | None, Method]:
    """Covariance of the parameters over the replicate groups, and its name; None without groups."""
    if moments.groups is None:
        return None, way("no errors without replicate groups")

    def statistic(part: Moments) -> Array:
        theory = NormalTheory(found.theory.structure, [complete_sample(_ml_covariance(part))])
        minimum = minimise(theory, found.theta)
        return minimum.theta if minimum.converged else np.full_like(found.theta, NAN)

    replicates = jackknife(moments, statistic)
    if np.isnan(replicates.values).any() or replicates.df < 1:
        return None, ways("no errors", "a replicate had no estimate")
    gaps = replicates.values - replicates.values.mean(axis=0)
    return replicates.df / len(gaps) * gaps.T @ gaps, replicates.method


def _answers(rows: Rows, moments: Moments, found: Found) -> Answers:
    values = rows.values - moments.means
    return Answers(values, np.zeros(len(values), dtype=np.intp), found.theory.samples[0], sampling_of(rows))


def _theory(plan: Specification, moments: Moments) -> NormalTheory:
    samples = [complete_sample(_ml_covariance(moments))]
    return NormalTheory(plan.structure, samples, saturated_constant(samples))


def _ml_covariance(moments: Moments) -> Array:
    """(p, p) covariances with divisor n, each pair's own."""
    return np.asarray(moments.covariance * ((moments.n - 1) / moments.n))


def _srmr(found: Found) -> float:
    return srmr(found.theory.samples[0].covariance[0], found.point.groups[0].sigma)
