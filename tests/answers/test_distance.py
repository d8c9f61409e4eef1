"""Distance from the others, beside R's ``mahalanobis``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.answers.distance import mahalanobis
from csat_lib.summary.moments import sum_moments

from .reference import REFERENCE, careless_answers

NAN = np.nan


def test_distances_agree_with_r_on_whole_and_on_gappy_rows():
    answers = careless_answers()
    moments = sum_moments(pd.DataFrame(answers), missing="pairwise")
    found = mahalanobis(answers, moments.means, moments.covariance)
    table = pd.read_csv(REFERENCE / "careless.csv", comment="#")
    np.testing.assert_allclose(found.squared, table["mahalanobis"], rtol=1e-9)
    np.testing.assert_allclose(found.p, table["mahalanobis_p"], rtol=1e-8)
    assert found.df.tolist() == (~np.isnan(answers)).sum(axis=1).tolist()


@settings(max_examples=15)
@given(st.integers(2, 9), st.integers(0, 2**32 - 1))
def test_gaps_are_measured_over_the_answers_there_are(n_items, seed):
    rng = np.random.default_rng(seed)
    half = rng.normal(size=(n_items, n_items))
    covariance, means = half @ half.T + np.eye(n_items), rng.normal(size=n_items)
    answers = np.where(rng.random((30, n_items)) < 0.4, NAN, rng.normal(size=(30, n_items)))
    for row, found in zip(answers, mahalanobis(answers, means, covariance).squared, strict=True):
        at = np.flatnonzero(~np.isnan(row))
        x = row[at] - means[at]
        by_hand = x @ np.linalg.solve(covariance[np.ix_(at, at)], x) if at.size else NAN
        assert found == pytest.approx(by_hand, rel=1e-8, nan_ok=True)


def test_a_row_without_answers_is_no_distance_away():
    found = mahalanobis(np.array([[NAN, NAN]]), np.zeros(2), np.eye(2))
    assert np.isnan(found.squared[0])
    assert np.isnan(found.p[0])


def test_covariances_that_are_not_positive_definite_are_refused():
    with pytest.raises(np.linalg.LinAlgError):
        mahalanobis(np.zeros((1, 2)), np.zeros(2), np.ones((2, 2)))
