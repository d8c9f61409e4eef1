"""Full information maximum likelihood beside lavaan's ``missing = "fiml"``."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa
from csat_lib.measurement.confirmatory.fiml import item_moments, pattern_sample, saturate
from csat_lib.summary.patterns import sum_patterns
from csat_lib.summary.rows import Rows
from tests.measurement.cfa_facts import FOUR, HS, guests, lavaan, lavaan_fit, planted
from tests.measurement.confirmatory.test_cfa import PLAIN, SCALED, close, estimates_equal

FIML = CfaSpec(estimator="fiml")


def test_fiml_is_lavaans():
    result = fit_cfa(guests(), FOUR, FIML)
    close("answers fiml", result, PLAIN)
    estimates_equal("answers fiml", result)
    assert (str(result.method), result.bases.n) == ("fiml", 300)


def test_its_modification_indices_are_lavaans():
    changes = fit_cfa(guests(), FOUR, FIML).modification
    theirs = lavaan("answers fiml", "modification")
    assert len(changes) == len(theirs) == 102
    assert changes["chi2_drop"].max() == pytest.approx(theirs["mi"].max(), rel=1e-8)
    np.testing.assert_allclose(changes["chi2_drop"].sort_values(), theirs["mi"].sort_values(), rtol=1e-8)


def test_its_sandwich_is_lavaans_mlr():
    result = fit_cfa(guests(), FOUR, CfaSpec(estimator="fiml", robust="sandwich"))
    close("answers fiml MLR", result, {**PLAIN, **SCALED})
    estimates_equal("answers fiml MLR", result)
    assert str(result.method) == "fiml, sandwich, yuan-bentler"


@pytest.mark.parametrize("design", [("weighted",), ("weighted", "clustered")])
def test_weights_and_psus_give_lavaans_pseudo_likelihood(design):
    case = " ".join(["answers fiml", *design])
    result = fit_cfa(guests(*design), FOUR, FIML)
    close(case, result, SCALED, rtol=2e-7)
    estimates_equal(case, result)
    assert result.fit.reason == "design_no_test"
    drawn = ["psus"] if "clustered" in design else []
    assert str(result.method) == ", ".join(["pseudo-fiml", "weighted", *drawn, "sandwich", "yuan-bentler"])


@pytest.mark.parametrize("robust", ["none", "sandwich"])
def test_complete_answers_are_maximum_likelihood(robust):
    frame = guests().complete().frame
    every = fit_cfa(frame, FOUR, CfaSpec(estimator="fiml", robust=robust))
    complete = fit_cfa(frame, FOUR, CfaSpec(robust=robust))
    assert every.chi2 == pytest.approx(complete.chi2, rel=1e-9)
    known = every.estimates[every.estimates["kind"] != "intercept"]
    np.testing.assert_allclose(known["estimate"], complete.estimates["estimate"], rtol=1e-8)
    if robust == "sandwich":
        np.testing.assert_allclose(known["se"], complete.estimates["se"], rtol=1e-7)
        assert every.fit.scaled.test.scaling == pytest.approx(complete.fit.scaled.test.scaling, rel=1e-8)


def test_strata_and_psus_tell_the_same_by_either_way():
    frame = guests().complete().frame
    n = len(frame)
    rows = Rows(frame, weights=np.linspace(1, 3, n), psu=np.arange(n) // 3, stratum=np.arange(n) // 30)
    every, complete = fit_cfa(rows, FOUR, FIML), fit_cfa(rows, FOUR)
    known = every.estimates[every.estimates["kind"] != "intercept"]
    np.testing.assert_allclose(known["se"], complete.estimates["se"], rtol=1e-7)
    assert every.chi2_scaled == pytest.approx(complete.chi2_scaled, rel=1e-8)
    assert every.fit.scaled.cfi == pytest.approx(complete.fit.scaled.cfi, rel=1e-8)


def test_answers_missing_by_what_was_answered_do_not_bias_it():
    """Whoever rates x1 low leaves the other visual items blank: complete rows mislead, every answer does not."""
    frame = planted(4000, HS, loading=0.8, r=0.5)
    holes = frame.copy()
    holes.loc[frame["x1"] < -0.3, ["x2", "x3"]] = np.nan
    every, complete = fit_cfa(holes, HS, FIML), fit_cfa(holes, HS)
    assert every.estimates["estimate"][0] == pytest.approx(0.8, abs=0.04)
    assert complete.estimates["estimate"][0] < 0.6
    intercepts = every.estimates.query("kind == 'intercept'")["estimate"]
    np.testing.assert_allclose(intercepts, 0, atol=0.07)


def test_those_without_an_answer_count_nothing():
    frame = guests().frame
    empty = pd.DataFrame(np.nan, index=range(5), columns=frame.columns)
    more = fit_cfa(pd.concat([frame, empty], ignore_index=True), FOUR, FIML)
    assert more.bases.n == 300
    assert more.chi2 == pytest.approx(lavaan_fit("answers fiml")["chisq"], rel=1e-9)


def test_the_saturated_model_has_no_gradient():
    sample = pattern_sample(sum_patterns(guests().frame))
    found = saturate(sample)
    constant, off = sample.deviation(found.covariance, found.mean)
    assert found.converged
    assert constant == pytest.approx(found.constant, rel=1e-12)
    np.testing.assert_allclose(off.g, 0, atol=1e-7)
    np.testing.assert_allclose(off.wd, 0, atol=1e-7)


def test_the_moments_of_an_item_are_over_its_own_answers():
    frame = guests().frame
    mean, covariance = item_moments(pattern_sample(sum_patterns(frame)))
    np.testing.assert_allclose(mean, frame.mean())
    np.testing.assert_allclose(np.diagonal(covariance), frame.var(ddof=0))


def test_a_pair_that_nobody_answered_both_of_has_few_answers():
    frame = guests().frame.copy()
    frame.loc[:149, "q1"] = np.nan
    frame.loc[150:, "q2"] = np.nan
    assert fit_cfa(frame, FOUR, FIML).reason == "few_answers"
