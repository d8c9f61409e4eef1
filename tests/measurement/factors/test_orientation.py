"""Order and direction of factors."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors.orientation import (
    direction,
    echelon,
    first_greatest,
    in_order,
    on_axes,
    pointing_up,
    ranked,
)

HAIR = 1e-15


def test_factors_point_the_way_their_loadings_sum_to():
    np.testing.assert_array_equal(direction(np.array([[0.5, -0.5], [0.2, 0.1]])), [1, -1])
    assert pointing_up(np.array([[-0.5], [0.2]])).ravel().tolist() == [0.5, -0.2]


@pytest.mark.parametrize("hair", [HAIR, -HAIR])
def test_a_factor_whose_loadings_sum_to_nothing_points_the_way_of_its_first_item(hair):
    bipolar = np.array([[1e-9, 0.0], [-0.4, 0.3], [0.4 + hair, -0.3 + hair]])
    np.testing.assert_array_equal(direction(bipolar), [-1, 1])
    np.testing.assert_array_equal(direction(np.stack([bipolar, -bipolar])), [[-1, 1], [1, -1]])


def test_columns_are_ranked_by_the_first_row_that_tells_them_apart():
    assert ranked(np.array([[1.0, 2.0, 3.0]])) == [2, 1, 0]
    assert ranked(np.array([[1.0, 1.0 + HAIR, 1.0 - HAIR], [0.2, 0.5, 0.3]])) == [1, 2, 0]
    assert ranked(np.ones((2, 3))) == [0, 1, 2]


@pytest.mark.parametrize("hair", [HAIR, -HAIR])
def test_factors_that_explain_as_much_come_in_the_order_of_their_items(hair):
    pattern = np.array([[0.0, 0.7], [0.0, -0.7 + hair], [-0.7, 0.0], [-0.7, 0.0]])
    loadings, phi = in_order(pattern, np.array([[1, 0.2], [0.2, 1]]))
    np.testing.assert_allclose(loadings, [[0.7, 0], [-0.7, 0], [0, 0.7], [0, 0.7]], atol=1e-12)
    np.testing.assert_array_equal(phi, [[1, -0.2], [-0.2, 1]])


def test_of_figures_that_are_as_great_the_first_is_taken():
    assert first_greatest(np.array([0.1, 0.3 - HAIR, 0.3 + HAIR, np.nan])) == 1
    assert first_greatest(np.array([0.1, 0.3 - 1e-6, 0.3])) == 2
    assert first_greatest(np.array([np.nan, 0.0])) == 1


def test_whatever_axes_factors_come_on_the_echelon_form_is_one():
    rng = np.random.default_rng(3)
    loadings = rng.uniform(-0.5, 0.5, (7, 3))
    own = loadings @ echelon(loadings)
    for _ in range(5):
        turn = np.linalg.qr(rng.normal(size=(3, 3)))[0]
        np.testing.assert_allclose(loadings @ turn @ echelon(loadings @ turn), own, atol=1e-12)
    first, second, third = sorted(own, key=lambda row: (np.abs(row) > 1e-12).sum())[:3]
    np.testing.assert_allclose([first[1], first[2], second[2]], 0, atol=1e-12)
    assert min(first[0], second[1], third[2]) > 0


def test_a_factor_without_loadings_does_no_harm():
    lame = np.array([[0.5, 0.0], [0.4, 0.0]])
    np.testing.assert_allclose(np.abs(lame @ echelon(lame)), lame, atol=1e-15)


def test_axes_of_equal_eigenvalues_are_the_same_however_they_were_turned():
    vectors = np.linalg.qr(np.random.default_rng(2).normal(size=(6, 3)))[0]
    turn = np.eye(3)
    turn[:2, :2] = [[0.6, -0.8], [0.8, 0.6]]
    roots = np.array([2.0 + HAIR, 2.0, 1.0])
    own, other = on_axes(vectors, roots), on_axes(vectors @ turn, roots)
    np.testing.assert_allclose(other, own, atol=1e-12)
    np.testing.assert_allclose(own @ own.T, vectors * roots @ vectors.T, atol=1e-12)


def test_an_eigenvalue_that_is_rounding_gives_no_loading():
    assert on_axes(np.eye(2), np.array([1.0, HAIR]))[1, 1] == 0
    assert on_axes(np.eye(2), np.array([1.0, -0.3]))[1, 1] == 0
