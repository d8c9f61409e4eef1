"""Replicates: standard errors and intervals of any statistic of Moments, closed form or not.

One protocol: ``statistic(Moments) -> (q,) vector``. It is run on the whole part and on R variations of it, which are
either the whole less one replicate group (delete-a-group jackknife) or draws of the rows with replacement (bootstrap).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from csat_lib.errors.summary import no_replicates
from csat_lib.summary.moments import Base, Missing, Moments, sum_moments

Array = NDArray[np.float64]
Statistic = Callable[[Moments], Array]
MOST_GROUPS = 100
DRAWS_AT_ONCE = 32
ROWS_AT_ONCE = 4096


@dataclass(frozen=True)
class Replicates:
    """A statistic over replicates: ``whole`` (q,) of the data themselves, ``values`` (R, q) of the replicates.

    A component that some replicate could not give has no standard error and no interval (NaN): nothing is left out in
    silence.
    """

    kind: Literal["jackknife", "bootstrap"]
    whole: Array
    values: Array

    @property
    def method(self) -> str:
        """How the interval came about, for the findings."""
        count = len(self.values)
        return f"jackknife, {count} groups" if self.kind == "jackknife" else f"bootstrap, {count} draws, percentile"

    @property
    def df(self) -> int:
        """Degrees of freedom: replicates less one."""
        return len(self.values) - 1

    @property
    def se(self) -> Array:
        """(q,) standard errors; NaN with fewer than two replicates.

        Jackknife: sqrt((g - 1) / g * sum (theta_i - mean)^2), Kott (2001), Journal of Official Statistics 17: 521-526.
        Bootstrap: standard deviation of the draws.
        """
        if self.df < 1:
            return np.full_like(self.whole, np.nan)
        factor = self.df if self.kind == "jackknife" else len(self.values) / self.df
        return np.asarray(np.sqrt(factor * self.values.var(axis=0)))

    def interval(self, confidence: float = 0.95) -> tuple[Array, Array]:
        """(low, high), each (q,): jackknife theta -/+ t(g - 1) * se, bootstrap percentiles of the draws."""
        if self.kind == "jackknife" or self.df < 1:
            reach = stdtrit(max(self.df, 1), (1 + confidence) / 2) * self.se
            return self.whole - reach, self.whole + reach
        low, high = np.quantile(self.values, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
        return low, high


@dataclass(frozen=True)
class BootstrapSpec:
    """``draws`` of the rows with replacement, from ``seed``; ``weights`` (n,) stay with their rows."""

    draws: int = 1000
    seed: int = 0
    missing: Missing = "listwise"
    weights: Array | None = None


def jackknife(moments: Moments, statistic: Statistic) -> Replicates:
    """Leave out one replicate group at a time; g counts the groups that have respondents.

    Raises:
        CsatError: the part was summed up without replicate groups.
    """
    if moments.groups is None:
        raise no_replicates(moments.label or "these items")
    return _replicates("jackknife", moments, statistic, moments.deletions())


def bootstrap(frame: pd.DataFrame, statistic: Statistic, spec: BootstrapSpec | None = None) -> Replicates:
    """Draw the rows of ``frame`` (n, p) with replacement; missing values as in :func:`sum_moments`.

    Method: a draw is a vector of counts over rows; (draws x rows) times (rows x sums) gives the moments of many draws
    at once, in blocks, so that memory stays small. Efron & Tibshirani (1993), An Introduction to the Bootstrap.
    """
    spec = spec or BootstrapSpec()
    whole = sum_moments(frame, Base(weights=spec.weights), spec.missing)
    return _replicates("bootstrap", whole, statistic, draw_moments(frame, spec))


def dealt_groups(n_rows: int) -> Base:
    """Replicate groups for rows that come without: dealt in turn to 100 groups, or to as many as there are rows."""
    n_groups = min(MOST_GROUPS, n_rows)
    return Base(group=np.arange(n_rows) % max(n_groups, 1), n_groups=n_groups) if n_groups else Base()


def draw_moments(frame: pd.DataFrame, spec: BootstrapSpec) -> Iterator[Moments]:
    """The Moments of one bootstrap draw after another."""
    values = frame.to_numpy(dtype=np.float64, na_value=np.nan)
    items = tuple(map(str, frame.columns))
    rng = np.random.default_rng(spec.seed)
    for start in range(0, spec.draws, DRAWS_AT_ONCE):
        counts = _counts(rng, min(DRAWS_AT_ONCE, spec.draws - start), len(values))
        for sums in _drawn_sums(values, counts, spec):
            yield Moments(items, spec.missing, *sums)


def _replicates(
    kind: Literal["jackknife", "bootstrap"], whole: Moments, statistic: Statistic, variations: Iterator[Moments]
) -> Replicates:
    figures = np.asarray(statistic(whole), dtype=np.float64)
    values = [np.asarray(statistic(variation), dtype=np.float64) for variation in variations]
    return Replicates(kind, figures, np.stack(values) if values else np.empty((0, len(figures))))


def _counts(rng: np.random.Generator, draws: int, n: int) -> Array:
    """(draws, n) how often each row is in each draw of n rows."""
    drawn = [np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(draws)]
    return np.asarray(drawn, dtype=np.float64)


def _drawn_sums(values: Array, counts: Array, spec: BootstrapSpec) -> Array:
    """(draws, 6, p, p) the six sums of Moments of every draw, added up block of rows by block of rows."""
    n, p = values.shape
    features, unfold = _FEATURES[spec.missing]
    weights = np.ones(n) if spec.weights is None else np.asarray(spec.weights, dtype=np.float64)
    blocks = [slice(start, start + ROWS_AT_ONCE) for start in range(0, max(n, 1), ROWS_AT_ONCE)]
    sums = [counts[:, rows] @ features(values[rows], weights[rows, None]) for rows in blocks]
    return unfold(np.sum(sums, axis=0), p)


def _complete_rows(values: Array, w: Array) -> Array:
    """(rows, 3 + p + p^2) what each row adds to 1, w, w^2, w*x_j, w*x_j*x_k: nothing unless it is complete."""
    complete = ~np.isnan(values).any(axis=1, keepdims=True)
    x = np.where(complete, values, 0.0)
    products = (w * x)[:, :, None] * x[:, None, :]
    return np.hstack([complete * np.ones_like(w), complete * w, complete * w**2, w * x, products.reshape(len(x), -1)])


def _unfold_complete(sums: Array, p: int) -> Array:
    counts, wx, wxx = sums[:, :3, None, None], sums[:, 3 : 3 + p, None], sums[:, 3 + p :].reshape(-1, p, p)
    square = np.diagonal(wxx, axis1=1, axis2=2)[:, :, None]
    shape = (len(sums), p, p)
    parts = [*np.broadcast_to(counts, (len(sums), 3, p, p)).swapaxes(0, 1), wx, square, wxx]
    return np.stack([np.broadcast_to(part, shape) for part in parts], axis=1)


def _answered_pairs(values: Array, w: Array) -> Array:
    """(rows, 6 p^2) what each row adds to n, w, w2, wx, wx2, wxx of the pairs that it answered."""
    answered = ~np.isnan(values)
    x, seen = np.where(answered, values, 0.0), answered.astype(np.float64)
    pairs = [(seen, seen), (w * seen, seen), (w**2 * seen, seen), (w * x, seen), (w * x**2, seen), (w * x, x)]
    products = [left[:, :, None] * right[:, None, :] for left, right in pairs]
    return np.stack(products, axis=1).reshape(len(values), -1)


def _unfold_pairs(sums: Array, p: int) -> Array:
    return sums.reshape(-1, 6, p, p)


_FEATURES: dict[Missing, tuple[Callable[[Array, Array], Array], Callable[[Array, int], Array]]] = {
    "listwise": (_complete_rows, _unfold_complete),
    "pairwise": (_answered_pairs, _unfold_pairs),
}
