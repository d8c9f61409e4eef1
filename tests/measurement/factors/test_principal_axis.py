"""Iterated principal axes."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors import principal_axis as module
from csat_lib.measurement.factors.minres import LOWEST, minres
from csat_lib.measurement.factors.principal_axis import principal_axis
from tests.measurement.factor_facts import DATA, figure, figures, real
from tests.measurement.facts import HARMAN, THURSTONE, matrix


@pytest.mark.parametrize("data", DATA)
def test_uniquenesses_are_those_of_psych_when_it_is_let_to_go_on(data):
    solution = principal_axis(real(data).matrix, int(figure(data, "k")))
    assert solution.converged
    np.testing.assert_allclose(solution.uniquenesses, figures(data, "paf"), atol=1e-6)


@pytest.mark.parametrize("data", DATA)
def test_the_communalities_that_stand_still_are_those_of_minres(data):
    r, k = real(data).matrix, int(figure(data, "k"))
    np.testing.assert_allclose(principal_axis(r, k).uniquenesses, minres(r, k).uniquenesses, atol=1e-6)


def test_a_heywood_case_is_held_at_the_bound():
    solution = principal_axis(matrix(HARMAN), 2)
    assert solution.converged
    assert solution.uniquenesses[2] == LOWEST
    assert solution.heywood.sum() == 1


def test_a_start_near_the_standstill_saves_rounds():
    r = matrix(THURSTONE)
    cold = principal_axis(r, 3)
    assert principal_axis(r, 3, cold.uniquenesses).iterations < 3 < cold.iterations


def test_a_run_that_is_cut_short_says_so(monkeypatch):
    monkeypatch.setattr(module, "MOST_ROUNDS", 3)
    assert not principal_axis(matrix(THURSTONE), 3).converged


def test_items_that_repeat_one_another_are_no_failure():
    r = np.array([[1, 1, 0.5, 0.4], [1, 1, 0.5, 0.4], [0.5, 0.5, 1, 0.3], [0.4, 0.4, 0.3, 1]])
    solution = principal_axis(r, 1)
    assert solution.converged
    assert (solution.loadings[:2] > 0.95).all()
