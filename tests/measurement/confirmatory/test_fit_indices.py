"""Indices of fit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import ncx2

from csat_lib.measurement.confirmatory.fit_indices import Chi2, fit_indices, rmsea_interval, srmr


def test_indices_of_holzinger_and_swineford_follow_from_their_chi_squares():
    found = fit_indices(Chi2(85.3055217699732, 24), Chi2(918.851589292384, 36), 301)
    figures = (found.cfi, found.tli, found.rmsea, found.rmsea_low, found.rmsea_high, found.test.p)
    printed = (0.930559651799335, 0.895839477699003, 0.092121484510169, 0.0714184904399386, 0.113678016811963)
    assert figures == pytest.approx((*printed, 8.50255321704907e-09), rel=1e-7)


def test_a_scaled_test_is_lavaans():
    """lavaan 0.6-14, MLR; the interval puts its scaled statistic at the quantiles."""
    test = Chi2(85.3055217699732, 24, 0.979042258785899)
    found = fit_indices(test, Chi2(918.851589292384, 36, 1.04405257713015), 301)
    assert found.test.value == pytest.approx(87.1316033648637, rel=1e-12)
    printed = (0.925206764030364, 0.887810146045546, 0.0934834089697806)
    assert (found.cfi, found.tli, found.rmsea) == pytest.approx(printed, rel=1e-6)
    away = np.array([found.rmsea_low, found.rmsea_high]) ** 2 * 301 * 24
    assert ncx2.cdf(87.1316033648637, 24, away) == pytest.approx([0.95, 0.05], rel=1e-6)


def test_several_groups_carry_the_root_of_their_number():
    """Configural model of the two schools: lavaan prints .096915 [.074505, .119583]."""
    found = fit_indices(Chi2(115.851343875559, 48), Chi2(957.769050808683, 72), 301, n_groups=2)
    assert found.cfi == pytest.approx(0.923398380408964, rel=1e-10)
    assert found.rmsea == pytest.approx(0.0969148567676119, rel=1e-10)
    assert (found.rmsea_low, found.rmsea_high) == pytest.approx((0.074505286774747, 0.119582825882379), rel=1e-6)


@pytest.mark.parametrize(("x", "df", "n"), [(30.0, 24, 200), (4165.5, 265, 2436), (3e6, 400, 10**6)])
def test_the_ends_of_the_interval_put_the_statistic_at_its_quantiles(x, df, n):
    low, high = rmsea_interval(Chi2(x, df), n)
    for end, share in ((low, 0.95), (high, 0.05)):
        if end:
            assert ncx2.cdf(x, df, end**2 * n * df) == pytest.approx(share, rel=1e-6)


def test_a_model_that_fits_better_than_chance_has_the_best_figures():
    found = fit_indices(Chi2(10, 24), Chi2(900, 36), 300)
    assert (found.cfi, found.rmsea, found.rmsea_low) == (1, 0, 0)
    assert found.tli > 1
    assert fit_indices(Chi2(10, 24), Chi2(20, 36), 300).cfi == 1


def test_nothing_to_test_has_no_indices():
    found = fit_indices(Chi2(0.0, 0), Chi2(50, 3), 300)
    assert math.isnan(found.cfi)
    assert math.isnan(found.test.p)
    assert found.test.value == 0


def test_a_scaling_that_is_not_above_zero_gives_no_test():
    found = fit_indices(Chi2(10, 5, -0.2), Chi2(50, 3), 300)
    assert math.isnan(found.test.value)
    assert math.isnan(found.rmsea)


def test_srmr_counts_diagonal_and_means():
    observed, implied = np.array([[4.0, 1.0], [1.0, 1.0]]), np.array([[4.0, 0.0], [0.0, 1.0]])
    assert srmr(observed, implied) == pytest.approx(math.sqrt((0.5**2) / 3))
    assert srmr(observed, implied, np.array([1.0, 0.0])) == pytest.approx(math.sqrt((0.5**2 + 0.5**2) / 5))
