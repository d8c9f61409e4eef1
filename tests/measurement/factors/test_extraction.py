"""Exploratory factor analysis from answers to findings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.rotation import ROTATIONS
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.factor_facts import DATA, figure, figures, real
from tests.measurement.facts import HARMAN, THURSTONE, A, B, correlation_of, matrix, psych, psych_matrix, synthetic
from tests.measurement.symmetric import correlations, pattern, shaken

PSYCH = "complete factors"


@pytest.mark.parametrize("rotation", ["none", "quartimax", "oblimin"])
def test_loadings_are_those_of_psych_as_far_as_psych_goes(rotation):
    # Its varimax and promax stop .003 short here: test_rotation holds ours against R's, run to the end.
    result = extract_factors(synthetic(), 2, rotation=None if rotation == "none" else rotation)
    theirs = psych_matrix(PSYCH, f"loading_{rotation}")
    np.testing.assert_allclose(result.loadings, theirs, atol=1e-4)
    np.testing.assert_allclose(result.phi, psych_matrix(PSYCH, f"phi_{rotation}"), atol=1e-4)
    np.testing.assert_allclose(result.communalities, psych(PSYCH, f"communality_{rotation}"), atol=1e-4)
    np.testing.assert_allclose(result.variance, psych(PSYCH, f"variance_{rotation}"), atol=1e-4)
    assert result.loadings.index.tolist() == A + B
    assert result.loadings.columns.tolist() == ["F1", "F2"]


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize(
    ("method", "theirs", "close"), [("minres", "minres_psych", 1e-4), ("ml", "ml", 2e-5), ("paf", "paf", 1e-6)]
)
def test_uniquenesses_of_real_items_are_those_of_r(data, method, theirs, close):
    result = extract_factors(real(data), int(figure(data, "k")), method)
    np.testing.assert_allclose(result.uniquenesses, figures(data, theirs), atol=close)
    np.testing.assert_allclose(result.uniquenesses + result.communalities, 1, atol=1e-8)


@pytest.mark.parametrize("data", DATA)
def test_maximum_likelihood_is_tested_for_fit(data):
    result = extract_factors(real(data), int(figure(data, "k")), "ml", "geomin")
    rows = {row.measure: row for row in result.to_findings() if row.subject == "items"}
    assert set(rows) == {"chi2", "rmsea"}
    assert rows["chi2"].value == pytest.approx(figure(data, "ml_chi2"), rel=1e-7)
    assert rows["chi2"].df == figure(data, "ml_df")
    assert rows["chi2"].p == pytest.approx(figure(data, "ml_p"), rel=1e-5)
    assert str(rows["chi2"].method) == (
        "ml, geomin 0.01, best of 30 starts, seed 0, pearson, listwise, bartlett's correction"
    )
    assert 0.03 < rows["rmsea"].value < 0.09


def test_only_complete_rows_of_pearson_correlations_are_tested_for_fit():
    pairwise = extract_factors(sum_moments(synthetic(), missing="pairwise"), 2, "ml").to_findings()
    assert [(row.measure, row.value, row.p, row.reason) for row in pairwise if row.subject == "items"] == [
        ("chi2", None, None, "pairwise_no_test"),
        ("rmsea", None, None, "pairwise_no_test"),
    ]
    ranks = extract_factors(correlate(Rows(synthetic()), "spearman"), 2, "ml").to_findings()
    assert not [row for row in ranks if row.subject == "items"]


def test_three_items_of_one_factor_leave_nothing_to_test():
    rows = extract_factors(synthetic()[A[:3]], 1, "ml").to_findings()
    assert [(row.measure, row.reason) for row in rows if row.subject == "items"] == [
        ("chi2", "few_items"),
        ("rmsea", "few_items"),
    ]


@pytest.mark.parametrize("rotation", ["oblimin", "promax"])
def test_communalities_take_the_correlation_of_factors_into_account(rotation):
    oblique = extract_factors(synthetic(), 2, rotation=rotation)
    orthogonal = extract_factors(synthetic(), 2, rotation=None)
    np.testing.assert_allclose(oblique.communalities, orthogonal.communalities, atol=1e-9)
    row_sums = (oblique.loadings**2).sum(axis=1)
    assert (oblique.communalities - row_sums).abs().max() > 0.01


def test_factors_come_by_the_variance_they_explain_and_point_up():
    result = extract_factors(synthetic().assign(b4=lambda items: 8 - items["b4"]), 2, rotation="varimax")
    assert result.variance.is_monotonic_decreasing
    assert (result.loadings.sum() > 0).all()
    assert result.variance.sum() == pytest.approx(result.communalities.mean(), rel=1e-9)


def test_planted_factors_and_their_correlation_are_found():
    rng = np.random.default_rng(8)
    traits = rng.normal(size=(20_000, 2)) @ np.linalg.cholesky([[1, 0.3], [0.3, 1]]).T
    planted = np.array([0.8, 0.7, 0.6, 0.5])
    noise = rng.normal(size=(20_000, 8)) * np.sqrt(1 - np.r_[planted, planted] ** 2)
    answers = pd.DataFrame(np.repeat(traits, 4, axis=1) * np.r_[planted, planted] + noise, columns=A + B)
    result = extract_factors(answers, 2)
    own = np.concatenate([result.loadings.loc[A].max(axis=1), result.loadings.loc[B].max(axis=1)])
    np.testing.assert_allclose(own, np.r_[planted, planted], atol=0.03)
    assert result.phi.loc["F1", "F2"] == pytest.approx(0.3, abs=0.03)
    assert np.abs(result.loadings.loc[A].min(axis=1)).max() < 0.03


def test_findings_follow_the_catalogue():
    rows = extract_factors(synthetic(), 2).to_findings()
    assert {row.topic for row in rows} == {"factors"}
    assert [(row.measure, row.subject, row.other, row.unit) for row in rows] == [
        *(("communality", item, "", "ratio") for item in A + B),
        *(("uniqueness", item, "", "ratio") for item in A + B),
        *(("loading", item, factor, "ratio") for item in A + B for factor in ("F1", "F2")),
        ("variance_share", "F1", "", "share"),
        ("variance_share", "F2", "", "share"),
        ("factor_correlation", "F1", "F2", "ratio"),
    ]
    assert {(str(row.method), row.n) for row in rows} == {("minres, oblimin, pearson, listwise", 114)}


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.sampled_from(["minres", "ml", "paf"]), st.sampled_from(["oblimin", "varimax"]))
def test_order_direction_and_doubling_of_answers_change_no_loading(seed, method, rotation):
    rng = np.random.default_rng(seed)
    order, turned = rng.permutation(A + B), rng.choice(A + B)
    items = synthetic().dropna()
    other = pd.concat([items, items])[order].assign(**{turned: lambda frame: 8 - frame[turned]})
    own, theirs = extract_factors(items, 2, method, rotation), extract_factors(other, 2, method, rotation)
    back = theirs.loadings.loc[A + B].mul(np.where(np.array(A + B) == turned, -1, 1), axis=0)
    products = own.loadings.to_numpy().T @ back.to_numpy()
    columns = np.abs(products).argmax(axis=1)
    sign = np.sign(products[[0, 1], columns])
    np.testing.assert_allclose(back.to_numpy()[:, columns] * sign, own.loadings, atol=2e-6)
    np.testing.assert_allclose(theirs.uniquenesses[A + B], own.uniquenesses, atol=2e-6)


def test_one_factor_is_not_rotated():
    result = extract_factors(synthetic()[A], 1, rotation="varimax")
    assert str(result.method) == "minres, unrotated, pearson, listwise"
    assert [row.measure for row in result.to_findings()].count("factor_correlation") == 0


def test_a_heywood_case_is_named():
    result = extract_factors(correlation_of(matrix(HARMAN), 172), 2, rotation="varimax")
    assert result.heywood == ("v3",)
    assert str(result.method) == "minres, varimax, pearson, listwise, heywood v3"
    assert result.uniquenesses["v3"] == 0.005
    methods = {row.subject: str(row.method) for row in result.to_findings() if row.measure == "communality"}
    assert methods["v3"] == "minres, varimax, pearson, listwise, heywood"
    assert methods["v1"] == "minres, varimax, pearson, listwise"


def test_moments_weights_and_ranks_are_all_taken():
    items = synthetic().dropna()
    times = np.arange(len(items)) % 3 + 1
    weighted = extract_factors(sum_moments(items, Base(weights=times.astype(float))), 2)
    repeated = extract_factors(items.loc[items.index.repeat(times)], 2)
    np.testing.assert_allclose(weighted.loadings, repeated.loadings, atol=1e-6)
    assert str(weighted.method) == "minres, oblimin, pearson, listwise, weighted"
    assert str(extract_factors(correlate(items, "spearman"), 2).method) == "minres, oblimin, spearman, listwise"


@pytest.mark.parametrize(
    ("frame", "n_factors", "reason"),
    [
        (synthetic()[["a1"]], 1, "one_item"),
        (synthetic()[A] * np.nan, 1, "all_missing"),
        (synthetic().dropna().head(8), 2, "few_answers"),
        (synthetic()[A].assign(a2=1.0), 1, "no_variance"),
        (synthetic()[A], 2, "few_items"),
        (synthetic()[A[:2]], 1, "few_items"),
        (synthetic(), 8, "few_items"),
    ],
)
def test_what_cannot_be_factored_says_why_and_the_report_goes_on(frame, n_factors, reason):
    result = extract_factors(frame, n_factors)
    assert result.reason == reason
    assert {(row.value, row.reason) for row in result.to_findings()} == {(None, reason)}


@pytest.mark.parametrize("method", ["minres", "ml", "paf"])
@pytest.mark.parametrize("rotation", ["oblimin", "geomin", "varimax"])
def test_every_extraction_goes_with_every_rotation(method, rotation):
    result = extract_factors(correlation_of(matrix(THURSTONE), 213), 3, method, rotation)
    assert result.reason == ""
    highest = np.abs(result.loadings.to_numpy()).argmax(axis=1).reshape(3, 3)
    assert (highest == highest[:, :1]).all()


def test_maximum_likelihood_needs_an_inverse_and_the_others_do_not():
    harman = correlation_of(matrix(HARMAN), 172)
    assert extract_factors(harman, 2, "ml").reason == "not_positive_definite"
    twins = synthetic().assign(a2=lambda items: items["a1"])
    assert extract_factors(twins, 2, "ml").reason == "collinear"
    assert extract_factors(twins, 2, "minres").reason == ""
    assert extract_factors(twins, 2, "paf").reason == ""


@pytest.mark.parametrize("part", ["bounded_newton.MOST_STEPS", "gradient_projection.MOST_STEPS"])
def test_factors_that_do_not_settle_are_absent(monkeypatch, part):
    monkeypatch.setattr(f"csat_lib.measurement.factors.{part}", 1)
    result = extract_factors(correlation_of(matrix(THURSTONE), 213), 3)
    assert result.reason == "not_converged"
    assert result.communalities.isna().all()
    assert {row.reason for row in result.to_findings()} == {"not_converged"}


@pytest.mark.parametrize("k", [2, 3])
@pytest.mark.parametrize("method", ["minres", "ml", "paf"])
def test_factors_of_like_items_are_the_planted_ones_in_the_order_of_the_items(k, method):
    result = extract_factors(correlation_of(correlations(k), 400), k, method, "oblimin")
    np.testing.assert_allclose(result.loadings, pattern(k), atol=2e-7)
    np.testing.assert_allclose(result.phi, 0.7 * np.eye(k) + 0.3, atol=5e-7)


@pytest.mark.parametrize("k", [2, 3])
@pytest.mark.parametrize("method", ["minres", "ml", "paf"])
@pytest.mark.parametrize("rotation", [None, *ROTATIONS])
def test_loadings_do_not_hang_on_the_last_digit(k, method, rotation):
    r = correlations(k)
    own, *others = (
        extract_factors(correlation_of(each, 400), k, method, rotation) for each in (r, shaken(r, 1), shaken(r, 2))
    )
    assert own.reason == ""
    for other in others:
        np.testing.assert_allclose(other.loadings, own.loadings, atol=1e-10)
        np.testing.assert_allclose(other.phi, own.phi, atol=1e-10)
