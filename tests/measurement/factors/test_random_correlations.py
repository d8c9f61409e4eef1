"""Correlations of unrelated items."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.factors.random_correlations import permuted_correlations, random_correlations, shuffled
from csat_lib.summary.rows import Rows
from tests.measurement.facts import A, synthetic

ROWS = Rows(synthetic()[A])


def test_random_correlations_are_distributed_like_those_of_normal_answers():
    p, n, draws = 5, 30, 4000
    drawn = random_correlations(p, n, draws, np.random.default_rng(6))
    answers = np.random.default_rng(7).normal(size=(draws, n, p))
    centred = answers - answers.mean(axis=1, keepdims=True)
    scaled = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    simulated = scaled.swapaxes(1, 2) @ scaled
    at = np.tril_indices(p, -1)
    np.testing.assert_allclose(np.var(drawn[:, *at]), 1 / (n - 1), rtol=0.05)
    own, theirs = np.linalg.eigvalsh(drawn), np.linalg.eigvalsh(simulated)
    np.testing.assert_allclose(own.mean(axis=0), theirs.mean(axis=0), rtol=0.01)
    np.testing.assert_allclose(np.quantile(own, 0.95, axis=0), np.quantile(theirs, 0.95, axis=0), rtol=0.02)


def test_shuffling_keeps_each_items_answers_and_who_left_it_blank():
    values = synthetic()[A].to_numpy()
    mixed = shuffled(values, np.random.default_rng(1))
    np.testing.assert_array_equal(np.isnan(mixed), np.isnan(values))
    np.testing.assert_array_equal(np.sort(mixed, axis=0), np.sort(values, axis=0))
    assert not np.array_equal(mixed, values, equal_nan=True)
    np.testing.assert_array_equal(values, synthetic()[A].to_numpy())


def test_permuted_items_are_unrelated_on_average():
    drawn = permuted_correlations(ROWS, correlate(ROWS), 200, np.random.default_rng(2))
    off = drawn[:, *np.tril_indices(4, -1)]
    n = correlate(ROWS).bases.n
    np.testing.assert_allclose(off.mean(axis=0), 0, atol=0.02)
    np.testing.assert_allclose(off.std(axis=0), 1 / np.sqrt(n - 1), rtol=0.2)


def test_permuted_answers_are_correlated_as_the_items_are():
    for kind in ("spearman", "polychoric"):
        drawn = permuted_correlations(ROWS, correlate(ROWS, kind, "pairwise"), 3, np.random.default_rng(2))
        np.testing.assert_allclose(np.diagonal(drawn, axis1=1, axis2=2), 1)
        assert np.abs(drawn[:, *np.tril_indices(4, -1)]).max() < 0.35


def test_weights_stay_with_their_respondents():
    weights = np.where(np.arange(150) < 15, 50.0, 0.1)
    weighted = Rows(ROWS.frame, weights=weights)
    drawn = permuted_correlations(weighted, correlate(weighted), 300, np.random.default_rng(3))
    spread = drawn[:, *np.tril_indices(4, -1)].std()
    assert spread > 2 / np.sqrt(149)  # as of the few who weigh much


def test_items_are_taken_in_the_order_of_the_correlations():
    turned = Rows(ROWS.frame[A[::-1]])
    ours = permuted_correlations(turned, correlate(ROWS), 2, np.random.default_rng(4))
    theirs = permuted_correlations(ROWS, correlate(ROWS), 2, np.random.default_rng(4))
    np.testing.assert_array_equal(ours, theirs)


def test_a_draw_that_cannot_be_correlated_is_nan():
    rare = Rows(pd.DataFrame({"a": [1.0, 1, 1, 2, 1], "b": [1.0, 2, 3, 1, np.nan], "c": [2.0, 1, 3, 5, 4]}))
    drawn = permuted_correlations(rare, correlate(rare, missing="pairwise"), 30, np.random.default_rng(5))
    assert np.isnan(drawn).any()
