"""Intervals of skewed replicates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from csat_lib.summary.studentised import studentised


def test_without_skewness_and_kurtosis_it_is_that_of_students_t():
    """Two values, equally often: as light in the tails as can be, so that g - 1 degrees of freedom are the most."""
    found = studentised(np.array(2.0), np.tile([1.0, 3.0], 6), 0.95)
    reach = float(stdtrit(11, 0.975)) * np.sqrt(11)
    assert (found.df, found.se) == (11, pytest.approx(np.sqrt(11)))
    assert (found.low, found.high) == (pytest.approx(2 - reach, rel=1e-5), pytest.approx(2 + reach, rel=1e-5))


@given(
    st.lists(st.floats(-5, 5), min_size=8, max_size=40).filter(lambda x: np.std(x) > 1e-3),
    st.floats(0.5, 20),
    st.floats(-50, 50),
)
def test_an_interval_moves_and_turns_with_its_figure_and_grows_with_the_confidence(values, times, shift):
    left_out, whole = np.array(values), np.array(np.mean(values) + 0.1)
    found, wider = (studentised(whole, left_out, confidence) for confidence in (0.9, 0.99))
    moved = studentised(whole * times + shift, left_out * times + shift, 0.9)
    turned = studentised(-whole, -left_out, 0.9)
    assert moved.low == pytest.approx(found.low * times + shift, rel=1e-4, abs=1e-4)
    assert moved.high == pytest.approx(found.high * times + shift, rel=1e-4, abs=1e-4)
    assert (turned.low, turned.high) == (
        pytest.approx(-found.high, rel=1e-3, abs=1e-4),
        pytest.approx(-found.low, rel=1e-3, abs=1e-4),
    )
    assert wider.low <= found.low <= found.high <= wider.high
    assert 1 <= found.df <= len(values) - 1


def test_a_stack_of_figures_is_as_each_alone():
    rng = np.random.default_rng(4)
    whole, left_out = rng.normal(size=(3, 2)), rng.exponential(size=(20, 3, 2))
    stacked = studentised(whole, left_out, 0.95)
    for at in np.ndindex(3, 2):
        alone = studentised(whole[at], left_out[(slice(None), *at)], 0.95)
        np.testing.assert_allclose(
            [stacked.low[at], stacked.high[at], stacked.df[at]], [alone.low, alone.high, alone.df]
        )


def test_a_long_tail_moves_both_ends_towards_it():
    """What is mostly low and seldom very high: the figure may well be higher, hardly lower."""
    long = np.append(np.zeros(30), [0.2, 0.5, 1.5])
    found, plain = (studentised(np.array(0.1), -long, 0.95, skewed=skewed) for skewed in (True, False))
    assert found.high > plain.high
    assert found.low > plain.low
    assert found.df == plain.df < 10


def test_without_a_figure_in_every_replicate_or_a_difference_between_them_there_is_none():
    for left_out in (np.array([0.1, np.nan, 0.3]), np.full(20, 0.5), np.array([0.4])):
        found = studentised(np.array(0.5), left_out, 0.95)
        assert np.isnan([found.low, found.high, found.se]).all()
