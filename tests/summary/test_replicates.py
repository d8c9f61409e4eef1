"""Replicates of a statistic of moments."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit
from scipy.stats import binom, chisquare, norm

from csat_lib.errors import CsatError
from csat_lib.summary.bootstrap_draws import BootstrapSpec, _counted, _drawn, draw_moments
from csat_lib.summary.moments import SUMS, Base, sum_moments
from csat_lib.summary.replicates import Replicates, bootstrap, jackknife
from csat_lib.summary.rows import Rows, dealt_groups


def answers(n: int = 60, p: int = 3, seed: int = 0, missing: float = 0.1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    values = np.round(5 + 2 * rng.normal(size=(n, 1)) + rng.normal(size=(n, p)))
    values[rng.random((n, p)) < missing] = np.nan
    return pd.DataFrame(values, columns=[f"q{j}" for j in range(p)])


def means(moments) -> np.ndarray:
    return moments.means


def correlations(moments) -> np.ndarray:
    return moments.correlation[np.tril_indices(len(moments.items), -1)]


def test_leaving_out_one_respondent_at_a_time_gives_the_textbook_error_of_a_mean():
    frame = answers(missing=0)
    replicates = jackknife(sum_moments(frame, Base(group=np.arange(60), n_groups=60)), means)
    np.testing.assert_allclose(replicates.se, frame.std() / np.sqrt(60), rtol=1e-9)
    low, high = replicates.interval(0.9)
    np.testing.assert_allclose(high - frame.mean(), stdtrit(59, 0.95) * replicates.se, rtol=1e-9)
    np.testing.assert_allclose(frame.mean() - low, stdtrit(59, 0.95) * replicates.se, rtol=1e-9)
    assert (str(replicates.method), replicates.df) == ("jackknife, 60 groups", 59)


def test_groups_without_respondents_do_not_count():
    frame = answers()
    replicates = jackknife(sum_moments(frame, Base(group=np.arange(60) % 7, n_groups=50)), correlations)
    assert str(replicates.method) == "jackknife, 7 groups"
    left_out = frame[np.arange(60) % 7 != 3].dropna().corr().to_numpy()[np.tril_indices(3, -1)]
    np.testing.assert_allclose(replicates.values[3], left_out, rtol=1e-9)  # noqa: PD011


def test_one_group_gives_no_interval():
    replicates = jackknife(sum_moments(answers(), Base(group=np.zeros(60, dtype=int), n_groups=1)), means)
    assert np.isnan(replicates.se).all()
    assert np.isnan(replicates.interval()).all()


def test_a_replicate_without_a_figure_leaves_that_figure_without_interval():
    values = np.array([[1.0, 1.0], [2.0, np.nan], [3.0, 2.0]])
    replicates = Replicates("jackknife", np.array([2.0, 1.5]), values)
    assert np.isnan(replicates.se).tolist() == [False, True]
    assert np.isnan(replicates.interval()[0]).tolist() == [False, True]


def test_moments_without_groups_say_what_to_do():
    with pytest.raises(CsatError) as caught:
        jackknife(sum_moments(answers(), label="room"), means)
    assert str(caught.value) == (
        "The interval for room needs replicate groups, and the summary has none. "
        "Sum up with `Base(group=..., n_groups=...)` or ask for the figure without its interval."
    )


@settings(max_examples=15)
@given(st.sampled_from(["listwise", "pairwise"]), st.booleans(), st.integers(0, 1000))
def test_a_draw_has_the_moments_of_the_drawn_rows(missing, weighted, seed):
    frame = answers(seed=seed)
    weights = np.random.default_rng(seed).uniform(0.5, 2, 60) if weighted else None
    spec = BootstrapSpec(draws=3, seed=seed, missing=missing)
    rng = np.random.default_rng(seed)
    for moments in draw_moments(Rows(frame, weights), spec):
        rows = rng.integers(0, 60, 60)
        base = Base(weights=None if weights is None else weights[rows])
        drawn = sum_moments(frame.iloc[rows], base, missing)
        for name in SUMS:
            np.testing.assert_allclose(getattr(moments, name), getattr(drawn, name), rtol=1e-10, atol=1e-10)
        assert (moments.missing, moments.items) == (missing, drawn.items)


def test_draws_are_the_same_in_whatever_blocks_they_are_made(monkeypatch):
    spec = BootstrapSpec(draws=7, seed=3)
    at_once = bootstrap(answers(), correlations, spec)
    monkeypatch.setattr("csat_lib.summary.bootstrap_draws.DRAWS_AT_ONCE", (2, 2))
    monkeypatch.setattr("csat_lib.summary.bootstrap_draws.ROWS_AT_ONCE", 11)
    np.testing.assert_allclose(bootstrap(answers(), correlations, spec).values, at_once.values, rtol=1e-10)


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
def test_rows_alike_are_drawn_by_kind_and_have_the_errors_of_drawn_rows(monkeypatch, missing):
    rng = np.random.default_rng(8)
    frame = pd.DataFrame({"q0": rng.choice([1.0, 2.0, np.nan], 600), "q1": rng.choice([0.0, 100.0], 600)})
    rows, spec = Rows(frame, rng.choice([0.5, 1.5], 600)), BootstrapSpec(4000, seed=4, missing=missing)
    by_kind = bootstrap(rows, means, spec)
    assert len(_drawn(rows)[0]) == 12
    assert all(moments.n.max() <= 600 for moments in draw_moments(rows, replace(spec, draws=5)))
    monkeypatch.setattr("csat_lib.summary.bootstrap_draws.ROWS_OF_A_KIND", 10_000)
    by_row = bootstrap(rows, means, spec)
    assert len(_drawn(rows)[0]) == 600
    np.testing.assert_allclose(by_kind.whole, by_row.whole, rtol=1e-12)
    np.testing.assert_allclose(by_kind.se, by_row.se, rtol=0.05)  # of 4,000 draws each: 1.6 % for both together


def test_bootstrap_errors_are_near_the_textbook_and_its_ends_are_percentiles():
    frame = answers(n=200, missing=0)
    replicates = bootstrap(frame, means, BootstrapSpec(draws=2000, seed=1))
    np.testing.assert_allclose(replicates.se, frame.std() / np.sqrt(200), rtol=0.06)
    np.testing.assert_allclose(replicates.whole, frame.mean(), rtol=1e-12)
    low, high = replicates.interval(0.8)
    np.testing.assert_allclose([low, high], np.quantile(replicates.values, [0.1, 0.9], axis=0), rtol=1e-12)
    assert str(replicates.method) == "bootstrap, 2000 draws, percentile"


def test_jackknife_and_bootstrap_agree_on_the_error_of_a_correlation():
    frame = answers(n=400, missing=0)
    grouped = jackknife(sum_moments(frame, dealt_groups(frame)), correlations)
    drawn = bootstrap(frame, correlations, BootstrapSpec(draws=1000, seed=2))
    np.testing.assert_allclose(grouped.se, drawn.se, rtol=0.25)


def test_rows_are_dealt_to_a_hundred_groups_or_fewer():
    frame = answers(n=250)
    base = dealt_groups(frame)
    assert base.n_groups == 100
    assert np.bincount(base.group).tolist() == [3] * 50 + [2] * 50
    assert dealt_groups(frame.head(30)).n_groups == 30
    assert dealt_groups(frame.head(0)).group is None


def test_the_order_of_rows_does_not_decide_their_groups():
    frame = answers(n=250)
    weights = np.linspace(1, 2, 250)
    moved = np.random.default_rng(5).permutation(250)
    turned = frame.iloc[moved, ::-1]
    np.testing.assert_array_equal(dealt_groups(frame, weights).group[moved], dealt_groups(turned, weights[moved]).group)


def test_rows_that_are_alike_fall_into_groups_at_random():
    """Were they dealt in turn, groups would differ less than samples of their size, and errors be too small."""
    frame = pd.DataFrame({"x": np.repeat([0.0, 1.0], [600, 1400])})
    group = dealt_groups(frame).group
    low = np.bincount(group[frame["x"] == 0], minlength=100)
    assert np.bincount(group).tolist() == [20] * 100
    assert 0.6 < low.var() / (20 * 0.3 * 0.7) < 1.5


def clustered(n_psu: int = 40, size: int = 6, seed: int = 0) -> Rows:
    rng = np.random.default_rng(seed)
    shared = np.repeat(rng.normal(size=n_psu), size)
    frame = pd.DataFrame({"q0": shared + rng.normal(size=n_psu * size), "q1": rng.normal(size=n_psu * size)})
    psu = np.repeat(np.arange(n_psu), size)
    return Rows(frame, psu=psu, stratum=(psu % 4), weights=rng.uniform(0.5, 2, n_psu * size))


def test_draws_of_psus_have_the_error_of_the_stratified_linearised_mean():
    rows = clustered()
    replicates = bootstrap(rows, means, BootstrapSpec(draws=2000, seed=5))
    w, y = rows.weights, rows.frame["q0"].to_numpy()
    u = pd.Series(w * (y - np.average(y, weights=w)) / w.sum()).groupby(rows.psu).sum()
    spread = u.groupby(np.arange(40) % 4).agg(lambda z: len(z) / (len(z) - 1) * ((z - z.mean()) ** 2).sum())
    np.testing.assert_allclose(replicates.se[0], np.sqrt(spread.sum()), rtol=0.06)
    assert str(replicates.method) == "bootstrap, 2000 draws of PSUs, percentile"


def test_the_only_psu_of_a_stratum_counts_once_in_every_draw():
    rows = Rows(answers(n=12, missing=0), psu=np.arange(12) // 4, stratum=np.array([0] * 8 + [1] * 4))
    for moments in draw_moments(rows, BootstrapSpec(draws=5)):
        assert moments.n[0, 0] == pytest.approx(12)


def test_bca_ends_are_the_textbook_percentiles():
    frame = answers(n=50, missing=0)
    drawn = bootstrap(frame, lambda m: np.array([m.covariance[0, 0]]), BootstrapSpec(draws=999, seed=1))
    groups = Base(group=np.arange(50), n_groups=50)
    left_out = jackknife(sum_moments(frame, groups), lambda m: np.array([m.covariance[0, 0]]))
    low, high = drawn.bca(left_out, 0.9)
    draws, deletions = drawn.values[:, 0], left_out.values[:, 0]  # noqa: PD011
    z0 = norm.ppf(((draws < drawn.whole).mean() + (draws <= drawn.whole).mean()) / 2)
    d = deletions.mean() - deletions
    a = (d**3).sum() / (6 * (d**2).sum() ** 1.5)
    ends = norm.cdf(z0 + (z0 + norm.ppf([0.05, 0.95])) / (1 - a * (z0 + norm.ppf([0.05, 0.95]))))
    np.testing.assert_allclose([low[0], high[0]], np.quantile(draws, ends), rtol=1e-9)
    assert str(drawn.method_bca) == "bootstrap, 999 draws, bca"
    assert low[0] > drawn.interval(0.9)[0][0]  # a variance is skewed: its interval moves up


def test_bca_of_what_some_draw_could_not_give_is_absent():
    drawn = Replicates("bootstrap", np.zeros(2), np.array([[1.0, -1.0], [np.nan, 2.0], [2.0, 3.0]]))
    left_out = Replicates("jackknife", np.zeros(2), np.array([[1.0, 2.0], [2.0, 1.0], [0.5, 3.0]]))
    low, high = drawn.bca(left_out)
    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()


def test_bca_takes_draws_and_a_jackknife():
    left_out = Replicates("jackknife", np.zeros(1), np.ones((3, 1)))
    with pytest.raises(CsatError) as caught:
        left_out.bca(left_out)
    assert str(caught.value) == (
        "A BCa interval takes bootstrap draws and a jackknife of the same statistic; it was given a jackknife and a "
        "jackknife. Call `bootstrap(...).bca(jackknife(...))`."
    )


def test_pair_tables_go_through_the_same_jackknife():
    frame = answers(n=90, missing=0.1)
    tables = Rows(frame).pairs()
    replicates = jackknife(tables, lambda part: part.pair_n[np.tril_indices(3, -1)])
    moments = jackknife(Rows(frame).moments("pairwise"), lambda part: part.n[np.tril_indices(3, -1)])
    np.testing.assert_array_equal(replicates.values, moments.values)


def test_many_rows_are_drawn_by_their_counts_as_if_one_after_the_other():
    """Counts of n rows drawn with replacement: n in all, each binomial (n, 1 / n), two of them -1 / n together."""
    n, draws = 10_000, 400
    counts = _counted(np.random.default_rng(5), draws, n)
    assert (counts.sum(axis=1) == n).all()
    found = np.bincount(counts.astype(int).ravel(), minlength=8)
    expected = binom.pmf(np.arange(7), n, 1 / n) * counts.size
    assert chisquare([*found[:7], found[7:].sum()], [*expected, counts.size - expected.sum()]).pvalue > 1e-3
    halves = counts[:, : n // 2].sum(axis=1)  # binomial (n, 1/2): what two halves share out
    assert halves.var() == pytest.approx(n / 4, rel=0.25)
    assert halves.mean() == pytest.approx(n / 2, abs=5 * (n / 4 / draws) ** 0.5)
    of_row = counts.sum(axis=0)  # no row is drawn more often than others
    assert ((of_row - draws) ** 2).sum() / draws == pytest.approx(n - 1, rel=5 * (2 / n) ** 0.5)


def test_few_and_many_rows_give_the_same_errors(monkeypatch):
    rng = np.random.default_rng(6)
    rows = Rows(pd.DataFrame({"a": rng.normal(size=9000)}), rng.uniform(0.5, 2, 9000))
    spec = BootstrapSpec(draws=600, seed=1)
    errors = []
    for many in (1, 10**9):
        monkeypatch.setattr("csat_lib.summary.bootstrap_draws.MANY_ROWS", many)
        errors.append(bootstrap(rows, means, spec).se[0])
    assert errors[0] == pytest.approx(errors[1], rel=0.15)  # of 600 draws each: 3 %
