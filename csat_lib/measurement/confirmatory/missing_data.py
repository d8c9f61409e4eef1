"""A model fitted to every answer: full information maximum likelihood by missing pattern."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import ways
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.damped_newton import definite, minimise
from csat_lib.measurement.confirmatory.fiml import Saturated, item_moments, pattern_sample, saturate
from csat_lib.measurement.confirmatory.fit_indices import Chi2, FitIndices, fit_indices, srmr
from csat_lib.measurement.confirmatory.model_fit import ModelFit
from csat_lib.measurement.confirmatory.normal_theory import Discrepancies, NormalTheory, PatternMoments, complete_sample
from csat_lib.measurement.confirmatory.normal_theory_fit import Found, criteria, result_of, search
from csat_lib.measurement.confirmatory.sampling_design import drawn, sampling_of
from csat_lib.measurement.confirmatory.sandwich import Answers, robust_errors, trace_of
from csat_lib.measurement.confirmatory.specification import Specification
from csat_lib.measurement.confirmatory.start_values import start_values
from csat_lib.measurement.correlations.bases import Bases
from csat_lib.summary.patterns import sum_patterns
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]


def fit_missing(plan: Specification, rows: Rows) -> CfaResult:
    """FIML: observed information; sandwich errors and a scaled test when asked, or when the design needs them.

    Respondents without any answer are left out.
    """
    rows = rows.select(plan.items, rows.label) if plan.items else rows
    rows = rows.where(rows.frame.notna().any(axis=1).to_numpy())
    design = rows.weighted or rows.clustered or rows.stratum is not None
    robust = design or plan.spec.robust == "sandwich"
    bases = _bases(rows)
    how = ["sandwich", "yuan-bentler"] * robust
    words = ways("pseudo-fiml" if design else "fiml", *["weighted"] * rows.weighted, *drawn(rows), *how)
    if reason := plan.reason or _why_not(rows):
        return plan.absent(bases, words, reason)
    sample = pattern_sample(sum_patterns(rows.frame, rows.weights))
    saturated = saturate(sample)
    found = _search(plan, sample, saturated)
    if isinstance(found, str):
        return plan.absent(bases, words, found)
    fit = _tested(plan, found, saturated, float(bases.n))
    information = bases.n / 2 * found.point.exact()
    if not robust:
        return result_of(plan, found, np.asarray(np.linalg.inv(information)), (bases, words, fit))
    answers = _answers(rows, sample)
    if answers.sampling.units < 2:
        return result_of(plan, found, None, (bases, words, ModelFit(srmr=fit.srmr, reason="few_psus")))
    scaled = _scaled(plan, fit.indices, (found, saturated, answers))
    fit = fit.beside(scaled, "design_no_test" if design else "")
    errors = robust_errors(information, answers, found.point, (bases.n_effective, plan.spec.confidence))
    return result_of(plan, found, errors, (bases, words, fit))


def _bases(rows: Rows) -> Bases:
    w = np.ones(len(rows.frame)) if rows.weights is None else rows.weights
    effective = float(w.sum() ** 2 / (w**2).sum()) if len(w) else 0.0
    return Bases(rows.label or "items", len(w), float(w.sum()), effective, "pairwise", rows.weighted, rows.clustered)


def _why_not(rows: Rows) -> str:
    """Why no likelihood can be had.

    ``all_missing``: an item that nobody answered; ``few_answers``: no more respondents than items, or a pair of items
    that fewer than two answered both of; ``no_variance``.
    """
    seen = rows.frame.notna().to_numpy(dtype=np.float64)
    if not len(seen) or not seen.any(axis=0).all():
        return "all_missing"
    together = seen.T @ seen
    if len(seen) <= seen.shape[1] or together.min() < 2:
        return "few_answers"
    spread = np.nanmax(rows.values, axis=0) - np.nanmin(rows.values, axis=0)
    return "" if spread.all() else "no_variance"


def _search(plan: Specification, sample: PatternMoments, saturated: Saturated) -> Found | str:
    """From the fit to the saturated moments as if they were complete, which is near, to the fit to the patterns."""
    if not definite(saturated.covariance):
        return "collinear"
    if not saturated.converged:
        return "not_converged"
    whole = [complete_sample(saturated.covariance, saturated.mean)]
    start = start_values(plan.structure, [saturated.covariance], [saturated.mean])
    near = minimise(NormalTheory(plan.structure, whole), start)
    return search(NormalTheory(plan.structure, [sample], saturated.constant), near.theta if near.converged else start)


def _tested(plan: Specification, found: Found, saturated: Saturated, n: float) -> ModelFit:
    test = Chi2(max(n * found.point.value, 0.0), plan.structure.df)
    p = len(plan.items)
    indices = fit_indices(test, Chi2(n * _independent(plan, found).value, p * (p - 1) // 2), n)
    at = found.point.groups[0]
    aic, bic = criteria(found, n)
    gap = srmr(saturated.covariance, at.sigma, saturated.mean - at.mu)
    return ModelFit(indices, None, gap, aic, bic, "" if test.df else "saturated")


def _independent(plan: Specification, found: Found) -> Discrepancies:
    """The baseline model at its closed form: each item's mean and variance over its own answers."""
    theory = NormalTheory(plan.baseline, found.theory.samples, found.theory.constant)
    mean, covariance = item_moments(found.theory.samples[0])
    return theory.place(np.concatenate([np.diagonal(covariance), mean]))


def _answers(rows: Rows, sample: PatternMoments) -> Answers:
    bits = rows.frame.notna().to_numpy()
    known = {row.tobytes(): at for at, row in enumerate(sample.answered)}
    pattern = np.array([known[row.tobytes()] for row in bits], dtype=np.intp)
    return Answers(np.nan_to_num(rows.values), pattern, sample, sampling_of(rows))


def _scaled(plan: Specification, naive: FitIndices, fitted: tuple[Found, Saturated, Answers]) -> FitIndices:
    """Yuan-Bentler scaling of model and baseline against the saturated model, all by their scores."""
    found, saturated, answers = fitted
    if not naive.test.df:
        return naive
    n = len(answers.values)
    theory = NormalTheory(plan.saturated, found.theory.samples, found.theory.constant)
    low = np.tril_indices(len(plan.items), -1)
    entries = [np.diagonal(saturated.covariance), saturated.mean, saturated.covariance[low]]
    points = {
        "saturated": theory.place(np.concatenate(entries)),
        "model": found.point,
        "baseline": _independent(plan, found),
    }
    trace = {of: trace_of(n / 2 * point.exact(), answers.spread(point)) for of, point in points.items()}
    test = Chi2(naive.test.raw, naive.test.df, (trace["saturated"] - trace["model"]) / naive.test.df)
    left = (trace["saturated"] - trace["baseline"]) / naive.baseline.df
    return fit_indices(test, Chi2(naive.baseline.raw, naive.baseline.df, left), n)
