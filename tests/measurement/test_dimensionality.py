"""KMO, Bartlett's test, parallel analysis."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.correlation import correlate
from csat_lib.measurement.dimensionality import bartlett, kmo, parallel_analysis, random_correlations
from csat_lib.summary.moments import Base, sum_moments

from .facts import (
    HARMAN,
    THURSTONE,
    A,
    bfi_moments,
    correlation_of,
    matrix,
    psych,
    public_correlation,
    synthetic,
)

PSYCH = "complete factors"
CALLS = [kmo, bartlett, parallel_analysis]


def test_the_big_five_are_reproduced():
    bfi = public_correlation("bfi")
    assert kmo(bfi).overall == pytest.approx(0.848645, abs=5e-7)
    test = bartlett(bfi)
    assert (test.chi2, test.df, test.p) == (pytest.approx(18146.0656, abs=5e-5), 300, 0)
    eigenvalues = [5.1343, 2.7519, 2.1427, 1.8523, 1.5482, 1.0736, 0.8395, 0.7992]
    np.testing.assert_allclose(parallel_analysis(bfi).eigenvalues[:8], eigenvalues, atol=5.1e-5)
    assert parallel_analysis(bfi).n_factors == 5


def test_the_big_five_are_reproduced_pairwise():
    moments = bfi_moments()
    assert kmo(moments).overall == pytest.approx(0.845897, abs=5e-7)
    everyone = bartlett(correlation_of(moments.correlation, 2800))
    assert everyone.chi2 == pytest.approx(20163.7886, abs=5e-5)
    assert bartlett(moments).bases.n == moments.n.min()


def test_thurstone_is_reproduced():
    assert kmo(correlation_of(matrix(THURSTONE), 213)).overall == pytest.approx(0.880390, abs=5e-7)


def test_adequacy_and_sphericity_are_those_of_psych():
    adequacy, sphericity = kmo(synthetic()), bartlett(synthetic())
    np.testing.assert_allclose([adequacy.overall, *adequacy.items], psych(PSYCH, "kmo"), rtol=1e-10)
    assert sphericity.chi2 == pytest.approx(psych(PSYCH, "bartlett")[0], rel=1e-10)
    assert sphericity.df == psych(PSYCH, "bartlett_df")[0]
    assert sphericity.p == pytest.approx(psych(PSYCH, "bartlett_p")[0], rel=1e-8)


def test_findings_follow_the_catalogue():
    adequacy = kmo(synthetic()[A]).to_findings()
    assert [(row.measure, row.subject) for row in adequacy] == [("kmo", "items"), *(("kmo", item) for item in A)]
    (sphericity,) = bartlett(synthetic()[A]).to_findings()
    assert (sphericity.measure, sphericity.subject, sphericity.unit) == ("bartlett", "items", "chi2")
    assert (sphericity.df, sphericity.method) == (6, "bartlett, pearson, listwise")
    assert sphericity.p == bartlett(synthetic()[A]).p
    parallel = parallel_analysis(synthetic()[A], draws=20, seed=4).to_findings()
    assert [(row.measure, row.subject, row.path, row.unit) for row in parallel] == [
        ("n_factors", "items", "", "factors"),
        *((measure, "component", str(number), "eigenvalue") for number in (1, 2, 3, 4) for measure in EIGENVALUES),
    ]
    words = "parallel, components, 20 normal draws, percentile 95, seed 4, pearson, listwise"
    assert {row.method for row in parallel} == {words}


EIGENVALUES = ("eigenvalue", "eigenvalue_random")


def test_two_traits_are_two_factors():
    assert parallel_analysis(synthetic()).n_factors == 2


def test_unrelated_items_are_taken_for_factors_as_rarely_as_the_percentile_says():
    noise = random_correlations(6, 300, 400, np.random.default_rng(2))
    found = [parallel_analysis(correlation_of(r, 300), seed=at).n_factors > 0 for at, r in enumerate(noise)]
    assert np.mean(found) == pytest.approx(0.05, abs=0.025)


def test_the_same_seed_draws_the_same_and_another_seed_others():
    first, again, other = (parallel_analysis(synthetic(), seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.random, again.random)
    assert not np.array_equal(first.random, other.random)


def test_random_correlations_are_distributed_like_those_of_normal_answers():
    p, n, draws = 5, 30, 4000
    drawn = random_correlations(p, n, draws, np.random.default_rng(6))
    answers = np.random.default_rng(7).normal(size=(draws, n, p))
    centred = answers - answers.mean(axis=1, keepdims=True)
    scaled = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    simulated = scaled.swapaxes(1, 2) @ scaled
    at = np.tril_indices(p, -1)
    assert np.var(drawn[:, *at]) == pytest.approx(1 / (n - 1), rel=0.05)
    own, theirs = np.linalg.eigvalsh(drawn), np.linalg.eigvalsh(simulated)
    np.testing.assert_allclose(own.mean(axis=0), theirs.mean(axis=0), rtol=0.01)
    np.testing.assert_allclose(np.quantile(own, 0.95, axis=0), np.quantile(theirs, 0.95, axis=0), rtol=0.02)


def test_weighted_answers_are_tested_with_their_effective_n():
    items = synthetic().dropna()
    weights = np.linspace(0.5, 2, len(items))
    moments = sum_moments(items, Base(weights=weights))
    expected = bartlett(correlation_of(moments.correlation, 1000)).chi2 / (1000 - 1 - 21 / 6)
    test = bartlett(moments)
    assert test.chi2 == pytest.approx(expected * (moments.n_effective - 1 - 21 / 6), rel=1e-9)
    assert test.method == "bartlett, pearson, listwise, weighted, effective n"
    assert parallel_analysis(moments).method.endswith("pearson, listwise, weighted, effective n")


def test_tests_that_take_the_guests_of_one_psu_as_independent_say_so():
    items = synthetic().dropna()
    moments = sum_moments(items, Base(group=np.arange(len(items)) % 20, n_groups=20, clustered=True))
    assert bartlett(moments).method == "bartlett, pearson, listwise, answers taken as independent"
    assert parallel_analysis(moments).method.endswith("pearson, listwise, answers taken as independent")


def test_ranks_may_be_used():
    assert kmo(correlate(synthetic(), "spearman")).method == "spearman, listwise"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (synthetic()[["a1"]], "one_item"),
        (synthetic()[A] * np.nan, "all_missing"),
        (synthetic().dropna().head(8), "few_answers"),
        (synthetic()[A].assign(a2=1.0), "no_variance"),
    ],
)
def test_what_cannot_be_judged_says_why_and_the_report_goes_on(call, frame, reason):
    result = call(frame)
    assert result.reason == reason
    assert {(row.value, row.reason, row.p) for row in result.to_findings()} == {(None, reason, None)}


@pytest.mark.parametrize("call", [kmo, bartlett])
def test_a_matrix_that_is_not_positive_definite_is_called_collinear(call):
    result = call(correlation_of(matrix(HARMAN), 172))
    assert result.reason == "collinear"
    assert {row.reason for row in result.to_findings()} == {"collinear"}
