"""What weights cost: Kish's design effect and effective n."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.weighting.diagnostics import diagnose
from csat_lib.weighting.margins import read_margins


@pytest.mark.parametrize(
    ("weights", "deff"),
    # The examples of the balance package's documentation of Kish's design effect.
    [([0, 1, 2, 3], 1.5555555555555556), ([1, 1, 1000], 2.988041880268765)],
)
def test_kish_s_design_effect(weights, deff):
    found = diagnose(weights)
    assert found.deff == pytest.approx(deff, rel=1e-9)
    assert found.n_effective == pytest.approx(len(weights) / deff, rel=1e-9)


@given(weights=st.lists(st.floats(0.01, 1000), min_size=1, max_size=40))
def test_weighting_never_gains_respondents(weights):
    found = diagnose(weights)
    assert found.deff >= 1 - 1e-12
    assert found.n_effective <= len(weights) * (1 + 1e-12)
    assert found.smallest <= 1 + 1e-12 <= found.largest + 2e-12


def test_weights_alike_cost_nothing():
    found = diagnose(np.full(50, 3.7))
    assert (found.deff, found.n_effective, found.smallest, found.largest) == pytest.approx((1, 50, 1, 1))


def test_shares_are_of_those_who_have_a_level():
    frame = pd.DataFrame({"age": ["old", "young", None, "old"]})
    margins = read_margins(frame, {"age": {"young": 0.5, "old": 0.5}}, np.ones(4))
    young, old = diagnose([1.0, 3.0, 7.0, 1.0], margins=margins).shares
    assert (young.question, young.level, young.n, young.target) == ("age", "young", 1, 0.5)
    assert (young.sample, young.weighted) == pytest.approx((1 / 3, 3 / 5))
    assert old.sample == pytest.approx(2 / 3)


def test_the_largest_miss_is_the_error():
    frame = pd.DataFrame({"age": ["old", "young", "old", "old"]})
    margins = read_margins(frame, {"age": {"young": 0.5, "old": 0.5}}, np.ones(4))
    assert diagnose(np.ones(4), margins=margins).max_error == pytest.approx(0.25)
    assert diagnose(np.ones(4)).max_error == 0.0


def test_without_margins_the_findings_are_the_cost_alone():
    found = diagnose([1.0, 2.0, 3.0]).to_findings()
    assert [(row.measure, row.subject, row.unit, row.n) for row in found] == [
        ("deff", "respondents", "ratio", 3),
        ("effective_n", "respondents", "respondents", 3),
        ("weight_min", "respondents", "ratio", 3),
        ("weight_max", "respondents", "ratio", 3),
    ]
    assert [row.value for row in found] == pytest.approx([3 * 14 / 36, 36 / 14, 0.5, 1.5])
