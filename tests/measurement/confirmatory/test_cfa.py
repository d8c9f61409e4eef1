"""Confirmatory factor analysis beside lavaan, and what the data do not allow."""

from __future__ import annotations

from operator import attrgetter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ncx2

from csat_lib.errors import CsatError
from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.cfa_facts import FOUR, HS, REAL, answers, beside, covariances, guests, lavaan_fit, planted

PLAIN = {
    "chisq": "chi2", "df": "df", "cfi": "cfi", "tli": "tli", "rmsea": "rmsea", "rmsea.ci.lower": "rmsea_low",
    "rmsea.ci.upper": "rmsea_high", "srmr": "srmr", "aic": "aic", "bic": "bic",
}  # fmt: skip
SCALED = {"chisq.scaled": "chi2_scaled", "cfi.scaled": "fit.scaled.cfi", "tli.scaled": "fit.scaled.tli"}
SCALED["rmsea.scaled"] = "rmsea_scaled"
SANDWICH = CfaSpec(robust="sandwich")


def close(case, result, names, rtol=1e-7):
    theirs = lavaan_fit(case)
    ours = attrgetter(*names.values())(result)
    np.testing.assert_allclose(ours, [theirs[name] for name in names], rtol=rtol, atol=1e-12)


def estimates_equal(case, result, rtol=1e-7):
    table = beside(case, result.estimates)
    sign = np.sign(table["estimate"] * table["lavaan.est"]).replace(0, 1)  # a factor may point the other way
    for ours, theirs in (("estimate", "est"), ("se", "se"), ("standardised", "std"), ("standardised_se", "std.se")):
        turn = sign if ours in {"estimate", "standardised"} else 1.0
        np.testing.assert_allclose(turn * table[ours], table[f"lavaan.{theirs}"], rtol=rtol, atol=1e-7)


@pytest.mark.parametrize("data", REAL)
def test_maximum_likelihood_on_real_data_is_lavaans(data):
    result = fit_cfa(covariances(data), REAL[data][1])
    close(data, result, PLAIN)
    estimates_equal(data, result, rtol=2e-7)  # lavaan takes the slopes of the standardised solution numerically
    assert str(result.method) == "ml, listwise"


def test_holzinger_and_swineford_is_the_published_one():
    result = fit_cfa(covariances("hs"), HS)
    figures = (result.chi2, result.fit.indices.baseline.value, result.cfi, result.tli, result.rmsea, result.srmr)
    printed = (85.305522, 918.851589, 0.930560, 0.895839, 0.092121, 0.065205)
    assert figures == pytest.approx(printed, abs=6e-7)
    assert (result.df, result.fit.indices.baseline.df) == (24, 36)
    assert (result.rmsea_low, result.rmsea_high) == pytest.approx((0.071418, 0.113678), abs=6e-7)
    loadings = result.loadings.sum(axis=1)
    printed_loadings = [0.7719, 0.4236, 0.5811, 0.8516, 0.8551, 0.8380, 0.5695, 0.7230, 0.6650]
    np.testing.assert_allclose(loadings, printed_loadings, atol=5.1e-5)
    assert result.phi.loc["visual", "textual"] == pytest.approx(0.4585, abs=5.1e-5)
    assert result.phi.loc["speed", "visual"] == pytest.approx(0.4705, abs=5.1e-5)
    assert result.phi.loc["textual", "speed"] == pytest.approx(0.2830, abs=5.1e-5)


@pytest.mark.parametrize("data", ["bfi", "bank"])
def test_a_second_order_factor_is_lavaans(data):
    model = REAL[data][1]
    result = fit_cfa(covariances(data), model, CfaSpec(second_order={"general": list(model)}, standardise="marker"))
    close(f"{data} second order", result, PLAIN)
    estimates_equal(f"{data} second order", result, rtol=2e-7)


def test_a_second_order_factor_of_three_constructs_fits_as_their_correlations_do():
    """Three correlations take three loadings: the same fit, and each correlation the product of its loadings."""
    first = fit_cfa(covariances("hs"), HS)
    second = fit_cfa(covariances("hs"), HS, CfaSpec(second_order={"ability": list(HS)}))
    assert (second.chi2, second.df) == (pytest.approx(first.chi2), first.df)
    on = second.phi["ability"]
    assert on["visual"] * on["speed"] == pytest.approx(first.phi.loc["visual", "speed"])
    rows = [row for row in second.to_findings() if row.other == "ability" and row.measure == "loading"]
    assert [row.subject for row in rows] == list(HS)
    assert [row.value for row in rows] == pytest.approx([on[construct] for construct in HS])


def test_a_construct_beyond_its_second_order_factor_is_named():
    _, model = REAL["bank"]
    result = fit_cfa(covariances("bank"), model, CfaSpec(second_order={"general": list(model)}))
    assert str(result.method) == "ml, listwise, correlation beyond 1 value general"


def test_three_items_of_few_answers_have_their_closed_form_wherever_it_is_real():
    """Loadings .9, .4, .4 of 40 answers; sqrt(r12 r13 / r23) may lie beyond 1, and rarely far beyond."""
    rng, planted_ones, found = np.random.default_rng(3), np.array([0.9, 0.4, 0.4]), []
    for _ in range(100):
        noise = rng.normal(size=(40, 3)) * np.sqrt(1 - planted_ones**2)
        frame = pd.DataFrame(rng.normal(size=(40, 1)) * planted_ones + noise, columns=list("abc"))
        r = frame.corr().to_numpy()
        squares = np.array([r[0, 1] * r[0, 2] / r[1, 2], r[0, 1] * r[1, 2] / r[0, 2], r[0, 2] * r[1, 2] / r[0, 1]])
        result = fit_cfa(frame, {"f": list("abc")})
        if (squares > 0).all() and squares.max() < 10:
            np.testing.assert_allclose(np.abs(result.loadings["f"]), np.sqrt(squares), rtol=1e-6)
            found.append(squares.max())
        elif (squares < 0).any():
            assert result.reason in {"not_converged", "unidentified"}
    assert len(found) > 75
    assert sum(square > 1 for square in found) > 10


def test_complete_answers_are_lavaans():
    result = fit_cfa(guests().frame, FOUR)
    close("answers", result, PLAIN)
    estimates_equal("answers", result)
    assert result.bases.n == answers().notna().all(axis=1).sum()


def test_satorra_and_bentler_are_lavaans_mlm():
    result = fit_cfa(guests().frame, FOUR, CfaSpec(robust="satorra_bentler"))
    close("answers MLM", result, PLAIN)
    close("answers MLM", result, SCALED, rtol=1e-6)  # lavaan's own optimiser stops short of the baseline model
    estimates_equal("answers MLM", result)
    assert result.fit.scaled.rmsea_low == lavaan_fit("answers MLM")["rmsea.ci.lower.scaled"] == 0
    assert str(result.method) == "ml, listwise, satorra-bentler"


def test_sandwich_errors_and_the_yuan_bentler_test_are_lavaans_mlr():
    result = fit_cfa(guests().frame, FOUR, SANDWICH)
    close("answers MLR", result, {**PLAIN, **SCALED})
    estimates_equal("answers MLR", result)
    scaled, theirs = result.fit.scaled, lavaan_fit("answers MLR")
    far = scaled.rmsea_high**2 * result.bases.n * theirs["df"]  # the interval is that of lavaan's scaled test
    assert ncx2.cdf(theirs["chisq.scaled"], theirs["df"], far) == pytest.approx(0.05, rel=1e-6)
    assert scaled.baseline.scaling == pytest.approx(theirs["baseline.chisq.scaling.factor"], rel=1e-7)


@pytest.mark.parametrize("design", [("weighted",), ("clustered",), ("weighted", "clustered")])
def test_weights_and_psus_give_lavaans_pseudo_likelihood(design):
    """lavaan's MLR with sampling.weights and cluster, means saturated; its SRMR counts them as p fitting residuals."""
    case = " ".join(["answers", *design])
    result = fit_cfa(guests(*design), FOUR)
    close(case, result, SCALED, rtol=1e-7)
    estimates_equal(case, result)
    assert result.fit.scaled.test.raw == pytest.approx(lavaan_fit(case)["chisq"])
    assert result.srmr * np.sqrt(78 / 90) == pytest.approx(lavaan_fit(case)["srmr"])
    assert result.fit.reason == "design_no_test"
    assert str(result.method).startswith("pseudo-ml, listwise")
    assert (result.method.noted("psus"), result.method.noted("weighted")) == (
        "clustered" in design,
        "weighted" in design,
    )
    assert np.isnan([result.chi2, result.cfi, result.rmsea, result.aic, result.bic]).all()


def test_a_single_psu_shows_no_spread():
    rows = Rows(guests().frame, psu=np.zeros(300, dtype=np.intp))
    for spec in (CfaSpec(), CfaSpec(estimator="fiml")):
        result = fit_cfa(rows, FOUR, spec)
        assert (result.reason, result.fit.reason, result.covariance) == ("", "few_psus", None)
    assert fit_cfa(rows, FOUR, CfaSpec(missing="pairwise")).covariance is None


def test_the_modification_indices_of_a_design_are_divided_by_its_scaling():
    plain, design = fit_cfa(guests(), FOUR), fit_cfa(guests("clustered"), FOUR)
    scaling = design.fit.scaled.test.scaling
    np.testing.assert_allclose(design.modification["chi2_drop"] * scaling, plain.modification["chi2_drop"])


def test_pairwise_covariances_have_no_test():
    result = fit_cfa(guests(), FOUR, CfaSpec(missing="pairwise"))
    assert str(result.method) == "ml, pairwise, sandwich"
    assert result.fit.reason == "pairwise_no_test"
    assert np.isnan([result.chi2, result.cfi, result.rmsea, result.aic]).all()
    assert result.modification.empty
    assert 0.02 < result.srmr < 0.06


def test_pairwise_errors_are_the_sandwich_of_complete_answers_when_none_is_missing():
    frame = guests().complete().frame
    pairwise, complete = fit_cfa(frame, FOUR, CfaSpec(missing="pairwise")), fit_cfa(frame, FOUR, SANDWICH)
    np.testing.assert_allclose(pairwise.covariance, complete.covariance, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("weights", [None, np.linspace(0.5, 2, 3000)])
def test_pairwise_errors_are_those_of_the_jackknife(weights):
    frame = planted(3000, HS).mask(np.random.default_rng(2).random((3000, 9)) < 0.1)
    by_rows = fit_cfa(Rows(frame, weights=weights), HS, CfaSpec(missing="pairwise"))
    base = Base(weights, np.arange(3000) % 300, 300)
    by_groups = fit_cfa(sum_moments(frame, base, "pairwise"), HS)
    assert str(by_groups.words).endswith("jackknife, 300 groups")
    np.testing.assert_allclose(by_rows.theta, by_groups.theta, rtol=1e-9)
    np.testing.assert_allclose(by_rows.estimates["se"], by_groups.estimates["se"], rtol=0.2)


def test_weighted_moments_take_the_jackknife_and_no_test():
    frame, weights = planted(2000, HS), np.tile([0.5, 1, 1.5, 3], 500)
    result = fit_cfa(sum_moments(frame, Base(weights, np.arange(2000) // 20, 100)), HS)
    rows = fit_cfa(Rows(frame, weights=weights), HS)
    assert (result.fit.reason, result.reason) == ("design_no_test", "")
    assert str(result.method) == "pseudo-ml, listwise, weighted, jackknife, 100 groups"
    np.testing.assert_allclose(result.theta, rows.theta, rtol=1e-9)
    np.testing.assert_allclose(result.estimates["se"], rows.estimates["se"], rtol=0.3)


def test_weighted_moments_without_groups_have_no_errors():
    result = fit_cfa(sum_moments(planted(500, HS), Base(np.tile([1.0, 2.0], 250))), HS)
    assert result.covariance is None
    assert str(result.method) == "pseudo-ml, listwise, weighted, no errors without replicate groups"
    rows = [row for row in result.to_findings() if row.measure == "loading"]
    assert all(row.value is not None and row.se is None and row.low is None for row in rows)


def test_whole_number_weights_are_repeated_rows():
    frame, times = planted(400, HS), np.arange(400) % 3 + 1
    weighted = fit_cfa(Rows(frame, weights=times.astype(float)), HS)
    repeated = fit_cfa(frame.loc[frame.index.repeat(times)], HS)
    np.testing.assert_allclose(weighted.theta, repeated.theta, rtol=1e-8)
    assert weighted.srmr == pytest.approx(repeated.srmr)


def test_planted_truth_is_found():
    result = fit_cfa(planted(20000, HS, loading=0.7, r=0.4), HS)
    within = (result.estimates["standardised"] - 0.7).abs() < 4 * result.estimates["standardised_se"]
    assert within[result.estimates["kind"] == "loading"].all()
    np.testing.assert_allclose(result.correlations["r"], 0.4, atol=4 * result.correlations["se"].max())
    assert result.p > 0.001


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(9)), st.lists(st.floats(0.1, 10), min_size=9, max_size=9))
def test_neither_order_nor_scale_of_the_items_matters(order, scales):
    frame = planted(200, HS, seed=3)
    plain = fit_cfa(frame, HS)
    turned = {
        name: [item for item in np.array(list(frame))[list(order)] if item in block] for name, block in HS.items()
    }
    other = fit_cfa(frame * scales, turned)
    assert other.chi2 == pytest.approx(plain.chi2, rel=1e-8)
    np.testing.assert_allclose(other.loadings.loc[list(frame)], plain.loadings, rtol=1e-6)
    np.testing.assert_allclose(
        other.estimates["standardised_se"].sort_values(), plain.estimates["standardised_se"].sort_values(), rtol=1e-5
    )


@pytest.mark.parametrize("data", REAL)
def test_the_scale_of_the_factors_matters_to_nothing_standardised(data):
    latent = fit_cfa(covariances(data), REAL[data][1])
    marker = fit_cfa(covariances(data), REAL[data][1], CfaSpec(standardise="marker"))
    assert marker.chi2 == pytest.approx(latent.chi2, rel=1e-10)
    sign = np.sign(marker.loadings.iloc[:, 0].sum() * latent.loadings.iloc[:, 0].sum())
    np.testing.assert_allclose(sign * marker.loadings.iloc[:, 0], latent.loadings.iloc[:, 0], rtol=1e-6)
    np.testing.assert_allclose(marker.residuals, latent.residuals, rtol=1e-6)


def test_an_item_of_two_constructs_loads_on_both():
    wider = {**HS, "visual": [*HS["visual"], "x9"]}
    result, plain = fit_cfa(covariances("hs"), wider), fit_cfa(covariances("hs"), HS)
    assert result.df == plain.df - 1
    assert result.loadings.loc["x9"].notna().tolist() == [True, False, True]
    assert plain.chi2 - result.chi2 == pytest.approx(32.92, abs=0.01)  # its modification index foretells 36.41


def test_three_items_of_one_construct_leave_nothing_to_test():
    result = fit_cfa(covariances("hs"), {"visual": HS["visual"]})
    assert (result.reason, result.fit.reason, result.df) == ("", "saturated", 0)
    assert result.chi2 == pytest.approx(0, abs=1e-9)
    assert np.isnan([result.cfi, result.rmsea, result.p]).all()


def test_constructs_of_one_item_are_left_out_and_named():
    model = {**REAL["mobi"][1], "complaints": ["CUSCO"]}
    result = fit_cfa(covariances("mobi"), model)
    assert result.chi2 == pytest.approx(fit_cfa(covariances("mobi"), REAL["mobi"][1]).chi2)
    assert str(result.method) == "ml, listwise, without complaints"
    absent = {(row.subject, row.other, row.measure): row.reason for row in result.to_findings() if row.reason}
    assert absent[("CUSCO", "complaints", "loading")] == "one_item"
    assert absent[("image", "complaints", "construct_correlation")] == "one_item"
    assert set(absent.values()) == {"one_item"}


def test_a_heywood_case_stands_and_is_named():
    r = np.array([[1, 0.7, 0.7, 0.3], [0.7, 1, 0.45, 0.25], [0.7, 0.45, 1, 0.25], [0.3, 0.25, 0.25, 1]])
    frame = pd.DataFrame(np.linalg.cholesky(r) @ _orthogonal(4, 40), ["a", "b", "c", "d"]).T
    result = fit_cfa(frame, {"room": list("abcd")})
    assert result.heywood == ("a",)
    assert result.residuals["a"] < 0
    assert str(result.method) == "ml, listwise, heywood a"


def test_correlations_beyond_one_are_named():
    result = fit_cfa(covariances("mobi"), REAL["mobi"][1])
    assert result.improper == tuple(
        (row.construct, row.other) for row in result.correlations.itertuples() if abs(row.r) > 1
    )


def _orthogonal(p, n):
    """(p, n) rows with mean 0, variance 1 (divisor n - 1) and no correlation."""
    x = np.random.default_rng(0).normal(size=(n, p))
    q, _ = np.linalg.qr(x - x.mean(axis=0))
    return (q * np.sqrt(n - 1)).T


COLLINEAR = planted(200, HS).assign(x3=lambda frame: frame["x1"] + frame["x2"])
CASES = {
    "one_item": (planted(200, HS), {"visual": ["x1"], "speed": ["x7"]}),
    "few_items": (planted(200, HS), {"visual": ["x1", "x2"]}),
    "collinear": (COLLINEAR, HS),
    "no_variance": (planted(200, HS).assign(x3=5.0), HS),
    "few_answers": (planted(9, HS), HS),
    "all_missing": (planted(200, HS).assign(x3=np.nan), HS),
    "not_converged": (planted(60, HS, loading=0.4, r=0.2, seed=2), HS),
}


@pytest.mark.parametrize("reason", CASES)
@pytest.mark.parametrize("estimator", ["ml", "fiml"])
def test_what_cannot_be_had_is_absent_with_its_reason(reason, estimator):
    frame, model = CASES[reason]
    result = fit_cfa(frame, model, CfaSpec(estimator=estimator))
    assert result.reason == reason
    rows = result.to_findings()
    assert {row.value for row in rows} == {None}
    assert {row.measure for row in rows} >= {"chi2", "cfi", "rmsea", "loading", "residual", "r2"}
    assert {row.reason for row in rows} == {reason}
    assert result.loadings.isna().all(axis=None)


def test_two_constructs_below_one_factor_are_unidentified():
    model = {name: HS[name] for name in ("visual", "textual")}
    result = fit_cfa(covariances("hs"), model, CfaSpec(second_order={"ability": list(model)}))
    assert result.reason == "unidentified"


def test_pairs_that_contradict_each_other_are_not_positive_definite():
    frame = planted(60, HS, loading=0.95)
    holes = frame.copy()
    holes.loc[:19, "x1"] = holes.loc[20:39, "x2"] = holes.loc[40:, "x3"] = np.nan
    holes.loc[40:, "x2"] = -holes.loc[40:, "x2"]
    assert fit_cfa(holes, HS, CfaSpec(missing="pairwise")).reason == "not_positive_definite"


def test_ordered_answers_go_to_weighted_least_squares():
    frame = planted(500, HS).apply(lambda column: np.digitize(column, [-1, 0, 1]).astype(float))
    result = fit_cfa(frame, HS, CfaSpec(estimator="wlsmv"))
    assert (str(result.method), result.fit.reason) == ("wlsmv, listwise", "no_likelihood")
    assert result.df == 0
    assert result.fit.scaled.test.df == 24
    loadings = result.estimates.query("kind == 'loading'")
    assert ((loadings["standardised"] - 0.7).abs() < 4 * loadings["standardised_se"]).all()
    np.testing.assert_allclose(result.loadings.sum(axis=1) ** 2 + result.residuals, 1)
    assert result.to_findings()


@pytest.mark.parametrize(
    ("data", "model", "spec", "words"),
    [
        ("moments", HS, CfaSpec(estimator="fiml"), "`fiml` needs the answers themselves"),
        ("moments", HS, CfaSpec(robust="sandwich"), "`sandwich` needs the answers themselves"),
        ("frame", HS, CfaSpec(estimator="fiml", robust="satorra_bentler"), "Satorra-Bentler's correction"),
        ("frame", HS, CfaSpec(missing="pairwise", robust="satorra_bentler"), "Satorra-Bentler's correction"),
        ("frame", HS, CfaSpec(estimator="uls"), "`uls` is no estimator; there is ml, fiml, wlsmv."),
        ("frame", HS, CfaSpec(confidence=95), "The confidence is 95"),
        ("frame", {}, CfaSpec(), "The model has no construct."),
        ("frame", {"visual": ["x1", "y"]}, CfaSpec(), "`y`"),
        ("frame", HS, CfaSpec(second_order={"g": ["vizual"]}), "Did you mean `visual`?"),
    ],
)
def test_what_is_asked_wrongly_is_told(data, model, spec, words):
    with pytest.raises(CsatError) as told:
        fit_cfa(covariances("hs") if data == "moments" else planted(50, HS), model, spec)
    assert words in str(told.value)
