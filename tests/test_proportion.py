"""Intervals of shares and of NPS: published and printed values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.proportion import nps_adjusted_wald, nps_error, nps_wald, wilson

NPS = {"low": (220 / 500, 120 / 500, 500), "small": (60 / 100, 15 / 100, 100)}


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    # 81 of 263 is an example of Newcombe (1998), Statistics in Medicine 17: 857-872, who prints .2553 to .3662.
    [(15, 20, 0.531299, 0.888138), (0, 20, 0.0, 0.161125), (81, 263, 0.255289, 0.366210)],
)
def test_wilson_intervals(count, n, low, high):
    assert wilson(count / n, n, 0.95) == pytest.approx((low, high), abs=5e-7)


@given(share=st.floats(0, 1), n=st.floats(1, 1e6))
def test_a_wilson_interval_holds_the_share_and_stays_within_zero_and_one(share, n):
    low, high = wilson(share, n, 0.95)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_a_wilson_interval_turns_round_with_the_share():
    low, high = wilson(0.3, 40, 0.9)
    assert wilson(0.7, 40, 0.9) == pytest.approx((1 - high, 1 - low), rel=1e-12)


def test_the_standard_error_of_nps():
    assert nps_error(*NPS["low"]) == pytest.approx(3.577709, abs=5e-7)
    assert nps_error(*NPS["small"]) == pytest.approx(7.399324, abs=5e-7)
    assert nps_error(1.0, 0.0, 50) == 0.0


def test_the_wald_interval_of_nps():
    assert nps_wald(*NPS["low"], 0.95) == pytest.approx((12.9878, 27.0122), abs=5e-5)


def test_the_adjusted_wald_interval_of_nps():
    assert nps_adjusted_wald(*NPS["low"], 0.95) == pytest.approx((12.892744, 26.868688), abs=5e-7)
    assert nps_adjusted_wald(*NPS["small"], 0.95) == pytest.approx((29.343111, 58.035530), abs=5e-7)


@given(split=st.tuples(st.floats(0, 1), st.floats(0, 1)).filter(lambda pair: sum(pair) <= 1), n=st.floats(1, 1e5))
def test_an_adjusted_interval_stays_on_the_scale(split, n):
    low, high = nps_adjusted_wald(*split, n, 0.95)
    assert -100 <= low <= high <= 100
