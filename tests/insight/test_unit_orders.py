"""TOPSIS and rank-sum ratios: numbers of base R and pymcdm, what no order may hang on, units without a part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

from csat_lib.errors import CsatError
from csat_lib.insight.unit_orders import order_units, rank_sum_ratios, topsis
from csat_lib.insight.which_weights import tau_b

WORKED = pd.read_csv(Path(__file__).parents[1] / "reference" / "rank_sums.csv", comment="#")
TABLE = WORKED[list("abcdef")].to_numpy()
WEIGHTS = np.array([0.093, 0.418, 0.132, 0.100, 0.098, 0.159])
TABLES = st.integers(4, 9).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=k, max_size=k)
)


def test_a_worked_example_of_ten_years_gives_the_numbers_of_base_r():
    assert topsis(TABLE, WEIGHTS) == pytest.approx(WORKED["closeness"].to_numpy(), rel=1e-9)
    for name, weights in (("wrsr", WEIGHTS), ("rsr", np.ones(6))):
        found = rank_sum_ratios(TABLE, weights)
        assert found.ratios == pytest.approx(WORKED[name].to_numpy(), rel=1e-9)
        assert found.groups.tolist() == WORKED[f"{name}_group"].tolist()
        assert found.fit == pytest.approx(WORKED[f"{name}_fit"][0], rel=1e-9)
    tau = tau_b(TABLE @ WEIGHTS, rank_sum_ratios(TABLE, WEIGHTS).ratios)
    assert tau == pytest.approx(WORKED["tau"][0], rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 12), st.integers(2, 7))
def test_closeness_is_that_of_pymcdm(seed, k, p):
    rng = np.random.default_rng(seed)
    values, weights = rng.uniform(1, 100, (k, p)), rng.dirichlet(np.ones(p))
    peer = TOPSIS(normalization_function=vector_normalization)(values, weights, np.ones(p), validation=False)
    assert topsis(values, weights) == pytest.approx(peer, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.lists(st.integers(1, 9), min_size=3, max_size=3), st.integers(0, 10**6))
def test_no_order_hangs_on_the_units_order_or_the_size_of_weights(rows, weights, seed):
    values, weights = np.array(rows, dtype=float), np.array(weights, dtype=float)
    order = np.random.default_rng(seed).permutation(len(values))
    close, sums = topsis(values, weights), rank_sum_ratios(values, weights)
    assert topsis(values[order], 3 * weights) == pytest.approx(close[order], nan_ok=True)
    turned = rank_sum_ratios(values[order], 3 * weights)
    assert turned.ratios == pytest.approx(sums.ratios[order])
    np.testing.assert_array_equal(turned.groups, sums.groups[order])
    scales = np.array([0.1, 7.0, 30.0])  # a column in another unit
    assert topsis(values * scales, weights) == pytest.approx(close, nan_ok=True)
    assert rank_sum_ratios(values * scales, weights).ratios == pytest.approx(sums.ratios)
    assert rank_sum_ratios(np.exp(values / 50), weights).ratios == pytest.approx(sums.ratios)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_a_unit_below_another_in_every_part_is_below_it(rows, weights):
    values, weights = np.array(rows, dtype=float), np.array(weights, dtype=float)
    values[1] = values[0] + 1
    close, sums = topsis(values, weights), rank_sum_ratios(values, weights)
    assert close[0] < close[1]
    assert sums.ratios[0] < sums.ratios[1]
    assert not sums.groups[0] < sums.groups[1]


def test_the_best_in_all_is_one_the_worst_in_all_nought_and_units_alike_have_no_closeness():
    values = np.array([[90.0, 80.0], [50.0, 60.0], [10.0, 20.0]])
    assert topsis(values, np.array([0.4, 0.6]))[[0, 2]] == pytest.approx([1, 0])
    assert np.isnan(topsis(np.full((3, 2), 50.0), np.ones(2))).all()
    few = rank_sum_ratios(values, np.ones(2))
    assert few.ratios == pytest.approx([1, 2 / 3, 1 / 3])
    assert np.isnan([*few.groups, few.fit]).all()


def ordered(wave, spec, *, rankings=("topsis", "rsr")):
    rows = order_units(wave.summary, replace(spec, unit="store", rankings=rankings)).to_findings()
    return {(row.measure, row.segment, row.other): row for row in rows}


def test_units_are_ordered_by_both_and_the_methods_are_named(make_wave, spec):
    found = ordered(make_wave("2026-01", 3, 200, {"S1": 30, "S2": 10, "S3": -10, "S4": -30}), spec)
    for measure, of_middle in (("closeness_place", [2, 3]), ("rsr_place", [2, 2])):  # by ranks the two are level
        assert [found[measure, name, ""].value for name in ("S1", "S2", "S3", "S4")] == [1, *of_middle, 4]
    assert ("rsr_group", "S1", "") not in found  # three different ratios make no groups
    taus = [found["order_tau", "", other].value for other in ("closeness", "rsr")]
    assert taus == pytest.approx([1, 5 / 30**0.5])
    near = "no interval, ranks near ties"
    assert str(found["closeness", "S1", ""].method) == f"topsis, vector normalisation, {near}"
    assert str(found["rsr", "S1", ""].method) == f"wrsr, whole ranks, {near}"
    assert {row.low for row in found.values()} == {None}


def test_hidden_units_are_in_no_order_and_nothing_is_told_that_was_not_asked(make_wave, spec):
    wave = make_wave("2026-01", 3, (60, 60, 60, 2))
    found = ordered(wave, replace(spec, minimum_base=10))
    assert {name for measure, name, _ in found if measure == "rsr"}.isdisjoint({"S4"})
    assert {measure for measure, *_ in ordered(wave, spec, rankings=("topsis",))} <= {
        "closeness", "closeness_place", "order_tau",
    }  # fmt: skip
    assert ordered(wave, spec, rankings=()) == {}


@pytest.mark.parametrize(
    ("values", "weights", "found"),
    [
        ([[1.0, np.nan], [2.0, 3.0]], [1.0, 1.0], "1 of its cells are blank"),
        ([[1.0, 2.0], [2.0, 3.0]], [-1.0, 2.0], "the weights are -1, 2"),
        ([[1.0, 2.0], [2.0, 3.0]], [0.0, 0.0], "the weights are 0, 0"),
        ([[1.0, 2.0], [2.0, 3.0]], [1.0], "the weights are 1"),
    ],
)
def test_blanks_and_weights_that_are_none_are_told(values, weights, found):
    told = (
        f"Ordering units failed: in a table of 2 x 2 (units, parts) {found}. Allowed: every cell filled, and a weight "
        "of 0 or more for each part, not all 0. Leave out units without a figure."
    )
    for method in (topsis, rank_sum_ratios):
        with pytest.raises(CsatError) as raised:
            method(np.array(values), np.array(weights))
        assert str(raised.value) == told
