"""What a respondent's answers add to the errors of thresholds and polychoric correlations, read from tables.

An estimate's error is a sum over respondents. What one of them adds to a threshold depends on his answer to that item;
what he adds to a correlation, the errors of the thresholds that it builds on included, on his answers to the two items.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from csat_lib.measurement.correlations.bivariate_normal import Array, edge
from csat_lib.measurement.correlations.polychoric import FARTHEST, Pairs, cells, pairs_by_shape
from csat_lib.summary.pairs import PairTables

Codes = NDArray[np.intp]
LAST = ((0, 0), (0, 1))  # room for the missing answer


@dataclass(frozen=True)
class TableLookup:
    """One table after another in ``flat``. That of statistic s belongs to the items ``first`` and ``second`` (S,).

    Its cell for answers a and b stands at ``start`` + ``stride`` * a + b. A missing answer is the item's last
    place. The item with number p stands for none, as thresholds belong to one item alone.
    """

    first: Codes
    second: Codes
    start: Codes
    stride: Codes
    flat: Array

    def at(self, codes: Codes) -> Array:
        """(S, n) what each respondent adds to each statistic; ``codes`` (p + 1, n) the places of his answers."""
        place = codes[self.first]
        place *= self.stride[:, None]
        place += codes[self.second]
        place += self.start[:, None]
        return np.asarray(np.take(self.flat, place))

    def __add__(self, other: TableLookup) -> TableLookup:
        both = {name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in ("first", "second")}
        start = np.concatenate([self.start, other.start + len(self.flat)])
        stride = np.concatenate([self.stride, other.stride])
        return TableLookup(**both, start=start, stride=stride, flat=np.concatenate([self.flat, other.flat]))

    def ordered(self, order: Codes) -> TableLookup:
        """The same statistics in another order."""
        return TableLookup(self.first[order], self.second[order], self.start[order], self.stride[order], self.flat)


def of_thresholds(tables: PairTables, thresholds: tuple[Array, ...]) -> TableLookup:
    """What every answer adds to every threshold (one after another, item by item)."""
    p = len(tables.items)
    parts = [np.pad(_threshold_influence(*each), LAST) for each in _margins(tables, thresholds)]
    item = np.repeat(np.arange(p), [len(part) for part in parts])
    sizes = np.concatenate([np.full(len(part), part.shape[1]) for part in parts])
    start = np.cumsum(sizes) - sizes
    flat = np.concatenate([part.reshape(-1) for part in parts])
    return TableLookup(item, np.full(len(item), p), start, np.ones(len(item), dtype=np.intp), flat)


def of_correlations(tables: PairTables, thresholds: tuple[Array, ...], matrix: Array) -> TableLookup:
    """What every two answers add to the correlation of every pair, in the order of ``np.tril_indices(p, -1)``."""
    each = [_threshold_influence(*margin) for margin in _margins(tables, thresholds)]
    shapes = [(pairs, _influence(tables, pairs, thresholds, matrix, each)) for pairs in pairs_by_shape(tables)]
    lookup = _lookup(*shapes[0])
    for shape in shapes[1:]:
        lookup += _lookup(*shape)
    return lookup.ordered(np.lexsort((lookup.first, lookup.second)))


def _lookup(pairs: Pairs, influence: Array) -> TableLookup:
    count, rows, columns = influence.shape
    start = np.arange(count) * rows * columns
    return TableLookup(pairs.j, pairs.k, start, np.full(count, columns), influence.reshape(-1))


def _margins(tables: PairTables, thresholds: tuple[Array, ...]) -> Iterator[tuple[Array, Array]]:
    return zip(np.split(np.diagonal(tables.w), tables.starts[1:-1]), thresholds, strict=True)


def _threshold_influence(margin: Array, thresholds: Array) -> Array:
    """(c - 1, c): the inverse of the sum of products of the scores, times the score of each answer."""
    height = np.exp(-(thresholds**2) / 2) / np.sqrt(2 * np.pi)
    share = np.diff(ndtr(np.concatenate([[-FARTHEST], thresholds, [FARTHEST]])))
    scores = (np.eye(len(height), len(share)) - np.eye(len(height), len(share), 1)) * height[:, None] / share
    return np.asarray(np.linalg.solve((scores * margin) @ scores.T, scores))


def _influence(
    tables: PairTables, pairs: Pairs, thresholds: tuple[Array, ...], matrix: Array, each: list[Array]
) -> Array:
    """(P, a + 1, b + 1): (score - what the thresholds' errors make of it) / sum of squared scores.

    The last row and column are for those who left an item out: their score is 0, and the other answer still moves the
    thresholds that the correlation builds on.
    """
    weight = tables.w[pairs.rows, pairs.columns]
    h, k = (np.stack([thresholds[at] for at in side]) for side in (pairs.j, pairs.k))
    rho = matrix[pairs.j, pairs.k][:, None, None]
    share, by_rho, _ = cells(h, k, rho)
    share = np.where(weight > 0, share, 1.0)
    score = np.where(weight > 0, by_rho / share, 0.0)
    pull = weight * score / share
    by_row = _edges(h, k, rho) * -np.diff(pull, axis=1)
    by_column = _edges(k, h, rho) * -np.diff(pull.swapaxes(1, 2), axis=1)
    of_rows, of_columns = (np.stack([each[at] for at in side]) for side in (pairs.j, pairs.k))
    rows = np.einsum("pt,pta->pa", by_row.sum(axis=2), of_rows)
    columns = np.einsum("pt,ptb->pb", by_column.sum(axis=2), of_columns)
    whole = (weight * score**2).sum(axis=(1, 2), keepdims=True)
    score, rows, columns = np.pad(score, ((0, 0), (0, 1), (0, 1))), np.pad(rows, LAST), np.pad(columns, LAST)
    return np.asarray((score - rows[:, :, None] - columns[:, None, :]) / whole)


def _edges(h: Array, k: Array, rho: Array) -> Array:
    """(P, a - 1, b) derivative of the probabilities below each threshold h, between two of k, by that threshold."""
    ends = np.pad(k, ((0, 0), (1, 1)), constant_values=((0, 0), (-FARTHEST, FARTHEST)))
    return np.asarray(np.diff(edge(h[:, :, None], ends[:, None, :], rho), axis=2))
