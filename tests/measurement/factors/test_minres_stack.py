"""Minres on many matrices at once."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.minres_stack import minres_stack
from tests.measurement.facts import HARMAN, THURSTONE, matrix
from tests.measurement.public import planted


def near(r: np.ndarray, count: int) -> np.ndarray:
    """``count`` correlation matrices of samples that differ little from r."""
    rng = np.random.default_rng(11)
    root = np.linalg.cholesky(r)
    return np.stack([np.corrcoef(rng.normal(size=(2000, len(r))) @ root.T, rowvar=False) for _ in range(count)])


@pytest.mark.parametrize("n_factors", [1, 2, 3])
def test_every_matrix_of_a_stack_has_the_solution_it_has_alone(n_factors):
    r = matrix(THURSTONE)
    stack, whole = near(r, 7), minres(r, n_factors)
    loadings, uniquenesses = minres_stack(stack, n_factors, whole.uniquenesses)
    for at, each in enumerate(stack):
        alone = minres(each, n_factors)
        np.testing.assert_allclose(uniquenesses[at], alone.uniquenesses, atol=1e-8)
        np.testing.assert_allclose(loadings[at], alone.loadings, atol=1e-7)


def test_heywood_cases_are_held_at_the_bound():
    stack = np.stack([matrix(HARMAN)] * 3)
    alone = minres(matrix(HARMAN), 2)
    _, uniquenesses = minres_stack(stack, 2, np.full(8, 0.4))
    np.testing.assert_allclose(uniquenesses, np.tile(alone.uniquenesses, (3, 1)), atol=1e-8)


def test_a_matrix_with_a_gap_has_no_solution_and_the_others_have_theirs():
    r = planted(1, 500).corr().to_numpy()
    stack = np.stack([r, r, r])
    stack[1, 0, 2] = stack[1, 2, 0] = np.nan
    loadings, uniquenesses = minres_stack(stack, 3, minres(r, 3).uniquenesses)
    assert np.isnan(loadings[1]).all()
    assert np.isnan(uniquenesses[1]).all()
    np.testing.assert_allclose(uniquenesses[[0, 2]], np.tile(minres(r, 3).uniquenesses, (2, 1)), atol=1e-8)


def test_what_does_not_settle_in_a_few_steps_is_fitted_alone(monkeypatch):
    r = matrix(THURSTONE)
    stack, start = near(r, 3), np.full(9, 0.5)
    expected = minres_stack(stack, 3, start)[1]
    monkeypatch.setattr("csat_lib.measurement.factors.minres_stack.MOST_STEPS", 1)
    np.testing.assert_allclose(minres_stack(stack, 3, start)[1], expected, atol=1e-8)


def test_what_never_settles_is_absent(monkeypatch):
    monkeypatch.setattr("csat_lib.measurement.factors.minres_stack.MOST_STEPS", 1)
    monkeypatch.setattr("csat_lib.measurement.factors.bounded_newton.MOST_STEPS", 1)
    loadings, uniquenesses = minres_stack(near(matrix(THURSTONE), 2), 3, np.full(9, 0.5))
    assert np.isnan(loadings).all()
    assert np.isnan(uniquenesses).all()


def test_items_that_go_with_no_other_settle_in_a_stack_too():
    alone = np.array([[1, 0, 0], [0, 1, 0.5], [0, 0.5, 1]])
    _, uniquenesses = minres_stack(np.array([alone, np.eye(3)]), 1, np.full(3, 0.5))
    np.testing.assert_allclose(uniquenesses[0], [1, 0.5, 0.5])
    assert np.isfinite(uniquenesses).all()
