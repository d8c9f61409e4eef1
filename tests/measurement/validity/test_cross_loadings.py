"""Items against the scores of all constructs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.validity.cross_loadings import cross_loadings
from tests.measurement.facts import psych, synthetic
from tests.measurement.public import HS, MODELS, PLANTED, matrix_in_r, planted, public_moments


@pytest.mark.parametrize("data", MODELS)
def test_public_items_go_with_the_scores_as_in_r(data):
    result = cross_loadings(public_moments("validity", data), MODELS[data])
    theirs = matrix_in_r("validity", data, "cross_loading").loc[result.correlations.index, result.correlations.columns]
    np.testing.assert_allclose(result.correlations, theirs, rtol=1e-6)


def test_with_the_own_construct_it_is_psychs_item_rest_correlation():
    own = ["a1", "a2", "a3", "a4"]
    result = cross_loadings(synthetic().dropna(), {"a": own, "b": ["b1", "b2", "b3", "b4"]})
    np.testing.assert_allclose(result.correlations.loc[own, "a"], psych("complete a", "item_rest"), rtol=1e-9)


@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_it_is_the_correlation_with_the_summed_answers(seed):
    items = planted(seed, 60)
    values = cross_loadings(items, PLANTED).correlations
    for item in items:
        for name, own in PLANTED.items():
            others = items[[each for each in own if each != item]].sum(axis=1)
            assert values.loc[item, name] == pytest.approx(items[item].corr(others), rel=1e-8)


def test_findings_follow_the_catalogue_and_say_how_overlap_was_treated():
    rows = cross_loadings(public_moments("validity", "hs"), HS).to_findings()
    assert len(rows) == 27
    assert {(row.topic, row.measure) for row in rows} == {("validity", "cross_loading")}
    methods = {(row.subject, row.other): str(row.method) for row in rows}
    assert methods["x1", "visual"] == "without the item, sums of items, pearson, listwise"
    assert methods["x1", "speed"] == "sums of items, pearson, listwise"


def test_a_misplaced_item_is_found():
    wrong = {"a": ["a1", "a2", "b3"], "b": ["b1", "b2", "a3"], "c": PLANTED["c"]}
    items = planted(1, 2000, 0.2)
    assert cross_loadings(items, wrong).misplaced == ("a3", "b3")
    assert cross_loadings(items, PLANTED).misplaced == ()


def test_of_correlations_the_scores_are_sums_of_standardised_items():
    items = planted(2, 300)
    by_items = cross_loadings((items - items.mean()) / items.std(), PLANTED).correlations
    np.testing.assert_allclose(cross_loadings(correlate(items), PLANTED).correlations, by_items, rtol=1e-9)


def test_a_construct_of_one_item_has_no_score_without_it():
    rows = cross_loadings(planted(3, 200), {**PLANTED, "a": ["a1"]}).to_findings()
    absent = [row for row in rows if row.value is None]
    assert [(row.subject, row.other, row.reason) for row in absent] == [("a1", "a", "one_item")]


def test_a_constant_item_costs_its_own_construct_alone():
    rows = cross_loadings(planted(4, 200).assign(a1=5.0), PLANTED).to_findings()
    absent = {(row.subject, row.other) for row in rows if row.value is None}
    assert absent == {("a1", "a"), ("a1", "b"), ("a1", "c")}
    assert {row.reason for row in rows if row.value is None} == {"no_variance"}


@pytest.mark.parametrize(
    ("frame", "reason"), [(planted(5, 9), "few_answers"), (planted(5, 30) * np.nan, "all_missing")]
)
def test_too_few_answers_leave_nothing(frame, reason):
    rows = cross_loadings(frame, PLANTED).to_findings()
    assert {(row.value, row.reason) for row in rows} == {(None, reason)}


def test_items_that_the_data_do_not_hold_are_named():
    with pytest.raises(CsatError, match="a9"):
        cross_loadings(planted(6, 50), {"a": ["a1", "a9"]})
    assert list(cross_loadings(pd.DataFrame(planted(6, 50)), {"a": PLANTED["a"]}).correlations.index) == PLANTED["a"]
