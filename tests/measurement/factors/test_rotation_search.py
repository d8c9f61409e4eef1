"""The search for a rotation: saddles, starts, and what decides between minima that are equally good."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors import rotation_search
from csat_lib.measurement.factors.geomin import geomin_criterion
from csat_lib.measurement.factors.gradient_projection import OBLIQUE, ORTHOGONAL, Task, descend, turned
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.orientation import in_order
from csat_lib.measurement.factors.rotation import quartimax_criterion, quartimin_criterion, varimax_criterion
from csat_lib.measurement.factors.rotation_search import best_turn, project
from tests.measurement.facts import THURSTONE, matrix
from tests.measurement.symmetric import pattern

CRITERIA = {
    "quartimin": (quartimin_criterion, OBLIQUE),
    "geomin": (geomin_criterion, OBLIQUE),
    "quartimax": (quartimax_criterion, ORTHOGONAL),
    "varimax": (varimax_criterion, ORTHOGONAL),
}
HALF, REST = np.sqrt(1.3 / 2), np.sqrt(0.7 / 2)
ON_AXES = pattern(2) @ np.array([[HALF, REST], [HALF, -REST]])
"""Two factors that correlate .3, on a general axis and a contrast: a turn to either side does as much."""


def from_where_they_lie(name: str) -> tuple[Task, np.ndarray]:
    criterion, surface = CRITERIA[name]
    return Task(ON_AXES[None], criterion, surface), np.eye(2)[None]


@pytest.mark.parametrize("name", CRITERIA)
def test_a_search_that_follows_the_slope_alone_stays_on_a_saddle_and_this_one_does_not(name):
    task, start = from_where_they_lie(name)
    stuck, ends = descend(task, start), project(ON_AXES, task.criterion, start, task.surface)
    assert stuck.steepness[0] < 1e-12
    assert ends.settled.all()
    assert ends.value[0] < stuck.value[0] - 0.01


def test_two_factors_alike_are_told_apart():
    ends = project(ON_AXES, quartimin_criterion, np.eye(2)[None])
    found, phi = in_order(turned(ON_AXES, ends.turn[0]), ends.turn[0].T @ ends.turn[0])
    np.testing.assert_allclose(found, pattern(2), atol=1e-10)
    assert phi[0, 1] == pytest.approx(0.3, abs=1e-10)


def test_the_side_on_which_a_saddle_is_left_does_not_hang_on_the_last_digit():
    noise = 1e-16 * np.random.default_rng(1).normal(size=(20, *ON_AXES.shape))
    ends = project(ON_AXES + noise, quartimin_criterion, np.tile(np.eye(2), (20, 1, 1)))
    np.testing.assert_allclose(ends.turn, np.tile(ends.turn[0], (20, 1, 1)), atol=1e-10)


def test_whoever_stays_on_a_saddle_has_not_settled(monkeypatch):
    monkeypatch.setattr(rotation_search, "PUSH", 0.0)
    assert not project(ON_AXES, quartimin_criterion, np.eye(2)[None]).settled.any()


@pytest.mark.parametrize("name", CRITERIA)
def test_the_best_turn_is_the_same_on_whatever_axes_the_factors_come(name):
    criterion, surface = CRITERIA[name]
    loadings = minres(matrix(THURSTONE), 3).loadings
    turn = np.linalg.qr(np.random.default_rng(6).normal(size=(3, 3)))[0]
    own, other = (best_turn(given, criterion, surface) for given in (loadings, loadings @ turn))
    np.testing.assert_allclose(turn @ other.turn[0], own.turn[0], atol=1e-10)
    assert own.settled.all()
    assert own.value == pytest.approx(other.value, rel=1e-12)


def test_no_start_of_many_ends_lower():
    loadings = minres(matrix(THURSTONE), 3).loadings
    starts = np.linalg.qr(np.random.default_rng(9).normal(size=(100, 3, 3)))[0]
    for criterion, surface in CRITERIA.values():
        ends = project(loadings, criterion, starts, surface)
        assert best_turn(loadings, criterion, surface).value[0] <= ends.value.min() + 1e-10


@pytest.mark.parametrize("seed", range(4))
def test_of_minima_that_are_equally_good_the_one_with_greater_loadings_on_the_first_items_is_taken(seed):
    """Three bundles of items 60 degrees apart: any of them could lie on the first factor."""
    angles = np.repeat(np.roll([0, np.pi / 3, 2 * np.pi / 3], seed), 3)
    given = 0.8 * np.column_stack([np.cos(angles), np.sin(angles)])
    given += 1e-16 * np.random.default_rng(seed).normal(size=given.shape)
    found = turned(given, best_turn(given, geomin_criterion).turn[0])
    loadings, _ = in_order(found, np.eye(2))
    expected = np.repeat([[0.8, 0], [0.4, 0.48**0.5], [0.4, 0.48**0.5]], 3, axis=0)
    np.testing.assert_allclose(np.abs(loadings), expected, atol=1e-9)
