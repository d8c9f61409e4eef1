"""Simultaneous intervals after Sidak."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.findings import way
from csat_lib.index.score_figures import ScoreFigure
from csat_lib.insight.simultaneous import simultaneous
from csat_lib.summary.estimate import Estimate


def figure(value: float | None, se: float | None = 1.0, reason: str = "") -> ScoreFigure:
    return ScoreFigure("top", "gap", Estimate(value, se, 1e9, 100, 100, 100, way("taylor"), reason))


def test_each_of_two_intervals_is_made_at_the_root_of_the_confidence():
    # qnorm((1 + sqrt(.95)) / 2) = 2.236477
    found = simultaneous([figure(0.0), figure(5.0)], 0.95)
    assert (found[0].low, found[0].high) == pytest.approx((-2.236477, 2.236477), abs=1e-6)
    assert (found[1].low, found[1].high) == pytest.approx((5 - 2.236477, 5 + 2.236477), abs=1e-6)
    assert {str(one.estimate.method) for one in found} == {"taylor, sidak over 2"}


def test_a_p_value_is_adjusted_as_its_interval_is():
    found = simultaneous([figure(2.236477), figure(0.0)], 0.95)
    assert found[0].p == pytest.approx(0.05, abs=1e-6)


def test_very_small_and_very_large_p_values_survive():
    found = simultaneous([figure(12.0), figure(0.0)], 0.95)
    assert found[0].p == pytest.approx(2 * 3.552964e-33, rel=1e-5)  # R: 2 * 2 * pnorm(-12)
    assert found[1].p == 1.0


def test_a_single_figure_is_left_as_it_is():
    (found,) = simultaneous([figure(3.0)], 0.95)
    assert (found.low, str(found.estimate.method)) == (pytest.approx(3 - 1.959964, abs=1e-6), "taylor")


def test_figures_without_an_error_do_not_count():
    hidden = figure(None, None, "small_base")
    found = simultaneous([figure(3.0), hidden, figure(None, None, "not_asked")], 0.95)
    assert str(found[0].estimate.method) == "taylor"
    assert found[1] == hidden


def test_independent_nulls_are_all_covered_at_the_stated_confidence():
    draw = np.random.default_rng(9).normal(size=(4000, 8))
    reach = simultaneous([figure(0.0) for _ in range(8)], 0.95)[0].high
    covered = (np.abs(draw) < reach).all(axis=1).mean()
    assert covered == pytest.approx(0.95, abs=3 * np.sqrt(0.95 * 0.05 / 4000))
