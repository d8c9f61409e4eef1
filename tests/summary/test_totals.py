"""Total x item tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.summary.totals import sum_totals


def answers(n: int = 70, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.integers(1, 6, (n, 3)).astype(float), columns=["a", "b", "c"])
    return frame.mask(rng.random(frame.shape) < 0.05)


def test_counts_are_those_of_complete_rows():
    frame, w = answers(), np.random.default_rng(3).uniform(0, 2, 70)
    part, complete = sum_totals(frame, w), frame.dropna()
    total = complete.sum(axis=1)
    np.testing.assert_array_equal(part.n, total.value_counts().sort_index())
    np.testing.assert_allclose(part.w.sum(), w[frame.notna().all(axis=1)].sum())
    of_ten = complete[total == 10.0]["b"].value_counts()
    at = part.totals.tolist().index(10.0)
    found = dict(zip(part.answers.tolist(), part.counts[at, 1].tolist(), strict=True))
    assert {answer: count for answer, count in found.items() if count} == of_ten.to_dict()


@settings(max_examples=15)
@given(st.integers(0, 70))
def test_batches_add_up_to_the_whole(cut):
    frame, w = answers(seed=cut), np.random.default_rng(cut).uniform(0, 2, 70)
    whole, both = sum_totals(frame, w), sum_totals(frame[:cut], w[:cut]) + sum_totals(frame[cut:], w[cut:])
    np.testing.assert_array_equal(whole.totals, both.totals)
    np.testing.assert_array_equal(whole.counts, both.counts)
    np.testing.assert_allclose(whole.weights, both.weights, atol=1e-12)


def test_tables_of_other_items_cannot_be_added():
    with pytest.raises(CsatError, match="Two total tables cannot be added"):
        sum_totals(answers()) + sum_totals(answers()[["a"]])
