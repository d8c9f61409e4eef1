"""Intervals of shares and of NPS: published and printed values."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.proportion import design_n, nps_adjusted_wald, nps_error, nps_wald, wilson

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


@given(share=st.floats(0.01, 0.99), n=st.floats(5, 1e5), gain=st.floats(1, 9))
def test_what_margins_explain_of_a_share_does_not_depend_on_it(share, n, gain):
    """At both ends the distance is z errors of what the share would vary there; much gained, those of Wald."""
    for end in wilson(share, n, 0.95, gain):
        variance = (share * (1 - share) + (end * (1 - end) - share * (1 - share)) / gain) / n
        if 0 < end < 1:
            assert (share - end) ** 2 == pytest.approx(1.959963984540054**2 * variance, rel=1e-6, abs=1e-12)
    reach = 1.959963984540054 * math.sqrt(0.3 * 0.7 / 200)
    assert wilson(0.3, 200, 0.95, 1e12) == pytest.approx((0.3 - reach, 0.3 + reach), rel=1e-9)


def test_a_wilson_interval_turns_round_with_the_share():
    low, high = wilson(0.3, 40, 0.9)
    assert wilson(0.7, 40, 0.9) == pytest.approx((1 - high, 1 - low), rel=1e-12)


def test_the_n_behind_a_share_of_a_design_is_that_of_korn_and_graubard():
    # R survey 4.1.1: dclus1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc), 183 schools of 15
    # districts; m <- svymean(~I(as.numeric(stype == "H")), dclus1) is .0765027322404, se .0268102190508; the n behind
    # svyciprop(method = "beta") is m * (1 - m) / vcov(m) * (qt(.975, 182) / qt(.975, 14))^2 = 83.1830440106
    assert design_n(0.0765027322404, 0.0268102190508, 14, (183, 183), 0.95) == pytest.approx(83.1830440106, rel=1e-9)


def test_the_n_behind_a_share_is_never_more_than_the_most():
    assert design_n(0.5, 0.01, 99, (100, 80), 0.95) == pytest.approx(80, rel=1e-12)
    assert design_n(0.5, 0.0, 99, (100, math.inf), 0.95) == math.inf


def test_where_all_agree_the_n_behind_a_share_is_that_of_the_psus():
    assert design_n(1.0, None, 9, (100, 90), 0.95) == pytest.approx(10 * (1.9842170 / 2.2621572) ** 2, rel=1e-6)
    assert design_n(1.0, None, 99, (100, 90), 0.95) == pytest.approx(90, rel=1e-12)


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
