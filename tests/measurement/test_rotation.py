"""Rotations of loadings."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.minres import minres
from csat_lib.measurement.rotation import ROTATIONS, unrotated

from .facts import THURSTONE, matrix

LOADINGS = minres(matrix(THURSTONE), 3).loadings


@pytest.mark.parametrize("name", ROTATIONS)
def test_a_rotation_changes_no_common_variance(name):
    rotated = ROTATIONS[name](LOADINGS)
    assert rotated.converged
    np.testing.assert_allclose(rotated.loadings @ rotated.phi @ rotated.loadings.T, LOADINGS @ LOADINGS.T, atol=1e-10)
    np.testing.assert_allclose(np.diagonal(rotated.phi), 1, rtol=1e-12)


@pytest.mark.parametrize("name", ["varimax", "quartimax"])
def test_an_orthogonal_rotation_leaves_factors_uncorrelated(name):
    np.testing.assert_array_equal(ROTATIONS[name](LOADINGS).phi, np.eye(3))


@pytest.mark.parametrize("name", ["oblimin", "promax"])
def test_an_oblique_rotation_finds_thurstones_three_clusters(name):
    rotated = ROTATIONS[name](LOADINGS)
    highest = np.abs(rotated.loadings).argmax(axis=1).reshape(3, 3)
    assert (highest == highest[:, :1]).all()
    assert len(set(highest[:, 0])) == 3
    assert np.abs(rotated.phi[np.tril_indices(3, -1)]).min() > 0.3


def test_oblimin_is_a_minimum_of_its_criterion():
    def criterion(loadings):
        squares = loadings**2
        return (squares.sum(axis=1) ** 2 - (squares**2).sum(axis=1)).sum()

    rotated = ROTATIONS["oblimin"](LOADINGS)
    turn = np.linalg.cholesky(rotated.phi).T
    rng = np.random.default_rng(5)
    for _ in range(50):
        nearby = turn + 1e-3 * rng.normal(size=(3, 3))
        nearby /= np.linalg.norm(nearby, axis=0)
        moved = rotated.loadings @ turn.T @ np.linalg.inv(nearby).T
        assert criterion(moved) >= criterion(rotated.loadings)


def test_a_rotation_that_is_cut_short_says_so(monkeypatch):
    monkeypatch.setattr("csat_lib.measurement.rotation.MOST_STEPS", 1)
    assert not ROTATIONS["oblimin"](LOADINGS).converged
    assert not ROTATIONS["quartimax"](LOADINGS).converged


def test_unrotated_factors_are_left_alone():
    assert unrotated(LOADINGS).loadings is LOADINGS
    np.testing.assert_array_equal(unrotated(LOADINGS).phi, np.eye(3))
