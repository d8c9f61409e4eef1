"""Means whose weight lies with one or two: a figure, but no error."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.plain import net_promoter_score, top_box
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.sample import cells_of


def mean_of(scores, weights, psu=None):
    frame = pd.DataFrame({"y": np.asarray(scores, dtype=float)})
    return sum_design(frame, Sample(np.asarray(weights, dtype=float), cells_of(frame, []), psu=psu)).mean("y")


def test_one_weight_of_100_000_gives_no_interval_rather_than_one_of_no_width():
    rng = np.random.default_rng(1)
    scores = np.append(25.0, rng.uniform(40, 100, 60))
    found = mean_of(scores, np.append(100_000.0, np.ones(60)))
    assert found.value == pytest.approx(25.0, abs=0.1)
    assert (found.se, found.df, found.p) == (None, None, None)
    assert found.interval(0.95) == (None, None)
    assert str(found.method).endswith("no interval, the weight lies with a few")
    assert mean_of(scores, np.ones(61)).se > 0


def test_nor_do_changes_and_gaps_with_it():
    rng = np.random.default_rng(2)
    alone = mean_of(rng.uniform(0, 100, 40), np.append(10_000.0, np.ones(39)))
    assert mean_of(rng.uniform(0, 100, 40), np.ones(40)).minus(alone).interval(0.95) == (None, None)


def test_one_psu_among_many_that_outweighs_them_gives_none_and_two_equal_ones_a_wide_one():
    rng = np.random.default_rng(3)
    scores, psu = rng.uniform(0, 100, 120), np.arange(120) // 10
    heavy = np.where(psu == 0, 1000.0, 1.0)
    assert mean_of(scores, heavy, psu).se is None
    assert mean_of(scores, np.ones(120), psu).se > 0
    assert mean_of(scores, np.ones(120), np.zeros(120, dtype=int)).se is None, "one PSU tells no error"
    two = mean_of(scores, np.ones(120), np.arange(120) % 2)
    assert (two.df, two.se is not None) == (1, True)


@pytest.mark.parametrize(("n", "is_told"), [(200, False), (1000, True)])
def test_where_they_are_worth_less_than_half_of_their_number_many_are_needed(n, is_told):
    """A tenth weighs ten times as much: a design effect of 3, and a spread known as of 35 of 200, of 175 of 1,000."""
    found = mean_of(np.random.default_rng(6).uniform(0, 100, n), np.where(np.arange(n) % 10 == 0, 10.0, 1.0))
    assert n / found.n_effective == pytest.approx(3.02, abs=0.01)
    assert (found.se is not None) == is_told


def test_weights_of_a_usual_spread_keep_their_interval():
    rng = np.random.default_rng(4)
    for n in (5, 10, 30, 300):
        assert mean_of(rng.uniform(0, 100, n), np.exp(0.6 * rng.normal(size=n))).se > 0


def test_answers_all_alike_have_no_error():
    assert mean_of(np.full(50, 70.0), np.ones(50)).interval(0.95) == (None, None)


@pytest.mark.parametrize("interval", ["wald", "adjusted wald"])
def test_the_nps_of_one_answer_has_no_interval(interval):
    one = net_promoter_score(pd.Series([10.0]), interval=interval)
    assert (one.value, one.low, one.high) == (100, None, None)
    assert str(one.method) == f"{interval}, no interval, the weight lies with a few"
    two = net_promoter_score(pd.Series([10.0, 3.0]), interval=interval)
    assert two.low <= two.value <= two.high
    heavy = net_promoter_score(pd.Series([10.0, *[3.0] * 30]), np.append(1e5, np.ones(30)), interval)
    assert (heavy.low, heavy.high) == (None, None)


def test_nor_has_a_share_of_one():
    assert top_box(pd.Series([9.0]), 9).low is None
