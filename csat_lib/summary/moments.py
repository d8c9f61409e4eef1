"""Moments: counts, weighted sums and cross-products of a set of items, mergeable by addition.

For every pair (j, k) of items the part holds, over the respondents who answered both (pairwise) or all items
(listwise): n, the sum of w, of w squared, of w*x_j, of w*x_j^2 and of w*x_j*x_k. Means, covariances and
correlations follow from these alone, so that a frame, a stream of batches and a cluster give the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.summary import different_parts, no_replicates, unknown_item
from csat_lib.statistics import statistic

Missing = Literal["listwise", "pairwise"]
Array = NDArray[np.float64]
ROWS_AT_ONCE = 1024
SUMS = ("n", "w", "w2", "wx", "wx2", "wxx")
_ROUNDING = 1e-13  # a variance below this share of the mean square is a difference of equal sums


@dataclass(frozen=True)
class Moments:
    """Sums over respondents, each a (p, p) array.

    ``n``, ``w``, ``w2`` are symmetric; ``wx[j, k]`` and ``wx2[j, k]`` sum w*x_j and w*x_j^2 where k is answered
    too; ``wxx`` sums w*x_j*x_k. ``groups`` is the same part per replicate group, with the groups on the leading
    axis of its arrays, or None. ``clustered``: respondents were drawn in PSUs (which the groups keep whole), so that
    formulas for independent respondents do not hold.
    """

    items: tuple[str, ...]
    missing: Missing
    n: Array
    w: Array
    w2: Array
    wx: Array
    wx2: Array
    wxx: Array
    label: str = ""
    groups: Moments | None = None
    clustered: bool = False

    def __add__(self, other: Moments) -> Moments:
        if (self.items, self.missing, self.clustered) != (other.items, other.missing, other.clustered):
            raise different_parts("moments", self.items, other.items)
        both = None if self.groups is None or other.groups is None else self.groups + other.groups
        sums = {name: getattr(self, name) + getattr(other, name) for name in SUMS}
        return replace(self, **sums, groups=both)

    def select(self, items: Sequence[str], label: str = "") -> Moments:
        """The same part for some of the items. A listwise part keeps the base of its whole item set."""
        unknown = [item for item in items if item not in self.items]
        if unknown:
            raise unknown_item(unknown[0], self.items)
        at = np.array([self.items.index(item) for item in items], dtype=np.intp)
        cut = {name: getattr(self, name)[..., at[:, None], at] for name in SUMS}
        groups = None if self.groups is None else self.groups.select(items, label)
        return replace(self, items=tuple(items), label=label or self.label, groups=groups, **cut)

    @property
    def n_obs(self) -> int:
        """Respondents behind the part: the listwise count, or the smallest pairwise count."""
        return int(self.n.min()) if self.n.size else 0

    @property
    def n_weighted(self) -> float:
        """Sum of weights over the same respondents."""
        return float(self.w.min()) if self.w.size else 0.0

    @property
    def n_effective(self) -> float:
        """Kish's effective n, (sum w)^2 / sum w^2, smallest over the pairs; 0 where nobody has any weight."""
        if not self.n_obs or not self.w2.min():
            return 0.0
        return float((self.w**2 / self.w2).min())

    @property
    def weighted(self) -> bool:
        """Whether any two respondents carry different weights (by Cauchy-Schwarz, to rounding)."""
        return bool(np.any(self.w**2 < self.n * self.w2 * (1 - 1e-12)))

    @property
    def means(self) -> Array:
        """(p,) weighted mean of each item over its own answers."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.diagonal(self.wx, axis1=-2, axis2=-1) / np.diagonal(self.w, axis1=-2, axis2=-1))

    @property
    def covariance(self) -> Array:
        """(p, p) covariance with the factor n / (n - 1) of each pair; NaN where n < 2.

        s_jk = (sum w x_j x_k / W - m_j m_k) * n / (n - 1), the means taken over the pair. Unweighted this is R's
        ``cov(use = "pairwise")``; weights enter as shares, so their scale does not matter.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.where(self.n > 1, self._products(self._squares) * (self.n / (self.n - 1)), np.nan))

    @property
    def correlation(self) -> Array:
        """(p, p) Pearson correlation, R's ``cor``: each pair with the standard deviations over that same pair."""
        squares = self._squares
        with np.errstate(invalid="ignore", divide="ignore"):
            r = np.array(self._products(squares) / np.sqrt(squares * squares.swapaxes(-1, -2)))
        at = np.arange(len(self.items))
        r[..., at, at] = np.where(np.diagonal(squares, axis1=-2, axis2=-1) > 0, 1.0, np.nan)
        return r

    @property
    def _squares(self) -> Array:
        """(p, p) mean squared deviation of item j over the pair (j, k); 0 where it is no more than rounding."""
        with np.errstate(invalid="ignore", divide="ignore"):
            square, mean = self.wx2 / self.w, self.wx / self.w
            return np.asarray(np.where(square - mean**2 < _ROUNDING * square, 0.0, square - mean**2))

    def _products(self, squares: Array) -> Array:
        """(p, p) mean product of deviations of each pair; 0 where an item does not vary."""
        with np.errstate(invalid="ignore", divide="ignore"):
            product = self.wxx / self.w - self.wx * self.wx.swapaxes(-1, -2) / self.w**2
        varies = squares != 0
        return np.asarray(np.where(varies & varies.swapaxes(-1, -2), product, 0.0))

    def jackknife_replicates(self) -> Iterator[Moments]:
        """The whole minus one replicate group at a time, in group order; groups without respondents are passed over."""
        if self.groups is None:
            raise no_replicates(self.label or "moments")
        whole = replace(self, groups=None)
        for at in range(self.groups.n.shape[0]):
            if self.groups.n[at].any():
                yield replace(whole, **{name: getattr(self, name) - getattr(self.groups, name)[at] for name in SUMS})


@dataclass(frozen=True)
class Base:
    """Who the rows are.

    ``weights`` (n,) or None for 1 each; ``group`` (n,) replicate group 0..n_groups-1 or None; ``clustered``: whether
    the groups are made of PSUs.
    """

    weights: Array | None = None
    group: NDArray[np.integer] | None = None
    n_groups: int = 0
    clustered: bool = False

    def counting(self, rows: Array) -> tuple[Array, Base]:
        """The rows that count, with their base: whom weighting gives no weight stands behind no figure."""
        if self.weights is None or np.all(self.weights):
            return rows, self
        counted = np.asarray(self.weights) > 0
        group = None if self.group is None else self.group[counted]
        return rows[counted], replace(self, weights=np.asarray(self.weights)[counted], group=group)


def as_moments(data: pd.DataFrame | Moments, missing: Missing = "listwise", label: str = "") -> Moments:
    """Take Moments as they are, or sum up a DataFrame of items (NaN is missing), unweighted."""
    if isinstance(data, Moments):
        return data
    return sum_moments(data, missing=missing, label=label)


@statistic
def sum_moments(
    frame: pd.DataFrame, base: Base | None = None, missing: Missing = "listwise", label: str = ""
) -> Moments:
    """Sum up one batch. ``frame`` (n, p) holds numbers, NaN where an answer is missing.

    Missing values: "listwise" keeps complete rows, "pairwise" each pair's own. Rows of weight 0 do not count.
    """
    values, base = (base or Base()).counting(frame.to_numpy(dtype=np.float64, na_value=np.nan))
    weights = base.weights if base.weights is None else np.asarray(base.weights, dtype=np.float64)
    whole, items = _sums(values, weights, missing), tuple(map(str, frame.columns))
    moments = Moments(items, missing, **whole, label=label, clustered=base.clustered)
    groups = None if base.group is None else replace(moments, **_group_sums(values, weights, base, missing))
    return replace(moments, groups=groups)


def _sums(values: Array, weights: Array | None, missing: Missing) -> dict[str, Any]:
    """Block of rows after block of rows, so that what is worked on stays in the processor's cache."""
    starts = range(0, max(len(values), 1), ROWS_AT_ONCE)
    blocks = [slice(start, start + ROWS_AT_ONCE) for start in starts]
    parts = [_block_sums(values[rows], None if weights is None else weights[rows], missing) for rows in blocks]
    if len(parts) == 1:
        return dict(zip(SUMS, parts[0], strict=True))
    return {name: np.sum(arrays, axis=0) for name, arrays in zip(SUMS, zip(*parts, strict=True), strict=True)}


def _block_sums(values: Array, weights: Array | None, missing: Missing) -> list[Array]:
    answered = ~np.isnan(values)
    complete = answered.all(axis=1)
    if complete.all():
        return _complete_sums(values, weights)
    if missing == "listwise":
        return _complete_sums(values[complete], None if weights is None else weights[complete])
    x = np.where(answered, values, 0.0)
    seen = answered.astype(np.float64)
    if weights is None:
        n = seen.T @ seen
        return [n, n, n, x.T @ seen, (x * x).T @ seen, x.T @ x]
    w = weights[:, None]
    wx = x * w
    return [*(part.T @ seen for part in (seen, seen * w, seen * w**2, wx, wx * x)), wx.T @ x]


def _complete_sums(x: Array, weights: Array | None) -> list[Array]:
    """Rows without gaps: every pair has the same base, so that one product is enough."""
    w = np.ones(len(x)) if weights is None else weights
    wx = x if weights is None else x * w[:, None]
    products, shape = wx.T @ x, (x.shape[1],) * 2
    counts = [np.full(shape, total) for total in (float(len(x)), w.sum(), w @ w)]
    sums = [np.repeat(column[:, None], shape[1], axis=1) for column in (wx.sum(axis=0), np.diagonal(products))]
    return [*counts, *sums, products]


def _group_sums(values: Array, weights: Array | None, base: Base, missing: Missing) -> dict[str, Any]:
    """The six sums per replicate group, each (n_groups, p, p): rows sorted by group, one product per group."""
    group = np.asarray(base.group)
    if missing == "listwise":
        complete = ~np.isnan(values).any(axis=1)
        values, group, weights = values[complete], group[complete], None if weights is None else weights[complete]
    order = np.argsort(group, kind="stable")
    edges = np.searchsorted(group[order], np.arange(base.n_groups + 1))
    values, weights = values[order], np.ones(len(order)) if weights is None else weights[order]
    if missing == "listwise":
        return _complete_group_sums(values, weights, edges)
    per_group = [_sums(values[start:end], weights[start:end], missing) for start, end in pairwise(edges)]
    return {name: np.stack([sums[name] for sums in per_group]) for name in SUMS}


def _complete_group_sums(x: Array, w: Array, edges: NDArray[np.intp]) -> dict[str, Any]:
    """The same of rows without gaps: a column of ones beside the items brings the sums of w and w*x."""
    p = x.shape[1]
    with_one = np.column_stack([x, np.ones(len(x))])
    weighted = with_one * w[:, None]
    products = np.stack([weighted[start:end].T @ with_one[start:end] for start, end in pairwise(edges)])
    sizes = np.diff(edges)
    squares = np.bincount(np.repeat(np.arange(len(sizes)), sizes), w**2, minlength=len(sizes))
    wxx, wx, total = products[:, :p, :p], products[:, :p, p:], products[:, p:, p:]
    wx2 = np.diagonal(wxx, axis1=1, axis2=2)[:, :, None]
    parts = (sizes[:, None, None].astype(np.float64), total, squares[:, None, None], wx, wx2, wxx)
    return {name: np.broadcast_to(part, wxx.shape) for name, part in zip(SUMS, parts, strict=True)}
