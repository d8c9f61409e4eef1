"""Split halves of a scale."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.measurement.reliability.coefficients import alpha
from csat_lib.measurement.reliability.split_half import split_half
from tests.measurement.facts import THURSTONE, A, correlation_of, matrix, synthetic
from tests.measurement.public import in_r, public_moments

SCALES = {
    "bfi AC": ("bfi", [f"{trait}{number}" for trait in "AC" for number in range(1, 6)]),
    "bfi N": ("bfi", [f"N{number}" for number in range(1, 6)]),
    "hs": ("hs", [f"x{number}" for number in range(1, 10)]),
    "hs 8": ("hs", [f"x{number}" for number in range(1, 9)]),
    "attitude 6": ("attitude", ["rating", "complaints", "privileges", "learning", "raises", "critical"]),
}

# psych's test_splitHalf.r: two groups of three items, .36 and .25 within, .16 between all.
PSYCHS_OWN = """1 .52 .52 .16 .16 .16
.52 1 .52 .16 .16 .16
.52 .52 1 .16 .16 .16
.16 .16 .16 1 .41 .41
.16 .16 .16 .41 1 .41
.16 .16 .16 .41 .41 1"""


@pytest.mark.parametrize("scale", SCALES)
def test_the_splits_of_public_data_are_those_of_psych(scale):
    data, items = SCALES[scale]
    result = split_half(public_moments("reliability", data).select(items))
    for figure in ("greatest", "lowest", "mean"):
        assert getattr(result, figure) == pytest.approx(in_r("reliability", scale, f"split_{figure}").iloc[0], rel=1e-9)


def test_thurstones_nine_tests_are_split_in_all_126_ways():
    result = split_half(correlation_of(matrix(THURSTONE), 213))
    ours = [result.greatest, result.lowest, result.mean]
    theirs = [
        in_r("reliability", "thurstone", figure).iloc[0] for figure in ("split_greatest", "split_lowest", "split_mean")
    ]
    np.testing.assert_allclose(ours, theirs, rtol=1e-9)


def test_psychs_own_example_is_reproduced():
    result = split_half(correlation_of(matrix(PSYCHS_OWN), 500))
    assert result.greatest == pytest.approx(0.735958, abs=1e-3)  # psych's test: Spearman and Brown's formula, to .001
    assert result.lowest == pytest.approx(0.398859, abs=1e-3)
    assert result.lowest == pytest.approx(4 * 9 * 0.16 / matrix(PSYCHS_OWN).sum(), rel=1e-12)
    assert result.mean == pytest.approx(0.702075, abs=5e-7)
    assert set(result.halves[1]) == {"v1", "v2", "v3"}


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 8), st.integers(0, 10_000))
def test_all_splits_are_taken_and_none_twice(p, seed):
    r = np.corrcoef(np.random.default_rng(seed).normal(size=(40, p)) + 1.0 * np.arange(40)[:, None], rowvar=False)
    halves = [half for half in combinations(range(p), p // 2) if p % 2 or 0 in half]
    assert len(halves) == comb(p, p // 2) // (2 - p % 2)
    each = []
    for half in halves:
        a = np.isin(np.arange(p), half)
        each.append(4 * r[np.ix_(a, ~a)].sum() / r.sum())
    result = split_half(correlation_of(r, 40))
    np.testing.assert_allclose(
        [result.greatest, result.lowest, result.mean], [max(each), min(each), np.mean(each)], rtol=1e-9
    )


def test_the_mean_of_all_splits_of_an_even_scale_is_its_standardised_alpha():
    r = public_moments("reliability", "hs").select(SCALES["hs 8"][1]).correlation
    assert split_half(correlation_of(r, 301)).mean == pytest.approx(float(alpha(r)), rel=1e-12)


def test_above_sixteen_items_splits_are_a_seeded_sample_and_the_method_says_so():
    moments = public_moments("reliability", "bfi")
    first, again, other = split_half(moments, 7), split_half(moments, 7), split_half(moments, 8)
    assert str(first.method) == "lambda 4, 10000 of 5200300 splits, seed 7, listwise"
    assert (first.greatest, first.lowest) == (again.greatest, again.lowest)
    assert first.greatest != other.greatest
    assert first.lowest < first.mean < first.greatest
    assert len(first.halves[0]) == 12


def test_findings_follow_the_catalogue():
    rows = split_half(synthetic()[A], label="room").to_findings()
    assert [(row.topic, row.subject, row.measure) for row in rows] == [
        ("reliability", "room", "split_half_greatest"),
        ("reliability", "room", "split_half_lowest"),
        ("reliability", "room", "split_half_mean"),
    ]
    assert {str(row.method) for row in rows} == {"lambda 4, all splits, listwise"}
    assert rows[1].value < rows[2].value < rows[0].value


def test_two_items_are_split_in_one_way_only():
    result = split_half(synthetic()[["a1", "a2"]])
    r = synthetic()[["a1", "a2"]].dropna().corr().iloc[0, 1]
    assert result.greatest == result.lowest == result.mean == pytest.approx(2 * r / (1 + r), rel=1e-12)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (synthetic()[["a1"]], "one_item"),
        (synthetic()[A] * np.nan, "all_missing"),
        (synthetic()[A].head(4), "few_answers"),
        (synthetic()[A].assign(a4=3.0), "no_variance"),
        (pd.DataFrame({"x": np.arange(60.0), "mirror": -np.arange(60.0)}), "no_variance"),
    ],
)
def test_a_scale_that_cannot_be_split_says_why(frame, reason):
    assert {(row.value, row.reason) for row in split_half(frame).to_findings()} == {(None, reason)}
