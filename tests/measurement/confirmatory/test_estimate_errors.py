"""Intervals of factor models from what each respondent, or PSU, moves; ``tests/simulations`` counts how they do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa
from csat_lib.measurement.confirmatory.sandwich import MOST_UNITS
from csat_lib.summary.studentised import studentised
from tests.simulations.populations import ITEMS, MODEL, SKEWED, SYMMETRIC, TOP, Case, draw

ROBUST = CfaSpec(robust="satorra_bentler")
PLAIN = Case("", SKEWED)


def loadings(result):
    return [row for row in result.to_findings() if row.measure == "loading"]


def rows_of(case, n, seed=1):
    return draw(case, n, np.random.default_rng(seed)).select(ITEMS)


def test_the_ends_are_those_of_the_model_without_each_respondent_in_turn():
    rows, n = rows_of(Case("", SYMMETRIC), 250), 250
    observed = CfaSpec(robust="sandwich")  # the information at hand, as answers left out move it
    whole = fit_cfa(rows, MODEL, observed)
    others = [fit_cfa(rows.where(np.arange(n) != at), MODEL, observed) for at in range(n)]
    value, left_out = (
        np.array([each.value for each in loadings(whole)]),
        np.array([[each.value for each in loadings(other)] for other in others]),
    )
    expected = studentised(value, value + (left_out - left_out.mean(axis=0)), 0.95)
    found = np.array([(row.low, row.high) for row in loadings(whole)])
    np.testing.assert_allclose(found.T - value, np.array([expected.low, expected.high]) - value, rtol=0.06)


@pytest.mark.parametrize("estimator", ["ml", "fiml"])
def test_skewed_answers_and_few_psus_have_errors_but_no_interval_and_the_method_says_why(estimator):
    spec = CfaSpec(estimator=estimator, robust="satorra_bentler" if estimator == "ml" else "sandwich")
    few = replace(rows_of(PLAIN, 300), psu=np.arange(300) % 11)
    for rows, why in ((rows_of(Case("", TOP), 250), "answers too skewed"), (few, "too few respondents")):
        for row in loadings(fit_cfa(rows, MODEL, spec)):
            assert row.se > 0
            assert (row.low, row.high) == (None, None)
            assert why in str(row.method)
    assert all(
        "corrected for skewness" in str(row.method) for row in loadings(fit_cfa(rows_of(PLAIN, 300), MODEL, spec))
    )


def test_of_very_many_the_ends_are_normal_and_nearly_those_of_a_few_less():
    many = rows_of(PLAIN, MOST_UNITS + 1)
    found, less = (loadings(fit_cfa(rows, MODEL, ROBUST)) for rows in (many, many.where(np.arange(MOST_UNITS + 1) > 0)))
    for row, other in zip(found, less, strict=True):
        assert (row.low, row.high) == pytest.approx((row.value - 1.959964 * row.se, row.value + 1.959964 * row.se))
        assert (row.low, row.high) == pytest.approx((other.low, other.high), abs=0.05 * row.se)
