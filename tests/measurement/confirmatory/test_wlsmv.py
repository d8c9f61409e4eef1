"""Factor models of ordered answers beside lavaan's WLSMV, on synthetic items and the two LSAT sections of Bock."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa
from csat_lib.measurement.confirmatory.fit_indices import Chi2, FitIndices, fit_indices
from csat_lib.measurement.confirmatory.ordinal_covariance import ordinal_statistics
from csat_lib.measurement.confirmatory.parameter_table import ModelSpec, measurement_model
from csat_lib.measurement.confirmatory.wlsmv import fit_ordinal
from csat_lib.summary.rows import Rows
from tests.measurement.ordinal import ITEMS, MODEL, lsat, ordinal_items, ordinal_rows, reference

LSAT = {"q": ["q1", "q2", "q3", "q4", "q5"]}
SECOND = {"g": ["a", "b", "c"]}
CASES = {
    "synthetic": (ordinal_rows(), MODEL, CfaSpec("wlsmv")),
    "second order": (ordinal_rows(), MODEL, CfaSpec("wlsmv", second_order=SECOND)),
    "weighted": (ordinal_rows("weight"), MODEL, CfaSpec("wlsmv")),
    "pairwise": (ordinal_rows(), MODEL, CfaSpec("wlsmv", missing="pairwise")),
    "zero cells": (ordinal_rows(), MODEL, CfaSpec("wlsmv", zero_cells=0.5)),
    "lsat6": (lsat("lsat6"), LSAT, CfaSpec("wlsmv")),
    "lsat7": (lsat("lsat7"), LSAT, CfaSpec("wlsmv")),
}


def lavaan(data: str, figure: str) -> pd.Series:
    rows = reference("wlsmv").query("data == @data and figure == @figure")
    return pd.Series(rows["value"].to_numpy(dtype=float), rows["name"])


@pytest.fixture(scope="module")
def fitted():
    return {name: fit_cfa(*case) for name, case in CASES.items()}


def figures(indices: FitIndices, suffix: str) -> dict[str, float]:
    return {
        f"chisq{suffix}": indices.test.value,
        f"baseline.chisq{suffix}": indices.baseline.value,
        f"pvalue{suffix}": indices.test.p,
        f"cfi{suffix}": indices.cfi,
        f"tli{suffix}": indices.tli,
        f"rmsea{suffix}": indices.rmsea,
    }


@pytest.mark.parametrize("data", CASES)
def test_the_scaled_test_and_its_indices_are_those_of_lavaan(fitted, data):
    result, expected = fitted[data], lavaan(data, "fit")
    found = figures(result.fit.scaled, ".scaled")
    np.testing.assert_allclose(list(found.values()), expected[list(found)], rtol=1e-6, atol=1e-9)
    ends = expected[["rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled"]]
    np.testing.assert_allclose([result.fit.scaled.rmsea_low, result.fit.scaled.rmsea_high], ends, rtol=1e-4)
    assert result.fit.scaled.test.df == expected["df"]
    assert result.srmr == pytest.approx(expected["srmr"], rel=1e-6)


@pytest.mark.parametrize("data", CASES)
def test_the_naive_test_and_its_indices_are_those_of_lavaan(data):
    rows, model, spec = CASES[data]
    statistics = ordinal_statistics(rows, spec.zero_cells, spec.missing)
    fit = fit_ordinal([statistics], measurement_model(model, ModelSpec(second_order=spec.second_order)))
    tests = (Chi2(each.chi2, each.df) for each in (fit.test, fit.baseline))
    found, expected = figures(fit_indices(*tests, statistics.n - 1), ""), lavaan(data, "fit")
    np.testing.assert_allclose(list(found.values()), expected[list(found)], rtol=1e-6, atol=1e-9)
    assert fit.test.factor == pytest.approx(expected["chisq.scaling.factor"], rel=1e-6)


@pytest.mark.parametrize("data", CASES)
def test_standardised_loadings_and_their_errors_are_those_of_lavaan(fitted, data):
    loadings = fitted[data].estimates.query("kind == 'loading'")
    loadings.index = loadings["by"] + "=~" + loadings["to"]
    for column in ("standardised", "standardised_se"):
        expected = lavaan(data, column)
        np.testing.assert_allclose(loadings.loc[expected.index, column], expected, rtol=5e-6)


@pytest.mark.parametrize("data", ["synthetic", "weighted", "lsat6"])
def test_estimates_and_robust_errors_are_those_of_lavaan(fitted, data):
    result, expected, errors = fitted[data], lavaan(data, "estimate"), lavaan(data, "se")
    at = [result.structure.names.index(name) for name in expected.index]
    np.testing.assert_allclose(result.theta[at], expected, rtol=5e-6)
    np.testing.assert_allclose(np.sqrt(np.diagonal(result.covariance))[at], errors, rtol=5e-6)


def test_answers_have_unit_variance():
    result = fit_cfa(*CASES["synthetic"])
    np.testing.assert_allclose(result.residuals, 1 - (result.loadings**2).sum(axis=1), rtol=1e-12)
    np.testing.assert_allclose(result.residuals_raw, result.residuals, rtol=1e-12)


def test_a_marker_item_changes_no_test_and_no_standardised_figure(fitted):
    marked = fit_cfa(ordinal_rows(), MODEL, CfaSpec("wlsmv", standardise="marker"))
    assert marked.fit.scaled.test.value == pytest.approx(fitted["synthetic"].fit.scaled.test.value, rel=1e-7)
    np.testing.assert_allclose(marked.loadings, fitted["synthetic"].loadings, rtol=1e-6)


def test_two_groups_are_those_of_lavaan():
    one = ordinal_items()["psu"].to_numpy() < 25
    statistics = [ordinal_statistics(ordinal_rows().where(half)) for half in (one, ~one)]
    fit = fit_ordinal(statistics, measurement_model(MODEL, ModelSpec(n_groups=2)))
    expected, estimates, errors = (lavaan("two groups", figure) for figure in ("fit", "estimate", "se"))
    assert fit.test.df == expected["df"]
    found = [fit.test.chi2, fit.test.scaled, fit.baseline.chi2, fit.baseline.scaled, fit.srmr]
    names = ["chisq", "chisq.scaled", "baseline.chisq", "baseline.chisq.scaled", "srmr"]
    np.testing.assert_allclose(found, expected[names], rtol=1e-6)
    at = [fit.structure.names.index(name) for name in estimates.index]
    np.testing.assert_allclose(fit.theta[at], estimates, rtol=5e-6)
    # lavaan puts the sum of n / (n - 1) of the groups on all errors, we put each group's own on its own
    np.testing.assert_allclose(np.sqrt(np.diagonal(fit.covariance))[at], errors, rtol=2e-4)


@pytest.mark.parametrize(
    ("frame", "model", "reason"),
    [
        (ordinal_items()[ITEMS].assign(a1=3.0), MODEL, "no_variance"),
        (ordinal_items()[ITEMS][:12], MODEL, "few_answers"),
        (ordinal_items()[ITEMS] * np.nan, MODEL, "all_missing"),
        (ordinal_items()[ITEMS], {"a": ["a1"]}, "one_item"),
        (ordinal_items()[ITEMS], {"a": ["a1", "a2"]}, "few_items"),
        (ordinal_items()[ITEMS].assign(a1=lambda items: items["a2"]), MODEL, "empty_cells"),
    ],
)
def test_what_cannot_be_fitted_has_a_reason(frame, model, reason):
    result = fit_cfa(frame, model, CfaSpec("wlsmv"))
    assert result.reason == reason
    assert {row.reason for row in result.to_findings() if row.value is None} <= {reason, "no_likelihood"}


def test_a_residual_below_nothing_stands_and_is_named():
    r = np.array([[1, 0.85, 0.85, 0.33], [0.85, 1, 0.6, 0.23], [0.85, 0.6, 1, 0.23], [0.33, 0.23, 0.23, 1]])
    latent = np.random.default_rng(8).multivariate_normal(np.zeros(4), r, 3000)
    items = pd.DataFrame(np.digitize(latent, [-1.0, 0.0, 1.0]) + 1.0, columns=list("xyzu"))
    result = fit_cfa(items, {"f": list("xyzu")}, CfaSpec("wlsmv"))
    assert result.residuals["x"] < 0
    assert str(result.method) == "wlsmv, listwise, heywood x"


def test_the_planted_model_is_found():
    rng = np.random.default_rng(11)
    loading = np.array([0.8, 0.7, 0.6, 0.75, 0.65, 0.55])
    factors = rng.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], 20000)
    latent = factors[:, [0, 0, 0, 1, 1, 1]] * loading + rng.normal(size=(20000, 6)) * np.sqrt(1 - loading**2)
    items = pd.DataFrame(np.digitize(latent, [-1.5, -0.7, 0.2, 1.1]) + 1.0, columns=list("abcdef"))
    result = fit_cfa(items, {"one": list("abc"), "two": list("def")}, CfaSpec("wlsmv"))
    found = result.loadings.sum(axis=1)
    errors = result.estimates.query("kind == 'loading'")["standardised_se"]
    assert (np.abs(found.to_numpy() - loading) < 3 * errors.to_numpy()).all()
    assert result.phi.loc["one", "two"] == pytest.approx(0.4, abs=0.03)
    assert result.fit.scaled.test.p > 0.01


def test_psus_widen_the_errors_of_answers_that_hang_together():
    rng = np.random.default_rng(12)
    shared = np.repeat(rng.normal(size=(60, 1)), 20, axis=0)
    latent = 0.6 * shared + 0.5 * rng.normal(size=(1200, 1)) + 0.62 * rng.normal(size=(1200, 4))
    items = pd.DataFrame(np.digitize(latent, [-0.8, 0.0, 0.8]) + 1.0, columns=list("abcd"))
    model, psu = {"f": list("abcd")}, np.repeat(np.arange(60), 20)
    alone = fit_cfa(items, model, CfaSpec("wlsmv"))
    drawn = fit_cfa(Rows(items, psu=psu), model, CfaSpec("wlsmv"))
    np.testing.assert_allclose(drawn.loadings, alone.loadings, atol=0.02)
    wider = drawn.estimates["standardised_se"] / alone.estimates["standardised_se"]
    assert wider[:4].min() > 1.1
    assert wider[:4].mean() > 1.2


def test_modification_indices_come_with_the_fit(fitted):
    first = fitted["synthetic"].modification.iloc[0]
    assert (first["path"], {first["item"], first["other"]}) == ("loading", {"b", "c3"})
    rows = [row for row in fitted["synthetic"].to_findings() if row.measure == "modification"]
    assert (len(rows), rows[0].value) == (10, pytest.approx(first["chi2_drop"]))


def test_loadings_have_an_interval_where_a_thousand_answered_and_else_say_why_not(fitted):
    """The LSAT's sections were answered by a thousand, the synthetic items by fewer."""
    for name, is_told in (("lsat6", True), ("synthetic", False)):
        rows = [row for row in fitted[name].to_findings() if row.measure == "loading"]
        assert all(row.se > 0 for row in rows)
        assert {row.low is not None for row in rows} == {is_told}
        assert {row.method.noted("too few respondents") for row in rows} == {not is_told}
