"""Total x item tables: how those with each total score answered each item, mergeable by addition.

From these follow the groups at both ends of the total (critical ratio), item characteristic curves and the spread of
the totals, without the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.summary import different_parts
from csat_lib.statistics import statistic

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ItemTotals:
    """Answers to each of p items by total score, over those who answered all of them.

    ``totals`` (T,): the totals that occur, ascending; ``n`` (T,) respondents, ``w`` (T,) their weights; ``answers``
    (A,): the answers that occur, ascending; ``counts`` (T, p, A) respondents, ``weights`` (T, p, A) their weights.
    """

    items: tuple[str, ...]
    totals: Array
    answers: Array
    counts: Array
    weights: Array

    def __add__(self, other: ItemTotals) -> ItemTotals:
        if self.items != other.items:
            raise different_parts("total tables", self.items, other.items)
        totals, answers = (np.union1d(*pair) for pair in ((self.totals, other.totals), (self.answers, other.answers)))
        one, two = self._spread(totals, answers), other._spread(totals, answers)
        return replace(one, counts=one.counts + two.counts, weights=one.weights + two.weights)

    @property
    def n(self) -> Array:
        """(T,) respondents with each total."""
        return np.asarray(self.counts[:, 0].sum(axis=-1))

    @property
    def w(self) -> Array:
        """(T,) sum of their weights."""
        return np.asarray(self.weights[:, 0].sum(axis=-1))

    def _spread(self, totals: Array, answers: Array) -> ItemTotals:
        """The same with places for totals and answers of another part."""
        shape = (len(totals), len(self.items), len(answers))
        at, of = np.searchsorted(totals, self.totals), np.searchsorted(answers, self.answers)
        places = np.ix_(at, np.arange(shape[1]), of)
        counts, weights = np.zeros(shape), np.zeros(shape)
        counts[places] = self.counts
        weights[places] = self.weights
        return ItemTotals(self.items, totals, answers, counts, weights)


@statistic
def sum_totals(frame: pd.DataFrame, weights: Array | None = None) -> ItemTotals:
    """Tabulate one batch. ``frame`` (n, p) holds numbers; rows that are not complete, or weigh 0, are left out."""
    values = frame.to_numpy(dtype=np.float64, na_value=np.nan)
    complete = ~np.isnan(values).any(axis=1) & (weights is None or np.asarray(weights) > 0)
    values = values[complete]
    w = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)[complete]
    totals, row = np.unique(values.sum(axis=1), return_inverse=True)
    answers, code = np.unique(values, return_inverse=True)
    p = values.shape[1]
    shape = (len(totals), p, len(answers))
    place = ((row[:, None] * p + np.arange(p)) * max(len(answers), 1) + code.reshape(values.shape)).ravel()
    size = int(np.prod(shape))
    counts = np.bincount(place, minlength=size)[:size].reshape(shape).astype(np.float64)
    summed = np.bincount(place, np.repeat(w, p), minlength=size)[:size].reshape(shape)
    return ItemTotals(tuple(map(str, frame.columns)), totals, answers, counts, summed)
