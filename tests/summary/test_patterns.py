"""Missing patterns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.summary.patterns import count_patterns, patterns_of, sum_patterns


def answers(n: int = 120, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.normal(size=(n, 10)), columns=[f"q{j}" for j in range(10)])
    return frame.mask(rng.random(frame.shape) < 0.2)


def test_every_respondent_is_in_one_pattern():
    frame = answers()
    patterns = count_patterns(frame, np.full(120, 2.0))
    assert (patterns.n.sum(), patterns.w.sum()) == (120, 240)
    assert patterns.complete == len(frame.dropna())
    assert len(np.unique(patterns.answered, axis=0)) == len(patterns.answered)


@settings(max_examples=15)
@given(st.integers(1, 119))
def test_batches_add_up_to_the_whole(cut):
    frame, w = answers(seed=cut), np.random.default_rng(cut).uniform(0, 2, 120)
    whole, both = count_patterns(frame, w), count_patterns(frame[:cut], w[:cut]) + count_patterns(frame[cut:], w[cut:])
    np.testing.assert_array_equal(whole.answered, both.answered)
    np.testing.assert_array_equal(whole.n, both.n)
    np.testing.assert_allclose(whole.w, both.w)


def test_the_patterns_of_some_items_are_those_of_their_columns():
    frame = answers()
    some, alone = patterns_of(count_patterns(frame), ["q3", "q1"]), count_patterns(frame[["q3", "q1"]])
    np.testing.assert_array_equal(some.answered, alone.answered)
    np.testing.assert_array_equal(some.n, alone.n)


def test_sums_by_pattern_are_those_of_its_rows():
    frame, w = answers(), np.random.default_rng(2).uniform(0, 2, 120)
    sums = sum_patterns(frame, w)
    for at, answered in enumerate(sums.answered):
        mine = (frame.notna().to_numpy() == answered).all(axis=1)
        x = frame[mine].fillna(0.0).to_numpy()
        assert sums.n[at] == mine.sum()
        np.testing.assert_allclose([sums.w[at], sums.w2[at]], [w[mine].sum(), (w[mine] ** 2).sum()])
        np.testing.assert_allclose(sums.wx[at], w[mine] @ x, atol=1e-12)
        np.testing.assert_allclose(sums.wxx[at], (w[mine, None] * x).T @ x, atol=1e-12)


def test_whoever_answered_nothing_is_in_no_sum():
    frame = pd.DataFrame({"a": [1.0, np.nan, 2.0], "b": [np.nan, np.nan, 3.0]})
    assert sum_patterns(frame).n.tolist() == [1.0, 1.0]
    assert sum_patterns(frame[1:2]).wxx.shape == (0, 2, 2)


def test_patterns_of_other_items_cannot_be_added():
    with pytest.raises(CsatError, match="Two missing patterns cannot be added"):
        count_patterns(answers()) + count_patterns(answers()[["q1"]])
