"""Intraclass correlations."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.measurement.reliability.intraclass import FORMS, icc
from csat_lib.summary.moments import Base, sum_moments
from tests.measurement.facts import A, moments_of, synthetic
from tests.measurement.public import in_r, public_moments

# Shrout & Fleiss (1979), table 2: six persons, four judges; table 4: the six forms.
JUDGES = pd.DataFrame(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
    columns=["J1", "J2", "J3", "J4"],
    dtype=float,
)
PRINTED = {"ICC(1,1)": 0.17, "ICC(2,1)": 0.29, "ICC(3,1)": 0.71, "ICC(1,k)": 0.44, "ICC(2,k)": 0.62, "ICC(3,k)": 0.91}


def test_shrout_and_fleiss_table_is_reproduced():
    result = icc(JUDGES)
    assert {form.name: round(form.value, 2) for form in result.forms} == PRINTED


@pytest.mark.parametrize("data", ["judges", "attitude", "hs 3"])
def test_values_tests_and_intervals_are_those_of_psych(data):
    moments = public_moments("reliability", data.removesuffix(" 3"))
    result = icc(moments.select(["x1", "x2", "x3"]) if data == "hs 3" else moments, interval="f")
    for figure, ours in {
        "icc": [form.value for form in result.forms],
        "icc_f": [form.f for form in result.forms],
        "icc_p": [form.p for form in result.forms],
        "icc_df2": [form.df2 for form in result.forms],
        "icc_low": [form.interval.low for form in result.forms],
        "icc_high": [form.interval.high for form in result.forms],
    }.items():
        theirs = in_r("reliability", data, figure)
        np.testing.assert_allclose(ours, theirs.loc[list(FORMS)], rtol=1e-6, err_msg=figure)


def test_a_shift_of_one_judge_leaves_consistency_and_lowers_agreement():
    shifted = icc(JUDGES.assign(J2=JUDGES["J2"] + 3 - 6))
    assert shifted["ICC(3,1)"].value == pytest.approx(icc(JUDGES)["ICC(3,1)"].value, rel=1e-12)
    assert shifted["ICC(2,1)"].value < icc(JUDGES)["ICC(2,1)"].value


@settings(max_examples=15)
@given(st.integers(2, 5), st.integers(4, 30), st.integers(0, 10_000))
def test_mean_forms_are_stepped_up_and_the_sums_are_those_of_the_analysis_of_variance(k, n, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 1)) + rng.normal(size=(n, k)) + rng.normal(size=k)
    result = icc(pd.DataFrame(x))
    between = k * ((x.mean(axis=1) - x.mean()) ** 2).sum() / (n - 1)
    within = ((x - x.mean(axis=1, keepdims=True)) ** 2).sum() / (n * (k - 1))
    assert result["ICC(1,1)"].value == pytest.approx((between - within) / (between + (k - 1) * within), rel=1e-9)
    for model in "13":
        single, mean = result[f"ICC({model},1)"].value, result[f"ICC({model},k)"].value
        assert mean == pytest.approx(k * single / (1 + (k - 1) * single), rel=1e-6)


def test_planted_agreement_is_found_and_covered():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(3000, 1)) * np.sqrt(0.6) + rng.normal(size=(3000, 3)) * np.sqrt(0.3) + [0.1, 0.5, 0.9]
    result = icc(pd.DataFrame(x))
    truth = 0.6 / (0.6 + 0.3)
    form = result["ICC(3,1)"]
    assert form.interval.low < truth < form.interval.high
    assert result["ICC(2,1)"].value < form.value - 0.05


def test_whole_number_weights_give_the_values_of_repeated_rows():
    x = synthetic()[A].dropna()
    times = np.arange(len(x)) % 2 + 1
    weighted = icc(sum_moments(x, Base(times.astype(float), np.arange(len(x)) % 20, 20)))
    assert weighted["ICC(3,1)"].value == pytest.approx(icc(x.loc[x.index.repeat(times)])["ICC(3,1)"].value, rel=1e-9)
    form = weighted["ICC(2,1)"]
    assert str(form.interval.method) == "jackknife, 20 groups, corrected for skewness and kurtosis, log scale"
    assert form.interval.low < form.value < form.interval.high
    assert np.isnan(form.p)


def test_weighted_sums_without_groups_have_no_interval():
    x = synthetic()[A].dropna()
    result = icc(sum_moments(x, Base(np.linspace(0.5, 2, len(x)))))
    assert {str(form.interval.method) for form in result.forms} == {"no interval without replicate groups"}


def test_findings_follow_the_catalogue():
    rows = icc(JUDGES, label="room").to_findings()
    assert [(row.measure, row.subject, row.other) for row in rows] == [("icc", "room", form) for form in FORMS]
    assert str(rows[1].method) == "two-way random, agreement, no interval, too few replicate groups, listwise"
    assert rows[1].p == pytest.approx(in_r("reliability", "judges", "icc_p")["ICC(2,1)"], rel=1e-6)
    assert (rows[1].confidence, rows[1].n) == (None, 6)
    by_f = icc(JUDGES, label="room", interval="f").to_findings()[1]
    assert str(by_f.method) == "two-way random, agreement, f distribution, listwise"
    assert (by_f.confidence, by_f.p) == (0.95, rows[1].p)


def test_judges_who_always_agree_have_an_icc_of_one_and_no_interval():
    x = np.arange(20.0)
    result = icc(pd.DataFrame({"first": x, "second": x}))
    assert [form.value for form in result.forms] == pytest.approx([1.0] * 6)
    assert {str(form.interval.method) for form in result.forms} == {"no interval, a replicate had no estimate"}
    assert {str(form.interval.method) for form in icc(pd.DataFrame({"first": x, "second": x}), interval="f").forms} == {
        "no interval"
    }


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (JUDGES[["J1"]], "one_item"),
        (JUDGES * np.nan, "all_missing"),
        (JUDGES.head(2), "few_answers"),
        (JUDGES * 0, "no_variance"),
    ],
)
def test_what_cannot_be_compared_says_why(frame, reason):
    rows = icc(frame).to_findings()
    assert {(row.value, row.reason, row.low, row.p) for row in rows} == {(None, reason, None, None)}


def test_pairwise_sums_are_refused():
    with pytest.raises(CsatError) as caught:
        icc(sum_moments(synthetic()[A], missing="pairwise"))
    assert str(caught.value) == (
        "The intraclass correlation compares the answers of the same respondents, which pairwise sums, pair tables and "
        "correlations do not hold. Give the answers, or moments that were added up listwise."
    )
    assert icc(moments_of(np.eye(2) + 0.5, 50, ["x", "y"])).reason == ""
