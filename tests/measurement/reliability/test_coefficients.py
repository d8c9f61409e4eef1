"""Reliability coefficients of a covariance matrix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.measurement.reliability.coefficients import (
    alpha,
    alpha_if_dropped,
    item_rest,
    lambda6,
    mean_r,
    omega_congeneric,
    omega_total,
)
from tests.measurement.facts import THURSTONE, matrix

# Jensen & Weng (1994) in psych's test_omega.r: loadings on a general and three group factors.
GENERAL = np.array([0.72, 0.63, 0.54, 0.56, 0.48, 0.40, 0.42, 0.35, 0.28])
FIRST_ORDER = np.array([0.8, 0.7, 0.6, 0.7, 0.6, 0.5, 0.6, 0.5, 0.4])
SECOND_ORDER = np.array([0.9, 0.8, 0.7])


def jensen_weng() -> np.ndarray:
    first = np.kron(np.eye(3), np.ones((3, 1))) * FIRST_ORDER[:, None]
    phi = np.outer(SECOND_ORDER, SECOND_ORDER)
    np.fill_diagonal(phi, 1)
    r = first @ phi @ first.T
    np.fill_diagonal(r, 1)
    return r


def compound(p: int, r: float) -> np.ndarray:
    return np.full((p, p), r) + (1 - r) * np.eye(p)


def test_equal_correlations_give_the_spearman_brown_formula():
    assert alpha(compound(5, 0.3)) == pytest.approx(5 * 0.3 / (1 + 4 * 0.3), rel=1e-12)


def test_jensen_and_weng_are_reproduced():
    r = jensen_weng()
    assert alpha(r) == pytest.approx(0.763085, abs=5e-7)
    assert omega_total(r, 1 - FIRST_ORDER**2) == pytest.approx(0.798400, abs=5e-7)
    assert omega_congeneric(r, GENERAL) == pytest.approx(0.685740, abs=5e-7)


def test_thurstone_is_reproduced():
    r = matrix(THURSTONE)
    assert alpha(r) == pytest.approx(0.891458, abs=5e-7)
    assert lambda6(r) == pytest.approx(0.908176, abs=5e-7)
    assert mean_r(r) == pytest.approx(r[np.tril_indices(9, -1)].mean(), rel=1e-12)


def test_dropping_an_item_is_the_alpha_of_the_others():
    s = matrix(THURSTONE)
    by_hand = [alpha(np.delete(np.delete(s, j, 0), j, 1)) for j in range(9)]
    np.testing.assert_allclose(alpha_if_dropped(s), by_hand, rtol=1e-12)


def test_two_items_leave_no_scale_when_one_is_dropped():
    assert np.isnan(alpha_if_dropped(compound(2, 0.4))).all()
    np.testing.assert_allclose(item_rest(compound(2, 0.4)), [0.4, 0.4], rtol=1e-12)


def test_items_that_cancel_out_have_no_reliability():
    s = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert np.isnan([alpha(s), lambda6(s), omega_total(s, np.zeros(2)), omega_congeneric(s, np.ones(2))]).all()


def test_collinear_items_have_no_lambda6_but_an_alpha():
    s = np.ones((3, 3))
    assert np.isnan(lambda6(s))
    assert alpha(s) == pytest.approx(1)


@settings(max_examples=20)
@given(st.integers(3, 8), st.floats(0.1, 5), st.integers(0, 10_000))
def test_neither_the_order_of_items_nor_their_common_unit_matters(p, unit, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(60, p)) + rng.normal(size=(60, 1))
    s, order = np.cov(x, rowvar=False), rng.permutation(p)
    moved = unit**2 * s[np.ix_(order, order)]
    assert alpha(moved) == pytest.approx(alpha(s), rel=1e-9)
    np.testing.assert_allclose(item_rest(moved), item_rest(s)[order], rtol=1e-9)
    np.testing.assert_allclose(alpha_if_dropped(moved), alpha_if_dropped(s)[order], rtol=1e-9)
