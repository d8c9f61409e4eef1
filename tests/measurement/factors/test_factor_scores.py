"""Factor scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.findings import ways
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.factor_result import result_of
from csat_lib.measurement.factors.factor_scores import factor_scores
from csat_lib.measurement.factors.minres import UnrotatedFactors
from csat_lib.measurement.factors.rotation import Rotated
from csat_lib.summary.rows import Rows
from tests.measurement.factor_facts import DATA, figures, loadings, real
from tests.measurement.facts import HARMAN, A, B, correlation_of, matrix, synthetic

COMPLETE = synthetic().dropna()
FACTORS = extract_factors(COMPLETE, 2)


def as_r_has_them(data: str):
    """R's oblimin of R's maximum likelihood, as our result."""
    pattern, phi = loadings(data, "oblimin"), loadings(data, "oblimin_phi")
    unrotated = loadings(data, "unrotated")
    solution = UnrotatedFactors(unrotated, 1 - (unrotated**2).sum(axis=1), 0.0, converged=True, iterations=1)
    return result_of(real(data), solution, Rotated(pattern, phi, converged=True), ways("ml", "oblimin"))


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("method", ["regression", "bartlett"])
def test_weights_are_those_of_psych(data, method):
    result = as_r_has_them(data)
    answers = pd.DataFrame(np.eye(len(result.communalities)), columns=result.communalities.index)
    scores = factor_scores(result, answers, method)
    np.testing.assert_allclose(scores.weights, loadings(data, f"weights_{method}"), rtol=1e-6, atol=1e-9)
    if method == "regression":
        np.testing.assert_allclose(scores.validity, figures(data, "determinacy"), rtol=1e-7)


def test_scores_are_weighted_standardised_answers():
    scores = factor_scores(FACTORS, COMPLETE)
    z = (COMPLETE - COMPLETE.mean()) / COMPLETE.std()
    np.testing.assert_allclose(scores.frame, z.to_numpy() @ scores.weights.to_numpy(), atol=1e-12)
    assert scores.frame.index.equals(COMPLETE.index)
    assert scores.frame.columns.tolist() == ["F1", "F2"]


@pytest.mark.parametrize("method", ["regression", "bartlett"])
def test_validity_is_the_correlation_with_the_factor(method):
    rng = np.random.default_rng(4)
    planted = np.kron(np.eye(2), np.array([[0.8], [0.7], [0.6], [0.5]]))
    traits = rng.normal(size=(20_000, 2)) @ np.linalg.cholesky([[1, 0.4], [0.4, 1]]).T
    answers = traits @ planted.T + rng.normal(size=(20_000, 8)) * np.sqrt(1 - (planted**2).sum(axis=1))
    frame = pd.DataFrame(answers, columns=A + B)
    scores = factor_scores(extract_factors(frame, 2), frame, method)
    found = np.abs(np.corrcoef(scores.frame.T, traits.T)[:2, 2:]).max(axis=1)
    np.testing.assert_allclose(found, scores.validity, atol=0.01)


def test_regression_scores_are_nearest_and_bartletts_are_unbiased():
    regression, bartlett = (factor_scores(FACTORS, COMPLETE, method) for method in ("regression", "bartlett"))
    assert (regression.validity >= bartlett.validity - 1e-12).all()
    np.testing.assert_allclose(regression.frame.var(), regression.validity**2, rtol=1e-9)
    np.testing.assert_allclose(bartlett.weights.T @ FACTORS.loadings, np.eye(2), atol=1e-12)


def test_who_answered_half_is_scored_from_that_half_and_who_answered_less_is_not():
    answers = COMPLETE.copy()
    answers.iloc[0, 4:] = np.nan
    answers.iloc[1, 3:] = np.nan
    answers.iloc[2, :] = np.nan
    scores = factor_scores(FACTORS, answers).frame
    assert scores.iloc[0].notna().all()
    assert scores.iloc[1:3].isna().to_numpy().all()
    assert scores.iloc[3:].notna().to_numpy().all()
    z = ((answers - answers.mean()) / answers.std()).iloc[0, :4].to_numpy()
    r = FACTORS.correlation.matrix[:4, :4]
    np.testing.assert_allclose(scores.iloc[0], z @ np.linalg.solve(r, FACTORS.structure.to_numpy()[:4]), rtol=1e-9)


def test_bartletts_scores_need_items_of_every_factor():
    apart = replace(FACTORS, loadings=pd.DataFrame(np.kron(np.eye(2), np.full((4, 1), 0.7)), A + B, ["F1", "F2"]))
    answers = COMPLETE.copy()
    answers.iloc[0, 4:] = np.nan
    assert factor_scores(apart, answers, "bartlett").frame.iloc[0].isna().all()
    assert factor_scores(apart, answers, "regression").frame.iloc[0].notna().all()


def test_weighted_answers_are_standardised_by_weighted_means():
    weights = np.linspace(1, 3, len(COMPLETE))
    scores = factor_scores(FACTORS, Rows(COMPLETE, weights=weights)).frame
    np.testing.assert_allclose(np.average(scores, axis=0, weights=weights), 0, atol=1e-12)


def test_findings_follow_the_catalogue():
    rows = factor_scores(FACTORS, COMPLETE, "bartlett").to_findings()
    assert [(row.measure, row.subject, row.unit) for row in rows] == [
        ("factor_score_validity", "F1", "ratio"),
        ("factor_score_validity", "F2", "ratio"),
    ]
    assert {str(row.method) for row in rows} == {"bartlett scores, minres, oblimin, pearson, listwise"}
    assert all(0.5 < row.value < 1 for row in rows)


def test_a_heywood_case_may_be_scored_by_bartlett_and_not_by_regression():
    result = extract_factors(correlation_of(matrix(HARMAN), 172), 2)
    answers = pd.DataFrame(np.random.default_rng(1).normal(size=(20, 8)), columns=result.communalities.index)
    assert factor_scores(result, answers, "bartlett").frame.notna().to_numpy().all()
    none = factor_scores(result, answers, "regression")
    assert none.reason == "not_positive_definite"
    assert none.frame.isna().to_numpy().all()
    assert {(row.value, row.reason) for row in none.to_findings()} == {(None, "not_positive_definite")}


def test_factors_that_are_absent_give_no_scores():
    scores = factor_scores(extract_factors(synthetic()[A], 2), synthetic())
    assert scores.reason == "few_items"
    assert scores.frame.shape == (150, 2)


def test_an_item_that_does_not_vary_among_these_rows_is_not_answered():
    answers = COMPLETE.assign(a1=3.0)
    scores = factor_scores(FACTORS, answers).frame
    assert scores.notna().to_numpy().all()


def test_an_unknown_method_is_named_with_the_ones_there_are():
    with pytest.raises(CsatError) as caught:
        factor_scores(FACTORS, COMPLETE, "regresion")
    assert str(caught.value) == (
        "`regresion` is no method of factor scores; there is regression, bartlett. Did you mean `regression`?"
    )
