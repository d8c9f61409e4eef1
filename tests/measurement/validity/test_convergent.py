"""Composite reliability, average variance extracted, Fornell and Larcker's comparison."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.findings import ways
from csat_lib.measurement.confirmatory import fit_cfa
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.correlations.bases import Bases
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.reliability.coefficients import composite_reliability as of_loadings
from csat_lib.measurement.reliability.coefficients import variance_extracted
from csat_lib.measurement.validity import average_variance_extracted, composite_reliability, fornell_larcker
from csat_lib.summary.moments import Base, sum_moments
from tests.measurement.public import HS, MODELS, PLANTED, in_r, matrix_in_r, planted, public_moments


class FittedByLavaan:
    """A CFA as lavaan fits it."""

    reason = ""
    method = ways("ml", "listwise")
    bases = Bases("model", 301, 301, 301, "listwise", weighted=False)

    def __init__(self, data: str) -> None:
        self.model = MODELS[data]
        loadings = matrix_in_r("validity", data, "loading")
        self.loadings = loadings.where(loadings != 0)
        self.phi = matrix_in_r("validity", data, "phi")


@pytest.mark.parametrize("data", MODELS)
def test_figures_of_a_cfa_are_those_of_its_standardised_loadings(data):
    fitted = FittedByLavaan(data)
    np.testing.assert_allclose(composite_reliability(fitted).figures, in_r("validity", data, "cr"), rtol=1e-6)
    np.testing.assert_allclose(average_variance_extracted(fitted).figures, in_r("validity", data, "ave"), rtol=1e-6)
    result = fornell_larcker(fitted)
    np.testing.assert_allclose(result.root_ave, np.sqrt(in_r("validity", data, "ave")), rtol=1e-6)
    np.testing.assert_allclose(result.correlations, matrix_in_r("validity", data, "phi"), rtol=1e-6)


def test_our_own_cfa_gives_the_same():
    fitted = fit_cfa(public_moments("validity", "hs"), HS)
    np.testing.assert_allclose(composite_reliability(fitted).figures, in_r("validity", "hs", "cr"), rtol=1e-5)
    rows = average_variance_extracted(fitted).to_findings()
    np.testing.assert_allclose([row.value for row in rows], in_r("validity", "hs", "ave"), rtol=1e-5)
    assert str(rows[0].method).startswith("cfa, no interval, ml")


def test_of_data_the_loadings_are_those_of_one_factor_per_construct():
    moments = public_moments("validity", "hs")
    r = moments.select(HS["textual"]).correlation
    loadings = minres(r, 1).loadings[:, 0]
    assert composite_reliability(moments, HS).figures["textual"] == pytest.approx(float(of_loadings(loadings)))
    assert average_variance_extracted(moments, HS).figures["textual"] == pytest.approx((loadings**2).mean())


@settings(max_examples=20)
@given(st.lists(st.floats(0.1, 0.99), min_size=2, max_size=8))
def test_equal_loadings_give_spearman_and_brown_and_others_stay_between_none_and_all(loadings):
    equal = np.full(len(loadings), loadings[0])
    k, square = len(loadings), loadings[0] ** 2
    assert float(of_loadings(equal)) == pytest.approx(k * square / (1 + (k - 1) * square), rel=1e-9)
    assert 0 < float(of_loadings(np.array(loadings))) < 1
    assert min(loadings) ** 2 * 0.999 <= float(variance_extracted(np.array(loadings))) <= max(loadings) ** 2 * 1.001


def test_planted_figures_are_covered_by_the_jackknife():
    moments = sum_moments(planted(1, 4000), Base(group=np.arange(4000) % 100, n_groups=100))
    loadings = np.array([0.8, 0.7, 0.6])
    cr, ave = composite_reliability(moments, PLANTED), average_variance_extracted(moments, PLANTED)
    for row in cr.to_findings():
        assert row.low < float(of_loadings(loadings)) < row.high
    for row in ave.to_findings():
        assert row.low < (loadings**2).mean() < row.high
    assert str(cr.to_findings()[0].method) == (
        "one factor per construct, minres, jackknife, 100 groups, corrected for skewness and kurtosis, log scale, "
        "pearson, listwise"
    )


def test_findings_follow_the_catalogue():
    moments = public_moments("validity", "hs")
    assert [(row.topic, row.subject, row.measure) for row in composite_reliability(moments, HS).to_findings()] == [
        ("reliability", construct, "composite_reliability") for construct in HS
    ]
    assert [(row.topic, row.subject, row.measure) for row in average_variance_extracted(moments, HS).to_findings()] == [
        ("validity", construct, "ave") for construct in HS
    ]
    rows = fornell_larcker(moments, HS).to_findings()
    assert [(row.measure, row.subject, row.other) for row in rows] == [
        ("root_ave", "visual", ""),
        ("root_ave", "textual", ""),
        ("root_ave", "speed", ""),
        ("construct_r", "visual", "textual"),
        ("construct_r", "visual", "speed"),
        ("construct_r", "textual", "speed"),
    ]
    assert str(rows[3].method) == "sums of items, pearson, listwise"
    assert str(rows[0].method) == "one factor per construct, minres, pearson, listwise"


def test_correlations_of_sums_are_those_of_the_summed_answers():
    items = planted(2, 200)
    sums = pd.DataFrame({name: items[own].sum(axis=1) for name, own in PLANTED.items()})
    np.testing.assert_allclose(fornell_larcker(items, PLANTED).correlations, sums.corr(), rtol=1e-9)


def test_constructs_that_correlate_more_than_their_roots_are_not_distinct():
    apart, one = fornell_larcker(planted(3, 3000, 0.3), PLANTED), fornell_larcker(planted(3, 3000, 0.99), PLANTED)
    assert apart.distinct.loc["a", "b"]
    fitted = FittedByLavaan("hs")
    fitted.phi = pd.DataFrame(0.95, list(HS), list(HS))
    assert not fornell_larcker(fitted).distinct.loc["visual", "speed"]
    assert one.correlations.loc["a", "b"] > apart.correlations.loc["a", "b"]


def test_a_construct_of_two_items_has_no_factor_of_its_own():
    rows = average_variance_extracted(planted(4, 200), {**PLANTED, "a": ["a1", "a2"], "b": ["b1"]}).to_findings()
    assert [(row.value is None, row.reason) for row in rows] == [
        (True, "few_items"),
        (True, "one_item"),
        (False, ""),
    ]


def test_a_constant_item_costs_its_own_construct_alone():
    items = planted(5, 200).assign(a1=2.0)
    for result in (composite_reliability(items, PLANTED), average_variance_extracted(items, PLANTED)):
        assert [row.reason for row in result.to_findings()] == ["no_variance", "", ""]
    rows = fornell_larcker(items, PLANTED).to_findings()
    assert [row.reason for row in rows] == ["no_variance", "", "", "", "", ""]


def test_a_factor_that_does_not_settle_is_absent(monkeypatch):
    monkeypatch.setattr("csat_lib.measurement.factors.bounded_newton.MOST_STEPS", 1)
    rows = composite_reliability(planted(6, 200), PLANTED).to_findings()
    assert {row.reason for row in rows} == {"not_converged"}


def test_a_cfa_that_failed_hands_its_reason_on():
    failed = CfaResult(HS, fit_cfa(planted(7, 50), PLANTED).spec, FittedByLavaan.bases, "ml", reason="not_converged")
    for result in (composite_reliability(failed), average_variance_extracted(failed), fornell_larcker(failed)):
        assert {(row.value, row.reason) for row in result.to_findings()} == {(None, "not_converged")}


def test_a_construct_that_a_cfa_left_out_is_told_by_its_one_item():
    fitted = FittedByLavaan("hs")
    fitted.model = {**HS, "single": ["x10"]}
    fitted.loadings = fitted.loadings.reindex(index=[*fitted.loadings.index, "x10"], columns=[*HS, "single"])
    fitted.phi = fitted.phi.reindex(index=[*HS, "single"], columns=[*HS, "single"])
    assert [row.reason for row in composite_reliability(fitted).to_findings()] == ["", "", "", "one_item"]


def test_data_without_a_model_are_refused():
    with pytest.raises(CsatError) as caught:
        composite_reliability(planted(8, 50))
    assert str(caught.value) == (
        "Loadings by construct are asked from data, without saying which items are of which construct. "
        "Give the model too: `{construct: [items]}`."
    )


def test_a_loading_beyond_1_leaves_its_construct_without_figures():
    fitted = FittedByLavaan("hs")
    fitted.loadings = fitted.loadings.copy()
    visual = next(iter(HS))
    fitted.loadings.loc[HS[visual][0], visual] = 1.2
    for result in (composite_reliability(fitted), average_variance_extracted(fitted)):
        assert [row.reason for row in result.to_findings()] == ["improper", "", ""]
    rows = fornell_larcker(fitted).to_findings()
    assert [row.reason for row in rows if row.measure == "root_ave"] == ["improper", "", ""]
    assert [row.reason for row in rows if row.measure == "construct_r"] == ["", "", ""]
