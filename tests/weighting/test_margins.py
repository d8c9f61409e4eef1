"""Margins: levels numbered beside their targets."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.weighting.margins import group_rows, read_margins


def test_levels_are_numbered_in_the_order_of_the_targets():
    frame = pd.DataFrame({"age": pd.Categorical(["old", None, "young"])})
    (margin,) = read_margins(frame, {"age": {"young": 0.4, "old": 0.6}}, np.ones(3))
    assert margin.levels == ("young", "old")
    assert margin.code.tolist() == [1, -1, 0]
    assert margin.shares.tolist() == [0.4, 0.6]


def test_shares_reached_are_of_the_rows_with_a_level():
    frame = pd.DataFrame({"age": ["old", None, "young"]})
    (margin,) = read_margins(frame, {"age": {"young": 0.4, "old": 0.6}}, np.ones(3))
    assert margin.reached(np.array([3.0, 8.0, 1.0])).tolist() == [0.25, 0.75]


def test_a_level_of_excluded_weight_is_no_fault_when_its_share_is_zero():
    frame = pd.DataFrame({"age": ["old", "young"]})
    (margin,) = read_margins(frame, {"age": {"young": 1.0, "old": 0.0, "unborn": 0.0}}, np.array([0.0, 1.0]))
    assert margin.levels == ("young", "old", "unborn")


@pytest.mark.parametrize("kind", ["words", "categories"])
@pytest.mark.parametrize("weighed", [False, True])
def test_rows_stand_in_one_group_where_all_levels_of_the_margins_and_the_base_weights_are_alike(kind, weighed):
    rng = np.random.default_rng(5)
    frame = pd.DataFrame({name: rng.choice(["x", "y", "z", None], 200) for name in ("a", "b", "c", "other")})
    given = frame if kind == "words" else frame.astype("category")
    base = rng.choice([0.5, 1.0, 2.0], 200) if weighed else None
    group, row = group_rows(given, ["a", "b*c", "not there"], base)
    alike = frame[["a", "b", "c"]].fillna("").assign(base=0.0 if base is None else base)
    assert (group[row[row >= 0]] == np.flatnonzero(row >= 0)).all()
    assert alike.groupby(group).nunique().max().max() == 1
    assert len(alike.drop_duplicates()) == (row >= 0).sum() == len(np.unique(group))


def test_many_levels_are_numbered_without_a_table_of_all_their_combinations():
    frame = pd.DataFrame({name: np.arange(3000) for name in ("a", "b", "c")})
    group, row = group_rows(frame, ["a", "b", "c"])
    assert len(np.unique(group)) == 3000
    assert len(row) == 3000
    assert (np.diff(group) > 0).all()
