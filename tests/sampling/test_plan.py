"""The plan of a sample: worked numbers, and what must hold of any plan."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from csat_lib.sampling.allocation import Stratum, allocate
from csat_lib.sampling.plan import WITHOUT_END, PlanSpec, plan_sample

ONE = {"": Stratum(WITHOUT_END, 50.0)}
THREE = {"a": Stratum(5000, 20.0), "b": Stratum(3000, 30.0), "c": Stratum(400, 10.0)}


def test_without_a_frame_the_worst_share_within_5_points_needs_385():
    found = plan_sample(PlanSpec(ONE, half_width=5))
    assert (found.total, found.aims, found.covered) == (385, {"n_for_precision": 385}, None)
    assert found.half_width == pytest.approx(norm.ppf(0.975) * 50 / math.sqrt(385), rel=1e-6)


def test_a_change_of_half_a_spread_needs_63_answers_a_wave():
    """Lehr's rule, 16 s^2 / d^2 (1992, Statistics in Medicine 11: 1099-1102), is 64; without rounding z it is 62.8."""
    assert plan_sample(PlanSpec(ONE, change=25)).aims == {"n_for_change": 63}
    assert plan_sample(PlanSpec(ONE, change=25, design_effect=2)).aims == {"n_for_change": 126}


@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_a_planned_change_is_found_as_often_as_was_asked(power):
    n = plan_sample(PlanSpec({"": Stratum(WITHOUT_END, 20.0)}, change=3, power=power)).total
    error = math.sqrt(2 * 20**2 / n)
    assert norm.sf(norm.ppf(0.975) - 3 / error) == pytest.approx(power, abs=0.003)


def test_neyman_s_allocation_needs_what_cochran_s_formula_gives():
    """Cochran (1977), 5.7: n = (sum W S)^2 / (V + sum W S^2 / N)."""
    share = {name: stratum.size / 8400 for name, stratum in THREE.items()}
    mean_sd = sum(share[name] * stratum.sd for name, stratum in THREE.items())
    mean_variance = sum(share[name] * stratum.sd**2 for name, stratum in THREE.items())
    exact = mean_sd**2 / ((1.5 / norm.ppf(0.975)) ** 2 + mean_variance / 8400)
    found = plan_sample(PlanSpec(THREE, half_width=1.5, allocation="neyman"))
    assert found.total == pytest.approx(exact, abs=1.5)  # whole numbers in three strata


def test_every_stratum_has_the_answers_that_its_own_mean_takes():
    """z^2 S^2 / d^2 with its finite population: 245.9 of 5,000: 234.3; 553.2 of 3,000: 467.1; 61.5 of 400: 53.3."""
    found = plan_sample(PlanSpec(THREE, each=2.5))
    assert found.n == {"a": 235, "b": 468, "c": 54}
    assert found.aims == {"n_for_each": 757}


def test_a_census_takes_all_and_has_no_width():
    found = plan_sample(PlanSpec(THREE, allocation="census", reached={"a": 10}))
    assert (found.n, found.half_width) == ({"a": 5000, "b": 3000, "c": 400}, 0.0)
    assert found.covered == pytest.approx(5000 / 8400)


def test_findings_tell_aims_strata_and_channels():
    spec = PlanSpec(THREE, "store", each=2.5, reached={"a": 240, "c": 50}, invited={"a": 1, "b": 1, "c": 1},
                    response={"phone": 0.6})  # fmt: skip
    rows = {(row.measure, row.segment, row.other): row.value for row in plan_sample(spec).to_findings()}
    assert rows["n_needed", "", ""] == 757
    assert rows["reached", "", ""] == 290
    assert [rows["n_needed", name, ""] for name in "abc"] == [235, 468, 54]
    assert [rows["reached", name, ""] for name in "abc"] == [240, 0, 50]
    assert (rows["covered", "", ""], rows["frame_size", "", ""]) == (1.0, 8400)
    assert (rows["invitations", "", "phone"], rows["response_target", "", "phone"]) == (1262, 0.6)


def test_without_a_plan_there_is_nothing():
    assert plan_sample(PlanSpec()).to_findings() == []


def test_the_largest_aim_decides_and_a_minimum_adds_to_it_where_strata_are_small():
    both = plan_sample(PlanSpec(THREE, half_width=2, change=5))
    assert both.total == max(both.aims.values()) == both.aims["n_for_precision"]
    held = plan_sample(PlanSpec(THREE, half_width=2, minimum=60))
    assert held.n["c"] == 60
    assert held.total >= both.aims["n_for_precision"]


def test_unequal_weights_take_as_many_times_the_answers_as_their_design_effect():
    one, two = (plan_sample(PlanSpec(ONE, half_width=3, design_effect=deff)).total for deff in (1.0, 2.0))
    assert two == pytest.approx(2 * one, abs=2)


def test_an_aim_that_no_population_serves_takes_everybody():
    few = {"a": Stratum(30, 20.0), "b": Stratum(12, 20.0)}
    assert plan_sample(PlanSpec(few, change=1)).n == {"a": 30, "b": 12}
    assert plan_sample(PlanSpec(few, half_width=0.001)).total == 42


@settings(max_examples=40, deadline=None)
@given(
    sizes=st.lists(st.integers(2, 3000), min_size=1, max_size=4),
    seed=st.integers(0, 1000),
    rule=st.sampled_from(["proportional", "neyman", "equal"]),
    width=st.floats(0.5, 8),
    minimum=st.integers(0, 40),
)
def test_the_plan_is_the_least_that_keeps_the_width(sizes, seed, rule, width, minimum):
    draw = np.random.default_rng(seed)
    strata = {str(at): Stratum(size, float(draw.uniform(5, 40))) for at, size in enumerate(sizes)}
    found = plan_sample(PlanSpec(strata, half_width=width, allocation=rule, minimum=minimum, design_effect=1.3))
    assert found.half_width <= width
    assert all(min(minimum, stratum.size) <= found.n[name] <= stratum.size for name, stratum in strata.items())
    if not minimum and found.total > len(strata):
        fewer = allocate(strata, found.total - 1, rule).se * norm.ppf(0.975) * math.sqrt(1.3)
        assert fewer > width * (1 - 1e-12)
