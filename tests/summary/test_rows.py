"""Rows of respondents."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.rows import Rows

FRAME = pd.DataFrame({"a": [1.0, 2.0, np.nan, 4.0], "b": [2.0, 1.0, 3.0, 5.0]})


def test_whoever_is_left_takes_weight_psu_and_group_along():
    rows = Rows(FRAME, np.array([1.0, 2.0, 3.0, 4.0]), psu=np.array([0, 0, 1, 1]), group=np.arange(4), n_groups=4)
    complete = rows.complete()
    assert complete.weights.tolist() == [1.0, 2.0, 4.0]
    assert complete.psu.tolist() == [0, 0, 1]
    assert complete.group.tolist() == [0, 1, 3]
    assert (rows.weighted, rows.clustered, rows.items) == (True, True, ("a", "b"))


def test_equal_weights_are_no_weights():
    assert not Rows(FRAME, np.ones(4)).weighted
    assert not Rows(FRAME).weighted


def test_nobody_has_no_weights():
    assert not Rows(FRAME, np.array([1.0, 2, 3, 4])).where(np.zeros(4, dtype=bool)).weighted


def test_rows_without_groups_are_dealt_to_groups_that_keep_psus_whole():
    rows = Rows(pd.DataFrame({"a": np.arange(500.0)}), psu=np.arange(500) // 2)
    base = rows.base
    assert base.n_groups == 100
    assert (base.group[0::2] == base.group[1::2]).all()
    assert Rows(FRAME).base.n_groups == 4


def test_nobody_is_no_group():
    assert Rows(FRAME[:0]).base.group is None
    assert Rows(FRAME, group=np.arange(4), n_groups=4).where(np.zeros(4, dtype=bool)).moments().n_obs == 0
    assert Rows(FRAME[:0]).pairs().n_obs == 0


def test_moments_and_pair_tables_are_those_of_the_frame():
    rows = Rows(FRAME, label="room")
    assert rows.moments().n_obs == 3
    assert rows.moments("pairwise").n.tolist() == [[3, 3], [3, 4]]
    assert rows.pairs().label == "room"
    assert rows.select(["b"]).frame.columns.tolist() == ["b"]


def test_an_unknown_item_is_named():
    with pytest.raises(CsatError, match="holds no item `z`"):
        Rows(FRAME).select(["z"])
