"""Intervals of a coefficient."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import fdtri, stdtrit

from csat_lib.measurement.correlations.interval import by_replicates, feldt, fisher, fisher_by_replicates, intervals_of
from csat_lib.measurement.reliability.coefficients import alpha
from csat_lib.summary.replicates import Replicates
from tests.measurement.facts import A, psych, synthetic
from tests.measurement.public import in_r


def test_feldt_is_that_of_the_published_example():
    interval = feldt(0.74, n=100, n_items=4, confidence=0.95)
    assert (interval.low, interval.high) == (pytest.approx(0.645531, abs=5e-7), pytest.approx(0.814260, abs=5e-7))
    assert str(interval.method) == "feldt"


@pytest.mark.parametrize(
    ("position", "share", "df"), [(0, 0.025, 99), (1, 0.025, 2435), (2, 0.975, 99), (3, 0.975, 2435)]
)
def test_the_quantiles_of_f_are_those_of_r(position, share, df):
    assert fdtri(df, 3 * df, share) == pytest.approx(psych("quantile", "f")[position], rel=1e-10)


def test_a_jackknife_interval_is_the_one_done_by_hand():
    items = synthetic()[A].dropna()
    group = np.arange(len(items)) % 12
    left_out = np.array([float(alpha(items[group != g].cov().to_numpy())) for g in range(12)])
    whole = float(alpha(items.cov().to_numpy()))
    interval = by_replicates(whole, left_out, confidence=0.9)
    se = np.sqrt(11 / 12 * ((left_out - left_out.mean()) ** 2).sum())
    assert interval.se == pytest.approx(se, rel=1e-9)
    assert interval.low == pytest.approx(whole - stdtrit(11, 0.95) * se, rel=1e-9)
    assert interval.high == pytest.approx(whole + stdtrit(11, 0.95) * se, rel=1e-9)
    assert (interval.df, str(interval.method)) == (11, "jackknife, 12 groups")


def test_no_coefficient_reaches_beyond_one():
    interval = by_replicates(0.97, np.array([0.99, 0.95, 0.96, 0.98]), confidence=0.95)
    assert interval.high == 1.0
    assert interval.low < 0.97 < interval.high


def test_around_a_coefficient_beyond_1_the_interval_is_whole():
    interval = by_replicates(1.26, np.array([1.3, 1.2, 1.25, 1.28]), confidence=0.95)
    assert interval.low < 1.26 < interval.high


def test_a_replicate_without_an_estimate_leaves_no_interval():
    for interval in (
        by_replicates(0.5, np.array([0.4, np.nan, 0.6]), confidence=0.95),
        fisher_by_replicates(0.5, np.array([0.4, np.nan, 0.6]), confidence=0.95),
    ):
        assert str(interval.method) == "no interval, a replicate had no estimate"
        assert np.isnan([interval.low, interval.high, interval.se]).all()


def test_fishers_interval_is_that_of_r():
    interval = fisher(0.3136256379516024, 301, 0.95)  # cor.test in R: see reference/validity.R
    assert interval.low == pytest.approx(in_r("validity", "hs", "criterion_low")["textual"], rel=1e-9)
    assert interval.high == pytest.approx(in_r("validity", "hs", "criterion_high")["textual"], rel=1e-9)


@pytest.mark.parametrize(("r", "n"), [(0.5, 3), (float("nan"), 50)])
def test_fishers_interval_needs_four_answers_and_a_correlation(r, n):
    assert str(fisher(r, n, 0.95).method) == "no interval"


def test_a_jackknife_on_fishers_scale_stays_within_minus_one_and_one():
    left_out = np.array([0.99, 0.90, 0.97, 0.80, 0.98])
    interval = fisher_by_replicates(0.96, left_out, confidence=0.95)
    assert -1 < interval.low < 0.96 < interval.high < 1
    assert str(interval.method) == "jackknife, 5 groups, fisher"
    assert interval.se == pytest.approx(by_replicates(0.96, left_out, 0.95).se, rel=1e-12)


def test_a_correlation_of_one_has_no_interval_by_replicates():
    assert str(fisher_by_replicates(1.0, np.ones(5), 0.95).method) == "no interval, a replicate had no estimate"


def test_bootstrap_draws_give_percentiles_and_with_their_jackknife_bca():
    rng = np.random.default_rng(0)
    draws = Replicates("bootstrap", np.array([0.5]), rng.normal(0.5, 0.1, (400, 1)))
    left_out = Replicates("jackknife", np.array([0.5]), rng.normal(0.5, 0.01, (50, 1)))
    percentile, bca = intervals_of(draws, 0.95)[0], intervals_of(draws, 0.95, left_out)[0]
    assert (str(percentile.method), str(bca.method)) == (
        "bootstrap, 400 draws, percentile",
        "bootstrap, 400 draws, bca",
    )
    assert percentile.low == pytest.approx(np.quantile(draws.values, 0.025))
    assert np.isnan(percentile.df)
    assert bca.low != percentile.low
