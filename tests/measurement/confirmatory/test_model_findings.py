"""Findings of the topic ``model``."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa
from tests.measurement.cfa_facts import FOUR, HS, covariances, guests
from tests.simulations.populations import ITEMS, MODEL, SYMMETRIC, Case, draw

ROBUST = CfaSpec(robust="satorra_bentler")


def of(result, measure, subject="model", other=""):
    rows = [row for row in result.to_findings() if (row.measure, row.subject, row.other) == (measure, subject, other)]
    assert len(rows) == 1
    return rows[0]


def test_the_rows_follow_the_catalogue():
    rows = fit_cfa(covariances("hs"), HS).to_findings()
    assert {row.topic for row in rows} == {"model"}
    assert [row.measure for row in rows[:7]] == ["chi2", "cfi", "tli", "rmsea", "srmr", "aic", "bic"]
    assert [row.unit for row in rows[:7]] == ["chi2", "ratio", "ratio", "ratio", "ratio", "deviance", "deviance"]
    counts = {measure: sum(row.measure == measure for row in rows) for measure in {row.measure for row in rows}}
    assert counts == {
        **dict.fromkeys(["chi2", "cfi", "tli", "rmsea", "srmr", "aic", "bic"], 1),
        **dict.fromkeys(["loading", "loading_raw", "residual", "r2"], 9),
        "construct_correlation": 3,
        "modification": 10,
        "expected_change": 10,
    }
    assert all(row.value is not None and row.n == 301 for row in rows)


def test_test_and_rmsea_carry_what_belongs_to_them():
    result = fit_cfa(covariances("hs"), HS)
    chi2, rmsea = of(result, "chi2"), of(result, "rmsea")
    assert (chi2.df, chi2.p) == (24, pytest.approx(8.50255321704907e-09, rel=1e-6))
    assert (rmsea.value, rmsea.low, rmsea.high, rmsea.confidence) == (result.rmsea, None, None, None)
    assert str(rmsea.method) == "ml, listwise, no interval, normal answers assumed"


def test_loadings_and_correlations_have_normal_intervals():
    result = fit_cfa(covariances("hs"), HS)
    row = of(result, "loading", "x1", "visual")
    assert (row.value, row.se) == (pytest.approx(0.771880, abs=5e-7), pytest.approx(0.0549727462, rel=1e-6))
    assert (row.low, row.high) == pytest.approx(
        (row.value - 1.959964 * row.se, row.value + 1.959964 * row.se), rel=1e-6
    )
    assert of(result, "loading_raw", "x1", "visual").unit == "scale"
    correlation = of(result, "construct_correlation", "visual", "speed")
    assert (correlation.value, correlation.confidence) == (pytest.approx(0.470534584), 0.95)


def test_an_interval_stays_on_the_scale_of_its_figure():
    few = guests().frame.head(30)
    rows = fit_cfa(few, FOUR, CfaSpec(confidence=0.999)).to_findings()
    ends = {"loading": (-1, 1), "construct_correlation": (-1, 1), "residual": (0, 1), "r2": (0, 1)}
    found = [(*ends[row.measure], row) for row in rows if row.measure in ends and row.low is not None]
    proper = [(least, most, row) for least, most, row in found if least <= row.value <= most]
    assert all(least <= row.low < row.value < row.high <= most for least, most, row in proper)
    assert {row.measure for _, most, row in proper if row.high == most} == set(ends)
    beyond = [row for least, most, row in found if not least <= row.value <= most]
    assert all(row.high - row.value == pytest.approx(row.value - row.low) for row in beyond)


def test_residual_and_r2_are_each_others_rest():
    result = fit_cfa(covariances("hs"), HS, CfaSpec(confidence=0.9))
    residual, r2 = of(result, "residual", "x4"), of(result, "r2", "x4")
    assert residual.value + r2.value == pytest.approx(1)
    assert r2.value == pytest.approx(0.851582222**2)
    assert (r2.se, r2.confidence) == (residual.se, 0.9)
    assert r2.low == pytest.approx(1 - residual.high)


def test_a_scaled_test_stands_beside_the_plain_one_or_in_its_place():
    beside = fit_cfa(guests().frame, FOUR, CfaSpec(robust="sandwich"))
    assert of(beside, "chi2").value > 0
    assert of(beside, "chi2_scaled").value == beside.chi2_scaled
    alone = fit_cfa(guests("weighted"), FOUR)
    assert (of(alone, "chi2").value, of(alone, "chi2").reason) == (None, "design_no_test")
    assert (of(alone, "aic").reason, of(alone, "srmr").value) == ("design_no_test", alone.srmr)
    scaled = of(alone, "rmsea_scaled")
    assert (scaled.value, scaled.high) == (alone.rmsea_scaled, None)
    assert scaled.method.noted("unlike a noncentral chi-square")
    assert of(alone, "chi2_scaled").df == 48


def test_the_scaled_rmsea_has_an_interval_where_the_figures_of_the_model_have():
    """Of an effective 200 respondents on, of answers not too skewed; the plain one beside it has none."""
    result = fit_cfa(draw(Case("", SYMMETRIC), 300, np.random.default_rng(1)).select(ITEMS), MODEL, ROBUST)
    scaled, plain = of(result, "rmsea_scaled"), of(result, "rmsea")
    ends = (result.fit.scaled.rmsea_low, result.fit.scaled.rmsea_high, 0.9)
    assert (scaled.low, scaled.high, scaled.confidence) == ends
    assert str(scaled.method) == "ml, listwise, satorra-bentler, noncentral chi-square"
    assert (plain.low, plain.value) == (None, result.rmsea)
    few = fit_cfa(draw(Case("", SYMMETRIC), 150, np.random.default_rng(1)).select(ITEMS), MODEL, ROBUST)
    assert of(few, "rmsea_scaled").low is None


def test_the_tables_name_items_and_constructs():
    result = fit_cfa(covariances("hs"), HS)
    assert list(result.loadings.columns) == list(HS)
    assert result.loadings.notna().sum().tolist() == [3, 3, 3]
    assert result.loadings_raw.loc["x4", "textual"] == pytest.approx(0.989693, abs=5e-7)
    assert result.residuals_raw["x1"] == pytest.approx(0.549053973, rel=1e-6)
    assert (result.phi.to_numpy().diagonal() == 1).all()
