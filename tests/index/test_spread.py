"""Standard deviations of items: R's, weighted by hand, planted."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.index.spread import standard_deviation
from csat_lib.summary.moments import Base, sum_moments

REFERENCE = Path(__file__).parents[1] / "reference"
ANSWERS = st.lists(st.integers(1, 10), min_size=2, max_size=30)


def deviation(answers, weights=None):
    frame = pd.DataFrame({"q": np.asarray(answers, dtype=float)})
    return standard_deviation(sum_moments(frame, Base(weights), "pairwise"), "q")


def test_it_is_r_s_sd_over_the_item_s_own_answers():
    items = pd.read_csv(REFERENCE / "psych_items.csv", dtype=float)
    items["b4"] = 8 - items["b4"]
    found = pd.read_csv(REFERENCE / "items.csv", comment="#")
    expected = found[(found["data"] == "answers") & (found["figure"] == "sd")].set_index("row")["value"]
    assert len(expected) == 8
    for item, value in expected.items():
        own = standard_deviation(sum_moments(items, missing="pairwise"), item)
        assert own.value == pytest.approx(value, rel=1e-12)
        assert (own.n, str(own.method)) == (items[item].notna().sum(), "raw")


def test_weights_count_as_shares():
    draw = np.random.default_rng(4)
    answers, weights = draw.integers(1, 11, 60).astype(float), draw.uniform(0.5, 2, 60)
    mean = np.average(answers, weights=weights)
    by_hand = math.sqrt(np.average((answers - mean) ** 2, weights=weights) * 60 / 59)
    for scale in (1.0, 7.0):
        found = deviation(answers, weights * scale)
        assert found.value == pytest.approx(by_hand, rel=1e-12)
        assert found.n_effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
        assert str(found.method) == "raw, weighted"


@given(ANSWERS, st.integers(-5, 5))
def test_a_shift_leaves_it_and_a_turned_item_has_the_same(answers, shift):
    value = deviation(answers).value
    assert deviation([one + shift for one in answers]).value == pytest.approx(value, abs=1e-6)
    assert deviation([11 - one for one in answers]).value == pytest.approx(value, abs=1e-6)


def test_it_finds_the_planted_spread():
    draw = np.random.default_rng(1)
    assert deviation(draw.normal(7, 1.5, 40_000)).value == pytest.approx(1.5, rel=0.02)


def test_why_there_is_none():
    part = sum_moments(pd.DataFrame({"a": [5.0, np.nan], "b": [np.nan, np.nan]}), missing="pairwise")
    assert [standard_deviation(part, item).reason for item in ("a", "b", "c")] == [
        "few_answers",
        "all_missing",
        "not_asked",
    ]
    assert deviation([7, 7, 7]).value == 0.0
