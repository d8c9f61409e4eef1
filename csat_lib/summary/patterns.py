"""Missing patterns: which items were left blank together, and what those who share a pattern answered.

Patterns holds counts alone and adds up over batches. PatternSums holds for every pattern the sums that a likelihood of
incomplete answers needs; there can be as many patterns as respondents, so they are made from rows when asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.summary import different_parts
from csat_lib.statistics import statistic

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Patterns:
    """``answered`` (K, p): each pattern once; ``n`` (K,) respondents, ``w`` (K,) sum of their weights."""

    items: tuple[str, ...]
    answered: Flags
    n: Array
    w: Array

    def __add__(self, other: Patterns) -> Patterns:
        if self.items != other.items:
            raise different_parts("missing patterns", self.items, other.items)
        both = np.concatenate([self.answered, other.answered])
        answered, code = _distinct(both)
        n, w = _tally(code, np.concatenate([self.n, other.n])), _tally(code, np.concatenate([self.w, other.w]))
        return replace(self, answered=answered, n=n, w=w)

    @property
    def complete(self) -> float:
        """Respondents who answered every item."""
        return float(self.n[self.answered.all(axis=1)].sum())


@dataclass(frozen=True)
class PatternSums:
    """Sums over those who share a pattern, 0 at items that it leaves out.

    ``answered`` (K, p); ``n`` (K,), ``w`` (K,), ``w2`` (K,); ``wx`` (K, p), ``wxx`` (K, p, p) sums of w*x and w*x*x'.
    Those without any answer are left out.
    """

    items: tuple[str, ...]
    answered: Flags
    n: Array
    w: Array
    w2: Array
    wx: Array
    wxx: Array


@statistic
def count_patterns(frame: pd.DataFrame, weights: Array | None = None) -> Patterns:
    """Count one batch. ``frame`` (n, p) holds numbers, NaN where an answer is missing."""
    answered, code = _distinct(_of_any_weight(frame, weights).notna().to_numpy(dtype=np.bool_))
    weights = None if weights is None else weights[weights > 0]
    n = _tally(code, np.ones(len(code)))
    w = n if weights is None else _tally(code, weights)
    return Patterns(tuple(map(str, frame.columns)), answered, n, w)


@statistic
def sum_patterns(frame: pd.DataFrame, weights: Array | None = None) -> PatternSums:
    """Sum up ``frame`` (n, p), NaN where an answer is missing, by missing pattern."""
    values = _of_any_weight(frame, weights).to_numpy(dtype=np.float64, na_value=np.nan)
    weights = None if weights is None else weights[weights > 0]
    some = ~np.isnan(values).all(axis=1)
    values = values[some]
    w = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)[some]
    answered, code = _distinct(~np.isnan(values))
    order = np.argsort(code, kind="stable")
    x, w, starts = np.nan_to_num(values[order]), w[order], np.searchsorted(code[order], np.arange(len(answered)))
    wx = x * w[:, None]
    ends = np.append(starts, len(x))[1:]
    products = [wx[start:end].T @ x[start:end] for start, end in zip(starts, ends, strict=True)]
    return PatternSums(
        items=tuple(map(str, frame.columns)),
        answered=answered,
        n=(ends - starts).astype(np.float64),
        w=np.add.reduceat(w, starts) if len(starts) else np.zeros(0),
        w2=np.add.reduceat(w**2, starts) if len(starts) else np.zeros(0),
        wx=np.add.reduceat(wx, starts, axis=0) if len(starts) else np.zeros((0, values.shape[1])),
        wxx=np.stack(products) if products else np.zeros((0, values.shape[1], values.shape[1])),
    )


def _of_any_weight(frame: pd.DataFrame, weights: Array | None) -> pd.DataFrame:
    """The rows that count."""
    return frame if weights is None else frame[weights > 0]


def patterns_of(patterns: Patterns, items: Sequence[str]) -> Patterns:
    """The patterns of some of the items."""
    at = [patterns.items.index(item) for item in items]
    answered, code = _distinct(patterns.answered[:, at])
    return Patterns(tuple(items), answered, _tally(code, patterns.n), _tally(code, patterns.w))


def _distinct(answered: Flags) -> tuple[Flags, NDArray[np.intp]]:
    """(each pattern once, in the order of their bits; which of them each row has); without items, one of all."""
    if not answered.shape[1]:
        return answered[:1], np.zeros(len(answered), dtype=np.intp)
    bits = np.packbits(answered, axis=1)
    _, first, code = np.unique(bits, axis=0, return_index=True, return_inverse=True)
    return answered[first], np.asarray(code, dtype=np.intp).reshape(-1)


def _tally(code: NDArray[np.intp], values: Array) -> Array:
    return np.bincount(code, values).astype(np.float64)
