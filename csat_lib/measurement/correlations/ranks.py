"""Correlations from pair tables: of the answers themselves, and of their ranks within each pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.summary.moments import Moments
from csat_lib.summary.pairs import PairTables

Array = NDArray[np.float64]


def moments_of_tables(tables: PairTables) -> Moments:
    """The pairwise Moments of the same respondents: every answer stands for its own number."""
    answers = np.array([answer for item in tables.categories for answer in item])
    first = np.repeat(answers[:, None], len(answers), axis=1)
    return _moments(tables, first)


def rank_moments(tables: PairTables) -> Moments:
    """Moments of the ranks that answers have among those who gave both answers of a pair; ties share their mean rank.

    Ranks are written as shares of the pair's weight, from -1/2 to 1/2: a correlation knows no scale.
    """
    starts, p = tables.starts, len(tables.items)
    item = np.repeat(np.arange(p), np.diff(starts))
    within = np.add.reduceat(tables.w, starts[:-1], axis=1)  # (C, p): weight of an answer among those who answered k
    below = np.cumsum(within, axis=0) - within
    below -= below[starts[:-1]][item]
    with np.errstate(invalid="ignore", divide="ignore"):
        ranks = (below + within / 2) / tables.pair_w[item] - 0.5
    return _moments(tables, np.where(within > 0, ranks, 0.0)[:, item])


def _moments(tables: PairTables, x: Array) -> Moments:
    """``x`` (C, C): what an answer (row) counts in a pair with another item's answer (column)."""
    starts = tables.starts[:-1]
    wx, wx2, wxx = (
        np.add.reduceat(np.add.reduceat(tables.w * part, starts, axis=0), starts, axis=1) for part in (x, x**2, x * x.T)
    )
    n, w, label = tables.pair_n, tables.pair_w, tables.label
    return Moments(tables.items, "pairwise", n, w, tables.w2, wx, wx2, wxx, label, None, tables.clustered)
