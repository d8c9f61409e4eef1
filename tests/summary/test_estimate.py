"""Estimates: interval, p value, and the difference of two waves."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csat_lib.findings import way
from csat_lib.proportion import wilson
from csat_lib.summary.design import sum_design
from csat_lib.summary.estimate import Estimate, difference
from csat_lib.summary.sample import Sample, cells_of

REFERENCE = Path(__file__).parents[1] / "reference"


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


@pytest.mark.parametrize(("sample", "variable"), [(s, v) for s in ("plain", "design") for v in ("top", "rating")])
def test_on_a_scale_the_interval_is_r_s_on_its_logit(sample, variable):
    i = np.arange(1, 61)
    answers = pd.DataFrame({"top": (i % 9 != 0) * 1.0, "rating": 5.0 - (i % 7 == 0) - 2 * (i % 11 == 0)})
    cells = cells_of(answers, [])
    design = Sample(1 + (i % 4) / 2, cells, stratum=np.where(i <= 24, "a", "b"), psu=((i - 1) // 4).astype(str))
    totals = sum_design(answers, design if sample == "design" else Sample(np.ones(60), cells))
    kept = pd.read_csv(REFERENCE / "logit_means.csv", comment="#").set_index(["sample", "variable"])
    value, low, high, *bent = kept.loc[(sample, variable), ["value", "low", "high", "low_bent", "high_bent"]]
    mean, ends = totals.mean(variable), (0.0, 1.0) if variable == "top" else (1.0, 5.0)
    assert mean.value == pytest.approx(value, rel=1e-6)
    assert replace(mean, skew=0.0).interval_on(ends, 0.95) == pytest.approx((low, high), rel=1e-6)
    assert mean.interval_on(ends, 0.95) == pytest.approx(bent, rel=1e-6)
    assert replace(mean, ends=ends).interval(0.95) == mean.interval_on(ends, 0.95)
    assert (mean.skew > 0) == (sample == "design")


@given(
    st.floats(0.5, 99.5),
    st.floats(1e-3, 30),
    st.floats(1, 500),
    st.floats(0.5, 0.99),
    st.tuples(st.floats(-5, 5), st.floats(0.1, 9), st.floats(0, 3), st.floats(1, 4)),
)
def test_on_a_scale_the_interval_holds_the_value_and_turns_and_moves_with_the_scale(value, se, df, level, scale):
    move, size, *bent = scale

    def estimate(*of):
        return Estimate(*of, 10, 10.0, 10.0, way("taylor"), skew=bent[0], gain=bent[1])

    low, high = estimate(value, se, df).interval_on((0, 100), level)
    assert 0 <= low < value < high <= 100
    turned = estimate(100 - value, se, df).interval_on((0, 100), level)
    assert turned == pytest.approx((100 - high, 100 - low), abs=1e-9)
    moved = estimate(move + size * value, size * se, df).interval_on((move, move + size * 100), level)
    assert moved == pytest.approx((move + size * low, move + size * high), abs=1e-7)


def test_a_small_error_or_a_scale_without_ends_has_the_plain_interval():
    assert estimate(70.0, 1e-4, 30.0).interval_on((0, 100), 0.95) == pytest.approx(
        estimate(70.0, 1e-4, 30.0).interval(0.95), abs=1e-8
    )
    assert estimate().interval_on((0, math.inf), 0.95) == estimate().interval(0.95)
    assert estimate(100.0, 1.0).interval_on((0, 100), 0.95) == (None, None)
    assert estimate(se=None).interval_on((0, 100), 0.95) == (None, None)


def test_the_difference_of_waves_is_welch_s():
    # R: t.test(c(12, 15, 11, 18, 14), c(10, 9, 14, 8, 11, 7)): df 8.2578779, p 0.0298111
    found = Estimate(14.0, 1.224744871391589, 4, 5, 5, 5, way("taylor")).minus(
        Estimate(9.833333333333334, 1.0137937550497031, 5, 6, 6, 6, way("taylor"))
    )
    expected = (4.1666666666667, 1.5898986690282, 8.2578779417631, 0.0298111212309)
    assert (found.value, found.se, found.df, found.p) == pytest.approx(expected, rel=1e-9)
    assert (found.n, str(found.method)) == (5, "taylor, independent, welch-satterthwaite")


ENDS = (0.0, 100.0)


def on_scale(value: float, se: float) -> Estimate:
    return replace(estimate(value, se, 60.0), ends=ENDS, n_effective=1000.0)


def test_the_difference_of_means_on_scales_leans_as_they_do():
    one, other = on_scale(95.0, 2.0), on_scale(80.0, 1.0)
    found = one.minus(other)
    sides = [replace(side, df=found.df).interval_on(ENDS, 0.95) for side in (one, other)]
    assert found.interval(0.95) == pytest.approx(difference((95.0, 80.0), tuple(sides), 0.0), rel=1e-12)
    assert 15 - found.interval(0.95)[0] > found.interval(0.95)[1] - 15


def test_a_side_without_an_error_leaves_the_interval_of_t():
    found = replace(estimate(3.0, 1.0, 60.0), sides=(on_scale(95.0, 2.0), replace(on_scale(92.0, 1.0), se=None)))
    assert found.interval(0.95) == estimate(3.0, 1.0, 60.0).interval(0.95)


def test_with_too_few_answers_away_from_an_end_there_is_no_interval():
    """Six respondents at 96 of 100: less than a quarter of one of them answered the worst."""
    near = replace(on_scale(96.0, 2.0), n_effective=6.0)
    assert near.is_near_end
    assert near.p is None
    assert not replace(near, n_effective=7.0).is_near_end


def test_a_difference_needs_four_away_from_an_end_were_both_sides_alike():
    """Of forty at 91 on average whose group happens to be at 99: its own answers do not decide."""
    sides = replace(on_scale(99.0, 1.0), n_effective=40.0), replace(on_scale(83.0, 1.0), n_effective=90.0)
    gap = replace(estimate(16.0, 2.5, 60.0), sides=sides)
    assert not replace(gap, sides=(replace(sides[0], n_effective=45.0), sides[1])).is_near_end
    assert (gap.is_near_end, gap.interval(0.95), gap.p) == (True, (None, None), None)
    assert not replace(gap, sides=(replace(sides[0], ends=None), sides[1])).is_near_end


@given(one=st.floats(5, 99), other=st.floats(5, 99), se=st.floats(0.2, 6), r=st.floats(-0.5, 0.7))
def test_p_is_what_the_interval_says(one, other, se, r):
    """At the confidence 1 - p an end of the interval is 0, whichever way it leans."""
    assume(abs(one - other) > 0.01)
    whole = (se**2 * (5 - 4 * r)) ** 0.5
    found = replace(estimate(one - other, whole, 60.0), sides=(on_scale(one, se), on_scale(other, 2 * se)))
    assume(1e-9 < found.p < 0.999)
    low, high = found.interval(1 - found.p)
    assert min(abs(low), abs(high)) < 1e-4


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


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    # Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10.
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_differences_of_shares_are_those_of_newcombe(first, second, low, high):
    shares = first[0] / first[1], second[0] / second[1]
    found = difference(shares, (wilson(shares[0], first[1], 0.95), wilson(shares[1], second[1], 0.95)), 0.0)
    assert found == pytest.approx((low, high), abs=5e-5)


@given(r=st.floats(-0.99, 0.99), reach=st.floats(0.1, 5))
def test_symmetric_intervals_of_two_means_give_the_symmetric_one_of_their_difference(r, reach):
    low, high = difference((7.0, 4.0), ((7 - 2 * reach, 7 + 2 * reach), (4 - reach, 4 + reach)), r)
    se = (5 - 4 * r) ** 0.5
    assert (low, high) == pytest.approx((3 - reach * se, 3 + reach * se), rel=1e-9)


@pytest.mark.parametrize("end", ENDS)
def test_the_difference_from_a_side_on_an_end_has_no_interval_though_it_has_an_error(end):
    """Points of a figure of operation are cut at the ends: there is no logit, and nothing is divided by zero."""
    gap = on_scale(end, 1.5).minus(on_scale(50.0, 1.0))
    assert (gap.is_near_end, gap.interval(0.95), gap.p) == (True, (None, None), None)
