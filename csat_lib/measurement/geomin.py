"""Geomin: loadings whose row products are small, so that items may belong to two factors. Yates (1987)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.gradient_projection import Turns, project

Array = NDArray[np.float64]
EPSILON = 0.01
STARTS = 30
SEED = 0


def geomin_criterion(loadings: Array) -> tuple[Array, Array]:
    """Sum over the items of (prod over k factors of (l^2 + .01))^(1/k), and its gradient."""
    squares = loadings**2 + EPSILON
    means = np.exp(np.log(squares).mean(axis=-1, keepdims=True))
    return means.sum(axis=(-2, -1)), 2 / loadings.shape[-1] * loadings / squares * means


def best_turn(loadings: Array) -> Turns:
    """The best (1, k, k) turn of (p, k) loadings from 30 starts: the factors as they are and 29 drawn turns (seed 0).

    The criterion has several minima (Browne 2001, Multivariate Behavioral Research 36: 111-150), so that a single start
    may end in a poor one.
    """
    k = loadings.shape[1]
    drawn = np.linalg.qr(np.random.default_rng(SEED).standard_normal((STARTS - 1, k, k)))[0]
    ends = project(loadings, geomin_criterion, np.concatenate([np.eye(k)[None], drawn]))
    at = slice(best := int(np.argmin(ends.value)), best + 1)
    return Turns(ends.turn[at], ends.value[at], ends.settled[at])
