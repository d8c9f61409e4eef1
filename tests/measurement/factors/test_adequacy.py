"""KMO and Bartlett's test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.factors.adequacy import bartlett, kmo
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.factor_facts import DATA, figure, figures, real
from tests.measurement.facts import (
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


def test_the_big_five_are_reproduced():
    bfi = public_correlation("bfi")
    assert kmo(bfi).overall == pytest.approx(0.848645, abs=5e-7)
    test = bartlett(bfi)
    assert (test.chi2, test.df, test.p) == (pytest.approx(18146.0656, abs=5e-5), 300, 0)


def test_the_big_five_are_reproduced_pairwise():
    moments = bfi_moments()
    assert kmo(moments).overall == pytest.approx(0.845897, abs=5e-7)
    everyone = bartlett(correlation_of(moments.correlation, 2800))
    assert everyone.chi2 == pytest.approx(20163.7886, abs=5e-5)
    assert bartlett(moments).bases.n == moments.n.min()


def test_thurstone_is_reproduced():
    assert kmo(correlation_of(matrix(THURSTONE), 213)).overall == pytest.approx(0.880390, abs=5e-7)


@pytest.mark.parametrize("data", DATA)
def test_real_items_are_judged_as_psych_judges_them(data):
    adequacy, sphericity = kmo(real(data)), bartlett(real(data))
    assert adequacy.overall == pytest.approx(figure(data, "kmo"), rel=1e-10)
    np.testing.assert_allclose(adequacy.items, figures(data, "kmo_item"), rtol=1e-10)
    assert sphericity.chi2 == pytest.approx(figure(data, "bartlett"), rel=1e-10)
    assert sphericity.p == pytest.approx(figure(data, "bartlett_p"), rel=1e-6)


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
    assert (sphericity.df, str(sphericity.method)) == (6, "bartlett, pearson, listwise")
    assert sphericity.p == bartlett(synthetic()[A]).p


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.integers(3, 7))
def test_neither_order_nor_direction_of_items_matters(seed, p):
    rng = np.random.default_rng(seed)
    r = np.corrcoef(rng.normal(size=(p, 40)) + rng.normal(size=40))
    order, sign = rng.permutation(p), rng.choice([-1, 1], p)
    other = correlation_of((r * np.outer(sign, sign))[np.ix_(order, order)], 40)
    own = correlation_of(r, 40)
    assert kmo(other).overall == pytest.approx(kmo(own).overall, rel=1e-9)
    assert bartlett(other).chi2 == pytest.approx(bartlett(own).chi2, rel=1e-9)


def test_two_items_share_nothing_with_a_third():
    assert kmo(correlation_of(np.array([[1, 0.5], [0.5, 1]]), 50)).overall == pytest.approx(0.5)
    assert kmo(correlation_of(np.eye(3), 50)).overall == 0.5


def test_weighted_answers_are_tested_with_their_effective_n():
    items = synthetic().dropna()
    weights = np.linspace(0.5, 2, len(items))
    moments = sum_moments(items, Base(weights=weights))
    expected = bartlett(correlation_of(moments.correlation, 1000)).chi2 / (1000 - 1 - 21 / 6)
    test = bartlett(moments)
    assert test.chi2 == pytest.approx(expected * (moments.n_effective - 1 - 21 / 6), rel=1e-9)
    assert str(test.method) == "bartlett, pearson, listwise, weighted, effective n"


def test_a_test_that_takes_the_guests_of_one_psu_as_independent_says_so():
    items = synthetic().dropna()
    moments = sum_moments(items, Base(group=np.arange(len(items)) % 20, n_groups=20, clustered=True))
    assert str(bartlett(moments).method) == "bartlett, pearson, listwise, answers taken as independent"


@pytest.mark.parametrize("kind", ["spearman", "polychoric"])
def test_ranks_and_polychoric_correlations_may_be_used(kind):
    correlation = correlate(Rows(synthetic()[A]), kind)
    assert str(kmo(correlation).method) == str(correlation.method)
    assert str(correlation.method).startswith(kind)
    assert 0.5 < kmo(correlation).overall < 1


@pytest.mark.parametrize("call", [kmo, bartlett])
@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (synthetic()[["a1"]], "one_item"),
        (synthetic()[A] * np.nan, "all_missing"),
        (synthetic().dropna().head(8), "few_answers"),
        (synthetic()[A].assign(a2=1.0), "no_variance"),
        (synthetic()[A].assign(a2=lambda items: items["a1"]), "collinear"),
    ],
)
def test_what_cannot_be_judged_says_why_and_the_report_goes_on(call, frame, reason):
    result = call(frame)
    assert result.reason == reason
    assert {(row.value, row.reason, row.p) for row in result.to_findings()} == {(None, reason, None)}


@pytest.mark.parametrize("call", [kmo, bartlett])
def test_a_matrix_with_a_negative_eigenvalue_is_called_so(call):
    result = call(correlation_of(matrix(HARMAN), 172))
    assert result.reason == "not_positive_definite"
    assert {row.reason for row in result.to_findings()} == {"not_positive_definite"}
