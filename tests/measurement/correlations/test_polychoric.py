"""Polychoric correlations: Olsson's and Kirk's tables, R on synthetic and public data, and tables that give none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csat_lib.measurement.correlations.correlation import CorrelationSpec, correlate
from csat_lib.measurement.correlations.polychoric import cells
from csat_lib.summary.moments import Base
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.replicates import jackknife
from csat_lib.summary.rows import Rows
from tests.measurement.ordinal import (
    ITEMS,
    OLSSON,
    ordinal_rows,
    public_tables,
    r_matrix,
    r_thresholds,
    tables_of,
    two_items,
)

POLYCHORIC = CorrelationSpec("polychoric")


def rho(table, zero_cells=0.0):
    return correlate(two_items(table), CorrelationSpec("polychoric", zero_cells)).matrix[0, 1]


def test_the_table_of_olsson():
    result = correlate(two_items(OLSSON), "polychoric")
    assert result.matrix[0, 1] == pytest.approx(0.49137193, rel=1e-7)  # tight optimum; printed .49
    np.testing.assert_allclose(result.thresholds["v1"], [-1.774382, -0.135774], atol=1e-6)
    np.testing.assert_allclose(result.thresholds["v2"], [-0.687131, 0.668209], atol=1e-6)
    assert str(result.method) == "polychoric, two-step, pairwise"


@pytest.mark.parametrize(
    ("one", "other", "both", "known"),
    [
        (0.5, 0.5, 0.333333, 0.5),
        (0.5, 0.5, 0.1150267, -0.75),
        (0.5, 0.5, 0.397584, 0.8),
        (0.158655254, 0.158655254, 0.145003, 0.99),
    ],
)
def test_tetrachoric_correlations_of_kirk(one, other, both, known):
    """Kirk (1973), Psychometrika 38: 259-268: probabilities to six or seven digits."""
    table = 1e6 * np.array([[both, one - both], [other - both, 1 - one - other + both]])
    assert rho(table.tolist()) == pytest.approx(known, abs=2e-6)


@pytest.mark.parametrize(
    ("data", "rows", "missing"),
    [
        ("synthetic listwise", ordinal_rows(), "listwise"),
        ("synthetic pairwise", ordinal_rows(), "pairwise"),
        ("synthetic weighted", ordinal_rows("weight"), "listwise"),
    ],
)
def test_correlations_and_thresholds_are_those_of_lavaan(data, rows, missing):
    result = correlate(rows, POLYCHORIC, missing)
    np.testing.assert_allclose(result.matrix, r_matrix(data, "lavaan", ITEMS), rtol=1e-6)
    np.testing.assert_allclose(np.concatenate(list(result.thresholds.values())), r_thresholds(data), rtol=1e-6)
    weighted = ", weighted" if "weighted" in data else ""
    assert str(result.method) == f"polychoric, two-step, {missing}{weighted}"


@pytest.mark.parametrize("data", ["agree", "neurotic", "ability"])
def test_public_tables_give_what_lavaan_gives(data):
    tables = public_tables(data)
    result = correlate(tables, POLYCHORIC)
    np.testing.assert_allclose(result.matrix, r_matrix(data, "lavaan", list(tables.items)), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(np.concatenate(list(result.thresholds.values())), r_thresholds(data), rtol=1e-6)


@pytest.mark.parametrize("data", ["agree", "neurotic"])
def test_psych_stops_a_little_short_of_it(data):
    tables = public_tables(data)
    expected = r_matrix(data, "psych", list(tables.items))
    np.testing.assert_allclose(correlate(tables, POLYCHORIC).matrix, expected, atol=1e-4)


def test_a_frame_pair_tables_and_rows_give_the_same():
    rows = ordinal_rows()
    from_rows = correlate(rows, POLYCHORIC, "pairwise").matrix
    np.testing.assert_array_equal(correlate(rows.frame, POLYCHORIC, "pairwise").matrix, from_rows)
    np.testing.assert_array_equal(correlate(sum_pairs(rows.frame), "polychoric").matrix, from_rows)


def test_weights_are_repetitions():
    rows = ordinal_rows()
    times = np.arange(400) % 3 + 1
    repeated = rows.frame.loc[rows.frame.index.repeat(times)]
    weighted = correlate(sum_pairs(rows.frame, Base(weights=times * 0.7)), POLYCHORIC)
    np.testing.assert_allclose(weighted.matrix, correlate(repeated, POLYCHORIC, "pairwise").matrix, rtol=1e-9)
    assert str(weighted.method) == "polychoric, two-step, pairwise, weighted"


@given(st.integers(2, 5), st.integers(2, 7), st.floats(-0.95, 0.95), st.integers(0, 1000))
def test_the_planted_correlation_is_found_in_exact_tables(a, b, planted, seed):
    rng = np.random.default_rng(seed)
    h, k = (np.sort(rng.uniform(-1.5, 1.5, size - 1))[None] for size in (a, b))
    share = cells(h, k, np.full((1, 1, 1), planted))[0][0]
    assert share.sum() == pytest.approx(1, abs=1e-12)
    assume(share.min() > 1e-5)
    assert rho(np.round(1e9 * share).tolist()) == pytest.approx(planted, abs=1e-6)


def test_turning_an_item_turns_the_sign_and_merging_an_unused_answer_changes_nothing():
    table = np.array(OLSSON)
    assert rho(table[::-1].tolist()) == pytest.approx(-rho(OLSSON), rel=1e-9)
    unused = np.insert(table, 1, 0, axis=0)
    assert rho(unused.tolist()) == pytest.approx(rho(OLSSON), rel=1e-9)
    assert rho(table.T.tolist()) == pytest.approx(rho(OLSSON), rel=1e-9)


@pytest.mark.parametrize(
    "table",
    [
        [[40, 0], [0, 50]],
        [[10, 0, 0], [0, 5, 0], [0, 0, 10]],
        [[0, 10], [10, 0]],
        [[5, 5, 0], [0, 5, 5], [0, 0, 5]],
    ],
)
def test_empty_cells_that_leave_no_other_value_than_one_are_a_reason(table):
    result = correlate(two_items(table), "polychoric")
    assert (result.reason, np.isnan(result.matrix[0, 1])) == ("empty_cells", True)
    smallest, pair = result.to_findings()
    assert (smallest.reason, pair.value, pair.reason) == ("empty_cells", None, "empty_cells")


def test_the_one_empty_cell_of_a_large_table_of_two_by_two_is_as_in_lavaan_too():
    """lavaan gives .237 (zero.add = .5, margins kept)."""
    assert rho([[44268, 14], [193, 0]]) == pytest.approx(0.237, abs=0.0005)


def test_a_half_in_empty_cells_gives_a_value_and_says_so():
    """lavaan, which keeps the margins of the table, gives .237, psych, which changes the thresholds too, .232."""
    result = correlate(two_items([[44268, 14], [193, 0]]), CorrelationSpec("polychoric", zero_cells=0.5))
    assert result.matrix[0, 1] == pytest.approx(0.23162806, rel=1e-7)
    assert str(result.method) == "polychoric, two-step, zero cells 0.5, pairwise"
    assert rho(OLSSON, 0.5) == pytest.approx(rho([[13, 6, 0.5], [69, 113, 22], [41, 132, 104]]), abs=0.002)
    full = [[20, 9], [11, 30]]
    assert rho(full, 0.5) == rho(full)


def test_only_the_pair_in_question_is_absent():
    tables = tables_of((0, 1, [[20, 9], [11, 30]]), (0, 2, [[29, 0], [0, 41]]), (1, 2, [[20, 11], [9, 30]]))
    result = correlate(tables, "polychoric")
    assert np.isnan(result.matrix[0, 2])
    np.testing.assert_array_equal(np.isnan(result.matrix).sum(), 2)
    reasons = {(row.subject, row.other): row.reason for row in result.to_findings()[1:]}
    assert reasons == {("v2", "v1"): "", ("v3", "v1"): "empty_cells", ("v3", "v2"): ""}
    assert result.select(["v1", "v2"]).reason == ""


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (pd.DataFrame({"x": [1.0, 2, 3] * 9}), "one_item"),
        (pd.DataFrame({"x": [np.nan] * 5, "y": [np.nan] * 5}), "all_missing"),
        (pd.DataFrame({"x": [1.0, 2] * 4 + [np.nan] * 8, "y": [np.nan] * 8 + [1.0, 2] * 4}), "few_answers"),
        (pd.DataFrame({"x": [1.0, 2], "y": [2.0, 1]}), "few_answers"),
        (pd.DataFrame({"x": [1.0, 2, 3, 2] * 5, "y": [4.0] * 20}), "no_variance"),
        (pd.DataFrame({"x": [1.0] * 6 + [2.0] * 6, "y": [1.0, 2] * 3 + [np.nan] * 6}), "no_variance"),
        (pd.DataFrame({"x": [1.0, 2, 3] * 8, "y": [1.0, 2, 3] * 8}), "empty_cells"),
    ],
)
@pytest.mark.parametrize("kind", ["polychoric", "spearman"])
def test_what_cannot_be_correlated_has_a_reason(frame, reason, kind):
    result = correlate(frame, kind, "pairwise")
    assert result.reason == ("" if kind == "spearman" and reason == "empty_cells" else reason)
    assert {row.reason for row in result.to_findings() if row.value is None} <= {reason}
    assert list(jackknife_or_none(frame, kind)) == []


def jackknife_or_none(frame, kind):
    """Every reason holds in the replicates, too: none of them raises, none gives nonsense."""
    rows = Rows(frame, group=np.arange(len(frame)) % 5, n_groups=5)
    for part in correlate(rows, kind, "pairwise").jackknife_replicates():
        outside = np.abs(part.matrix[np.isfinite(part.matrix)]) > 1
        yield from part.matrix[np.isfinite(part.matrix)][outside]


def test_replicates_are_what_each_deletion_gives_alone():
    rows = ordinal_rows("weight")
    whole = correlate(rows, POLYCHORIC, "pairwise")
    assert whole.groups is not None
    parts = list(whole.jackknife_replicates())
    assert len(parts) == 100
    for at in (0, 57):
        alone = correlate(list(rows.pairs().jackknife_replicates())[at], "polychoric")
        np.testing.assert_allclose(parts[at].matrix, alone.matrix, rtol=1e-9)
        assert parts[at].bases.n == alone.bases.n


def test_the_jackknife_works_through_it():
    result = jackknife(correlate(ordinal_rows(), POLYCHORIC, "pairwise"), lambda part: part.matrix[[0], [1]])
    assert str(result.method) == "jackknife, 100 groups"
    assert result.se[0] == pytest.approx(0.0405, rel=0.15)  # lavaan's standard error of this correlation: .0405


@pytest.mark.parametrize("at", range(5))
def test_one_empty_cell_of_two_by_two_is_counted_as_lavaan_counts_it(at):
    table = pd.read_csv(Path(__file__).parents[2] / "reference" / "empty_cell.csv", comment="#").iloc[at]
    times = table[["a", "b", "c", "d"]].astype(int)
    frame = pd.DataFrame({"x": np.repeat([0.0, 0, 1, 1], times), "y": np.repeat([0.0, 1, 0, 1], times)})
    found = correlate(Rows(frame), "polychoric")
    assert found.matrix[0, 1] == pytest.approx(table["r"], rel=1e-6)
    assert found.reason == ""
