"""Judgements of experts as matrices and points: order, gaps, rounds, groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from csat_lib.index.judged import Judgements, NoWeights, judged

COLUMNS = ["expert", "part_a", "part_b", "judgement", "round"]
RATIOS = st.sampled_from([1 / 9, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 4, 7, 9])


def table(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def pairs_of(upper: np.ndarray) -> np.ndarray:
    """(experts, k, k) reciprocal matrices of the judgements above the diagonal."""
    experts, n = upper.shape
    k = int((1 + (1 + 8 * n) ** 0.5) / 2)
    pairs = np.ones((experts, k, k))
    pairs[:, *np.triu_indices(k, 1)] = upper
    pairs[:, *np.tril_indices(k, -1)] = 1 / np.swapaxes(pairs, 1, 2)[:, *np.tril_indices(k, -1)]
    return pairs


def test_a_row_fills_both_halves_and_the_order_of_parts_is_that_of_the_node():
    found = judged(
        table(("one", "food", "room", 3, None), ("two", "room", "price", 0.5, None)), ["room", "food", "price"]
    )
    assert found.points == {}
    assert_allclose(found.pairs[0], [[1, 1 / 3, np.nan], [3, 1, np.nan], [np.nan, np.nan, 1]])
    assert_allclose(found.pairs[1], [[1, np.nan, 0.5], [np.nan, 1, np.nan], [2, np.nan, 1]])
    assert_allclose(found.together, [[1, 1 / 3, 0.5], [3, 1, np.nan], [2, np.nan, 1]])  # food and price by way of room


def test_parts_that_nothing_compares_are_apart():
    found = judged(table(("one", "a", "b", 3, None), ("one", "c", "d", 3, None)), [*"abcd"])
    for one, reason in ((found, "few_judgements"), (judged(table(), ["a"]), "no_judgements")):
        for read in (lambda given: given.together, lambda given: given.whole_pairs):
            with pytest.raises(NoWeights, match=f"^{reason}$"):
                read(one)


def test_rows_without_a_judgement_are_left():
    found = judged(
        table(("one", "a", "b", None, None), ("one", "a", None, 5, 1), ("one", "b", None, None, 1)), ["a", "b"]
    )
    assert len(found.pairs) == 0
    assert found.points == {}  # an expert who left one part out has no shares


def test_of_pairs_the_last_round_counts_and_of_points_every_one():
    rows = [("one", "a", "b", 2, 1), ("one", "a", "b", 4, 2), ("two", "a", "b", 8, 1)]
    rows += [("one", "a", None, 60, 1), ("one", "b", None, 40, 1), ("one", "a", None, 50, 2), ("one", "b", None, 50, 2)]
    found = judged(table(*rows), ["a", "b"])
    assert found.pairs[:, 0, 1].tolist() == [4]
    assert {number: points.tolist() for number, points in found.points.items()} == {1: [[60, 40]], 2: [[50, 50]]}


def test_a_table_without_rounds_is_one_round():
    rows = table(("one", "a", None, 60, 1), ("one", "b", None, 40, 1)).drop(columns="round")
    assert list(judged(rows, ["a", "b"]).points) == [1]


@given(arrays(np.float64, (3, 6), elements=RATIOS))
@settings(max_examples=30)
def test_experts_together_are_reciprocal_and_alike_where_they_agree(upper):
    together = Judgements(pairs_of(upper), {}).together
    assert_allclose(together * together.T, 1, rtol=1e-12)
    assert_allclose(together[np.triu_indices(4, 1)], np.exp(np.log(upper).mean(axis=0)), rtol=1e-12)
    assert_allclose(Judgements(pairs_of(upper[:1].repeat(3, axis=0)), {}).together, pairs_of(upper[:1])[0], rtol=1e-12)


@given(arrays(np.float64, (2, 6), elements=RATIOS), st.permutations(range(4)))
@settings(max_examples=20)
def test_the_order_of_experts_and_parts_changes_no_judgement(upper, turned):
    pairs = pairs_of(upper)
    one = Judgements(pairs, {}).together
    assert_allclose(Judgements(pairs[::-1], {}).together, one, rtol=1e-12)
    assert_allclose(Judgements(pairs[:, turned][:, :, turned], {}).together, one[np.ix_(turned, turned)], rtol=1e-12)


@pytest.mark.parametrize("missing", [(0, 1), (2, 3)])
def test_a_pair_that_one_expert_left_out_is_the_other_s(missing):
    pairs = pairs_of(np.array([[2.0, 3, 4, 5, 6, 7], [8, 8, 8, 8, 8, 8]]))
    pairs[0][missing] = pairs[0][missing[::-1]] = np.nan
    assert Judgements(pairs, {}).together[missing] == pytest.approx(8)
