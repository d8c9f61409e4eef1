"""Answers that the main study needs for alpha."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from csat_lib.errors import CsatError
from csat_lib.measurement.pilot.alpha_sample_size import (
    AlphaPlan,
    alpha_sample_size,
    bonett_sample_size,
    plan_alpha,
    plan_alphas,
    wishart,
)
from csat_lib.measurement.reliability import estimate_alpha
from tests.measurement.pilots import MODEL, by_r, drawn

CASES = [(0.8, 5, 0.1), (0.7, 4, 0.1), (0.9, 10, 0.05), (0.3, 3, 0.2)]


def normal(items: int) -> float:
    """Error of log(1 - alpha), times the root of n, of normal answers to parallel items."""
    return float(np.sqrt(2 * items / (items - 1)))


def test_sizes_of_normal_answers_lie_beside_those_that_psych_gives_by_trial():
    sizes = [alpha_sample_size(alpha, normal(items), width) for alpha, items, width in CASES]
    np.testing.assert_allclose(sizes, by_r("alpha size", "n"), atol=6, rtol=0.01)


@pytest.mark.parametrize("case", CASES)
def test_of_normal_answers_it_is_bonetts_formula_but_for_the_two_that_he_adds(case):
    alpha, items, width = case
    assert alpha_sample_size(alpha, normal(items), width) == np.ceil(bonett_sample_size(*case) - 2)


def test_bonetts_formula_worked_by_hand():
    n = 8 * 5 / 4 * (1.959964 / np.log(3)) ** 2 + 2  # five items, ends .7 and .9: e = (1 - .7) / (1 - .9) = 3
    width = 0.2  # at equal distances on the logarithm of 1 - alpha, which is then sqrt(.3 * .1)
    assert bonett_sample_size(1 - np.sqrt(0.03), 5, width) == pytest.approx(n, rel=1e-6)


@given(
    alpha=st.floats(-0.5, 0.97), error=st.floats(0.5, 9), width=st.floats(0.02, 0.5), confidence=st.floats(0.8, 0.99)
)
@settings(max_examples=40)
def test_one_answer_fewer_is_too_few(alpha, error, width, confidence):
    n = alpha_sample_size(alpha, error, width, confidence)

    def reached(size: int) -> float:
        return float(2 * (1 - alpha) * np.sinh(ndtri((1 + confidence) / 2) * error / np.sqrt(size)))

    assert reached(n) <= width * (1 + 1e-9)
    assert n == 1 or reached(n - 1) > width


def test_the_simulated_width_is_the_wanted_one():
    size = plan_alpha(drawn()[MODEL["staff"]], AlphaPlan(draws=500), "staff")
    assert size.expected_width == pytest.approx(0.10, abs=0.01)
    assert size.cautious > size.n
    rows = {(row.measure, row.path): row for row in size.to_findings()}
    assert rows["sample_size", "cautious"].value == size.cautious
    assert rows["expected_width", f"{size.n:.0f}"].se == size.se
    assert {row.other for row in rows.values()} == {"staff"}
    assert str(size.method) == "jackknife, log scale, interval no wider than 0.1, 500 draws, seed 1"


def test_draws_have_the_moments_of_a_wishart_distribution():
    s = np.array([[1.0, 0.5], [0.5, 2.0]])
    draws = wishart(s, 30, 20_000, 1)
    np.testing.assert_allclose(draws.mean(axis=0), s, atol=0.012)
    np.testing.assert_allclose(draws[:, 0, 1].var(), (0.25 + 2.0) / 29, rtol=0.03)
    np.testing.assert_array_equal(draws, wishart(s, 30, 20_000, 1))
    assert not np.array_equal(draws, wishart(s, 30, 20_000, 2))


def test_a_sample_of_the_size_asked_for_has_the_width_asked_for_where_most_give_the_best_answer():
    """80 % best answers: the size holds where Bonett's, of normal answers, is far too small."""
    rng = np.random.default_rng(2)
    latent = 0.75 * rng.normal(size=(40_000, 1)) + 0.66 * rng.normal(size=(40_000, 3))
    everybody = pd.DataFrame(np.digitize(latent, [-2.4, -1.9, -1.4, -0.84]).astype(float), columns=["x", "y", "z"])
    size = plan_alpha(everybody.head(20_000), AlphaPlan(draws=20))
    alpha = estimate_alpha(everybody).alpha
    assert size.n > 1.8 * bonett_sample_size(alpha, 3, 0.1)
    starts = np.arange(0, 40_000 - int(size.n), int(size.n))
    found = [estimate_alpha(everybody.iloc[start : start + int(size.n)]) for start in starts]
    assert np.mean([each.high - each.low for each in found]) == pytest.approx(0.1, abs=0.02)


def test_a_pilot_too_skewed_for_an_interval_has_a_size_but_no_cautious_one():
    rng = np.random.default_rng(1)
    latent = 0.75 * rng.normal(size=(60, 1)) + 0.66 * rng.normal(size=(60, 3))
    frame = pd.DataFrame(np.digitize(latent, [-2.4, -1.9, -1.4, -0.84]).astype(float), columns=["x", "y", "z"])
    size = plan_alpha(frame, AlphaPlan(draws=20), "room")
    rows = {(row.measure, row.path): row for row in size.to_findings()}
    assert rows["sample_size", "pilot"].value == size.n
    assert (rows["sample_size", "cautious"].value, rows["sample_size", "cautious"].reason) == (None, "too_skewed")


def test_the_size_never_lies_below_items_and_one():
    wide = plan_alpha(drawn(n=60)[MODEL["staff"]], AlphaPlan(width=0.99))
    assert wide.n == 6


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (drawn()[["r1"]], "one_item"),
        (drawn(3)[MODEL["staff"]], "few_answers"),
        (drawn()[["r1", "r2"]].assign(r2=7.0), "no_variance"),
        (drawn()[["r1"]].assign(r2=lambda frame: 8 - frame["r1"]), "no_consistency"),
        (drawn(0)[["r1", "r2"]], "all_missing"),
    ],
)
def test_what_cannot_be_planned_has_its_reason(frame, reason):
    size = plan_alpha(frame)
    assert size.reason == reason
    assert {row.reason for row in size.to_findings()} == {reason}


def test_one_plan_for_each_construct():
    assert [size.construct for size in plan_alphas(drawn(), MODEL)] == ["room", "staff"]


def test_a_wish_that_is_no_share_is_refused():
    with pytest.raises(CsatError) as caught:
        AlphaPlan(width=10)
    assert str(caught.value) == (
        "The wanted width of the interval of alpha is 10; it lies between 0 and 1, both ends excluded. "
        "Write .95 for 95 %."
    )
