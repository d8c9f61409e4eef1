"""Rotations of loadings."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.rotation import ROTATIONS, method_of, rotate_like, unrotated
from tests.measurement.factor_facts import DATA, loadings, same_up_to_order
from tests.measurement.facts import THURSTONE, matrix
from tests.measurement.symmetric import correlations, shaken

LOADINGS = minres(matrix(THURSTONE), 3).loadings
OBLIQUE, ORTHOGONAL = ["oblimin", "quartimin", "geomin", "promax"], ["varimax", "quartimax"]


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", ["varimax", "quartimax", "promax", "oblimin"])
def test_rotated_loadings_are_those_of_r(data, name):
    rotated = ROTATIONS[name](loadings(data, "unrotated"))
    theirs = loadings(data, name)
    order, sign = same_up_to_order(rotated.loadings, theirs)
    assert rotated.converged
    np.testing.assert_allclose(rotated.loadings, theirs[:, order] * sign, atol=1e-5)  # GPArotation stalls there
    if name in OBLIQUE:
        phi = loadings(data, f"{name}_phi")[np.ix_(order, order)] * np.outer(sign, sign)
        np.testing.assert_allclose(rotated.phi, phi, atol=2e-6)


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", ["oblimin", "quartimin"])
def test_factor_analyzer_ends_in_the_same_minimum(data, name):
    from factor_analyzer.rotator import Rotator

    given = loadings(data, "unrotated")
    theirs = Rotator(method=name, max_iter=5000, tol=1e-6).fit_transform(given)
    rotated = ROTATIONS[name](given).loadings
    order, sign = same_up_to_order(rotated, theirs)
    np.testing.assert_allclose(rotated, theirs[:, order] * sign, atol=2e-5)


@pytest.mark.parametrize("name", ROTATIONS)
def test_a_rotation_changes_no_common_variance(name):
    rotated = ROTATIONS[name](LOADINGS)
    assert rotated.converged
    np.testing.assert_allclose(rotated.loadings @ rotated.phi @ rotated.loadings.T, LOADINGS @ LOADINGS.T, atol=1e-10)
    np.testing.assert_allclose(np.diagonal(rotated.phi), 1, rtol=1e-12)


@pytest.mark.parametrize("name", ORTHOGONAL)
def test_an_orthogonal_rotation_leaves_factors_uncorrelated(name):
    np.testing.assert_allclose(ROTATIONS[name](LOADINGS).phi, np.eye(3), atol=1e-12)


@pytest.mark.parametrize("name", OBLIQUE)
def test_an_oblique_rotation_finds_thurstones_three_clusters(name):
    rotated = ROTATIONS[name](LOADINGS)
    highest = np.abs(rotated.loadings).argmax(axis=1).reshape(3, 3)
    assert (highest == highest[:, :1]).all()
    assert len(set(highest[:, 0])) == 3
    assert np.abs(rotated.phi[np.tril_indices(3, -1)]).min() > 0.3


@pytest.mark.parametrize("name", ROTATIONS)
def test_a_rotation_that_is_cut_short_says_so(monkeypatch, name):
    monkeypatch.setattr("csat_lib.measurement.factors.gradient_projection.MOST_STEPS", 1)
    assert not ROTATIONS[name](LOADINGS).converged


@pytest.mark.parametrize("name", [None, *ROTATIONS])
def test_a_replicate_like_the_whole_is_rotated_like_the_whole(name):
    rotate = ROTATIONS[name] if name else unrotated
    whole = rotate(LOADINGS)
    turn = np.linalg.qr(np.random.default_rng(4).normal(size=(3, 3)))[0]
    given = LOADINGS[None] if name is None else np.stack([LOADINGS, LOADINGS @ turn])
    pattern, phi = rotate_like(name, given, (LOADINGS, whole))
    np.testing.assert_allclose(pattern, np.tile(whole.loadings, (len(given), 1, 1)), atol=2e-7)
    np.testing.assert_allclose(phi, np.tile(whole.phi, (len(given), 1, 1)), atol=2e-7)


@pytest.mark.parametrize("name", ["oblimin", "varimax"])
def test_a_replicate_whose_rotation_does_not_settle_is_absent(monkeypatch, name):
    whole = ROTATIONS[name](LOADINGS)
    monkeypatch.setattr("csat_lib.measurement.factors.gradient_projection.MOST_STEPS", 1)
    shaken = LOADINGS + 0.1 * np.random.default_rng(6).normal(size=LOADINGS.shape)
    pattern, phi = rotate_like(name, shaken[None], (LOADINGS, whole))
    assert np.isnan(pattern).all()
    assert np.isnan(phi).all()


def test_unrotated_factors_are_left_alone():
    assert unrotated(LOADINGS).loadings is LOADINGS
    np.testing.assert_array_equal(unrotated(LOADINGS).phi, np.eye(3))


def test_a_rotation_is_told_in_words():
    assert str(method_of(None)) == "unrotated"
    assert str(method_of("oblimin")) == "oblimin"
    assert str(method_of("geomin")) == "geomin 0.01, best of 30 starts, seed 0"


@pytest.mark.parametrize("name", ROTATIONS)
def test_replicates_of_like_items_follow_the_whole_and_are_no_saddle(name):
    """Nor does a search for them set out from many starts: each ends where the whole's rotation is nearest."""
    loadings = minres(correlations(2), 2).loadings
    whole = ROTATIONS[name](loadings)
    near = np.stack([minres(shaken(correlations(2), seed), 2).loadings for seed in range(3)])
    patterns, phi = rotate_like(name, near, (loadings, whole))
    np.testing.assert_allclose(patterns, np.tile(whole.loadings, (3, 1, 1)), atol=1e-9)
    np.testing.assert_allclose(phi, np.tile(whole.phi, (3, 1, 1)), atol=1e-9)


@pytest.mark.parametrize("name", ["varimax", "promax"])
def test_an_item_without_a_common_factor_turns_no_factor(name):
    loadings = LOADINGS @ np.linalg.qr(np.random.default_rng(8).normal(size=(3, 3)))[0]
    lone = np.vstack([loadings, 1e-17 * np.random.default_rng(9).normal(size=3)])
    alone, beside = ROTATIONS[name](loadings), ROTATIONS[name](lone)
    np.testing.assert_allclose(beside.loadings[:9], alone.loadings, atol=2e-3)
    np.testing.assert_allclose(beside.loadings[9], 0, atol=1e-15)
