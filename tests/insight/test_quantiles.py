"""Weighted quantiles against numpy's, and the interval against order statistics counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from csat_lib.insight.quantiles import quantile_interval, weighted_quantile

SHARES = [0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9]
NIGHTS = np.array([1.0, 2.0, 3.0, 7.0])


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("n", [1, 2, 9, 10, 120])
def test_equal_weights_give_the_quantile_that_numpy_calls_averaged_inverted_cdf(share, n):
    numbers = np.random.default_rng(n).lognormal(size=n)
    expected = np.quantile(numbers, share, method="averaged_inverted_cdf")
    assert weighted_quantile(numbers, np.ones(n), share) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("share", SHARES)
def test_whole_weights_count_like_so_many_respondents(share):
    weights = np.array([3, 1, 4, 2])
    expected = np.quantile(np.repeat(NIGHTS, weights), share, method="averaged_inverted_cdf")
    assert weighted_quantile(NIGHTS, weights.astype(float), share) == expected


def test_the_median_of_an_even_number_lies_halfway():
    assert weighted_quantile(np.array([4.0, 1.0, 3.0, 2.0]), np.ones(4), 0.5) == 2.5


def test_the_last_digit_of_a_sum_decides_nothing():
    weights = np.array([0.1, 0.2, 0.3])  # 0.1 + 0.2 is not 0.3 to a computer
    assert weighted_quantile(NIGHTS[:3], weights, 0.5) == 2.5
    assert weighted_quantile(NIGHTS[:3], weights * 1e9, 0.5) == 2.5


def test_weights_of_nought_count_for_nothing():
    assert weighted_quantile(NIGHTS, np.array([1.0, 1.0, 0.0, 1.0]), 0.5) == 2.0
    assert weighted_quantile(NIGHTS, np.array([0.0, 1.0, 0.0, 1.0]), 0.5) == 4.5


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 5)), min_size=1, max_size=30), st.sampled_from(SHARES))
def test_half_lies_on_either_side_in_whatever_order_they_come(pairs, share):
    values, weights = (np.array(part, dtype=float) for part in zip(*pairs, strict=True))
    found = weighted_quantile(values, weights, share)
    assert weights[values <= found].sum() >= share * weights.sum() - 1e-9
    assert weights[values >= found].sum() >= (1 - share) * weights.sum() - 1e-9
    assert found == weighted_quantile(values[::-1], weights[::-1], share)


def test_the_interval_of_the_median_is_that_of_a_share_read_back_as_numbers():
    numbers = np.arange(1.0, 101.0)
    reach = norm.ppf(0.975) * 0.5 / 100**0.5  # 9.8 respondents of a hundred
    expected = (np.ceil(100 * (0.5 - reach)), np.ceil(100 * (0.5 + reach)))
    assert quantile_interval(numbers, np.ones(100), 0.5, 100, 0.95) == expected == (41.0, 60.0)


def test_the_interval_does_not_leave_the_answers():
    assert quantile_interval(NIGHTS, np.ones(4), 0.25, 4, 0.95) == (1.0, 3.0)


def test_the_interval_covers_the_median_about_as_often_as_it_says():
    rng = np.random.default_rng(3)
    ends = [quantile_interval(rng.exponential(size=200), np.ones(200), 0.5, 200, 0.95) for _ in range(400)]
    covered = np.mean([low <= np.log(2) <= high for low, high in ends])
    assert 0.92 < covered < 0.98
