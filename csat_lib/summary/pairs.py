"""Pair tables: every item's answers against every other's, mergeable by addition.

They are held as one Burt table: with z a respondent's (C,) zeros and ones, one place for each answer of each item, the
table is sum of z z'. The block of items j and k is their contingency table over those who answered both, the diagonal
of block j counts j's own answers. Ranks and polychoric correlations follow from these tables alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.summary import different_parts, no_replicates, unknown_item, unlisted_answer
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Base

Array = NDArray[np.float64]
Categories = tuple[tuple[float, ...], ...]
SUMS = ("n", "w", "w2")
ROWS_AT_ONCE = 8192
WIDEST = 1024


@dataclass(frozen=True)
class PairTables:
    """Contingency tables of all pairs of p items; C is the number of answers that the items have together.

    ``categories``: the answers of each item, ascending; ``n`` (C, C) respondents, ``w`` (C, C) their weights, ``w2``
    (p, p) sum of squared weights of those who answered both items. ``groups``: the same per replicate group on a
    leading axis, or None. ``clustered``: as in Moments. Missing values: each pair over its own answers.
    """

    items: tuple[str, ...]
    categories: Categories
    n: Array
    w: Array
    w2: Array
    label: str = ""
    groups: PairTables | None = None
    clustered: bool = False

    missing = "pairwise"

    def __add__(self, other: PairTables) -> PairTables:
        if (self.items, self.categories, self.clustered) != (other.items, other.categories, other.clustered):
            raise different_parts("pair tables", self.items, other.items)
        both = None if self.groups is None or other.groups is None else self.groups + other.groups
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in SUMS}, groups=both)

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """(p + 1,) where each item's answers begin among the C places, and where the last one's end."""
        return np.cumsum([0, *map(len, self.categories)])

    def table(self, j: int, k: int) -> tuple[Array, Array]:
        """(n, w) of items j and k, each (answers of j, answers of k); with groups on a leading axis where there are."""
        rows, columns = (slice(self.starts[at], self.starts[at + 1]) for at in (j, k))
        return self.n[..., rows, columns], self.w[..., rows, columns]

    @cached_property
    def pair_n(self) -> Array:
        """(p, p) how many answered both items."""
        return self._blocks(self.n)

    @cached_property
    def pair_w(self) -> Array:
        """(p, p) sum of weights of those who answered both items."""
        return self._blocks(self.w)

    @property
    def n_obs(self) -> int:
        """The smallest count of any pair."""
        return int(self.pair_n.min()) if self.pair_n.size else 0

    @property
    def n_weighted(self) -> float:
        """Sum of weights, smallest over the pairs."""
        return float(self.pair_w.min()) if self.pair_w.size else 0.0

    @property
    def n_effective(self) -> float:
        """Kish's effective n, (sum w)^2 / sum w^2, smallest over the pairs; 0 where nobody has any weight."""
        return float((self.pair_w**2 / self.w2).min()) if self.n_obs and self.w2.min() else 0.0

    @property
    def weighted(self) -> bool:
        """Whether any two respondents carry different weights (by Cauchy-Schwarz, to rounding)."""
        return bool(np.any(self.pair_w**2 < self.pair_n * self.w2 * (1 - 1e-12)))

    def select(self, items: Sequence[str], label: str = "") -> PairTables:
        """The tables of some of the items, in the order given."""
        unknown = [item for item in items if item not in self.items]
        if unknown:
            raise unknown_item(unknown[0], self.items)
        at = [self.items.index(item) for item in items]
        places = np.concatenate([np.arange(self.starts[j], self.starts[j + 1]) for j in at]).astype(np.intp)
        cut: dict[str, Any] = {name: getattr(self, name)[..., places[:, None], places] for name in ("n", "w")}
        w2 = self.w2[..., np.array(at)[:, None], at]
        groups = None if self.groups is None else self.groups.select(items, label)
        categories = tuple(self.categories[j] for j in at)
        return replace(
            self, items=tuple(items), categories=categories, **cut, w2=w2, label=label or self.label, groups=groups
        )

    def jackknife_replicates(self) -> Iterator[PairTables]:
        """The whole minus one replicate group at a time, in group order; groups without respondents are passed over."""
        if self.groups is None:
            raise no_replicates(self.label or "pair tables")
        whole = replace(self, groups=None)
        for at in range(len(self.groups.n)):
            if self.groups.n[at].any():
                yield replace(whole, **{name: getattr(self, name) - getattr(self.groups, name)[at] for name in SUMS})

    def _blocks(self, sums: Array) -> Array:
        owner = _owners([len(answers) for answers in self.categories])
        return np.asarray(owner.T @ sums @ owner)


@statistic
def sum_pairs(
    frame: pd.DataFrame, base: Base | None = None, categories: Categories | None = None, label: str = ""
) -> PairTables:
    """Tabulate one batch. ``frame`` (n, p) holds numbers, NaN where an answer is missing.

    ``categories`` are the answers that each item allows (batches that are to be added need the same); by default
    those that occur. Rows of weight 0 do not count.

    Raises:
        CsatError: an answer that is not among the categories.
    """
    values, base = (base or Base()).counting(frame.to_numpy(dtype=np.float64, na_value=np.nan))
    items = tuple(map(str, frame.columns))
    found = categories or tuple(tuple(np.unique(column[~np.isnan(column)]).tolist()) for column in values.T)
    coded = _codes(values, items, found)
    weights = None if base.weights is None else np.asarray(base.weights, dtype=np.float64)
    sizes = [len(answers) for answers in found]
    tables = PairTables(items, found, *_sums(coded, weights, sizes), label=label, clustered=base.clustered)
    if base.group is None:
        return tables
    order = np.argsort(base.group, kind="stable")
    edges = np.searchsorted(np.asarray(base.group)[order], np.arange(base.n_groups + 1))
    spans = [order[start:end] for start, end in pairwise(edges)]
    each = [_sums(coded[rows], None if weights is None else weights[rows], sizes) for rows in spans]
    n, w, w2 = (np.stack(sums) for sums in zip(*each, strict=True))
    return replace(tables, groups=replace(tables, n=n, w=w, w2=w2))


def _codes(values: Array, items: Sequence[str], categories: Categories) -> NDArray[np.int32]:
    """(n, p) place of each answer among all C, -1 where there is none."""
    coded = np.full(values.shape, -1, dtype=np.int32)
    start = 0
    for at, answers in enumerate(categories):
        column, known = values[:, at], np.asarray(answers, dtype=np.float64)
        given = ~np.isnan(column)
        place = _places(column[given], known)
        wrong = (known[place] != column[given]) if len(known) else np.ones(len(place), dtype=bool)
        if wrong.any():
            raise unlisted_answer(items[at], float(column[given][wrong][0]), [f"{answer:g}" for answer in answers])
        coded[given, at] = start + place
        start += len(answers)
    return coded


def _places(given: Array, known: Array) -> NDArray[np.int32]:
    """(m,) where each answer stands among the known ones; any place for one that is not known.

    Whole numbers close together, as nearly every scale has them, are looked up in a list, which is five times faster.
    """
    span = int(known[-1] - known[0]) + 1 if len(known) else 0
    if not 0 < span <= WIDEST or (known % 1).any():
        return np.asarray(np.minimum(np.searchsorted(known, given), max(len(known) - 1, 0)), dtype=np.int32)
    places = np.zeros(span, dtype=np.int32)
    places[(known - known[0]).astype(np.intp)] = np.arange(len(known))
    return np.asarray(places[np.clip(given - known[0], 0, span - 1).astype(np.int32)])


def _sums(coded: NDArray[np.int32], weights: Array | None, sizes: Sequence[int]) -> tuple[Array, Array, Array]:
    """(n, w, w2). Counts are added up in single precision, block by block, where they are exact below 2^24."""
    places, p = sum(sizes), coded.shape[1]
    n, w, w2 = np.zeros((places, places)), np.zeros((places, places)), np.zeros((p, p))
    for start in range(0, len(coded), ROWS_AT_ONCE):
        block = coded[start : start + ROWS_AT_ONCE]
        z = np.zeros((len(block), places + 1), dtype=np.float32)  # the last place takes the missing answers
        z[np.arange(len(block))[:, None], block] = 1.0
        z = z[:, :places]
        n += z.T @ z
        if weights is not None:
            part = weights[start : start + ROWS_AT_ONCE, None]
            exact, seen = z.astype(np.float64), (block >= 0).astype(np.float64)
            w += exact.T @ (exact * part)
            w2 += seen.T @ (seen * part**2)
    if weights is None:
        owner = _owners(sizes)
        return n, n, owner.T @ n @ owner
    return n, w, w2


def _owners(sizes: Sequence[int]) -> Array:
    """(C, p) 1 where a place belongs to an item; an item that nobody answered has none."""
    return np.repeat(np.eye(len(sizes)), sizes, axis=0)
