"""Many samples at once: covariances of each, and of each without one replicate group, as the product has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from csat_lib.summary.rows import MOST_GROUPS
from csat_lib.summary.skewness import FEWEST_GROUPS, MOST_SKEWED
from csat_lib.summary.studentised import studentised

from .populations import PSU, Array, Case


@dataclass(frozen=True)
class Samples:
    """B samples: ``whole`` (B, p, p) covariances, ``less`` (g, B, p, p), and what tells whether they give an interval.

    ``skewness`` (B, p) of the items' means, with their sign; ``n_effective`` (B,).
    """

    whole: Array
    less: Array
    skewness: Array
    n: int
    n_effective: Array

    def printed(self, items: slice = slice(None)) -> Array:
        """(B,) whether the product gives an interval of a coefficient of these items."""
        g = len(self.less)
        skewed = np.abs(self.skewness[:, items].mean(axis=1)) + sqrt(6) / (2 * g)
        return np.asarray((g >= FEWEST_GROUPS) & (skewed <= MOST_SKEWED))


def summed(x: Array, case: Case, rng: np.random.Generator) -> Samples:
    """``x`` (B, n, p) answers; weights as the case has them, groups as the product deals them."""
    size, n, _ = x.shape
    w = np.exp(case.spread * rng.normal(size=(size, n))) if case.weighted else np.ones((size, n))
    unit = np.arange(n) // PSU if case.clustered else np.arange(n)
    g = min(MOST_GROUPS, int(unit.max()) + 1)
    spans = [np.flatnonzero(unit % g == at) for at in range(g)]
    origin = (w[..., None] * x).sum(axis=1) / w.sum(axis=1)[:, None]
    x = x - origin[:, None]
    sums = [(w[:, own].sum(axis=1), w[:, own, None] * x[:, own], x[:, own]) for own in spans]
    total = np.stack([weight for weight, _, _ in sums])
    first = np.stack([wx.sum(axis=1) for _, wx, _ in sums])
    second = np.stack([wx.swapaxes(1, 2) @ y for _, wx, y in sums])
    in_group = np.array([len(own) for own in spans])[:, None, None, None]
    whole, every = _covariance(total.sum(axis=0), first.sum(axis=0), second.sum(axis=0), n), total.sum(axis=0)
    less = _covariance(every - total, first.sum(axis=0) - first, second.sum(axis=0) - second, n - in_group)
    skewness = (first**3).sum(axis=0) / (first**2).sum(axis=0) ** 1.5
    return Samples(whole, less, skewness, n, every**2 / (w**2).sum(axis=1))


def _covariance(w: Array, wx: Array, wxx: Array, n: int | Array) -> Array:
    mean = wx / w[..., None]
    product = wxx / w[..., None, None] - mean[..., :, None] * mean[..., None, :]
    return np.asarray(product * (n / (n - 1)))


def correlations(s: Array) -> Array:
    """(..., p, p)."""
    spread = np.sqrt(np.diagonal(s, axis1=-2, axis2=-1))
    return np.asarray(s / (spread[..., :, None] * spread[..., None, :]))


def log_ends(whole: Array, left_out: Array) -> tuple[Array, Array]:
    """The product's interval of reliabilities (B,)."""
    return _ends(whole, left_out, lambda c: -np.log1p(-c), lambda z: -np.expm1(-z))


def fisher_ends(whole: Array, left_out: Array) -> tuple[Array, Array]:
    """The product's interval of correlations (B,)."""
    return _ends(whole, left_out, np.arctanh, np.tanh)


def _ends(
    whole: Array, left_out: Array, scale: Callable[[Array], Array], back: Callable[[Array], Array]
) -> tuple[Array, Array]:
    with np.errstate(invalid="ignore", divide="ignore"):
        found = studentised(scale(whole), scale(left_out), 0.95)
        return back(found.low), back(found.high)


def told(low: Array, high: Array, truth: float, printed: Array) -> dict[str, float]:
    """How often there is an interval, how often it holds the truth, and how often that lies below or above it."""
    given = printed & np.isfinite(low)
    share = float(given.mean())
    if share < RARE:
        return {"printed": share}
    held = (low <= truth) & (truth <= high)
    figures = {"coverage": held, "below": truth < low, "above": truth > high}
    return {"printed": share} | {name: float(np.mean(each[given])) for name, each in figures.items()}


RARE = 0.2
"""Where fewer samples give an interval, these are too odd a choice of all for their coverage to mean anything."""
