"""Geomin: loadings whose row products are small, so that items may belong to two factors. Yates (1987)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
EPSILON = 0.01


def geomin_criterion(loadings: Array) -> tuple[Array, Array]:
    """Sum over the items of (prod over k factors of (l^2 + .01))^(1/k), and its gradient."""
    squares = loadings**2 + EPSILON
    means = np.exp(np.log(squares).mean(axis=-1, keepdims=True))
    return means.sum(axis=(-2, -1)), 2 / loadings.shape[-1] * loadings / squares * means
