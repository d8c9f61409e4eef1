"""Steps that all normal-theory fits share: the search, the result."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Method
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.damped_newton import definite, minimise
from csat_lib.measurement.confirmatory.model_fit import ModelFit
from csat_lib.measurement.confirmatory.modification import COLUMNS, modification_indices
from csat_lib.measurement.confirmatory.normal_theory import Discrepancies, NormalTheory
from csat_lib.measurement.confirmatory.sandwich import Errors
from csat_lib.measurement.confirmatory.specification import Specification
from csat_lib.measurement.confirmatory.standardised_solution import correlations_table, estimates_table, oriented
from csat_lib.measurement.correlations.bases import Bases

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """Where the search ended: ``theta`` (q,), the discrepancy ``point`` there, and ``expected`` (q, q) of it."""

    theory: NormalTheory
    theta: Array
    point: Discrepancies
    expected: Array

    def naive(self, n: float) -> Array:
        """(q, q) covariance of the parameters of n respondents if the model and the normal distribution hold."""
        return np.asarray(np.linalg.inv(n / 2 * self.expected), dtype=np.float64)


def search(theory: NormalTheory, start: Array) -> Found | str:
    """The minimum, or why there is none.

    ``unidentified``: other parameters fit as well (the information is singular, where the search starts or where it
    ends); ``not_converged``: no minimum was reached, as when loadings run away because a construct's items do not
    correlate as those of one construct do.
    """
    first = theory.at(start)
    if first is None:
        return "not_converged"
    if not definite(first.expected()):
        return "unidentified"
    minimum = minimise(theory, start)
    if not minimum.converged:
        return "not_converged"
    theta = oriented(theory.structure, minimum.theta)
    point = theory.place(theta)
    expected = point.expected()
    return Found(theory, theta, point, expected) if definite(expected) else "unidentified"


def result_of(
    plan: Specification, found: Found, errors: Errors | Array | None, said: tuple[Bases, Method, ModelFit]
) -> CfaResult:
    """The result with its tables; ``errors``, or the parameters' covariance (q, q); ``said``: bases, words, fit."""
    errors = errors if isinstance(errors, Errors) else Errors(errors, plan.spec.confidence)
    bases, words, fit = said
    structure, theta = found.theory.structure, found.theta
    return CfaResult(
        model=plan.model,
        spec=plan.spec,
        bases=bases,
        words=words,
        structure=structure,
        theta=theta,
        covariance=errors.covariance,
        interval=errors.interval,
        estimates=estimates_table(structure, theta, errors),
        correlations=correlations_table(structure, theta, errors),
        modification=_changes(found, fit, float(bases.n)),
        fit=fit,
        left_out=plan.left_out,
    )


def _changes(found: Found, fit: ModelFit, n: float) -> pd.DataFrame:
    """Modification indices: divided by the scaling where only a scaled test holds, none where no test does."""
    if not fit.indices.test.df and (fit.scaled is None or not fit.scaled.test.df):
        return pd.DataFrame(columns=COLUMNS)
    table = modification_indices(found.theory, found.theta, found.naive(n), n)
    if not fit.indices.test.df and fit.scaled is not None:
        table["chi2_drop"] = table["chi2_drop"] / fit.scaled.test.scaling
    return table


def criteria(found: Found, n: float) -> tuple[float, float]:
    """(AIC, BIC): -2 log-likelihood of the n respondents' answers plus 2 or ln n per parameter."""
    (sample,) = found.theory.samples
    answers = float(sample.share @ sample.answered.sum(axis=1))
    deviance = n * (found.point.value + found.theory.constant + answers * math.log(2 * math.pi))
    q = found.theory.structure.n_free
    return deviance + 2 * q, deviance + math.log(n) * q
