"""Jackknife intervals of loadings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.loading_intervals import match_factors
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.facts import THURSTONE, A, B, correlation_of, matrix, synthetic

NOT_TRIED = "not shown to hold for this kind of analysis"
LOADINGS = np.array([0.8, 0.7, 0.6, 0.5])


def planted(n: int, seed: int) -> pd.DataFrame:
    """Normal answers to two factors that correlate .3."""
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(n, 2)) @ np.linalg.cholesky([[1, 0.3], [0.3, 1]]).T
    noise = rng.normal(size=(n, 8)) * np.sqrt(1 - np.r_[LOADINGS, LOADINGS] ** 2)
    return pd.DataFrame(np.repeat(traits, 4, axis=1) * np.r_[LOADINGS, LOADINGS] + noise, columns=A + B)


def grouped(items: pd.DataFrame, n_groups: int = 40):
    return sum_moments(items, Base(group=np.arange(len(items)) % n_groups, n_groups=n_groups))


@pytest.mark.parametrize("rotation", ["oblimin", "quartimin"])
def test_intervals_are_those_of_analyses_made_anew(rotation):
    moments = grouped(planted(400, 1))
    result = extract_factors(moments, 2, "minres", rotation, 0.9)
    anew = [extract_factors(part, 2, "minres", rotation).loadings.to_numpy() for part in moments.jackknife_replicates()]
    whole = result.loadings.to_numpy()
    matched, _ = match_factors(np.stack(anew), np.tile(np.eye(2), (40, 1, 1)), whole)
    se = np.sqrt(39 * matched.var(axis=0))
    low, high, own = result.intervals.loadings
    np.testing.assert_allclose(own, se, rtol=2e-3)
    reach = t.ppf(0.95, 39) * own
    np.testing.assert_allclose([low, high], [whole - reach, whole + reach], rtol=1e-10)


@pytest.mark.parametrize(
    ("items", "n_groups", "rotation", "why"),
    [
        (planted(400, 1), 40, "geomin", NOT_TRIED),
        (planted(400, 1), 40, "varimax", NOT_TRIED),
        (planted(400, 1), 40, None, NOT_TRIED),
        (planted(400, 1), 11, "oblimin", "too few replicate groups"),
        (planted(199, 1), 40, "oblimin", "too few respondents"),
        (np.exp(planted(400, 1)), 100, "oblimin", "answers too skewed"),
    ],
)
def test_there_is_none_where_it_would_not_hold_and_the_method_says_why(items, n_groups, rotation, why):
    result = extract_factors(grouped(items, n_groups), 2, rotation=rotation, confidence=0.95)
    assert str(result.intervals.method) == f"no interval, {why}"
    assert {row.low for row in result.to_findings()} == {None}
    assert np.isfinite(result.loadings.to_numpy()).all()


def test_standard_errors_are_how_far_loadings_vary_from_sample_to_sample():
    samples = [extract_factors(planted(500, seed), 2).loadings for seed in range(60)]
    own = np.stack([np.sort(sample.to_numpy(), axis=1)[:, ::-1] for sample in samples])  # own factor first
    estimated = [extract_factors(planted(500, seed), 2, confidence=0.95).intervals.loadings[2] for seed in range(5)]
    assert np.mean(estimated) == pytest.approx(own.std(axis=0, ddof=1).mean(), rel=0.12)


def test_findings_carry_their_interval_and_factor_correlations_say_why_they_have_none():
    rows = extract_factors(grouped(planted(400, 1)), 2, confidence=0.95).to_findings()
    loadings = [row for row in rows if row.measure == "loading"]
    correlations = [row for row in rows if row.measure == "factor_correlation"]
    assert {str(row.method) for row in loadings} == {"minres, oblimin, pearson, listwise, jackknife, 40 groups"}
    for row in loadings:
        assert row.low < row.value < row.high
        assert (row.df, row.confidence) == (39, 0.95)
        assert row.high - row.value == pytest.approx(t.ppf(0.975, 39) * row.se, rel=1e-10)
    assert {str(row.method) for row in correlations} == {
        "minres, oblimin, pearson, listwise, no interval, too low in samples"
    }
    assert {row.low for row in rows if row.measure != "loading"} == {None}


def test_without_a_confidence_there_are_no_intervals():
    result = extract_factors(grouped(synthetic().dropna()), 2)
    assert result.intervals is None
    assert {row.low for row in result.to_findings()} == {None}


def test_answers_are_dealt_to_a_hundred_groups():
    result = extract_factors(planted(400, 1), 2, confidence=0.95)
    assert str(result.intervals.method) == "jackknife, 100 groups"
    one = extract_factors(planted(400, 1)[A], 1, confidence=0.95)
    assert (one.intervals.loadings[0] < one.loadings).to_numpy().all()


def test_weights_and_psus_go_into_the_interval():
    items = planted(600, 1)
    psu = np.arange(len(items)) // 12
    clustered = Rows(items, weights=np.linspace(0.5, 2, len(items)), psu=psu)
    result = extract_factors(clustered.moments(), 2, confidence=0.95)
    assert str(result.intervals.method) == "jackknife, 50 groups"
    assert str(result.method) == "minres, oblimin, pearson, listwise, weighted"


@pytest.mark.parametrize("method", ["ml", "paf"])
@pytest.mark.parametrize("n_factors", [1, 2])
def test_extractions_that_were_not_tried_have_none_and_say_so(method, n_factors):
    result = extract_factors(grouped(planted(400, 1)), n_factors, method, confidence=0.95)
    assert str(result.intervals.method) == f"no interval, {NOT_TRIED}"
    assert {row.low for row in result.to_findings()} == {None}
    assert np.isfinite(result.loadings.to_numpy()).all()


def test_nor_do_ranks_and_polychoric_correlations():
    answers = planted(400, 1).apply(lambda column: np.digitize(column, (-1.5, -0.5, 0.5, 1.5)) + 1.0)
    rows = Rows(answers, group=np.arange(400) % 40, n_groups=40)
    for kind in ("spearman", "polychoric"):
        result = extract_factors(correlate(rows, kind, "pairwise"), 2, confidence=0.95)
        assert str(result.intervals.method) == f"no interval, {NOT_TRIED}"
        assert {row.low for row in result.to_findings()} == {None}
        assert np.isfinite(result.loadings.to_numpy()).all()


def test_correlations_without_answers_have_no_interval_and_say_so():
    result = extract_factors(correlation_of(matrix(THURSTONE), 213), 3, confidence=0.95)
    rows = [row for row in result.to_findings() if row.measure == "loading"]
    assert {(row.low, row.se, row.confidence) for row in rows} == {(None, None, None)}
    assert {str(row.method) for row in rows} == {
        "minres, oblimin, pearson, listwise, no interval without replicate groups"
    }


def test_a_replicate_that_cannot_be_had_leaves_no_interval():
    rows = np.arange(400)
    only = np.where(rows % 40 == 0, 4.0 + np.where(rows % 80, 1, -1), 4.0)  # a1 varies in one group alone
    moments = grouped(planted(400, 1).assign(a1=only))
    result = extract_factors(moments, 2, confidence=0.95)
    assert result.reason == ""
    assert str(result.intervals.method) == "no interval, a replicate had no estimate"
    assert {row.low for row in result.to_findings()} == {None}


def test_what_cannot_be_factored_has_no_interval_either():
    result = extract_factors(synthetic()[A], 2, confidence=0.95)
    assert (result.reason, result.intervals) == ("few_items", None)


def test_factors_are_brought_into_the_order_and_direction_of_the_whole():
    rng = np.random.default_rng(2)
    whole = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]])) + 0.05
    phi = np.array([[1, 0.1, 0.2], [0.1, 1, 0.3], [0.2, 0.3, 1]])
    loadings, correlations = [], []
    for _ in range(20):
        order, sign = rng.permutation(3), rng.choice([-1.0, 1.0], 3)
        loadings.append(whole[:, order] * sign)
        correlations.append(phi[np.ix_(order, order)] * np.outer(sign, sign))
    matched, crossed = match_factors(np.stack(loadings), np.stack(correlations), whole)
    np.testing.assert_array_equal(matched, np.tile(whole, (20, 1, 1)))
    np.testing.assert_array_equal(crossed, np.tile(phi, (20, 1, 1)))
