"""What a factor analysis gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from csat_lib.findings import ways
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.factor_result import absent_factors, factor_names
from tests.measurement.facts import HARMAN, THURSTONE, A, B, correlation_of, matrix, synthetic

RESULT = extract_factors(synthetic(), 2)


def test_the_structure_is_how_items_and_factors_correlate():
    np.testing.assert_allclose(RESULT.structure, RESULT.loadings.to_numpy() @ RESULT.phi.to_numpy(), rtol=1e-12)
    products = (RESULT.structure * RESULT.loadings).sum(axis=1)
    np.testing.assert_allclose(products, RESULT.communalities, rtol=1e-12)


def test_uniquenesses_are_what_correlated_factors_leave():
    np.testing.assert_allclose(RESULT.uniquenesses, 1 - RESULT.communalities, rtol=1e-12)
    ignoring_phi = 1 - (RESULT.loadings**2).sum(axis=1)
    assert (RESULT.uniquenesses - ignoring_phi).abs().max() > 0.01


def test_a_heywood_case_is_named_in_the_method_of_its_own_figures():
    result = extract_factors(correlation_of(matrix(HARMAN), 172), 2)
    named = {row.subject for row in result.to_findings() if str(row.method).endswith("heywood")}
    assert (named, result.heywood) == ({"v3"}, ("v3",))
    assert str(result.method) == "minres, oblimin, pearson, listwise, heywood v3"


def test_two_heywood_cases_are_both_named():
    assert str(replace(RESULT, heywood=("a1", "b2")).method) == "minres, oblimin, pearson, listwise, heywood a1 b2"


def test_an_interval_is_given_with_how_it_came_about():
    result = extract_factors(pd.concat([synthetic()] * 3, ignore_index=True), 2, confidence=0.9)
    row = next(row for row in result.to_findings() if row.measure == "loading")
    assert str(row.method) == f"minres, oblimin, pearson, listwise, {result.intervals.method}"
    low, high, se = (part[0, 0] for part in result.intervals.loadings)
    assert (row.low, row.high, row.se, row.confidence) == (low, high, se, 0.9)


def test_where_no_factors_can_be_had_every_figure_says_why():
    thurstone = correlation_of(matrix(THURSTONE), 213)
    result = absent_factors(thurstone, 2, ways("minres", "oblimin"), "few_items")
    rows = result.to_findings()
    assert len(rows) == 9 + 9 + 18 + 2 + 1
    assert {(row.value, row.reason) for row in rows} == {(None, "few_items")}
    assert result.heywood == ()


def test_factors_are_numbered():
    assert factor_names(3) == ["F1", "F2", "F3"]
    assert RESULT.loadings.index.tolist() == A + B
