"""The correlation matrix that the room starts from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import as_correlation, correlate, inverse, squared_multiple
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.replicates import jackknife
from csat_lib.summary.rows import Rows
from tests.measurement.facts import THURSTONE, correlation_of, matrix, psych_matrix, synthetic


def test_pearson_is_that_of_r():
    result = correlate(synthetic())
    np.testing.assert_allclose(result.matrix, psych_matrix("complete factors", "correlation"), rtol=1e-12)
    assert (str(result.method), result.bases.n, result.reason) == ("pearson, listwise", 114, "")


@pytest.mark.parametrize(("missing", "data"), [("listwise", "complete factors"), ("pairwise", "pairwise factors")])
def test_spearman_is_that_of_r(missing, data):
    result = correlate(synthetic(), "spearman", missing)
    np.testing.assert_allclose(result.matrix, psych_matrix(data, "spearman"), rtol=1e-12)
    assert str(result.method) == f"spearman, {missing}"


def test_pairwise_says_how_many_answered_each_pair():
    items = synthetic()
    result = correlate(items, missing="pairwise")
    assert result.n[0, 1] == items[["a1", "a2"]].dropna().shape[0]
    assert result.bases.n == result.n.min()
    np.testing.assert_allclose(result.matrix, items.corr(), rtol=1e-12)


@pytest.mark.parametrize("weights", [None, np.arange(150) % 4 + 0.5])
def test_pair_tables_give_pearson_and_spearman_of_the_same_answers(weights):
    items, base = synthetic(), Base(weights=weights)
    pearson = correlate(sum_moments(items, base, "pairwise"))
    from_tables = correlate(sum_pairs(items, base))
    np.testing.assert_allclose(from_tables.matrix, pearson.matrix, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(from_tables.n, pearson.n)
    assert from_tables.bases == pearson.bases
    spearman = correlate(sum_pairs(items, base), "spearman")
    if weights is None:
        np.testing.assert_allclose(spearman.matrix, psych_matrix("pairwise factors", "spearman"), rtol=1e-12)
    else:
        repeated = items.loc[items.index.repeat((2 * weights).astype(int))]
        np.testing.assert_allclose(spearman.matrix, correlate(repeated, "spearman", "pairwise").matrix, rtol=1e-12)


@pytest.mark.parametrize("kind", ["pearson", "spearman", "polychoric"])
def test_replicates_are_what_each_deletion_gives_alone(kind):
    rows = Rows(synthetic(), group=np.arange(150) % 7, n_groups=7)
    parts = list(correlate(rows, kind, "pairwise").jackknife_replicates())
    alone = correlate(synthetic()[np.arange(150) % 7 != 3], kind, "pairwise")
    np.testing.assert_allclose(parts[3].matrix, alone.matrix, rtol=1e-9)
    assert (len(parts), parts[3].bases.n, str(parts[3].method)) == (7, alone.bases.n, str(alone.method))


def test_the_jackknife_of_a_correlation_is_that_of_its_moments():
    rows = Rows(synthetic(), group=np.arange(150) % 7, n_groups=7)
    through = jackknife(correlate(rows), lambda part: part.matrix[0, 1:])
    of_moments = jackknife(rows.moments(), lambda part: part.correlation[0, 1:])
    np.testing.assert_allclose(through.se, of_moments.se, rtol=1e-12)


def test_a_correlation_without_replicate_groups_says_so():
    assert correlate(synthetic()).groups is None
    with pytest.raises(CsatError, match="needs replicate groups"):
        list(correlate(synthetic()).jackknife_replicates())


@pytest.mark.parametrize("kind", ["pearson", "spearman", "polychoric"])
def test_some_of_the_items_keep_their_correlations(kind):
    whole = correlate(synthetic(), kind, "pairwise")
    some = whole.select(["b1", "a2", "a1"], "mixed")
    alone = correlate(synthetic()[["b1", "a2", "a1"]], kind, "pairwise")
    np.testing.assert_allclose(some.matrix, alone.matrix, rtol=1e-9)
    assert (some.label, some.bases.n, list(some.thresholds)) == ("mixed", alone.bases.n, list(alone.thresholds))
    with pytest.raises(CsatError, match="no item `b9`"):
        whole.select(["b9"])


def test_a_known_matrix_can_be_cut_too():
    known = correlation_of(matrix(THURSTONE), 213)
    np.testing.assert_array_equal(known.select(["v3", "v1"]).matrix, [[1, 0.776], [0.776, 1]])


def test_collinear_items_have_no_inverse():
    frame = synthetic().dropna()[["a1", "a2"]].assign(sum=lambda items: items["a1"] + items["a2"])
    result = correlate(frame)
    assert (result.reason, result.why_no_inverse, result.positive_definite) == ("", "collinear", False)
    assert correlate(synthetic()).why_no_inverse == ""
    assert correlate(synthetic()[:3]).why_no_inverse == "few_answers"


def test_moments_and_frame_agree_and_a_correlation_is_taken_as_it_is():
    result = correlate(synthetic())
    np.testing.assert_array_equal(correlate(sum_moments(synthetic())).matrix, result.matrix)
    assert as_correlation(result) is result


def test_findings_name_each_pair_once():
    smallest, *findings = correlate(synthetic()[["a1", "a2", "a3"]]).to_findings()
    assert (smallest.subject, smallest.measure, smallest.unit) == ("items", "smallest_eigenvalue", "eigenvalue")
    assert [(row.subject, row.other) for row in findings] == [("a2", "a1"), ("a3", "a1"), ("a3", "a2")]
    assert {(row.topic, row.measure, row.unit) for row in findings} == {("factors", "correlation", "ratio")}
    assert findings[0].value == pytest.approx(synthetic()[["a1", "a2", "a3"]].dropna().corr().iloc[0, 1], rel=1e-12)


def test_weighted_correlations_are_those_of_the_repeated_rows():
    items = synthetic().dropna()
    times = np.arange(len(items)) % 3 + 1
    repeated = items.loc[items.index.repeat(times)]
    weighted = correlate(sum_moments(items, Base(weights=times.astype(float))))
    np.testing.assert_allclose(weighted.matrix, correlate(repeated).matrix, rtol=1e-12)
    assert str(weighted.method) == "pearson, listwise, weighted"
    assert weighted.bases.n_effective == pytest.approx(times.sum() ** 2 / (times**2).sum())


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (pd.DataFrame({"x": [1.0, 2, 3]}), "one_item"),
        (pd.DataFrame({"x": [np.nan] * 5, "y": [np.nan] * 5}), "all_missing"),
        (pd.DataFrame({"x": [1.0, np.nan, 3], "y": [np.nan, 2.0, np.nan]}), "all_missing"),
        (pd.DataFrame({"x": [1.0, 2], "y": [2.0, 1]}), "few_answers"),
        (pd.DataFrame({"x": [1.0, 2, 3, 5], "y": [4.1, 4.1, 4.1, 4.1]}), "no_variance"),
    ],
)
def test_what_cannot_be_correlated_has_a_reason(frame, reason):
    result = correlate(frame)
    assert result.reason == reason
    assert {row.reason for row in result.to_findings()} <= {reason, ""}


def test_a_constant_item_is_seen_under_uneven_weights():
    frame = pd.DataFrame({"x": np.arange(40.0), "y": np.full(40, 4.1)})
    weights = np.random.default_rng(3).uniform(0.3, 3, 40)
    assert correlate(sum_moments(frame, Base(weights=weights))).reason == "no_variance"


def test_few_effective_answers_are_few_answers():
    frame = pd.DataFrame(np.random.default_rng(4).normal(size=(40, 5)))
    weights = np.r_[np.full(4, 1000.0), np.full(36, 0.1)]
    assert correlate(sum_moments(frame, Base(weights=weights))).reason == "few_answers"


def test_the_inverse_of_a_collinear_matrix_is_absent():
    r = matrix(THURSTONE)
    np.testing.assert_allclose(inverse(r) @ r, np.eye(9), atol=1e-12)
    assert np.isnan(inverse(np.ones((3, 3)))).all()
    by_regression = [r[j, rest] @ np.linalg.solve(r[np.ix_(rest, rest)], r[rest, j]) for j, rest in _others(9)]
    np.testing.assert_allclose(squared_multiple(r), by_regression, rtol=1e-12)


def _others(p: int) -> list[tuple[int, list[int]]]:
    return [(j, [k for k in range(p) if k != j]) for j in range(p)]
