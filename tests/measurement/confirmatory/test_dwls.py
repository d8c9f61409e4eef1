"""Weighted least squares: the adjusted test has the mean and the variance of chi-square."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.confirmatory.dwls import LeastSquares, WeightedResiduals, adjusted, block_diagonal, sandwich
from csat_lib.measurement.confirmatory.parameter_table import measurement_model

LOADINGS = np.array([0.8, 0.7, 0.6, 0.5, 0.65])
ITEMS = list("abcde")


def correlations() -> np.ndarray:
    return np.outer(LOADINGS, LOADINGS)[np.tril_indices(5, -1)]


def test_exact_correlations_give_their_loadings_back():
    problem = LeastSquares(measurement_model({"f": ITEMS}), correlations(), np.full(10, 50.0))
    found = problem.fit()
    np.testing.assert_allclose(np.abs(found.theta), LOADINGS, rtol=1e-6)
    assert (problem.df, found.converged) == (5, True)
    assert found.point.value == pytest.approx(0, abs=1e-10)


def test_with_the_true_covariance_as_weights_nothing_needs_adjusting():
    """Independent correlations: U V is a projection, its trace and that of its square are the degrees of freedom."""
    variance = np.linspace(0.001, 0.003, 10)
    problem = LeastSquares(measurement_model({"f": ITEMS}), correlations() + 0.01, 1 / variance)
    place = problem.fit().point
    test = adjusted(place, [np.diag(variance)], problem.df)
    assert (test.factor, test.shift) == (pytest.approx(1), pytest.approx(0, abs=1e-9))
    assert test.scaled == pytest.approx(test.chi2)
    np.testing.assert_allclose(sandwich(place, [np.diag(variance)]), np.linalg.inv(place.bread), rtol=1e-9)


def test_draws_of_any_covariance_are_brought_to_the_mean_and_variance_of_chi_square():
    rng = np.random.default_rng(4)
    half = rng.normal(size=(10, 10)) / 60 + np.eye(10) / 40
    covariance = half @ half.T
    problem = LeastSquares(measurement_model({"f": ITEMS}), correlations(), 1 / np.diagonal(covariance))
    slopes = problem.at(LOADINGS).slopes
    residuals = rng.multivariate_normal(np.zeros(10), covariance, 4000)
    bread = (slopes * problem.weights[:, None]).T
    kept = residuals - residuals @ bread.T @ np.linalg.inv(bread @ slopes) @ slopes.T
    tests = [adjusted(WeightedResiduals(row, slopes, problem.weights), [covariance], 5) for row in kept]
    naive, scaled = [test.chi2 for test in tests], [test.scaled for test in tests]
    assert np.mean(naive) != pytest.approx(5, rel=0.03)
    assert np.mean(scaled) == pytest.approx(5, rel=0.03)
    assert np.var(scaled) == pytest.approx(10, rel=0.1)


def test_a_model_without_degrees_of_freedom_has_no_test():
    place = WeightedResiduals(np.zeros(3), np.eye(3), np.ones(3))
    assert np.isnan(adjusted(place, [np.eye(3)], 0).scaled)


def test_groups_stand_along_one_diagonal():
    whole = block_diagonal([np.ones((2, 2)), np.full((1, 1), 5.0)])
    np.testing.assert_array_equal(whole, [[1, 1, 0], [1, 1, 0], [0, 0, 5]])
