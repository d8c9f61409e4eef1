"""Whether the simulations count what they say they count."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from .counting import Seen, counted, holds


def seen(value, hit, place="q1", figure="loading"):
    return Seen("plain", "ml", figure, place, 0.5, value, 0.1, hit, 0.95)


def test_an_interval_holds_the_truth_or_not_or_is_absent():
    assert holds(0.4, 0.6, 0.5) == 1.0
    assert holds(0.4, 0.6, 0.4) == 1.0
    assert holds(0.51, 0.6, 0.5) == 0.0
    assert np.isnan(holds(None, None, 0.5))
    assert np.isnan(holds(float("nan"), float("nan"), 0.5))


def test_rate_bias_and_spread_are_counted_over_draws():
    row = counted([[seen(0.6, 1.0)], [seen(0.7, 0.0)], [seen(0.5, 1.0)], [seen(9.0, np.nan)]]).iloc[0]
    assert row["draws"] == 3
    assert row["rate"] == pytest.approx(2 / 3)
    assert row["rate_error"] == pytest.approx(1 / 3)  # standard deviation of 1, 0, 1 over the root of 3
    assert row["bias"] == pytest.approx(0.1)
    assert row["sd"] == pytest.approx(0.1)
    assert row["mean_se"] == pytest.approx(0.1)
    assert row["within"] == "no"


def test_figures_alike_are_averaged_within_a_draw():
    draws = [[seen(0.4, 1.0), seen(0.8, 0.0, "q2")], [seen(0.6, 0.0), seen(1.0, 1.0, "q2")]]
    row = counted(draws).iloc[0]
    assert row["draws"] == 2
    assert row["rate"] == pytest.approx(0.5)
    assert row["rate_error"] == pytest.approx(0.0)  # each draw held half of its figures
    assert row["sd"] == pytest.approx(np.sqrt(0.02))  # of each figure about its own mean


def test_ways_and_figures_have_rows_of_their_own():
    found = counted([[seen(0.5, 1.0), seen(0.5, 1.0, figure="correlation")]] * 2)
    assert found["figure"].tolist() == ["loading", "correlation"]


def test_the_interval_of_a_mean_is_found_to_cover_what_it_promises():
    rng, reach = np.random.default_rng(5), float(ndtri(0.975)) / np.sqrt(20)
    means = rng.normal(0.5, 1, (4000, 20)).mean(axis=1)
    row = counted([seen(mean, holds(mean - reach, mean + reach, 0.5))] for mean in means).iloc[0]
    assert row["rate"] == pytest.approx(0.95, abs=0.012)
    assert row["rate_error"] == pytest.approx(np.sqrt(0.95 * 0.05 / 4000), rel=0.1)
    assert row["within"] == "yes"
