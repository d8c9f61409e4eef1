"""Oblique rotation by gradient projection."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors import gradient_projection
from csat_lib.measurement.factors.geomin import geomin_criterion
from csat_lib.measurement.factors.gradient_projection import turned
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.rotation import quartimin_criterion
from csat_lib.measurement.factors.rotation_search import project
from tests.measurement.facts import THURSTONE, matrix

LOADINGS = minres(matrix(THURSTONE), 3).loadings
STARTS = np.linalg.qr(np.random.default_rng(3).normal(size=(6, 3, 3)))[0]


@pytest.mark.parametrize("criterion", [quartimin_criterion, geomin_criterion])
def test_gradients_of_the_criteria_are_their_slopes(criterion):
    direction = np.random.default_rng(1).normal(size=LOADINGS.shape)
    step = 1e-6
    (above,), _ = criterion(LOADINGS[None] + step * direction)
    (below,), _ = criterion(LOADINGS[None] - step * direction)
    _, slope = criterion(LOADINGS[None])
    assert (slope[0] * direction).sum() == pytest.approx((above - below) / (2 * step), rel=1e-7)


@pytest.mark.parametrize("criterion", [quartimin_criterion, geomin_criterion])
def test_a_batch_ends_where_each_would_end_alone(criterion):
    together = project(LOADINGS, criterion, STARTS)
    assert together.settled.all()
    for at, start in enumerate(STARTS):
        alone = project(LOADINGS, criterion, start[None])
        np.testing.assert_allclose(alone.value[0], together.value[at], rtol=1e-10)
        np.testing.assert_allclose(alone.turn[0], together.turn[at], atol=1e-5)


def test_columns_of_a_turn_have_length_one_and_rotated_factors_reproduce_the_items():
    ends = project(LOADINGS, quartimin_criterion, STARTS)
    np.testing.assert_allclose(np.linalg.norm(ends.turn, axis=1), 1, rtol=1e-12)
    pattern, phi = turned(LOADINGS, ends.turn), ends.turn.swapaxes(1, 2) @ ends.turn
    np.testing.assert_allclose(pattern @ phi @ pattern.swapaxes(1, 2), np.tile(LOADINGS @ LOADINGS.T, (6, 1, 1)))


def test_no_turn_nearby_is_better():
    (turn,) = project(LOADINGS, quartimin_criterion, np.eye(3)[None]).turn
    (best,), _ = quartimin_criterion(turned(LOADINGS, turn)[None])
    rng = np.random.default_rng(5)
    for _ in range(50):
        nearby = turn + 1e-3 * rng.normal(size=(3, 3))
        nearby /= np.linalg.norm(nearby, axis=0)
        assert quartimin_criterion(turned(LOADINGS, nearby)[None])[0][0] >= best


def test_a_rotation_that_is_cut_short_says_so(monkeypatch):
    monkeypatch.setattr(gradient_projection, "MOST_STEPS", 1)
    assert not project(LOADINGS, quartimin_criterion, STARTS).settled.any()


def test_each_matrix_of_a_batch_may_be_another():
    batch = np.stack([LOADINGS, LOADINGS[::-1], LOADINGS * 0.9])
    ends = project(batch, quartimin_criterion, np.tile(np.eye(3), (3, 1, 1)))
    assert ends.settled.all()
    assert ends.value[0] == pytest.approx(ends.value[1], rel=1e-9)
    assert ends.value[2] == pytest.approx(ends.value[0] * 0.9**4, rel=1e-9)
