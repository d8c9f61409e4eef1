"""Minres at its optimum."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.measurement.factors.minres import LOWEST, fewer_than_needed, minres
from tests.measurement.facts import HARMAN, REFERENCE, THURSTONE, matrix, public_correlation

GOLD = pd.read_csv(REFERENCE / "minres_communalities.csv", comment="#")
# Harman (1976), p. 206: loadings and communalities of the two minres factors as printed there.
PRINTED = np.array(
    [
        [0.982, 0.935, 0.833, 0.720, 0.676, 0.526, 0.515, 0.355],
        [0.065, -0.111, -0.550, -0.091, 0.330, 0.164, 0.583, -0.128],
    ]
).T
PRINTED_COMMUNALITIES = [0.968, 0.888, 0.997, 0.526, 0.566, 0.304, 0.605, 0.142]


def off_diagonal(r, solution) -> np.ndarray:
    residual = r - solution.loadings @ solution.loadings.T
    return residual[~np.eye(len(r), dtype=bool)]


@pytest.mark.parametrize("data", GOLD["data"].unique())
def test_communalities_are_the_tight_optimum(data):
    gold = GOLD.query("data == @data")
    solution = minres(public_correlation(data).matrix, gold["n_factors"].iloc[0])
    assert solution.converged
    np.testing.assert_allclose(1 - solution.uniquenesses, gold["communality"], rtol=1e-6)
    np.testing.assert_allclose((solution.loadings**2).sum(axis=1), gold["communality"], rtol=1e-6)
    assert solution.objective == pytest.approx(gold["objective"].iloc[0], rel=1e-10)
    assert not solution.heywood.any()


def test_harman_is_reproduced_and_its_heywood_case_is_held_at_the_bound():
    r = matrix(HARMAN)
    solution = minres(r, 2)
    assert np.linalg.eigvalsh(r)[0] < 0  # the printed correlations are not positive definite
    assert solution.converged
    np.testing.assert_allclose(1 - solution.uniquenesses, PRINTED_COMMUNALITIES, atol=0.0021)
    np.testing.assert_allclose(np.abs(solution.loadings), np.abs(PRINTED), atol=0.0021)
    assert solution.heywood.tolist() == [False, False, True, False, False, False, False, False]
    assert solution.uniquenesses[2] == LOWEST


def test_no_other_optimiser_finds_smaller_residuals():
    from scipy.optimize import minimize

    r = matrix(THURSTONE)
    off = ~np.eye(9, dtype=bool)

    def residuals(flat):
        loadings = flat.reshape(9, 3)
        return ((r - loadings @ loadings.T)[off] ** 2).sum() / 2

    ours = minres(r, 3)
    theirs = minimize(residuals, (ours.loadings + 0.05).ravel(), tol=1e-12)
    assert ours.objective == pytest.approx(theirs.fun, rel=1e-6)
    assert ours.objective <= theirs.fun * (1 + 1e-12)


@settings(max_examples=15)
@given(st.integers(1, 3), st.integers(0, 10_000))
def test_planted_factors_are_found_exactly(k, seed):
    rng = np.random.default_rng(seed)
    planted = rng.uniform(0.2, 0.8, (9, k)) * rng.choice([-1, 1], (9, k)) / np.sqrt(k)
    r = planted @ planted.T
    np.fill_diagonal(r, 1)
    solution = minres(r, k)
    assert solution.converged
    np.testing.assert_allclose(solution.loadings @ solution.loadings.T, planted @ planted.T, atol=1e-4)
    np.testing.assert_allclose(off_diagonal(r, solution), 0, atol=1e-6)


def test_a_start_near_the_optimum_saves_steps_and_changes_nothing():
    r = matrix(THURSTONE)
    cold = minres(r, 3)
    warm = minres(r, 3, cold.uniquenesses)
    assert warm.iterations == 0 < cold.iterations <= 10
    np.testing.assert_allclose(warm.loadings, cold.loadings, atol=1e-9)


def test_items_that_repeat_one_another_are_no_failure():
    r = np.array([[1, 1, 0.5, 0.4], [1, 1, 0.5, 0.4], [0.5, 0.5, 1, 0.3], [0.4, 0.4, 0.3, 1]])
    solution = minres(r, 1)
    assert solution.converged
    assert solution.uniquenesses[0] == pytest.approx(solution.uniquenesses[1], rel=1e-9)
    assert (solution.loadings[:2] > 0.95).all()


@pytest.mark.parametrize(
    ("n_items", "n_factors", "reason"),
    [
        (2, 1, "few_items"),
        (3, 1, ""),
        (4, 2, "few_items"),
        (5, 2, ""),
        (6, 3, ""),
        (5, 3, "few_items"),
        (3, 9, "few_items"),
    ],
)
def test_factors_need_enough_items(n_items, n_factors, reason):
    assert fewer_than_needed(n_items, n_factors) == reason


def test_an_item_that_goes_with_no_other_has_a_uniqueness_of_one():
    alone = np.array([[1, 0, 0], [0, 1, 0.5], [0, 0.5, 1]])
    assert minres(alone, 1).uniquenesses == pytest.approx([1, 0.5, 0.5])
    assert minres(np.eye(3), 1).uniquenesses == pytest.approx([1, 1, 1])


def test_items_whose_signs_contradict_one_another_still_have_a_solution():
    a = 0.24845199749997662  # of ten respondents: the leading term of the Hessian is flat in one direction
    found = minres(np.array([[1, -a, a], [-a, 1, 1 / 3], [a, 1 / 3, 1]]), 1)
    assert found.converged
    assert found.heywood.tolist() == [False, True, False]  # the third item would do as well: the first of the two is it
