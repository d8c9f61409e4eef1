"""Calibration: its three distances, and what must hold of the factors, whatever the engine."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.weighting.calibration import _CURVES, calibrate
from csat_lib.weighting.margins import read_margins
from csat_lib.weighting.raking import RakeSpec, rake

BOUNDS = (0.3, 2.5)
U = np.linspace(-1.5, 1.5, 61)
FRAME = pd.DataFrame({"a": list("xxxxyyyyyy"), "b": list("uvuvuvuuvv")})
TARGETS = {"a": {"x": 0.55, "y": 0.45}, "b": {"u": 0.6, "v": 0.4}}


@pytest.mark.parametrize("distance", _CURVES)
def test_slope_inverse_and_integral_are_those_of_the_curve(distance):
    curves, step = _CURVES[distance](BOUNDS), 1e-6
    np.testing.assert_allclose(curves.inverse(curves.value(U)), U, atol=1e-12)
    rise = (curves.value(U + step) - curves.value(U - step)) / (2 * step)
    np.testing.assert_allclose(curves.slope(U), rise, rtol=1e-8, atol=1e-9)
    area = (curves.integral(U + step) - curves.integral(U - step)) / (2 * step)
    np.testing.assert_allclose(curves.value(U), area, rtol=1e-8, atol=1e-9)  # linear crosses 0


@pytest.mark.parametrize("distance", _CURVES)
def test_every_distance_starts_at_the_base_weight_with_the_same_slope(distance):
    """All are the same to first order, and so are the errors of what they weigh (Deville & Saerndal 1992)."""
    curves = _CURVES[distance](BOUNDS)
    assert curves.value(np.zeros(1))[0] == pytest.approx(1.0)
    assert curves.slope(np.zeros(1))[0] == pytest.approx(1.0)


def test_linear_factors_are_those_of_the_regression_estimator():
    """In closed form: 1 + x'(X'X)^-1 (t - X'1)."""
    x = np.column_stack([np.ones(10), FRAME["a"] == "x", FRAME["b"] == "u"])
    wanted = 10 * np.array([1, TARGETS["a"]["x"], TARGETS["b"]["u"]])
    expected = 1 + x @ np.linalg.solve(x.T @ x, wanted - x.sum(axis=0))
    np.testing.assert_allclose(rake(FRAME, TARGETS, spec=RakeSpec(distance="linear")).weights, expected, rtol=1e-12)


def test_raking_by_either_engine_is_the_same():
    """Bounds that no weight reaches leave the exponential distance, which proportional fitting minimises as well."""
    wide = rake(FRAME, TARGETS, spec=RakeSpec(bounds=(1e-6, 1e6)))
    np.testing.assert_allclose(wide.weights, rake(FRAME, TARGETS).weights, rtol=1e-8)


def test_a_ridge_meets_the_sum_of_the_weights_whatever_becomes_of_the_margins():
    margins = read_margins(FRAME, {"a": {"x": 0.9, "y": 0.1}}, np.ones(10))
    factors, _ = calibrate(np.ones(10), margins, ("linear", (0.5, 1.5)), np.full(10, np.inf), 1e-4)
    assert factors.sum() == pytest.approx(10, rel=1e-12)
    assert set(np.round(factors, 6)) == {round(4 / 6, 6), 1.5}


@pytest.mark.parametrize("distance", ["linear", "logit"])
def test_who_has_no_level_of_a_margin_is_moved_by_the_others_alone(distance):
    frame = FRAME.assign(b=FRAME["b"].mask(FRAME.index < 3))
    found = rake(frame, TARGETS, spec=RakeSpec(distance=distance, bounds=BOUNDS))
    assert found.converged
    known = frame["b"].notna()
    share = found.weights[known & (frame["b"] == "u")].sum() / found.weights[known].sum()
    assert share == pytest.approx(0.6)
    assert found.weights.mean() == pytest.approx(1.0)
