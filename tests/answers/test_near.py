"""Rows that are nearly the same as an earlier one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.answers import near
from csat_lib.answers.near import near_repeats, takes_part


def alone(n):
    return np.ones(n, dtype=np.uint64)


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.75, 0.8, 0.85, 0.9, 1.0]), st.integers(3, 24))
def test_the_search_finds_what_comparing_all_with_all_would(seed, at_least, n_items):
    rng = np.random.default_rng(seed)
    places = rng.integers(-1, 3, (40, n_items)).astype(np.int16)
    copies = places[rng.integers(0, 40, 20)]
    copies[rng.random(copies.shape) < 0.15] = 3
    places = np.concatenate([places, copies])
    groups = rng.integers(1, 3, 60).astype(np.uint64)
    equal = (places[:, None] == places[None]).sum(axis=2) >= at_least * n_items - 1e-9
    by_hand = np.tril(equal & (groups[:, None] == groups[None]), -1).any(axis=1)
    assert near_repeats(places, groups, at_least).tolist() == by_hand.tolist()


def test_17_of_20_equal_answers_are_85_per_cent():
    one = np.arange(20, dtype=np.int16)
    others = np.stack([one, np.where(one < 3, 30, one), np.where(one > 15, 30, one)])
    assert near_repeats(others, alone(3), 0.85).tolist() == [False, True, False]


def test_rows_of_different_groups_are_not_compared():
    rows = np.zeros((2, 12), dtype=np.int16)
    assert near_repeats(rows, np.array([1, 2], dtype=np.uint64), 0.85).tolist() == [False, False]


def test_one_answer_throughout_and_half_empty_rows_take_no_part():
    rows = np.array([[4, 4, 4, 4], [4, -1, 4, 4], [-1, -1, -1, -1], [4, 3, -1, -1], [4, -1, -1, -1]], dtype=np.int16)
    assert takes_part(rows).tolist() == [False, False, False, True, False]


def test_more_comparisons_than_can_be_made_give_no_figure(monkeypatch):
    monkeypatch.setattr(near, "MOST_COMPARISONS", 5)
    rows = np.zeros((4, 10), dtype=np.int16)
    assert near_repeats(rows[:2], alone(2), 1.0).tolist() == [False, True]
    assert near_repeats(rows, alone(4), 1.0) is None


def test_nobody_is_near_nobody():
    assert near_repeats(np.empty((0, 10), dtype=np.int16), alone(0), 0.85).tolist() == []


@pytest.mark.parametrize("size", [near._AT_ONCE + 1])
def test_many_copies_of_one_row_are_all_found(size):
    rows = np.tile(np.arange(10, dtype=np.int16), (size, 1))
    groups = np.arange(size, dtype=np.uint64) // np.uint64(8) + np.uint64(1)
    assert near_repeats(rows, groups, 0.9).sum() == size - len(np.unique(groups))
