"""Heterotrait-monotrait ratios."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.validity.htmt import HtmtSpec, htmt
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.facts import correlation_of
from tests.measurement.public import HS, MODELS, PLANTED, matrix_in_r, mobi, planted, public_moments

MOBI = {
    "Image": [f"IMAG{number}" for number in range(1, 6)],
    "Expectation": [f"CUEX{number}" for number in range(1, 4)],
    "Value": ["PERV1", "PERV2"],
    "Satisfaction": [f"CUSA{number}" for number in range(1, 4)],
}
# seminr's own fixture (V_3_6_0) for these four constructs.
SEMINR = {
    ("Image", "Expectation"): 0.888030428,
    ("Image", "Value"): 0.651659392,
    ("Expectation", "Value"): 0.588628982,
    ("Image", "Satisfaction"): 0.910100924,
    ("Expectation", "Satisfaction"): 0.865108194,
    ("Value", "Satisfaction"): 0.740808928,
}


def message(call, *args, **options) -> str:
    with pytest.raises(CsatError) as caught:
        call(*args, **options)
    return str(caught.value)


@pytest.mark.parametrize("data", MODELS)
@pytest.mark.parametrize("sign", ["signed", "absolute"])
def test_htmt_is_that_of_semtools(data, sign):
    ours = htmt(public_moments("validity", data), MODELS[data], spec=HtmtSpec(sign=sign))
    theirs = matrix_in_r("validity", data, f"htmt {sign}").loc[list(MODELS[data]), list(MODELS[data])]
    np.testing.assert_allclose(ours.ratios, theirs, rtol=1e-6)


@pytest.mark.parametrize("data", MODELS)
def test_htmt2_is_that_of_semtools_which_takes_correlations_without_their_sign(data):
    ours = htmt(public_moments("validity", data), MODELS[data], "htmt2", HtmtSpec(sign="absolute"))
    theirs = matrix_in_r("validity", data, "htmt2 absolute").loc[list(MODELS[data]), list(MODELS[data])]
    np.testing.assert_allclose(ours.ratios, theirs, rtol=1e-6)


def test_the_published_ratios_of_the_mobile_phone_survey_are_reproduced():
    values = htmt(mobi(), MOBI).ratios
    for (first, second), printed in SEMINR.items():
        assert values.loc[first, second] == pytest.approx(printed, abs=5e-10)


def test_with_one_negative_correlation_the_geometric_ratio_is_absent_and_says_why():
    rows = htmt(public_moments("validity", "hs"), HS, "htmt2").to_findings()
    assert [(row.subject, row.other, row.reason) for row in rows] == [
        ("visual", "textual", ""),
        ("visual", "speed", "negative_correlation"),
        ("textual", "speed", ""),
    ]
    assert rows[0].value == pytest.approx(0.384089, abs=5e-7)
    assert rows[2].value == pytest.approx(0.279684, abs=5e-7)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(0.1, 0.9))
def test_the_ratio_of_parallel_items_is_the_correlation_of_their_constructs(seed, phi):
    rng = np.random.default_rng(seed)
    loading = rng.uniform(0.4, 0.9, 3)
    r = np.outer(np.repeat(loading, 3), np.repeat(loading, 3))
    r *= np.kron(np.full((3, 3), phi) + (1 - phi) * np.eye(3), np.ones((3, 3)))
    np.fill_diagonal(r, 1)
    items = [f"{name}{number}" for name in "abc" for number in (1, 2, 3)]
    for variant in ("htmt", "htmt2"):
        values = htmt(correlation_of(r, 300, items), PLANTED, variant).ratios.to_numpy()
        np.testing.assert_allclose(values[np.triu_indices(3, 1)], phi, rtol=1e-9)


def test_the_geometric_ratio_is_right_for_items_that_load_unequally():
    loadings = np.tile([0.9, 0.6, 0.3], 3)
    r = np.outer(loadings, loadings) * np.kron(np.full((3, 3), 0.5) + 0.5 * np.eye(3), np.ones((3, 3)))
    np.fill_diagonal(r, 1)
    items = [f"{name}{number}" for name in "abc" for number in (1, 2, 3)]
    known = correlation_of(r, 300, items)
    assert htmt(known, PLANTED, "htmt2").ratios.loc["a", "b"] == pytest.approx(0.5, rel=1e-9)
    assert htmt(known, PLANTED).ratios.loc["a", "b"] > 0.54


def test_the_jackknife_interval_covers_what_was_planted():
    result = htmt(sum_moments(planted(1, 3000), Base(group=np.arange(3000) % 50, n_groups=50)), PLANTED)
    row = result.to_findings()[0]
    assert str(row.method) == "signed, jackknife, 50 groups, corrected for skewness and kurtosis, pearson, listwise"
    assert row.low < 0.5 < row.high
    assert (row.df, row.n, row.topic, row.measure) == (49, 3000, "validity", "htmt")


@pytest.mark.parametrize("ends", ["percentile", "bca"])
def test_rows_have_a_bootstrap_interval_as_asked(ends):
    spec = HtmtSpec(ends=ends, bootstrap=BootstrapSpec(draws=200, seed=3))
    row = htmt(Rows(planted(2, 1200)), PLANTED, "htmt2", spec).to_findings()[0]
    assert str(row.method) == f"signed, bootstrap, 200 draws, {ends}, pearson, listwise"
    assert row.low < row.value < row.high
    by_groups = htmt(sum_moments(planted(2, 1200), Base(group=np.arange(1200) % 60, n_groups=60)), PLANTED, "htmt2")
    assert row.se == pytest.approx(by_groups.to_findings()[0].se, rel=0.3)


def test_htmt2_has_no_interval_of_fewer_than_a_thousand_and_says_why():
    for n, is_told in ((999, False), (1000, True)):
        moments = sum_moments(planted(2, n), Base(group=np.arange(n) % 60, n_groups=60))
        row = htmt(moments, PLANTED, "htmt2").to_findings()[0]
        assert (row.value is not None, row.low is not None) == (True, is_told)
        assert row.method.noted("too few respondents") != is_told


def test_rows_drawn_in_psus_are_drawn_again_in_psus():
    items = pd.concat([planted(3, 100)] * 5, ignore_index=True)
    psu = np.tile(np.arange(100), 5)
    spec = HtmtSpec(bootstrap=BootstrapSpec(draws=150, seed=1))
    clustered = htmt(Rows(items, psu=psu), PLANTED, spec=spec).to_findings()[0]
    simple = htmt(Rows(items), PLANTED, spec=spec).to_findings()[0]
    assert str(clustered.method) == "signed, bootstrap, 150 draws of PSUs, percentile, pearson, listwise"
    assert clustered.high - clustered.low > 1.5 * (simple.high - simple.low)


def test_rows_are_summed_pairwise_by_default():
    items = planted(4, 200)
    items.loc[::7, "a1"] = np.nan
    assert htmt(Rows(items), PLANTED, spec=HtmtSpec(bootstrap=BootstrapSpec(20, 0, "pairwise"))).words.noted("pairwise")
    assert HtmtSpec().bootstrap.missing == "pairwise"


def test_polychoric_correlations_keep_their_name_and_their_replicates():
    coarse = pd.DataFrame(np.digitize(planted(5, 800), [-1, 0, 1]).astype(float), columns=planted(5, 8).columns)
    row = htmt(correlate(Rows(coarse), "polychoric"), PLANTED).to_findings()[0]
    assert str(row.method).startswith("signed, jackknife, 100 groups, corrected for skewness and kurtosis, polychoric")
    assert row.low < row.value < row.high


def test_a_construct_of_one_item_has_no_ratio_and_the_others_keep_theirs():
    result = htmt(public_moments("validity", "hs"), {**HS, "visual": ["x1"]})
    assert result.reasons["visual", "textual"] == result.reasons["visual", "speed"] == "one_item"
    assert result.ratios.loc["textual", "speed"] == pytest.approx(0.289568, abs=5e-7)


def test_a_constant_item_costs_its_own_construct_alone():
    rows = htmt(planted(6, 200).assign(a1=3.0), PLANTED).to_findings()
    assert [row.reason for row in rows] == ["no_variance", "no_variance", ""]
    assert rows[2].low is not None


def test_a_construct_whose_items_do_not_go_together_has_no_root():
    items = planted(7, 400).assign(a2=lambda frame: -frame["a2"])
    rows = htmt(items, PLANTED).to_findings()
    assert [row.reason for row in rows] == ["negative_correlation", "negative_correlation", ""]


@pytest.mark.parametrize(
    ("frame", "reason"), [(planted(8, 9), "few_answers"), (planted(8, 40) * np.nan, "all_missing")]
)
def test_too_few_answers_leave_no_ratio_at_all(frame, reason):
    for data in (frame, Rows(frame)):
        rows = htmt(data, PLANTED).to_findings()
        assert {(row.value, row.reason, row.low) for row in rows} == {(None, reason, None)}


def test_what_is_asked_wrongly_is_told():
    items = planted(9, 50)
    assert message(htmt, items, PLANTED, "htmt3") == (
        "`htmt3` is no variant of HTMT; there is htmt, htmt2. Did you mean `htmt`?"
    )
    assert message(HtmtSpec, sign="plus") == ("`plus` is no sign of the correlations; there is signed, absolute.")
    assert message(HtmtSpec, ends="t") == "`t` is no bootstrap interval; there is percentile, bca."
    assert message(HtmtSpec, confidence=95).startswith("The confidence is 95;")
    assert "a9" in message(htmt, items, {**PLANTED, "a": ["a1", "a9"]})
