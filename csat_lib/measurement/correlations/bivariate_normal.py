"""The standard bivariate normal distribution, for whole arrays of points and correlations at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, owens_t

Array = NDArray[np.float64]
AS_GOOD_AS_ZERO = 1e-100  # stands for 0, where Owen's formula divides 0 by 0


def cumulative(h: Array, k: Array, rho: Array) -> Array:
    """P(X <= h, Y <= k) of standard normal X and Y with correlation rho, arrays that broadcast, |rho| < 1.

    Method: (cdf(h) + cdf(k)) / 2 - T(h, a_h) - T(k, a_k) - 1/2 [h and k on two sides of 0], with Owen's function T and
    a_h = (k - rho h) / (h sqrt(1 - rho^2)): Owen (1956), Annals of Mathematical Statistics 27: 1075-1090. Right to
    about 1e-16 absolutely, close to rho = 1 too.
    """
    h, k = (np.where(at == 0, AS_GOOD_AS_ZERO, at) for at in (h, k))
    root = np.sqrt(1 - rho**2)
    half = (ndtr(h) + ndtr(k) - ((h < 0) != (k < 0))) / 2
    return np.asarray(half - owens_t(h, (k / h - rho) / root) - owens_t(k, (h / k - rho) / root))


def density(h: Array, k: Array, rho: Array) -> Array:
    """Density at (h, k), which is also the derivative of :func:`cumulative` by rho (Plackett 1954)."""
    rest = 1 - rho**2
    return np.asarray(np.exp((h * k * rho - (h**2 + k**2) / 2) / rest) / (2 * np.pi * np.sqrt(rest)))


def density_slope(h: Array, k: Array, rho: Array) -> Array:
    """Derivative of :func:`density` by rho, divided by the density itself."""
    rest = 1 - rho**2
    return np.asarray((rho + (h * k * (1 + rho**2) - rho * (h**2 + k**2)) / rest) / rest)


def edge(h: Array, k: Array, rho: Array) -> Array:
    """Derivative of :func:`cumulative` by h: density of X at h times P(Y <= k | X = h)."""
    normal = np.exp(-(h**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(normal * ndtr((k - rho * h) / np.sqrt(1 - rho**2)))
