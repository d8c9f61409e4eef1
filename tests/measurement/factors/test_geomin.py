"""Geomin."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors.geomin import EPSILON, geomin_criterion
from csat_lib.measurement.factors.gradient_projection import turned
from csat_lib.measurement.factors.rotation_search import best_turn
from tests.measurement.factor_facts import DATA, figure, loadings


@pytest.mark.parametrize("data", DATA)
def test_no_start_of_gparotation_ends_lower(data):
    ends = best_turn(loadings(data, "unrotated"), geomin_criterion)
    assert ends.settled.all()
    assert ends.value[0] == pytest.approx(figure(data, "geomin_value"), rel=1e-6)
    assert ends.value[0] <= figure(data, "geomin_value") + 1e-9


def test_the_criterion_is_the_sum_of_geometric_means():
    given = np.array([[0.8, 0.1], [0.0, 0.5]])
    (value,), _ = geomin_criterion(given[None])
    assert value == pytest.approx(np.sqrt((0.64 + EPSILON) * (0.01 + EPSILON)) + np.sqrt(EPSILON * (0.25 + EPSILON)))


def test_simple_structure_that_was_mixed_is_found_again():
    planted = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6], [0.5]]))
    mixed = planted @ np.linalg.qr(np.random.default_rng(2).normal(size=(3, 3)))[0]
    pattern = turned(mixed, best_turn(mixed, geomin_criterion).turn)[0]
    products = planted.T @ pattern
    order = np.abs(products).argmax(axis=1)
    np.testing.assert_allclose(pattern[:, order] * np.sign(np.diagonal(products[:, order])), planted, atol=0.05)
