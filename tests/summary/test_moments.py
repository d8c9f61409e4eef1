"""Moments: means, covariances and correlations from sums, equal to numpy and pandas on the rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.summary.moments import SUMS, Base, Moments, as_moments, sum_moments

DRAW = np.random.default_rng(3)
N = 120
FRAME = pd.DataFrame(DRAW.normal(5, 2, (N, 4)) @ DRAW.normal(size=(4, 4)), columns=list("abcd")).mask(
    DRAW.random((N, 4)) < 0.15
)
WEIGHTS = DRAW.uniform(0.2, 3, N)
COMPLETE = FRAME.dropna()


def assert_same(one: Moments, other: Moments) -> None:
    for name in SUMS:
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-12, atol=1e-12)


def test_pairwise_correlations_are_those_of_pandas():
    np.testing.assert_allclose(sum_moments(FRAME, missing="pairwise").correlation, FRAME.corr(), rtol=1e-9)


def test_pairwise_covariances_are_those_of_pandas():
    np.testing.assert_allclose(sum_moments(FRAME, missing="pairwise").covariance, FRAME.cov(), rtol=1e-9)


def test_listwise_keeps_the_complete_rows():
    moments = sum_moments(FRAME)
    assert moments.n_obs == len(COMPLETE)
    np.testing.assert_allclose(moments.covariance, COMPLETE.cov(), rtol=1e-9)
    np.testing.assert_allclose(moments.means, COMPLETE.mean(), rtol=1e-12)


def test_weights_enter_as_shares():
    complete = WEIGHTS[COMPLETE.index]
    found = sum_moments(FRAME, Base(WEIGHTS))
    n = len(COMPLETE)
    expected = np.cov(COMPLETE.T, aweights=complete, ddof=0) * n / (n - 1)
    np.testing.assert_allclose(found.covariance, expected, rtol=1e-9)
    np.testing.assert_allclose(found.means, np.average(COMPLETE, axis=0, weights=complete), rtol=1e-12)
    np.testing.assert_allclose(sum_moments(FRAME, Base(9 * WEIGHTS)).covariance, expected, rtol=1e-9)


def test_bases_are_counted():
    found = sum_moments(FRAME, Base(WEIGHTS), "pairwise")
    assert found.n_obs == int((FRAME.notna().astype(int).T @ FRAME.notna().astype(int)).to_numpy().min())
    assert found.weighted
    assert not sum_moments(FRAME, Base(np.full(N, 2.5))).weighted
    listwise = sum_moments(FRAME, Base(WEIGHTS))
    w = WEIGHTS[COMPLETE.index]
    assert listwise.n_weighted == pytest.approx(w.sum())
    assert listwise.n_effective == pytest.approx(w.sum() ** 2 / (w @ w))


def test_nothing_summed_has_no_base():
    empty = sum_moments(FRAME[:0])
    assert (empty.n_obs, empty.n_weighted, empty.n_effective) == (0, 0.0, 0.0)
    assert np.isnan(empty.covariance).all()


def test_an_item_without_variance_has_no_correlation():
    found = sum_moments(COMPLETE.assign(a=3.0)).correlation
    assert np.isnan(found[0]).all()
    assert found[1, 1] == 1.0


@settings(max_examples=10)
@given(cut=st.integers(0, N), missing=st.sampled_from(["listwise", "pairwise"]))
def test_batches_add_up_to_the_whole(cut, missing):
    group = np.arange(N) % 6
    parts = [
        sum_moments(FRAME[rows], Base(WEIGHTS[rows], group[rows], 6), missing)
        for rows in (slice(0, cut), slice(cut, N))
    ]
    whole = sum_moments(FRAME, Base(WEIGHTS, group, 6), missing)
    assert_same(parts[0] + parts[1], whole)
    assert_same((parts[0] + parts[1]).groups, whole.groups)


def test_the_groups_add_up_to_the_whole():
    found = sum_moments(FRAME, Base(WEIGHTS, np.arange(N) % 6, 6), "pairwise")
    for name in SUMS:
        np.testing.assert_allclose(getattr(found.groups, name).sum(axis=0), getattr(found, name), rtol=1e-12)


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
@pytest.mark.parametrize("weights", [None, WEIGHTS])
def test_each_group_is_what_its_own_rows_add_up_to(missing, weights):
    """Also one in which nobody is, and one in which nobody answered everything."""
    frame, group = FRAME.copy(), np.arange(N) % 6
    group[group == 4] = 3
    frame.loc[group == 5, "b"] = np.nan
    found = sum_moments(frame, Base(weights, group, 6), missing)
    for at in range(6):
        mine = group == at
        alone = sum_moments(frame[mine], Base(None if weights is None else weights[mine]), missing)
        for name in SUMS:
            np.testing.assert_allclose(getattr(found.groups, name)[at], getattr(alone, name), rtol=1e-12)


def test_a_deletion_is_the_whole_without_one_group():
    group = np.arange(N) % 6
    found = list(sum_moments(FRAME, Base(WEIGHTS, group, 6)).jackknife_replicates())
    assert len(found) == 6
    without = sum_moments(FRAME[group != 2], Base(WEIGHTS[group != 2]))
    np.testing.assert_allclose(found[2].covariance, without.covariance, rtol=1e-9)


def test_groups_without_respondents_are_passed_over():
    assert len(list(sum_moments(FRAME, Base(group=np.zeros(N, dtype=int), n_groups=100)).jackknife_replicates())) == 1


def test_without_groups_there_is_nothing_to_delete():
    with pytest.raises(CsatError) as caught:
        next(sum_moments(FRAME, label="room").jackknife_replicates())
    assert str(caught.value) == (
        "The interval for room needs replicate groups, and the summary has none. "
        "Sum up with `Base(group=..., n_groups=...)` or ask for the figure without its interval."
    )


def test_some_items_are_selected_in_the_order_named():
    whole = sum_moments(FRAME, Base(WEIGHTS, np.arange(N) % 6, 6), "pairwise", label="all")
    found = whole.select(["d", "b"], label="room")
    assert (found.items, found.label) == (("d", "b"), "room")
    assert_same(found, sum_moments(FRAME[["d", "b"]], Base(WEIGHTS), "pairwise"))
    assert found.groups.n.shape == (6, 2, 2)
    assert whole.select(["a"]).label == "all"


def test_an_unknown_item_is_named():
    with pytest.raises(CsatError) as caught:
        sum_moments(FRAME).select(["q01"])
    assert str(caught.value) == (
        "The summary holds no item `q01`; it holds a, b, c, d. Name one of these or collect the wave again."
    )


def test_moments_of_other_items_are_not_added():
    with pytest.raises(CsatError) as caught:
        sum_moments(FRAME) + sum_moments(FRAME[["a"]])
    assert str(caught.value) == (
        "Two moments cannot be added: one holds a, b, c, d, the other a. "
        "Add up parts of the same items, from the same study."
    )


def test_moments_are_taken_as_they_are_and_frames_are_summed():
    moments = sum_moments(FRAME)
    assert as_moments(moments, "pairwise") is moments
    assert_same(as_moments(FRAME, "pairwise"), sum_moments(FRAME, missing="pairwise"))


def test_far_from_zero_nothing_is_lost():
    far = COMPLETE + 1000
    np.testing.assert_allclose(
        sum_moments(far).covariance, COMPLETE.cov(), rtol=1e-7
    )  # 1e6 of mean^2 per unit of variance
