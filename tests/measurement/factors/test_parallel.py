"""Parallel analysis."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.factors.parallel import parallel_analysis
from csat_lib.measurement.factors.random_correlations import random_correlations
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.factor_facts import DATA, figures, real
from tests.measurement.facts import HARMAN, A, correlation_of, matrix, public_correlation, synthetic


@pytest.mark.parametrize("data", DATA)
def test_eigenvalues_are_those_of_r(data):
    result = parallel_analysis(real(data), draws=2)
    np.testing.assert_allclose(result.components.eigenvalues, figures(data, "eigenvalue_component"), rtol=1e-8)
    np.testing.assert_allclose(result.factors.eigenvalues, figures(data, "eigenvalue_factor"), rtol=1e-6, atol=1e-9)


def test_the_big_five_are_five_components():
    result = parallel_analysis(public_correlation("bfi"))
    assert result.components.n_factors == 5
    published = [5.1343, 2.7519, 2.1427, 1.8523, 1.5482, 1.0736, 0.8395, 0.7992]
    np.testing.assert_allclose(result.components.eigenvalues[:8], published, atol=5.1e-5)


def test_random_eigenvalues_of_the_big_five_are_those_of_psych():
    # fa.parallel(bfi, 2,436 complete): means over its draws, printed to six places; ours and theirs differ by chance.
    result = parallel_analysis(public_correlation("bfi"), draws=400, percentile="mean")
    np.testing.assert_allclose(result.components.random[:3], [1.185, 1.157, 1.137], atol=0.006)


def test_findings_follow_the_catalogue():
    result = parallel_analysis(synthetic()[A], draws=20, seed=4)
    measures = ("eigenvalue", "eigenvalue_random")
    assert [(row.measure, row.subject, row.path, row.unit) for row in result.to_findings()] == [
        ("n_factors", "items", "", "factors"),
        *((measure, "component", str(number), "eigenvalue") for number in (1, 2, 3, 4) for measure in measures),
        ("n_factors", "items", "", "factors"),
        *((measure, "factor", str(number), "eigenvalue") for number in (1, 2, 3, 4) for measure in measures),
    ]
    words = "20 normal draws, percentile 95, seed 4, pearson, listwise"
    assert {str(row.method) for row in result.components.to_findings()} == {f"parallel components, {words}"}
    assert {str(row.method) for row in result.factors.to_findings()} == {
        f"parallel factors, squared multiple correlations, {words}"
    }
    assert str(result.method) == str(result.components.method)


def test_two_traits_are_two_components_and_two_factors():
    result = parallel_analysis(synthetic())
    assert (result.components.n_factors, result.factors.n_factors) == (2, 2)


def test_unrelated_items_are_taken_for_components_as_rarely_as_the_percentile_says():
    noise = random_correlations(6, 300, 400, np.random.default_rng(2))
    found = [parallel_analysis(correlation_of(r, 300), seed=at).components.n_factors > 0 for at, r in enumerate(noise)]
    assert np.mean(found) == pytest.approx(0.05, abs=0.025)


def test_the_same_seed_draws_the_same_and_another_seed_others():
    first, again, other = (parallel_analysis(synthetic(), seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.components.random, again.components.random)
    np.testing.assert_array_equal(first.factors.random, again.factors.random)
    assert not np.array_equal(first.components.random, other.components.random)


def test_a_higher_percentile_asks_more_and_the_mean_less():
    lenient, usual, strict = (
        parallel_analysis(synthetic(), percentile=level).components.random for level in ("mean", 0.95, 0.99)
    )
    assert (lenient < usual).all()
    assert (usual < strict).all()
    assert parallel_analysis(synthetic(), draws=3, percentile="mean").method.noted("mean")


def test_permuted_answers_give_what_normal_draws_give_where_answers_are_near_normal():
    rows = Rows(synthetic().dropna())
    drawn = parallel_analysis(rows, draws=200, percentile="mean")
    permuted = parallel_analysis(rows, draws=200, percentile="mean", permuted=rows)
    np.testing.assert_allclose(permuted.components.random, drawn.components.random, atol=0.03)
    np.testing.assert_allclose(permuted.factors.random, drawn.factors.random, atol=0.03)
    assert str(permuted.method) == "parallel components, 200 permutation draws, mean, seed 0, pearson, listwise"


def test_permuted_answers_may_be_correlated_by_rank_or_polychorically():
    rows = Rows(synthetic())
    correlation = correlate(rows, "polychoric", "pairwise")
    result = parallel_analysis(correlation, draws=5, permuted=rows)
    assert result.components.n_factors == 2
    assert str(result.method).endswith(f"permutation draws, percentile 95, seed 0, {correlation.method}")


def test_weighted_answers_are_drawn_with_their_effective_n():
    items = synthetic().dropna()
    moments = sum_moments(items, Base(weights=np.linspace(0.5, 2, len(items))))
    result = parallel_analysis(moments)
    assert str(result.method).endswith("pearson, listwise, weighted, effective n")
    assert (result.components.random[0] > parallel_analysis(items).components.random[0]).all()


def test_an_analysis_that_takes_the_guests_of_one_psu_as_independent_says_so():
    items = synthetic().dropna()
    moments = sum_moments(items, Base(group=np.arange(len(items)) % 20, n_groups=20, clustered=True))
    assert str(parallel_analysis(moments).method).endswith("pearson, listwise, answers taken as independent")


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (synthetic()[["a1"]], "one_item"),
        (synthetic()[A] * np.nan, "all_missing"),
        (synthetic().dropna().head(8), "few_answers"),
        (synthetic()[A].assign(a2=1.0), "no_variance"),
    ],
)
def test_what_cannot_be_judged_says_why_and_the_report_goes_on(frame, reason):
    result = parallel_analysis(frame)
    assert (result.components.reason, result.factors.reason) == (reason, reason)
    assert {(row.value, row.reason) for row in result.to_findings()} == {(None, reason)}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (correlation_of(matrix(HARMAN), 172), "not_positive_definite"),
        (synthetic()[A].assign(a2=lambda items: items["a1"]), "collinear"),
    ],
)
def test_components_need_no_inverse_and_factors_do(data, reason):
    result = parallel_analysis(data)
    assert result.components.reason == ""
    assert result.components.n_factors >= 1
    assert result.factors.reason == reason
    assert {row.value for row in result.factors.to_findings()} == {None}


def test_answers_that_some_permutation_leaves_without_variance_are_not_compared():
    answers = pd.DataFrame({"a": [1.0, 1, 1, 2, 1, 1], "b": [1.0, 2, 3, 1, np.nan, 2], "c": [2.0, 1, 3, 5, 2, 1]})
    correlation = correlate(Rows(answers), missing="pairwise")
    assert correlation.reason == ""
    result = parallel_analysis(correlation, permuted=Rows(answers))
    assert (result.components.reason, result.factors.reason) == ("no_variance", "no_variance")
