"""Margins: levels numbered beside their targets."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.weighting.margins import read_margins


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
