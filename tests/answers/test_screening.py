"""Carelessness, row by row."""

from __future__ import annotations

from collections import Counter
from statistics import median

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from csat_lib.answers.screening import longstring, median_of_counts, missing_share, same_throughout

NAN = np.nan
EXAMPLE = np.array([[3, 3, 3, 3, 5, 5, 1, 1, 1, 1, 1, 2]], dtype=float)  # the example of R careless
cells = st.sampled_from([1.0, 2.0, 3.0, NAN])
frames = arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 9)), elements=cells)


def test_longstring_of_the_published_example_is_5():
    assert longstring(EXAMPLE).tolist() == [5]


def test_a_gap_does_not_break_a_run_and_nothing_answered_is_no_run():
    assert longstring(np.array([[1, NAN, 1, 1, 2], [NAN] * 5])).tolist() == [3, 0]


@settings(max_examples=40)
@given(frames)
def test_longstring_is_the_longest_group_of_equal_neighbours(answers):
    def by_hand(row):
        run = best = 0
        last = None
        for value in row[~np.isnan(row)]:
            run = run + 1 if value == last else 1
            best, last = max(best, run), value
        return best

    assert longstring(answers).tolist() == [by_hand(row) for row in answers]


def test_the_same_answer_throughout_needs_enough_answers():
    block = np.array([[5, 5, 5, 5], [5, NAN, 5, 5], [5, NAN, NAN, 5], [5, 5, 5, 4], [NAN] * 4])
    assert same_throughout(block, 4).tolist() == [True, False, False, False, False]
    assert same_throughout(block, 3).tolist() == [True, True, False, False, False]


def test_the_share_missing_counts_what_applies():
    answered = np.array([[True, False, False], [False, False, False], [True, True, True]])
    applies = np.array([[True, True, False], [False, False, False], [True, True, True]])
    np.testing.assert_array_equal(missing_share(answered, applies), [0.5, NAN, 0])


@settings(max_examples=60)
@given(st.lists(st.integers(0, 50), min_size=1))
def test_the_median_from_counts_is_the_median_of_the_values(values):
    assert median_of_counts(Counter(values)) == median(values)


def test_there_is_no_median_of_nothing():
    assert np.isnan(median_of_counts(Counter()))
