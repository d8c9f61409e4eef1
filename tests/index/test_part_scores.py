"""The parts of a node as sums of leaves: their moments, and the same of units."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from csat_lib.index.part_scores import PartScores, scaled, without
from csat_lib.summary.moments import sum_moments

LOADINGS = np.array([[0.5, 0.5, 0, 0], [0, 0, 1, 0], [0, 0.2, 0, 0.8]])


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    draw = np.random.default_rng(3)
    x = 50 + 10 * (draw.normal(size=(90, 1)) + draw.normal(size=(90, 5)))
    return pd.DataFrame(x, columns=[*"abcd", "overall"])


def parts(frame: pd.DataFrame) -> pd.DataFrame:
    made = pd.DataFrame(frame[[*"abcd"]].to_numpy() @ LOADINGS.T)
    return made.assign(overall=frame["overall"])


def test_moments_of_parts_are_those_of_the_summed_leaves(frame):
    scores, made = PartScores(sum_moments(frame), LOADINGS), parts(frame)
    assert scores.k == 3
    assert_allclose(scores.means, made.mean()[:3], rtol=1e-12)
    assert_allclose(scores.sd, made.std()[:3], rtol=1e-9)
    assert_allclose(scores.covariance, made.cov(), rtol=1e-9)
    assert_allclose(scores.correlations, made.corr(), rtol=1e-9)


def test_spread_is_told_in_the_range_of_each_part(frame):
    scores = PartScores(sum_moments(frame), LOADINGS, ranges=np.array([1.0, 10.0, 100.0]))
    assert_allclose(scores.spread * [1, 10, 100], scores.sd)


def test_units_are_observations_of_their_own(frame):
    x = np.array([[70.0, 60, 50], [72, 61, 40], [80, 66, 45], [71, 59, 60]])
    scores = PartScores(sum_moments(frame), LOADINGS, figures=x).by_unit()
    assert scores.data.n_obs == 4
    assert_allclose(scores.correlations, np.corrcoef(x.T), rtol=1e-9)
    assert_allclose(scores.spread, x.std(axis=0, ddof=1) / np.ptp(x, axis=0), rtol=1e-9)


def test_without_units_there_is_nothing_to_weigh_by(frame):
    whole = PartScores(sum_moments(frame), LOADINGS)
    assert whole.by_unit().reason == "not_asked"
    assert PartScores(sum_moments(frame), LOADINGS, "few_answers").by_unit().reason == "few_answers"


def test_weights_are_scaled_and_keep_the_direction_of_what_they_follow_from():
    found = scaled(np.array([3.0, 1.0]))
    assert found.weights.tolist() == [0.75, 0.25]
    assert (found.directions > 0).all()
    assert scaled(np.array([2.0, -1.0]), np.array([2.0, -1.0])).directions.tolist() == [2.0, -1.0]
    both_ways = scaled(np.array([1.0, -1.0]), np.array([1.0, -1.0]))  # adds up to nothing: told by the directions
    assert not np.isfinite(both_ways.weights).any()


def test_no_weights_have_a_reason():
    found = without(3, "collinear")
    assert np.isnan(found.weights).all()
    assert np.isnan(found.directions).all()
    assert found.reason == "collinear"
