"""Correlations of items that are alike, in which nothing but a rule tells one factor, or one item, from another."""

from __future__ import annotations

import numpy as np

LOADINGS = np.array([0.8, 0.7, 0.6])


def pattern(k: int) -> np.ndarray:
    """(3k, k) loadings of three items on each of k factors."""
    return np.kron(np.eye(k), LOADINGS[:, None])


def correlations(k: int, between: float = 0.3) -> np.ndarray:
    """(3k, 3k) correlations of the items of k factors that correlate ``between`` with each other."""
    r = pattern(k) @ ((1 - between) * np.eye(k) + between) @ pattern(k).T
    np.fill_diagonal(r, 1)
    return r


def shaken(r: np.ndarray, seed: int) -> np.ndarray:
    """The same but for the last digits, as another processor might add them up."""
    noise = np.random.default_rng(seed).normal(size=r.shape) * 1e-15
    return r + noise + noise.T
