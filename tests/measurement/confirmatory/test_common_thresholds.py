"""Common thresholds: R's maximum likelihood, planted places and scales, and claims that can fail."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime

from csat_lib.measurement.confirmatory.common_thresholds import _Margins, common_thresholds
from csat_lib.summary.pairs import sum_pairs
from tests.measurement.invariance_facts import figures, tables_of

CUTS = (-1.2, -0.3, 0.6, 1.3)


def table(n: int, seed: int, mean: float = 0.0, sd: float = 1.0):
    latent = np.random.default_rng(seed).normal(mean, sd, n)
    return sum_pairs(pd.DataFrame({"q1": np.digitize(latent, CUTS) + 1.0}))


def test_places_scales_and_cost_are_those_of_r():
    found = common_thresholds(list(tables_of().values()))
    expected = figures("ordered", "A", "threshold")
    items = [f"A{at}" for at in range(1, 6)]
    assert (found.test.df, found.reason) == (15, "")
    assert found.test.raw == pytest.approx(expected["chisq"], rel=1e-6)
    np.testing.assert_allclose(found.location[1], [expected[f"location.{item}"] for item in items], atol=2e-6)
    np.testing.assert_allclose(found.scale[1], [expected[f"scale.{item}"] for item in items], atol=2e-6)
    np.testing.assert_array_equal([found.location[0], found.scale[0]], [[0] * 5, [1] * 5])


def test_a_planted_place_and_scale_is_found():
    found = common_thresholds([table(40000, 1), table(40000, 2, 0.4, 1.3)])
    assert [found.location[1, 0], found.scale[1, 0]] == pytest.approx([0.4, 1.3], abs=0.03)
    assert found.test.p > 0.01


def test_coarseness_is_what_answers_lose_against_exact_ones():
    draws = [common_thresholds([table(500, 2 * seed), table(500, 2 * seed + 1)]) for seed in range(300)]
    places = np.array([found.location[1, 0] for found in draws])
    spreads = np.log([found.scale[1, 0] for found in draws])
    place, spread = np.mean([found.coarseness for found in draws], axis=0)
    assert place == pytest.approx(places.var() / (2 / 500), rel=0.15)
    assert spread == pytest.approx(spreads.var() / (1 / 500), rel=0.15)
    assert 1 < place < spread


def test_many_fine_answers_lose_little():
    cuts = np.linspace(-2.5, 2.5, 40)
    fine = [
        sum_pairs(pd.DataFrame({"q1": np.digitize(np.random.default_rng(seed).normal(size=4000), cuts) + 1.0}))
        for seed in (1, 2)
    ]
    assert common_thresholds(fine).coarseness == pytest.approx((1, 1), abs=0.05)


def test_three_answers_fit_whatever_they_are():
    tables = [
        sum_pairs(pd.DataFrame({"q1": np.repeat([1.0, 2.0, 3.0], counts)})) for counts in ((30, 50, 20), (10, 5, 90))
    ]
    found = common_thresholds(tables)
    assert found.test.raw == pytest.approx(0, abs=1e-8)
    assert found.test.df == 0


def test_an_answer_that_one_group_never_gave_is_no_obstacle():
    tables = [
        sum_pairs(pd.DataFrame({"q1": np.repeat([1.0, 2, 3, 4], n)})) for n in ((30, 50, 20, 10), (0, 40, 50, 20))
    ]
    found = common_thresholds(tables)
    assert (found.test.df, found.reason) == (1, "")
    assert np.isfinite(found.location).all()


def test_two_different_answers_are_too_few():
    tables = [sum_pairs(pd.DataFrame({"q1": np.repeat([1.0, 2, 3], n)})) for n in ((30, 50, 20), (0, 40, 50))]
    assert common_thresholds(tables).reason == "few_categories"


def test_the_slopes_are_those_of_the_likelihood_ratio():
    margins = _Margins(np.array([[20.0, 30, 25, 15], [5, 25, 30, 40], [10, 10, 10, 30]]))
    theta = margins.start + np.linspace(-0.1, 0.2, len(margins.start))
    slopes = approx_fprime(theta, lambda at: margins.at(at).value, 1e-7)
    np.testing.assert_allclose(margins.at(theta).gradient(), slopes, rtol=1e-4, atol=1e-4)
