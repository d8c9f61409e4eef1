"""Maximum likelihood factors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.measurement.factors.maximum_likelihood import fit_test, maximum_likelihood
from csat_lib.measurement.factors.minres import LOWEST
from tests.measurement.factor_facts import DATA, figure, figures, real
from tests.measurement.facts import THURSTONE, matrix


def discrepancy(r, loadings, u) -> float:
    implied = loadings @ loadings.T + np.diag(u)
    sign, log = np.linalg.slogdet(implied)
    assert sign > 0
    return log + np.trace(r @ np.linalg.inv(implied)) - np.linalg.slogdet(r)[1] - len(r)


@pytest.mark.parametrize("data", DATA)
def test_uniquenesses_are_those_of_factanal(data):
    solution = maximum_likelihood(real(data).matrix, int(figure(data, "k")))
    assert solution.converged
    np.testing.assert_allclose(solution.uniquenesses, figures(data, "ml"), atol=2e-5)  # factanal's own stop
    np.testing.assert_allclose(solution.uniquenesses, figures(data, "ml_psych"), atol=1e-4)
    assert solution.objective == pytest.approx(figure(data, "ml_objective"), rel=1e-8)
    assert solution.objective <= figure(data, "ml_objective") + 1e-12


@pytest.mark.parametrize("data", DATA)
def test_the_optimum_is_tight(data):
    r, k = real(data).matrix, int(figure(data, "k"))
    solution = maximum_likelihood(r, k)
    u, loadings = solution.uniquenesses, solution.loadings
    implied = loadings @ loadings.T + np.diag(u)
    back = np.linalg.inv(implied)
    gradient = np.diagonal(back @ (implied - r) @ back) * u
    assert np.abs(gradient[u > LOWEST]).max() < 1e-8
    assert discrepancy(r, loadings, u) == pytest.approx(solution.objective, abs=1e-12)
    np.testing.assert_allclose(np.diagonal(implied)[u > LOWEST], 1, atol=1e-8)


@pytest.mark.parametrize("data", DATA)
def test_the_test_of_fit_is_that_of_factanal(data):
    correlation, k = real(data), int(figure(data, "k"))
    p = len(correlation.items)
    fit = fit_test(maximum_likelihood(correlation.matrix, k).objective, correlation.bases.n, p, k)
    assert fit.df == figure(data, "ml_df")
    assert fit.chi2 == pytest.approx(figure(data, "ml_chi2"), rel=1e-7)
    assert fit.chi2 == pytest.approx(figure(data, "ml_psych_chi2"), rel=1e-6)
    assert fit.p == pytest.approx(figure(data, "ml_p"), rel=1e-5)
    assert fit.rmsea == pytest.approx(np.sqrt(max(fit.chi2 - fit.df, 0) / (fit.df * correlation.bases.n)), rel=1e-12)


def test_factors_without_degrees_of_freedom_are_not_tested():
    fit = fit_test(0.0, 100, 3, 1)
    assert (fit.df, fit.chi2) == (0, 0)
    assert np.isnan([fit.p, fit.rmsea]).all()


def test_a_heywood_case_is_held_at_the_bound():
    r = np.array([[1, 0.9, 0.9, 0.2], [0.9, 1, 0.7, 0.1], [0.9, 0.7, 1, 0.2], [0.2, 0.1, 0.2, 1]])
    solution = maximum_likelihood(r, 1)
    assert solution.converged
    assert solution.heywood.tolist() == [True, False, False, False]
    assert solution.uniquenesses[0] == LOWEST


@settings(max_examples=15)
@given(st.integers(1, 3), st.integers(0, 10_000))
def test_planted_factors_are_found_exactly(k, seed):
    rng = np.random.default_rng(seed)
    planted = rng.uniform(0.2, 0.8, (9, k)) * rng.choice([-1, 1], (9, k)) / np.sqrt(k)
    r = planted @ planted.T
    np.fill_diagonal(r, 1)
    solution = maximum_likelihood(r, k)
    assert solution.converged
    assert solution.objective == pytest.approx(0, abs=1e-10)


def test_a_start_near_the_optimum_saves_steps_and_changes_nothing():
    r = matrix(THURSTONE)
    cold = maximum_likelihood(r, 3)
    warm = maximum_likelihood(r, 3, cold.uniquenesses)
    assert warm.iterations == 0 < cold.iterations <= 10
    np.testing.assert_allclose(warm.loadings, cold.loadings, atol=1e-9)


def test_factors_stand_on_principal_axes_and_point_up():
    loadings = maximum_likelihood(matrix(THURSTONE), 3).loadings
    products = loadings.T @ loadings
    np.testing.assert_allclose(products, np.diag(np.diagonal(products)), atol=1e-12)
    assert (np.diff(np.diagonal(products)) < 0).all()
    assert (loadings.sum(axis=0) > 0).all()


def test_items_that_go_with_no_other_still_have_a_solution():
    found = maximum_likelihood(np.eye(4), 1)
    assert found.converged
    assert found.objective == pytest.approx(0, abs=1e-12)
