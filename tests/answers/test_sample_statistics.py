"""What is counted over many rows."""

from __future__ import annotations

from collections import Counter
from statistics import median

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.answers.sample_statistics import median_of_counts, missing_share

NAN = np.nan


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
