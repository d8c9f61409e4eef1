"""Rows that are nearly the same as an earlier one: the share of equal answers, as in a forged or copied questionnaire.

Percent match of Kuriakose & Robbins 2016 (Stat. J. IAOS 32:283-291), who take a row for suspect from 85 % on; where
opinions agree, or questions and codes are few, honest rows match as closely (Simmons et al. 2016, Pew Research Center).

The search is exact. Two rows with at most d different answers agree throughout in at least one of d + 1 sets of items,
so that only rows with equal answers in a set are compared. The work still grows with the square of the rows where many
answer alike: ``MOST_ROWS`` and ``MOST_COMPARISONS`` bound it; past them there is no figure, not a part of one.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.block import BLANK
from csat_lib.answers.identity import Hashes, mixed

MOST_ROWS = 1_000_000
MOST_COMPARISONS = 50_000_000  # some five seconds
Places = NDArray[np.int16]
Flags = NDArray[np.bool_]
_AT_ONCE = 1 << 16


def takes_part(places: Places) -> Flags:
    """(n,) whether a row may be compared: at least half of its (p) answers are there, and they are not all the same.

    Without items no row may.
    """
    if not places.shape[1]:
        return np.zeros(len(places), dtype=np.bool_)
    answered = places != BLANK
    first = np.take_along_axis(places, answered.argmax(axis=1)[:, None], axis=1)
    varied = (answered & (places != first)).any(axis=1)
    return np.asarray(varied & (2 * answered.sum(axis=1) >= places.shape[1]))


def near_repeats(places: Places, groups: Hashes, at_least: float) -> Flags | None:
    """(n,) whether an earlier row of the same group has at least this share of its answers equal.

    ``places`` (n, p) whole numbers, ``BLANK`` for a gap (equal to another gap); ``groups`` (n,) a number for the rows
    that may be compared. None where that would take more than ``MOST_COMPARISONS``.
    """
    n_rows, n_items = places.shape
    wanted = math.ceil(at_least * n_items - 1e-9)
    sets = range(min(n_items - wanted + 1, n_items))
    sorted_keys = [_sorted_keys(places[:, start :: len(sets)], groups) for start in sets]
    if sum(_n_pairs(keys) for keys, _ in sorted_keys) > MOST_COMPARISONS:
        return None
    found = np.zeros(n_rows, dtype=np.bool_)
    for keys, order in sorted_keys:
        _mark(found, keys, order, (places, wanted))
    return found


def _sorted_keys(places: Places, groups: Hashes) -> tuple[Hashes, NDArray[np.intp]]:
    """(n,) keys of the rows' answers in a set of items, in rising order, and the rows in that order."""
    keys = groups
    for column in places.T:
        keys = mixed(keys, column.astype(np.uint64))
    order = np.argsort(keys, kind="stable")
    return keys[order], order


def _n_pairs(keys: Hashes) -> int:
    edges = np.flatnonzero(np.diff(keys)) + 1
    sizes = np.diff(np.concatenate([[0], edges, [len(keys)]]))
    return int((sizes * (sizes - 1) // 2).sum())


def _mark(found: Flags, keys: Hashes, order: NDArray[np.intp], wanted: tuple[Places, int]) -> None:
    """Mark the later row of every pair with equal keys and enough equal answers."""
    places, n_equal = wanted
    at, shift = np.arange(len(keys)), 0
    while at.size:
        shift += 1
        at = at[at + shift < len(keys)]
        at = at[keys[at] == keys[at + shift]]
        pending = at[~found[order[at + shift]]]
        for part in np.array_split(pending, 1 + len(pending) // _AT_ONCE):
            first, later = order[part], order[part + shift]
            found[later[(places[first] == places[later]).sum(axis=1) >= n_equal]] = True
