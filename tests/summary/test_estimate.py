"""Estimates: interval, p value, and the difference of two waves."""

from __future__ import annotations

import pytest

from csat_lib.findings import way
from csat_lib.summary.estimate import Estimate


def estimate(value: float | None = 70.0, se: float | None = 2.0, df: float | None = 9.0, reason: str = "") -> Estimate:
    return Estimate(value, se, df, 10, 10.0, 10.0, way("taylor"), reason)


def test_the_interval_is_that_of_t():
    # R: 70 + c(-1, 1) * qt(.975, 9) * 2
    assert estimate().interval(0.95) == pytest.approx((65.475685674, 74.524314326), rel=1e-9)


def test_the_p_value_is_that_of_t_against_zero():
    # R: 2 * pt(-2.5, 9)
    assert estimate(value=5.0).p == pytest.approx(0.033861827683, rel=1e-6)


def test_without_a_standard_error_there_is_no_interval_and_no_p():
    assert estimate(se=None).interval(0.95) == (None, None)
    assert estimate(se=None).p is None
    assert estimate(value=None, reason="small_base").interval(0.95) == (None, None)


def test_without_spread_the_interval_is_the_value_and_nothing_is_tested():
    assert estimate(se=0.0).interval(0.95) == (70.0, 70.0)
    assert estimate(se=0.0).p is None


def test_the_difference_of_waves_is_welch_s():
    # R: t.test(c(12, 15, 11, 18, 14), c(10, 9, 14, 8, 11, 7)): df 8.2578779, p 0.0298111
    found = Estimate(14.0, 1.224744871391589, 4, 5, 5, 5, way("taylor")).minus(
        Estimate(9.833333333333334, 1.0137937550497031, 5, 6, 6, 6, way("taylor"))
    )
    expected = (4.1666666666667, 1.5898986690282, 8.2578779417631, 0.0298111212309)
    assert (found.value, found.se, found.df, found.p) == pytest.approx(expected, rel=1e-9)
    assert (found.n, str(found.method)) == (5, "taylor, independent, welch-satterthwaite")


def test_a_difference_turns_round():
    one, other = estimate(), estimate(value=66.0, se=1.0)
    assert one.minus(other).value == -other.minus(one).value
    assert one.minus(other).se == other.minus(one).se


def test_two_waves_without_spread_differ_without_error():
    found = estimate(se=0.0).minus(estimate(value=60.0, se=0.0))
    assert (found.value, found.se, found.df) == (10.0, 0.0, 18.0)


def test_a_difference_to_nothing_has_the_reason():
    found = estimate().minus(estimate(value=None, se=None, df=None, reason="not_asked"))
    assert (found.value, found.reason, found.n) == (None, "not_asked", 10)


def test_a_difference_to_a_hidden_figure_carries_the_base_that_its_reason_speaks_of():
    few = Estimate(None, None, None, 4, 4.5, 3.5, way("taylor"), "small_base")
    found = estimate().minus(few)
    assert (found.reason, found.n, found.n_weighted, found.n_effective) == ("small_base", 4, 4.5, 3.5)
    assert few.minus(estimate()).n == 4


def test_a_difference_without_a_standard_error_is_still_a_difference():
    found = estimate().minus(estimate(value=60.0, se=None))
    assert (found.value, found.se) == (10.0, None)
