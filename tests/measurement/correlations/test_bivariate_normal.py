"""The bivariate normal distribution beside closed forms and numerical integrals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import ndtr

from csat_lib.measurement.correlations.bivariate_normal import cumulative, density, density_slope, edge

RHO = np.array([-0.999, -0.7, -0.2, 0.0, 0.3, 0.8, 0.9999])


def points() -> list[np.ndarray]:
    rng = np.random.default_rng(3)
    return [rng.normal(0, 1.5, 40), rng.normal(0, 1.5, 40), np.tanh(rng.normal(0, 1.3, 40))]


def test_at_the_origin_it_is_sheppards():
    zero = np.zeros_like(RHO)
    np.testing.assert_allclose(cumulative(zero, zero, RHO), 0.25 + np.arcsin(RHO) / (2 * np.pi), atol=1e-15)


def test_without_correlation_it_is_a_product():
    h, k, _ = points()
    np.testing.assert_allclose(cumulative(h, k, np.zeros(40)), ndtr(h) * ndtr(k), atol=1e-15)


def test_it_is_the_integral_of_its_density():
    for h, k, rho in zip(*points(), strict=True):
        integral = quad(lambda r, h=h, k=k: float(density(h, k, np.array(r))), 0, rho, epsabs=1e-14, epsrel=1e-12)[0]
        assert float(cumulative(h, k, np.array(rho))) == pytest.approx(ndtr(h) * ndtr(k) + integral, abs=1e-13)


def test_far_thresholds_stand_for_infinite_ones():
    h = np.array([-1.0, 0.0, 2.0])
    far, rho = np.full(3, 38.0), np.full(3, 0.6)
    np.testing.assert_allclose(cumulative(h, far, rho), ndtr(h), atol=1e-15)
    np.testing.assert_allclose(cumulative(h, -far, rho), 0, atol=1e-15)


def test_slopes_are_those_of_small_steps():
    h, k, rho = points()
    step = 1e-6
    by_rho = (cumulative(h, k, rho + step) - cumulative(h, k, rho - step)) / (2 * step)
    np.testing.assert_allclose(density(h, k, rho), by_rho, atol=1e-8)
    by_h = (cumulative(h + step, k, rho) - cumulative(h - step, k, rho)) / (2 * step)
    np.testing.assert_allclose(edge(h, k, rho), by_h, atol=1e-8)
    again = (density(h, k, rho + step) - density(h, k, rho - step)) / (2 * step)
    np.testing.assert_allclose(density_slope(h, k, rho) * density(h, k, rho), again, rtol=1e-5, atol=1e-7)
