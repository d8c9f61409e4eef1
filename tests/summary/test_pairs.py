"""Pair tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.pairs import SUMS, PairTables, sum_pairs

FIVE = (1.0, 2.0, 3.0, 4.0, 5.0)


def answers(n: int = 80, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.integers(1, 6, (n, 4)).astype(float), columns=["a", "b", "c", "d"])
    return frame.mask(rng.random(frame.shape) < 0.1)


def test_a_block_is_the_cross_table_of_its_two_items():
    frame = answers()
    tables = sum_pairs(frame)
    for j, k in [(0, 1), (3, 2)]:
        expected = pd.crosstab(frame.iloc[:, j], frame.iloc[:, k])
        np.testing.assert_array_equal(tables.table(j, k)[0], expected)
    np.testing.assert_array_equal(np.diag(tables.table(1, 1)[0]), frame["b"].value_counts().sort_index())


def test_weights_and_bases_are_those_of_pairwise_moments():
    frame, weights = answers(), np.random.default_rng(1).uniform(0.2, 3, 80)
    tables, moments = sum_pairs(frame, Base(weights)), sum_moments(frame, Base(weights), "pairwise")
    np.testing.assert_allclose(tables.pair_n, moments.n)
    np.testing.assert_allclose(tables.pair_w, moments.w)
    np.testing.assert_allclose(tables.w2, moments.w2)
    assert (tables.n_obs, tables.weighted) == (moments.n_obs, True)
    assert tables.n_effective == pytest.approx(moments.n_effective)
    assert tables.n_weighted == pytest.approx(moments.n_weighted)
    mean = tables.table(0, 1)[1].sum(axis=1) @ np.array(FIVE) / tables.pair_w[0, 1]
    assert mean == pytest.approx(moments.wx[0, 1] / moments.w[0, 1])


def same(one: PairTables, other: PairTables) -> None:
    for name in SUMS:
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-12, atol=1e-12)


@settings(max_examples=15)
@given(st.integers(1, 79), st.booleans())
def test_batches_add_up_to_the_whole(cut, weighted):
    frame, categories = answers(seed=cut), (FIVE,) * 4
    weights = np.random.default_rng(cut).uniform(0.2, 3, 80) if weighted else None
    group = np.arange(80) % 5

    def part(rows: slice) -> PairTables:
        base = Base(None if weights is None else weights[rows], group[rows], 5)
        return sum_pairs(frame[rows], base, categories)

    whole, both = part(slice(None)), part(slice(cut)) + part(slice(cut, None))
    same(whole, both)
    same(whole.groups, both.groups)


def test_leaving_out_a_group_leaves_the_tables_of_the_others():
    frame, group = answers(), np.arange(80) % 5
    left = list(sum_pairs(frame, Base(group=group, n_groups=7), (FIVE,) * 4).jackknife_replicates())
    assert len(left) == 5  # two of the seven groups have nobody
    same(left[2], sum_pairs(frame[group != 2], categories=(FIVE,) * 4))


def test_selecting_items_reorders_the_blocks():
    frame = answers()
    same(sum_pairs(frame).select(["c", "a"]), sum_pairs(frame[["c", "a"]]))


def test_an_answer_outside_the_categories_is_named():
    with pytest.raises(CsatError) as caught:
        sum_pairs(answers().assign(b=9.0), categories=(FIVE,) * 4)
    assert str(caught.value) == (
        "The item `b` has the answer 9; its pair tables are kept for 1, 2, 3, 4, 5. "
        "Name every answer of the item's scale in `categories`, or leave `categories` out."
    )


def test_tables_of_other_items_cannot_be_added():
    with pytest.raises(CsatError, match="Two pair tables cannot be added"):
        sum_pairs(answers()) + sum_pairs(answers()[["a", "b"]])


def test_tables_without_groups_say_what_to_do():
    with pytest.raises(CsatError, match="The interval for pair tables needs replicate groups"):
        list(sum_pairs(answers()).jackknife_replicates())


def test_an_unknown_item_is_named():
    with pytest.raises(CsatError, match="holds no item `e`"):
        sum_pairs(answers()).select(["e"])


def test_an_item_that_nobody_answered_shares_no_answers():
    tables = sum_pairs(answers().assign(c=np.nan))
    assert tables.categories[2] == ()
    assert tables.pair_n[2].tolist() == [0, 0, 0, 0]
    assert tables.pair_n[0, 1] == answers()[["a", "b"]].notna().all(axis=1).sum()
    assert tables.n_obs == 0
    assert tables.n_effective == 0.0


def test_answers_without_weight_count_for_nothing():
    weightless = Base(np.zeros(80))
    assert sum_pairs(answers(), weightless).n_effective == 0.0
    assert sum_moments(answers(), weightless, "pairwise").n_effective == 0.0
