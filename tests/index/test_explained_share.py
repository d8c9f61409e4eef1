"""R squared corrected for the number of predictors, and its interval."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.index.explained_share import adjusted, explained_share
from csat_lib.index.importance import importance
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import dealt_groups

KEPT = pd.read_csv(Path(__file__).parents[1] / "reference" / "intervals_by_name.csv", comment="#")


def of(r2: float, n: float, p: int, worth: float | None = None, confidence: float = 0.95):
    """Of answers that are as precise as ``worth`` normal ones."""
    return explained_share(
        np.array(r2), np.array(4 * r2 * (1 - r2) ** 2 / (worth or n)), (np.array(n), np.array(n)), p, confidence
    )


@pytest.mark.parametrize("data", ["mtcars", "swiss", "trees", "women, noise"])
def test_it_is_rs_adjusted_r_squared_with_hellands_interval(data):
    r = KEPT.query("data == @data").set_index("figure")["value"]
    found = of(r["r2"], r["n"], int(r["p"]))
    assert found.value == pytest.approx(r["adjusted"], rel=1e-9)
    assert found.n == pytest.approx(r["n"], rel=1e-9)
    assert (found.low, found.high) == pytest.approx((r["low"], r["high"]), rel=1e-6)


@given(st.floats(0.001, 0.98), st.integers(30, 3000), st.integers(1, 12), st.floats(0.2, 1))
def test_the_interval_holds_the_figure_stays_in_bounds_and_narrows_with_n_and_grows_with_confidence(r2, n, p, part):
    worth = max(part * n, p + 4)
    found, wider, more = of(r2, n, p, worth), of(r2, n, p, worth, 0.99), of(r2, 4 * n, p, 4 * worth)
    assert 0 <= found.low <= found.value <= found.high < 1
    assert found.high > 0
    assert wider.low <= found.low
    assert found.high <= wider.high
    if found.low > 0:
        assert more.high - more.low < found.high - found.low
    assert float(found.value) == pytest.approx(max(float(adjusted(np.array(r2), np.array(float(n)), p)), 0))


def test_where_nothing_is_explained_it_is_nothing_and_the_interval_begins_at_0():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.normal(size=(150, 7)), columns=[*"abcdef", "y"])
    row = importance(frame, "y", "johnson").r2_finding()
    assert row.value < importance(frame, "y", "johnson").r2
    assert row.low == 0
    assert 0 < row.high < 0.15
    assert str(row.method) == "least squares, adjusted, jackknife, 100 groups, helland"


def test_one_weight_that_outweighs_all_leaves_no_r_squared_and_says_why():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.normal(size=(60, 4)), columns=[*"abcy"])
    base = replace(dealt_groups(frame), weights=np.where(np.arange(60) == 7, 1e5, 1.0))
    weighted = sum_moments(frame, base)
    row = importance(weighted, "y", "johnson").r2_finding()
    assert (row.value, row.reason) == (None, "few_answers")
    assert row.n_effective < 1.1


def test_what_is_less_sure_than_normal_answers_has_a_wider_interval():
    sure, unsure = of(0.4, 300, 5), of(0.4, 300, 5, 120)
    assert unsure.low < sure.low < sure.high < unsure.high
    assert unsure.value == sure.value


@pytest.mark.parametrize(("r2", "variance", "n"), [(0.3, 0.0, 50.0), (0.3, np.nan, 50.0), (0.3, 0.01, 4.0)])
def test_without_an_error_or_enough_answers_there_is_no_interval(r2, variance, n):
    found = explained_share(np.array(r2), np.array(variance), (np.array(n), np.array(n)), 4, 0.95)
    assert np.isnan([found.low, found.high]).all()
