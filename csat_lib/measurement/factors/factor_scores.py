"""Factor scores of respondents, and how far they can be trusted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Finding, Method, way
from csat_lib.findings.catalogue import factors
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.factors.factor_result import FactorResult
from csat_lib.measurement.factors.orientation import ALIKE
from csat_lib.statistics import statistic
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
ScoreMethod = Literal["regression", "bartlett"]
METHODS = ("regression", "bartlett")


@dataclass(frozen=True)
class FactorScores:
    """``frame`` (n, k) scores F1 .. Fk in the rows' order and index, NaN where too little was answered.

    ``weights`` (p, k) of the standardised items when all are answered; ``validity`` (k,) correlation of the scores with
    their factor, for those who answered all items. NaN where ``reason`` says why.
    """

    frame: pd.DataFrame
    weights: pd.DataFrame
    validity: pd.Series
    method: Method
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """One ``factor_score_validity`` per factor."""
        sheet = FindingWriter("items", self.bases, self.reason)
        rows = [(str(name), float(value)) for name, value in self.validity.items()]
        made = [(name, sheet.row(factors.FACTOR_SCORE_VALIDITY, value, self.method)) for name, value in rows]
        return [replace(row, subject=name) for name, row in made]


@statistic
def factor_scores(result: FactorResult, rows: Rows | pd.DataFrame, method: ScoreMethod = "regression") -> FactorScores:
    """Scores of the respondents on the factors of ``result``, oblique ones included.

    Method: z W of the answers z, standardised with these rows' own (weighted) means and standard deviations.
    ``regression``: W = R^-1 S with S = L phi, the structure: Thurstone (1935); scores as near to the factors as can be.
    ``bartlett``: W = U^-1 L (L' U^-1 L)^-1 with U the uniquenesses: Bartlett (1937); unbiased, and a factor's scores
    hold nothing of the others. Validity (Grice 2001, Psychological Methods 6: 430-450): correlation of the scores with
    the factor, diag(W'S) / sqrt(diag(W'RW)); of regression scores it is the determinacy, the multiple correlation.

    Missing values: a respondent who answered at least half of the items is scored from those answered, with the
    weights that belong to these; all others have no score. An item that does not vary among the rows counts as not
    answered.

    Reasons: those of ``result``; ``collinear`` and ``not_positive_definite`` for regression, which inverts R.

    Raises:
        CsatError: unknown method, or ``rows`` lack an item.
    """
    if method not in METHODS:
        raise unknown_choice("method of factor scores", method, list(METHODS))
    taken = (rows if isinstance(rows, Rows) else Rows(rows)).select(list(result.loadings.index))
    told = way(f"{method} scores") + result.method
    reason = result.reason or (result.correlation.why_no_inverse if method == "regression" else "")
    if reason:
        return _absent(result, taken, told, reason)
    weights = _weights(result, np.arange(len(taken.items)), method)
    spread = np.einsum("jk,jl,lk->k", weights, result.correlation.matrix, weights)
    validity = np.einsum("jk,jk->k", weights, result.structure.to_numpy()) / np.sqrt(spread)
    names, items = list(result.loadings.columns), list(result.loadings.index)
    return FactorScores(
        frame=pd.DataFrame(_scores(result, taken, method), taken.frame.index, names),
        weights=pd.DataFrame(weights, items, names),
        validity=pd.Series(validity, names),
        method=told,
        bases=result.bases,
    )


def _weights(result: FactorResult, at: NDArray[np.intp], method: str) -> Array:
    """(q, k) weights of the q items ``at``; NaN where these items cannot tell the factors apart."""
    if method == "regression":
        matrix = result.correlation.matrix[np.ix_(at, at)]
        return np.asarray(np.linalg.solve(matrix, result.structure.to_numpy()[at]))
    loadings = result.loadings.to_numpy()[at]
    scaled = loadings / result.uniquenesses.to_numpy()[at, None]
    if np.linalg.matrix_rank(loadings, ALIKE) < loadings.shape[1]:
        return np.full_like(loadings, np.nan)
    return np.asarray(scaled @ np.linalg.inv(loadings.T @ scaled))


def _scores(result: FactorResult, rows: Rows, method: str) -> Array:
    """(n, k), pattern of answered items after pattern."""
    z = _standardised(rows)
    answered = ~np.isnan(z)
    scores = np.full((len(z), result.loadings.shape[1]), np.nan)
    patterns, which = np.unique(answered, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    edges = np.searchsorted(which.ravel()[order], np.arange(len(patterns) + 1))
    for number, pattern in enumerate(patterns):
        if 2 * pattern.sum() < len(pattern):
            continue
        members, at = order[edges[number] : edges[number + 1]], np.flatnonzero(pattern)
        scores[members] = z[np.ix_(members, at)] @ _weights(result, at, method)
    return scores


def _standardised(rows: Rows) -> Array:
    """(n, p) answers less their mean, over their standard deviation (with n - 1), weighted where the rows are."""
    x = rows.frame.to_numpy(dtype=np.float64, na_value=np.nan)
    answered = ~np.isnan(x)
    w = answered * (np.ones(len(x)) if rows.weights is None else rows.weights)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(w * x, axis=0) / w.sum(axis=0)
        n = answered.sum(axis=0)
        variance = np.nansum(w * (x - mean) ** 2, axis=0) / w.sum(axis=0) * n / (n - 1)
        return np.asarray((x - mean) / np.sqrt(variance))


def _absent(result: FactorResult, rows: Rows, method: Method, reason: str) -> FactorScores:
    names, nan = list(result.loadings.columns), np.nan
    return FactorScores(
        frame=pd.DataFrame(nan, rows.frame.index, names),
        weights=pd.DataFrame(nan, list(result.loadings.index), names),
        validity=pd.Series(nan, names),
        method=method,
        bases=result.bases,
        reason=reason,
    )
