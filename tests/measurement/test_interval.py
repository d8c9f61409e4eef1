"""Intervals of a coefficient."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import fdtri, stdtrit

from csat_lib.measurement.coefficients import alpha
from csat_lib.measurement.interval import Interval, by_groups, feldt
from csat_lib.summary.moments import Base, sum_moments

from .facts import A, psych, synthetic


def test_feldt_is_that_of_the_published_example():
    interval = feldt(0.74, n=100, n_items=4, confidence=0.95)
    assert (interval.low, interval.high) == (pytest.approx(0.645531, abs=5e-7), pytest.approx(0.814260, abs=5e-7))
    assert interval.method == "feldt"


@pytest.mark.parametrize(
    ("position", "share", "df"), [(0, 0.025, 99), (1, 0.025, 2435), (2, 0.975, 99), (3, 0.975, 2435)]
)
def test_the_quantiles_of_f_are_those_of_r(position, share, df):
    assert fdtri(df, 3 * df, share) == pytest.approx(psych("quantile", "f")[position], rel=1e-10)


def test_a_jackknife_interval_is_the_one_done_by_hand():
    items = synthetic()[A].dropna()
    group = np.arange(len(items)) % 12
    interval = by_groups(
        sum_moments(items, Base(group=group, n_groups=12)), lambda part: alpha(part.covariance), confidence=0.9
    )
    left_out = np.array([alpha(items[group != g].cov().to_numpy()) for g in range(12)])
    se = np.sqrt(11 / 12 * ((left_out - left_out.mean()) ** 2).sum())
    whole = alpha(items.cov().to_numpy())
    assert interval.se == pytest.approx(se, rel=1e-9)
    assert interval.low == pytest.approx(whole - stdtrit(11, 0.95) * se, rel=1e-9)
    assert interval.high == pytest.approx(whole + stdtrit(11, 0.95) * se, rel=1e-9)
    assert (interval.df, interval.method) == (11, "jackknife, 12 groups")


def test_without_groups_there_is_no_interval_and_it_says_so():
    interval = by_groups(sum_moments(synthetic()[A]), lambda part: alpha(part.covariance), confidence=0.95)
    assert np.isnan([interval.low, interval.high]).all()
    assert interval.method == "no interval without replicate groups"


def test_a_replicate_without_an_estimate_leaves_no_interval():
    moments = sum_moments(synthetic()[A], Base(group=np.arange(150) % 5, n_groups=5))
    interval = by_groups(moments, lambda part: float("nan") if part.n_obs < 105 else 0.5, confidence=0.95)
    assert interval == Interval("no interval, a replicate had no estimate", *[pytest.approx(np.nan, nan_ok=True)] * 4)
