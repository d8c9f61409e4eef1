"""Polychoric correlations of all pairs of items at once, in two steps: thresholds, then each pair's correlation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from csat_lib.measurement.correlations.bivariate_normal import Array, cumulative, density, density_slope
from csat_lib.summary.pairs import PairTables

Codes = NDArray[np.intp]
Words = NDArray[np.str_]
FARTHEST = 38.0  # stands for an infinite threshold: nothing of the normal distribution lies beyond it
LARGEST = 0.9999  # an estimate that is driven to this correlation runs to 1
EDGE = float(np.arctanh(LARGEST))
NEAR = 1e-6  # a step of Fisher's z below this ends the search: the error that Newton leaves is about its square
FLAT = 1e-6  # slope and curvature of the log-likelihood of all respondents that are nothing
MOST_STEPS = 60
HALF = 0.5  # of a respondent, in the one empty cell of a table of two by two
LOST = 1e-15  # a cell probability that is no more than rounding
TABLES_AT_ONCE = 2048  # what is worked on then stays in the processor's cache


@dataclass(frozen=True)
class Pairs:
    """All pairs (j, k) of items that have a answers and b answers: their numbers, and where their tables stand."""

    j: Codes
    k: Codes
    rows: Codes
    columns: Codes


@dataclass(frozen=True)
class Estimates:
    """``matrix`` (R, p, p) correlations, NaN where ``reasons`` (R, p, p) says why; ``thresholds`` (R, c - 1) each."""

    matrix: Array
    reasons: Words
    thresholds: tuple[Array, ...]


def estimate(tables: PairTables, zero_cells: float = 0.0) -> Estimates:
    """Two-step polychoric correlations: Olsson (1979), Psychometrika 44: 443-460.

    Method: thresholds are normal quantiles of the cumulative shares of each item's own answers (all who answered the
    item, as R's lavaan and psych have it); with them fixed, the correlation of a pair maximises sum n ln pi over the
    cells of its table, by Newton's method on the score in Fisher's z, kept between points where the score changes
    sign. ``zero_cells`` (0 or .5, as R's psych) is added to the empty cells of each table; thresholds do not change. At
    0, a table of two by two with one empty cell counts half a respondent in it, and in the cell across, and half a one
    less in the others, so that its margins stay: lavaan's default (``zero.add``, ``zero.keep.margins``), without which
    that cell alone drives the estimate to 1.
    Weights count as shares of the pair's respondents.

    Reasons: ``no_variance``: fewer than two answers of an item occur in the pair; ``empty_cells``: the estimate runs
    to 1 or -1, as empty cells leave no other value; ``not_converged``.
    """
    return _estimate(tables, tables.n[None], tables.w[None], zero_cells)


def estimate_replicates(tables: PairTables, zero_cells: float, start: Array) -> Estimates:
    """The same without one replicate group at a time, each search beginning at the whole's ``start`` (p, p)."""
    groups = tables.groups or tables
    used = groups.n.any(axis=(1, 2))
    n, w = (whole - part[used] for whole, part in ((tables.n, groups.n), (tables.w, groups.w)))
    return _estimate(tables, n, w, zero_cells, start)


def thresholds_of(margins: Array) -> Array:
    """(..., c - 1) thresholds of an item from the weights (..., c) of its answers; infinite ones stand at -/+38."""
    upto = np.cumsum(margins, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.clip(ndtri(upto[..., :-1] / upto[..., -1:]), -FARTHEST, FARTHEST))


def pairs_by_shape(tables: PairTables) -> Iterator[Pairs]:
    """Pairs j < k of items with two answers or more, those with tables of one shape together."""
    sizes = np.array([len(answers) for answers in tables.categories])
    j, k = np.triu_indices(len(sizes), 1)
    several = (sizes[j] > 1) & (sizes[k] > 1)
    j, k = j[several], k[several]
    shapes = np.stack([sizes[j], sizes[k]], axis=1)
    for a, b in np.unique(shapes, axis=0):
        alike = (shapes == (a, b)).all(axis=1)
        one, other = j[alike], k[alike]
        rows, columns = tables.starts[one][:, None] + np.arange(a), tables.starts[other][:, None] + np.arange(b)
        yield Pairs(one, other, rows[:, :, None], columns[:, None, :])


def _estimate(tables: PairTables, n: Array, w: Array, zero_cells: float, start: Array | None = None) -> Estimates:
    draws, p = len(n), len(tables.items)
    margins = np.split(np.diagonal(w, axis1=1, axis2=2), tables.starts[1:-1], axis=1)
    thresholds = tuple(thresholds_of(margin) for margin in margins)
    matrix, reasons = np.full((draws, p, p), np.nan), np.full((draws, p, p), "no_variance", dtype="<U16")
    for pairs in pairs_by_shape(tables):
        counts = _counts(n[:, pairs.rows, pairs.columns], w[:, pairs.rows, pairs.columns], zero_cells)
        h, k = (np.stack([thresholds[at] for at in side], axis=1) for side in (pairs.j, pairs.k))
        first = None if start is None else np.broadcast_to(start[pairs.j, pairs.k], counts.shape[:2])
        rho, why = _solve(counts, h, k, first)
        for one, other in ((pairs.j, pairs.k), (pairs.k, pairs.j)):
            matrix[:, one, other], reasons[:, one, other] = rho, why
    at = np.arange(p)
    matrix[:, at, at] = np.where([(margin > 0).sum(axis=1) > 1 for margin in margins], 1.0, np.nan).T
    reasons[~np.isnan(matrix)] = ""
    return Estimates(matrix, reasons, thresholds)


def _counts(n: Array, w: Array, zero_cells: float) -> Array:
    """Weights scaled to the pair's n, and the constant in cells that nobody is in though both answers occur."""
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = w * (n.sum(axis=(-2, -1), keepdims=True) / w.sum(axis=(-2, -1), keepdims=True))
    occurs = n.any(axis=-1, keepdims=True) & n.any(axis=-2, keepdims=True)
    if n.shape[-2:] != (2, 2) or zero_cells:
        return np.asarray(np.where(n > 0, scaled, zero_cells * occurs))
    alone = (n == 0).sum(axis=(-2, -1), keepdims=True) == 1
    across = (n == 0) | (n == 0)[..., ::-1, ::-1]
    moved = scaled + np.where(across, HALF, -HALF)
    return np.asarray(np.where(alone & (moved >= 0).all(axis=(-2, -1), keepdims=True), moved, np.nan_to_num(scaled)))


def _solve(counts: Array, h: Array, k: Array, start: Array | None) -> tuple[Array, Words]:
    """(draws, pairs) correlations of tables (draws, pairs, a, b), in blocks."""
    shape = counts.shape[:2]
    counts, h, k = (array.reshape(-1, *array.shape[2:]) for array in (counts, h, k))
    z = np.arctanh(np.clip(_first_guess(counts, h, k) if start is None else start.reshape(-1), -0.95, 0.95))
    blocks = [slice(at, at + TABLES_AT_ONCE) for at in range(0, len(counts), TABLES_AT_ONCE)]
    varies = ((counts.any(axis=2).sum(axis=1) > 1) & (counts.any(axis=1).sum(axis=1) > 1)) & np.isfinite(z)
    solved = [_search(counts[rows], h[rows], k[rows], np.where(varies, z, np.nan)[rows]) for rows in blocks]
    z, why = (np.concatenate(parts) for parts in zip(*solved, strict=True))
    why = np.where(varies, why, "no_variance")
    return np.where(why == "", np.tanh(z), np.nan).reshape(shape), why.reshape(shape)


def _search(counts: Array, h: Array, k: Array, z: Array) -> tuple[Array, Words]:
    """Newton's method on the score, halving the bracket instead wherever a step would leave it.

    A search ends as well where the likelihood has become flat: that is on the way to 1 or -1.
    """
    z, low, high = z.copy(), np.full(len(z), -EDGE), np.full(len(z), EDGE)
    lost = np.zeros(len(z), dtype=np.bool_)
    active = np.flatnonzero(np.isfinite(z))
    for _ in range(MOST_STEPS):
        slope, curvature = _derivatives(counts[active], h[active], k[active], z[active])
        here = z[active]
        low[active] = np.where(slope > 0, here, low[active])
        high[active] = np.where(slope < 0, here, high[active])
        newton = here - slope / curvature
        inside = (curvature < 0) & (newton >= low[active]) & (newton <= high[active])
        z[active] = np.where(inside, newton, (low[active] + high[active]) / 2)
        lost[active] = (np.abs(slope) < FLAT) & (np.abs(curvature) < FLAT)
        active = active[(np.abs(z[active] - here) > NEAR) & ~lost[active]]
        if not active.size:
            break
    lost |= np.abs(z) > EDGE - NEAR
    lost[active] = True
    empty = (counts == 0).any(axis=(1, 2))
    return z, np.where(lost, np.where(empty, "empty_cells", "not_converged"), "")


def _derivatives(counts: Array, h: Array, k: Array, z: Array) -> tuple[Array, Array]:
    """First and second derivative of the log-likelihood of each table by Fisher's z."""
    rho = np.tanh(z)[:, None, None]
    share, by_rho, by_rho2 = cells(h, k, rho)
    seen = counts > 0
    share = np.where(seen, np.maximum(share, LOST), 1.0)
    first = by_rho / share
    score = (counts * first).sum(axis=(1, 2))
    curvature = (counts * (by_rho2 / share - first**2)).sum(axis=(1, 2))
    rho, rest = rho[:, 0, 0], 1 - rho[:, 0, 0] ** 2
    lost = (seen & (share <= LOST)).any(axis=(1, 2))
    slope = np.where(lost, -np.sign(rho), score * rest)
    return slope, np.where(lost, 1.0, curvature * rest**2 - 2 * rho * rest * score)


def cells(h: Array, k: Array, rho: Array) -> tuple[Array, Array, Array]:
    """(P, a, b) probability of every cell, and its first and second derivative by rho (P, 1, 1)."""
    h, k = h[:, :, None], k[:, None, :]
    below = _framed(cumulative(h, k, rho))
    below[:, 1:-1, -1:], below[:, -1:, 1:-1], below[:, -1, -1] = ndtr(h), ndtr(k), 1.0
    by_rho = density(h, k, rho)
    corners = below, _framed(by_rho), _framed(by_rho * density_slope(h, k, rho))
    share, first, second = (np.diff(np.diff(corner, axis=1), axis=2) for corner in corners)
    return share, first, second


def _framed(inner: Array) -> Array:
    """With a border of zeros: what is below the lowest and above the highest threshold."""
    tables, rows, columns = inner.shape
    framed = np.zeros((tables, rows + 2, columns + 2))
    framed[:, 1:-1, 1:-1] = inner
    return framed


def _first_guess(counts: Array, h: Array, k: Array) -> Array:
    """One scoring step from rho = 0: correlation of the answers' mean normal scores over their variances."""
    (s, var_s), (t, var_t) = _scores(h), _scores(k)
    with np.errstate(invalid="ignore", divide="ignore"):
        product = np.einsum("pab,pa,pb->p", counts, s, t) / counts.sum(axis=(1, 2))
        return np.asarray(product / (var_s * var_t))


def _scores(thresholds: Array) -> tuple[Array, Array]:
    """(P, c) mean of a standard normal variable between two thresholds, and (P,) the variance of these means."""
    ends = np.pad(thresholds, ((0, 0), (1, 1)), constant_values=((0, 0), (-FARTHEST, FARTHEST)))
    height, share = np.exp(-(ends**2) / 2) / np.sqrt(2 * np.pi), np.diff(ndtr(ends))
    means = -np.diff(height) / np.where(share > 0, share, 1.0)
    return means, (share * means**2).sum(axis=1)
