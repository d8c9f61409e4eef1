"""Scaled test of one complete-data fit: see ``sandwich`` for what it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.fit_indices import Chi2, FitIndices, fit_indices
from csat_lib.measurement.confirmatory.normal_theory import NormalTheory
from csat_lib.measurement.confirmatory.normal_theory_fit import Found
from csat_lib.measurement.confirmatory.sandwich import Answers, Errors, trace_of
from csat_lib.measurement.confirmatory.specification import Specification

Array = NDArray[np.float64]


def scaled_indices(plan: Specification, naive: FitIndices, fitted: tuple[Found, Answers, Errors, str]) -> FitIndices:
    """The indices of the scaled test; ``fitted``: the search, the answers, the errors and their kind.

    Means are saturated on both sides: tr A_1^-1 B_1 of theirs is tr CS^-1, C the spread of their totals over n, and of
    the model's tr C sigma^-1 (equal to it unless weights or PSUs make C differ from S).
    """
    found, answers, errors, robust = fitted
    if not naive.test.df:
        return naive
    n, s = len(answers.values), answers.sample.covariance[0]
    variances = np.diagonal(s)
    theory = NormalTheory(plan.baseline, found.theory.samples, found.theory.constant)
    independent = theory.place(variances)
    own = {"model": found.point.deviations[0].w[0], "baseline": np.diag(1 / variances)}
    left = {
        "model": float(np.sum(np.asarray(errors.covariance) * information_of(found, n, robust))),
        "baseline": trace_of(n / 2 * independent.expected(), answers.spread(independent)),
    }
    weights = own if robust == "satorra_bentler" else dict.fromkeys(own, np.linalg.inv(s))
    means = answers.sampling.spread(answers.values) / n
    saturated = {of: answers.saturated_trace(w, s) + float((means * (w - own[of])).sum()) for of, w in weights.items()}
    scaling = {of: saturated[of] - left[of] for of in left}
    test = Chi2(naive.test.raw, naive.test.df, scaling["model"] / naive.test.df)
    baseline = Chi2(naive.baseline.raw, naive.baseline.df, scaling["baseline"] / naive.baseline.df)
    return fit_indices(test, baseline, n)


def information_of(found: Found, n: int, robust: str) -> Array:
    """(q, q) the observed information for ``sandwich`` errors, else the expected one."""
    return np.asarray(n / 2 * (found.point.exact() if robust == "sandwich" else found.expected))
