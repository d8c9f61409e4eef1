from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.charts.scale import fitted_scale, fixed_scale, tight_scale


def test_values_lie_in_proportion_between_the_ends():
    scale = fixed_scale((0, 50, 100), 40, 140)
    assert [scale.at(value) for value in (0, 25, 100)] == [40, 65, 140]


def test_what_lies_outside_is_drawn_at_the_edge():
    scale = fixed_scale((0, 100), 0, 10)
    assert (scale.at(-5), scale.at(130)) == (0, 10)


def test_a_scale_may_run_upwards():
    assert fixed_scale((0, 10), 60, 10).at(10) == 10


def test_a_fitted_scale_has_round_numbers_and_skips_what_is_missing():
    assert fitted_scale([61.3, math.nan, 78.9], 0, 1).ticks == (60.0, 65.0, 70.0, 75.0, 80.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=5))
def test_a_fitted_scale_holds_its_values(values):
    scale = fitted_scale(values, 0.0, 100.0)
    assert scale.low <= min(values) + 1e-9
    assert scale.high >= max(values) - 1e-9
    assert scale.ticks[0] < scale.ticks[-1]
    assert scale.at(scale.high) == pytest.approx(100.0)


def test_a_tight_scale_ends_a_hair_beyond_its_values_and_has_the_round_ticks_that_lie_on_it():
    scale = tight_scale([66.0, 81.0, float("nan")], 20, 0, 3)
    assert (scale.low, scale.high) == pytest.approx((65.25, 81.75))
    assert scale.ticks == (70.0, 75.0, 80.0)
    flat = tight_scale([50.0, 50.0], 20, 0, 3)
    assert flat.low < 50 < flat.high
