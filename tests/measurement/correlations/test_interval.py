"""Intervals of a coefficient."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import fdtri, stdtrit

from csat_lib.measurement.correlations.interval import (
    feldt,
    fisher,
    fisher_by_replicates,
    intervals_of,
    log_by_replicates,
)
from csat_lib.summary.replicates import Replicates
from tests.measurement.facts import psych
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


LEFT_OUT = np.array([0.71, 0.69, 0.72, 0.70, 0.55, 0.73, 0.71, 0.68, 0.70, 0.72, 0.66, 0.74])


def test_a_jackknife_interval_is_the_one_done_by_hand():
    """Satterthwaite's degrees of freedom from the kurtosis, and the root of Hall's cubic found by halving."""
    g, scale = len(LEFT_OUT), -np.log(1 - LEFT_OUT)
    found = log_by_replicates(0.7, LEFT_OUT, 0.1, confidence=0.9)
    off = scale.mean() - scale
    se = np.sqrt((g - 1) / g * (off**2).sum())
    kurtosis, skewness = (off**4).mean() / (off**2).mean() ** 2, (off**3).mean() / (off**2).mean() ** 1.5
    df = 2 * g / (kurtosis - (g - 3) / (g - 1))
    assert found.df == pytest.approx(df, rel=1e-12)
    t = float(stdtrit(df, 0.95))
    for end, quantile in ((found.low, t), (found.high, -t)):
        ratio = (-np.log(0.3) + np.log(1 - end)) / se
        cubic = ratio + skewness / np.sqrt(g) * (ratio**2 / 3 + 1 / 6) + skewness**2 / g * ratio**3 / 27
        assert cubic == pytest.approx(quantile, rel=1e-9)
    assert found.se == pytest.approx(np.sqrt((g - 1) / g * ((LEFT_OUT - LEFT_OUT.mean()) ** 2).sum()), rel=1e-12)
    assert str(found.method) == "jackknife, 12 groups, corrected for skewness and kurtosis, log scale"


def test_no_coefficient_reaches_one():
    interval = log_by_replicates(0.97, np.tile([0.99, 0.95, 0.96, 0.98], 3), 0.0, 0.95)
    assert interval.low < 0.97 < interval.high < 1


@pytest.mark.parametrize("by", [log_by_replicates, fisher_by_replicates])
def test_what_gives_no_honest_interval_gives_none_and_says_why(by):
    absent = {
        "a replicate had no estimate": by(0.5, np.array([0.4, np.nan, *[0.6] * 10]), 0.0, 0.95),
        "too few replicate groups": by(0.5, LEFT_OUT[:11], 0.0, 0.95),
        "answers too skewed": by(0.5, LEFT_OUT, 0.21, 0.95),
    }
    for why, interval in absent.items():
        assert str(interval.method) == f"no interval, {why}"
        assert np.isnan([interval.low, interval.high, interval.se]).all()
    alike = by(0.5, np.full(12, 0.5), 0.0, 0.95)
    assert np.isnan(alike.low), "replicates that do not differ tell no error: never an interval of no width"


def test_fishers_interval_is_that_of_r():
    interval = fisher(0.3136256379516024, 301, 0.95)  # cor.test in R: see reference/validity.R
    assert interval.low == pytest.approx(in_r("validity", "hs", "criterion_low")["textual"], rel=1e-9)
    assert interval.high == pytest.approx(in_r("validity", "hs", "criterion_high")["textual"], rel=1e-9)


@pytest.mark.parametrize(("r", "n"), [(0.5, 3), (float("nan"), 50)])
def test_fishers_interval_needs_four_answers_and_a_correlation(r, n):
    assert str(fisher(r, n, 0.95).method) == "no interval"


def test_a_jackknife_on_fishers_scale_stays_within_minus_one_and_one():
    left_out = np.array([0.99, 0.90, 0.97, 0.80, 0.98, 0.95] * 2)
    interval = fisher_by_replicates(0.96, left_out, 0.0, confidence=0.95)
    assert -1 < interval.low < 0.96 < interval.high < 1
    assert str(interval.method) == "jackknife, 12 groups, corrected for skewness and kurtosis, fisher"
    assert interval.se == pytest.approx(np.sqrt(11 * left_out.var()), rel=1e-12)


def test_a_correlation_of_one_has_no_interval_by_replicates():
    assert str(fisher_by_replicates(1.0, np.ones(12), 0.0, 0.95).method) == "no interval, a replicate had no estimate"


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
