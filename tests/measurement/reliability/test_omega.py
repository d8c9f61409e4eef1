"""Hierarchical and total omega of a scale with several group factors, and omega of ordinal items."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.correlations.matrices import matrices_of
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.reliability.coefficients import omega_congeneric
from csat_lib.measurement.reliability.omega import estimate_omega
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.facts import THURSTONE, A, correlation_of, matrix, synthetic
from tests.measurement.public import in_r, planted, public_moments
from tests.measurement.reliability.test_coefficients import GENERAL, jensen_weng

GROUPS = {"bfi": 5, "hs": 3, "thurstone": 3}


def named(result, measure: str):
    return next(row for row in result.to_findings() if row.measure == measure)


def data_of(name: str):
    return correlation_of(matrix(THURSTONE), 213) if name == "thurstone" else public_moments("reliability", name)


def test_jensen_and_weng_are_reproduced():
    result = estimate_omega(correlation_of(jensen_weng(), 500), 3)
    assert result.hierarchical == pytest.approx(0.685740, abs=5e-7)
    assert result.total == pytest.approx(0.798400, abs=5e-7)
    np.testing.assert_allclose(result.general, GENERAL, rtol=1e-6)


def test_thurstone_is_reproduced():
    result = estimate_omega(correlation_of(matrix(THURSTONE), 213), 3)
    assert result.hierarchical == pytest.approx(0.736071, abs=5e-7)
    assert result.total == pytest.approx(0.930826, abs=5e-7)
    assert result.asymptotic == pytest.approx(0.790777, abs=5e-7)


@pytest.mark.parametrize("name", GROUPS)
def test_public_data_have_the_omegas_of_psych_as_far_as_psych_goes(name):
    result = estimate_omega(data_of(name), GROUPS[name])
    theirs = {figure: in_r("reliability", name, f"omega_{figure}").iloc[0] for figure in ("hierarchical", "total")}
    assert result.hierarchical == pytest.approx(theirs["hierarchical"], rel=1e-4)
    assert result.total == pytest.approx(theirs["total"], rel=1e-4)
    assert result.asymptotic == pytest.approx(in_r("reliability", name, "omega_asymptotic").iloc[0], rel=1e-4)
    np.testing.assert_allclose(result.general, in_r("reliability", name, "general_loading"), atol=2e-4)


@pytest.mark.parametrize(
    ("name", "data", "items"),
    [
        ("hs", "hs", [f"x{number}" for number in range(1, 10)]),
        ("bfi N", "bfi", [f"N{number}" for number in range(1, 6)]),
        ("sat", "sat", ["ACT", "SATV", "SATQ"]),
    ],
)
def test_one_factor_omega_of_public_data_is_that_of_psych(name, data, items):
    result = estimate_omega(public_moments("reliability", data).select(items))
    assert result.total == pytest.approx(in_r("reliability", name, "omega").iloc[0], rel=1e-4)


def test_findings_follow_the_catalogue():
    result = estimate_omega(sum_moments(planted(1, 300), Base(group=np.arange(300) % 20, n_groups=20), label="all"), 3)
    rows = result.to_findings()
    assert [row.measure for row in rows[:3]] == ["omega_total", "omega_hierarchical", "omega_asymptotic"]
    assert {(row.measure, row.other) for row in rows[3:]} == {("general_loading", "all")}
    assert str(rows[1].method) == (
        "schmid-leiman, 3 factors, oblimin, minres, no interval, too low in samples, listwise"
    )
    assert str(rows[0].method) == "total, 3 factors, minres, no interval, too high in samples, listwise"
    assert {(row.low, row.se) for row in rows[:2]} == {(None, None)}
    assert rows[1].value < rows[2].value < 1
    assert rows[0].value > rows[1].value


def test_the_interval_of_one_factor_omega_is_the_jackknife_done_by_hand():
    items = synthetic()[A].dropna()
    group = np.arange(len(items)) % 20
    result = estimate_omega(sum_moments(items, Base(group=group, n_groups=20)))
    left_out = []
    for g in range(20):
        r = items[group != g].corr().to_numpy()
        left_out.append(float(omega_congeneric(r, minres(r, 1).loadings[:, 0])))
    se = np.sqrt(19 / 20 * ((np.array(left_out) - np.mean(left_out)) ** 2).sum())
    assert result.interval.se == pytest.approx(se, rel=1e-7)


def test_a_planted_general_factor_is_found():
    loadings = np.tile([0.8, 0.7, 0.6], 3)
    general = loadings * np.sqrt(0.5)
    r = np.outer(loadings, loadings) * (np.kron(np.eye(3), np.ones((3, 3))) * 0.5 + 0.5)
    np.fill_diagonal(r, 1)
    truth = general.sum() ** 2 / r.sum()
    result = estimate_omega(planted(3, 4000), 3)
    assert result.hierarchical == pytest.approx(truth, abs=0.02)
    np.testing.assert_allclose(result.general, general, atol=0.06)


def test_an_item_that_points_the_other_way_shows_a_negative_general_loading():
    items = planted(4, 2000)
    result = estimate_omega(items.assign(c1=-items["c1"]), 3)
    assert result.general["c1"] < -0.3
    assert result.hierarchical < estimate_omega(items, 3).hierarchical - 0.05


def test_two_group_factors_have_a_total_but_no_general_factor():
    result = estimate_omega(planted(5, 500)[["a1", "a2", "a3", "b1", "b2", "b3"]], 2)
    assert named(result, "omega_total").value > 0.6
    for measure in ("omega_hierarchical", "omega_asymptotic", "general_loading"):
        assert (named(result, measure).value, named(result, measure).reason) == (None, "few_factors")


@pytest.mark.parametrize(
    ("frame", "n_factors", "reason"),
    [
        (synthetic()[A], 3, "few_items"),
        (synthetic()[["a1"]], 3, "one_item"),
        (planted(6, 9), 3, "few_answers"),
        (planted(6, 50).assign(a1=1.0), 3, "no_variance"),
    ],
)
def test_a_scale_without_hierarchical_omega_says_why(frame, n_factors, reason):
    rows = estimate_omega(frame, n_factors).to_findings()
    assert len(rows) == 3 + frame.shape[1]
    assert {(row.value, row.reason, row.low) for row in rows} == {(None, reason, None)}


def test_group_factors_that_are_the_general_factor_are_told_as_heywood():
    r = np.kron(np.eye(3), np.full((3, 3), 0.5)) + np.kron(1 - np.eye(3), np.full((3, 3), 0.25))
    r[:3, 3:] = r[3:, :3] = 0.45
    r[:3, 6:] = r[6:, :3] = 0.45
    np.fill_diagonal(r, 1)
    result = estimate_omega(correlation_of(r, 400), 3)
    assert len(result.heywood) == 1
    assert str(named(result, "omega_hierarchical").method).endswith(f"heywood {result.heywood[0]}")


def test_ordinal_omega_comes_from_polychoric_correlations_with_a_jackknife():
    coarse = pd.DataFrame(np.digitize(planted(7, 1500)[["a1", "a2", "a3"]], [-1.2, -0.4, 0.4, 1.2]).astype(float))
    fine, result = (
        planted(7, 1500)[["a1", "a2", "a3"]],
        estimate_omega(correlate(Rows(coarse), "polychoric"), label="a"),
    )
    row = result.to_findings()[0]
    assert (row.measure, row.subject) == ("omega_ordinal", "a")
    assert str(row.method).startswith("ordinal, congeneric, 1 factor, minres, jackknife, 100 groups")
    assert row.value == pytest.approx(estimate_omega(fine).total, abs=0.02)
    assert row.value > estimate_omega(coarse).total
    assert row.low < row.value < row.high


def test_a_given_correlation_without_its_answers_has_no_interval():
    result = estimate_omega(correlation_of(matrix(THURSTONE), 213))
    assert str(result.method) == "congeneric, 1 factor, minres, no interval without replicate groups, pearson, listwise"
    assert result.total == pytest.approx(in_r("reliability", "thurstone", "omega").iloc[0], rel=1e-4)


def test_rows_are_taken_with_their_own_weights_and_groups():
    items = planted(8, 300)
    rows = Rows(items, weights=np.linspace(0.5, 2, 300), label="abc")
    by_rows, by_sums = estimate_omega(rows), estimate_omega(rows.moments())
    assert by_rows.to_findings() == by_sums.to_findings()
    assert str(by_rows.words) == "listwise, weighted"
    assert matrices_of(rows).label == "abc"
