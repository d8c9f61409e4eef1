"""Velicer's MAP."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.factors.minimum_average import map_test
from tests.measurement.factor_facts import DATA, figures, real
from tests.measurement.facts import HARMAN, A, correlation_of, matrix, public_correlation, synthetic


def test_the_big_five_are_five():
    result = map_test(public_correlation("bfi"))
    published = [0.04455, 0.02492, 0.01894, 0.01752, 0.01569, 0.01464, 0.01598]
    np.testing.assert_allclose(result.squares[:7], published, atol=5e-6)
    assert (result.n_factors, result.n_factors_fourth) == (5, 5)


@pytest.mark.parametrize("data", DATA)
def test_averages_are_those_of_r(data):
    result = map_test(real(data))
    np.testing.assert_allclose(result.squares, figures(data, "map"), rtol=1e-8)
    np.testing.assert_allclose(result.fourths, figures(data, "map_fourth"), rtol=1e-8)
    theirs = figures(data, "map_psych")
    known = min(len(theirs), len(result.squares) - 1)
    np.testing.assert_allclose(result.squares[1 : known + 1], theirs[:known], rtol=1e-8)


def test_without_components_the_correlations_themselves_are_averaged():
    r = real("holzinger").matrix
    off = r[np.tril_indices(9, -1)]
    assert map_test(real("holzinger")).squares[0] == pytest.approx((off**2).mean(), rel=1e-12)
    assert map_test(real("holzinger")).fourths[0] == pytest.approx((off**4).mean(), rel=1e-12)


def test_planted_factors_are_counted():
    planted = np.kron(np.eye(4), np.full((5, 1), 0.7))
    r = planted @ planted.T
    np.fill_diagonal(r, 1)
    result = map_test(correlation_of(r, 500))
    assert (result.n_factors, result.n_factors_fourth) == (4, 4)


def test_findings_follow_the_catalogue():
    result = map_test(synthetic()[A])
    rows = result.to_findings()
    assert [(row.measure, row.subject, row.path, row.unit) for row in rows] == [
        ("n_factors", "items", "", "factors"),
        ("n_factors", "items", "", "factors"),
        *(("map", "component", path, "ratio") for path in ("0", "1", "2")),
        *(("map_fourth", "component", path, "ratio") for path in ("0", "1", "2")),
    ]
    assert [str(row.method) for row in rows[:2]] == ["map, pearson, listwise", "map fourth power, pearson, listwise"]
    assert str(result.method) == str(rows[0].method)


def test_the_average_ends_where_an_item_has_no_variance_left():
    r = np.eye(5)
    r[0, 1] = r[1, 0] = 0.5
    r[2, 3] = r[3, 2] = 0.2  # the third component is the fifth item alone
    result = map_test(correlation_of(r, 100))
    assert result.reason == ""
    np.testing.assert_array_equal(np.isnan(result.squares), [False, False, False, True])
    last = result.to_findings()[5]
    assert (last.measure, last.path, last.value, last.reason) == ("map", "3", None, "collinear")


def test_items_that_repeat_one_another_are_no_failure():
    twins = synthetic()[[*A, "b1"]].assign(a2=lambda items: items["a1"])
    assert np.isfinite(map_test(twins).squares[:2]).all()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (synthetic()[["a1"]], "one_item"),
        (synthetic()[A] * np.nan, "all_missing"),
        (synthetic().dropna().head(8), "few_answers"),
        (synthetic()[A].assign(a2=1.0), "no_variance"),
        (correlation_of(matrix(HARMAN), 172), "not_positive_definite"),
    ],
)
def test_what_cannot_be_judged_says_why_and_the_report_goes_on(data, reason):
    result = map_test(data)
    assert result.reason == reason
    assert {(row.value, row.reason) for row in result.to_findings()} == {(None, reason)}


def test_two_items_have_one_average():
    result = map_test(synthetic()[["a1", "a2"]])
    assert (len(result.squares), result.n_factors) == (1, 0)
