"""Trimming: the cap holds, the sum stays, the range narrows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.weighting.trimming import trim_weights


@given(
    weights=st.lists(st.floats(0.01, 100), min_size=2, max_size=30).map(np.array),
    ratio=st.floats(1.05, 6),
)
def test_no_weight_is_above_the_cap_and_the_range_never_widens(weights, ratio):
    counts = np.ones(len(weights))
    trimmed = trim_weights(weights, ratio, counts)
    assert trimmed.max() <= ratio * trimmed.mean() * (1 + 1e-9)
    assert trimmed.sum() == pytest.approx(weights.sum(), rel=1e-9)
    assert trimmed.max() / trimmed.min() <= weights.max() / weights.min() * (1 + 1e-9)


def test_what_is_cut_off_goes_to_the_others_in_proportion():
    assert trim_weights(np.array([1.0, 2.0, 9.0]), 2.0, np.ones(3)) == pytest.approx([4 / 3, 8 / 3, 8.0])


def test_respondents_who_share_a_weight_are_counted():
    few = trim_weights(np.array([1.0, 5.0]), 2.0, np.array([6.0, 2.0]))
    each = trim_weights(np.repeat([1.0, 5.0], [6, 2]), 2.0, np.ones(8))
    assert few == pytest.approx(each[[0, 6]])


def test_weights_within_the_cap_are_left_alone():
    weights = np.array([0.5, 1.0, 1.5])
    assert trim_weights(weights, 2.0, np.ones(3)) is weights
