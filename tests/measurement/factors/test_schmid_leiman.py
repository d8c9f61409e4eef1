"""Schmid and Leiman's general and group factors."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors.schmid_leiman import asymptotic, schmid_leiman
from tests.measurement.reliability.test_coefficients import FIRST_ORDER, GENERAL, SECOND_ORDER

PATTERN = np.kron(np.eye(3), np.ones((3, 1))) * FIRST_ORDER[:, None]


def phi_of(second: np.ndarray) -> np.ndarray:
    phi = np.outer(second, second)
    np.fill_diagonal(phi, 1)
    return phi


def test_jensen_and_weng_are_taken_apart():
    found = schmid_leiman(PATTERN, phi_of(SECOND_ORDER))
    np.testing.assert_allclose(found.general, GENERAL, rtol=1e-8)
    np.testing.assert_allclose(found.group.sum(axis=1), FIRST_ORDER * np.sqrt(1 - np.repeat(SECOND_ORDER, 3) ** 2))
    np.testing.assert_allclose(found.second_order, SECOND_ORDER, rtol=1e-8)
    assert not found.heywood.any()


def test_general_and_group_factors_reproduce_the_common_part_of_the_correlations():
    found = schmid_leiman(PATTERN, phi_of(SECOND_ORDER))
    common = np.outer(found.general, found.general) + found.group @ found.group.T
    np.testing.assert_allclose(common, PATTERN @ phi_of(SECOND_ORDER) @ PATTERN.T, atol=1e-10)
    assert asymptotic(found) == pytest.approx(GENERAL.sum() ** 2 / common.sum(), rel=1e-9)


def test_a_group_factor_that_is_the_general_factor_is_held_at_the_bound():
    phi = np.array([[1, 0.9, 0.9], [0.9, 1, 0.4], [0.9, 0.4, 1]])
    found = schmid_leiman(PATTERN, phi)
    assert found.heywood.tolist() == [True, False, False]
    np.testing.assert_array_equal(found.group[:3, 0], 0)


def test_the_general_factor_points_the_way_of_most_items_however_the_group_factors_are_turned():
    sign = np.array([-1.0, 1.0, -1.0])
    found = schmid_leiman(PATTERN * sign, phi_of(SECOND_ORDER) * np.outer(sign, sign))
    np.testing.assert_allclose(found.general, GENERAL, rtol=1e-8)
    assert schmid_leiman(-PATTERN, phi_of(SECOND_ORDER)).general.min() > 0
