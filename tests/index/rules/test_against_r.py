"""Weights by rules that take them from answers, beside base R on its data of 30 departments (``weight_rules.R``)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from csat_lib.index.part_scores import PartScores
from csat_lib.index.rules import by_rule
from csat_lib.index.weights import index_weights
from csat_lib.summary.moments import Moments, sum_moments

REFERENCE = Path(__file__).resolve().parents[2] / "reference" / "weight_rules.csv"
R = pd.read_csv(REFERENCE, comment="#").set_index("rule")
ATTITUDE = """
51,39,61,43;64,54,63,63;70,69,76,71;63,47,54,61;78,66,71,81;55,44,54,43;67,56,66,58;75,55,70,71;82,67,71,72;61,47,62,67
53,58,58,64;60,39,59,67;62,42,55,69;83,45,59,68;77,72,79,77;90,72,60,81;85,69,79,74;60,75,55,65;70,57,75,65;58,54,64,50
40,34,43,50;61,62,66,64;66,50,63,53;37,58,50,40;54,48,66,63;77,63,88,66;75,74,80,78;57,45,51,48;85,71,77,85;82,59,64,82
"""
"""datasets::attitude: complaints, learning, raises and, last, the overall rating, in percent."""


@pytest.fixture(scope="module")
def departments() -> Moments:
    rows = [[float(cell) for cell in row.split(",")] for row in ATTITUDE.replace("\n", ";").split(";") if row]
    return sum_moments(pd.DataFrame(rows, columns=[*R.columns, "rating"]))


@pytest.mark.parametrize("rule", R.index)
def test_each_rule_gives_what_r_gives(departments, rule):
    found = by_rule(rule, PartScores(departments, np.eye(3)))
    assert_allclose(found.weights, R.loc[rule], rtol=1e-6)
    assert found.is_opposed == (R.loc[rule].min() < 0)


def test_a_negative_coefficient_leaves_the_node_without_weights_by_regression_alone(departments):
    node = index_weights({"top": dict.fromkeys(R.columns, "regression")}, departments, "rating").nodes["top"]
    assert node.reason == "negative_weight"
    assert node.reasons == {"regression": "negative_weight"}
    assert_allclose(node.table["lmg"], R.loc["lmg"], rtol=1e-6)
