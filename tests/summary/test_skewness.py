"""Whether answers are too skewed for the interval of a coefficient."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import skew

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from csat_lib.summary.skewness import skewness_of, why_no_interval


def top(n: int, share: float, seed: int = 1) -> pd.DataFrame:
    """Two items of which that share gives the best of five answers."""
    rng = np.random.default_rng(seed)
    rest = (1 - share) * np.array([0.1, 0.15, 0.25, 0.5])
    return pd.DataFrame(rng.choice(5, (n, 2), p=[*rest, share]).astype(float), columns=["x", "y"])


def each_alone(frame: pd.DataFrame, weights: np.ndarray | None = None):
    """Every respondent a replicate group."""
    return sum_moments(frame, Base(weights, np.arange(len(frame)), len(frame)))


def test_of_one_respondent_a_group_it_is_the_skewness_over_the_root_of_n():
    frame = top(400, 0.6)
    expected = abs(np.mean([skew(frame[name]) for name in frame])) / 20 + np.sqrt(6) / 800
    assert skewness_of(each_alone(frame)) == pytest.approx(expected, rel=1e-9)


def test_groups_of_many_tell_the_same_but_for_their_own_error():
    frame = top(20_000, 0.8)
    alone, grouped = each_alone(frame), sum_moments(frame, Base(group=np.arange(20_000) % 2000, n_groups=2000))
    assert skewness_of(grouped) - np.sqrt(6) / 4000 == pytest.approx(skewness_of(alone), abs=0.02)


def test_weights_and_the_kind_of_sums_make_no_difference_but_that_they_weigh():
    frame = top(300, 0.7)
    ones = skewness_of(each_alone(frame, np.ones(300)))
    assert ones == pytest.approx(skewness_of(each_alone(frame)), rel=1e-12)
    rows = Rows(frame, group=np.arange(300) % 60, n_groups=60)
    tables = correlate(rows, "polychoric").source
    assert skewness_of(tables) == pytest.approx(skewness_of(rows.moments()), rel=1e-9)
    assert skewness_of(each_alone(frame, np.linspace(0.1, 4, 300))) > ones


@pytest.mark.parametrize(
    ("n", "share", "groups", "why"),
    [
        (100, 0.8, 100, "no interval, answers too skewed"),
        (1000, 0.8, 100, ""),
        (100, 0.4, 100, ""),
        (300, 0.4, 11, "no interval, too few replicate groups"),
    ],
)
def test_where_there_can_be_no_interval_is_told(n, share, groups, why):
    part = sum_moments(top(n, share), Base(group=np.arange(n) % groups, n_groups=groups))
    assert str(why_no_interval(part, groups)) == why


def test_without_groups_nothing_is_known():
    part = sum_moments(top(100, 0.5))
    assert np.isnan(skewness_of(part))
    assert str(why_no_interval(part, 0)) == "no interval without replicate groups"


def test_who_weighs_nothing_is_in_no_sum():
    frame = top(50, 0.5)
    weights = np.where(np.arange(50) < 40, 1.5, 0.0)
    whole = sum_moments(frame, Base(weights, np.arange(50) % 5, 5))
    kept = sum_moments(frame.head(40), Base(weights[:40], np.arange(40) % 5, 5))
    assert whole.n_obs == kept.n_obs == 40
    np.testing.assert_array_equal(whole.groups.n, kept.groups.n)
    np.testing.assert_allclose(whole.covariance, kept.covariance, rtol=1e-12)
    assert len(Rows(frame, weights).frame) == 40
