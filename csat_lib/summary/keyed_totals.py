"""Totals by key: the sums behind design-based figures, and where each cell of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.summary.sample import Array, Cell, Codes

Blocks = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class KeyedTotals:
    """Sums of p variables per key, a key being a cell, a stratum, a PSU, and levels of the margins calibrated to.

    ``keys`` (K, 5); ``rows`` (K,) respondents, ``mass`` (K, 4) their sums of w, of w^2, of w before calibration, and of
    w without its cap; ``n`` (K, p) respondents with an answer, ``w2`` and ``w4`` (K, p) their sums of w^2 and w^4;
    ``totals`` (K, 2p) of w*d, then of w*d*y; ``squares`` (K, pairs) sums of the products of any two of these of one
    respondent, within each of the ``blocks`` of variables. With PSUs the keys hold totals of PSUs, whose squares are
    taken when asked for: then ``squares`` has no columns, and blocks do not matter. ``reached``, ``by_distance``: see
    :class:`csat_lib.summary.sample.Calibration`. ``given``: variable -> level of the segmentation ``given_by`` ->
    variance, of variables that all respondents of a level share and that have an error of their own. ``numbers``: the
    same by PSU, or replicate group, of those variables that have no ends, whose means are skewed.
    """

    variables: tuple[str, ...]
    blocks: Blocks
    keys: pd.DataFrame
    rows: Array
    mass: Array
    n: Array
    w2: Array
    w4: Array
    totals: Array
    squares: Array
    population: dict[str, float]
    has_psu: bool
    reached: bool = True
    by_distance: bool = False
    given: dict[str, dict[str, float]] = field(default_factory=dict)
    given_by: str = ""
    numbers: Self | None = None

    @cached_property
    def index(self) -> dict[Cell, Codes]:
        """Rows of each cell among the keys."""
        groups: Mapping[Any, Any] = self.keys.groupby(["segment_by", "segment"], sort=True).indices
        return {cell: np.asarray(rows) for cell, rows in groups.items()}

    @cached_property
    def pairs(self) -> tuple[Codes, Codes]:
        """The two columns of ``totals`` behind each column of ``squares``."""
        return pairs_of(self.variables, () if self.has_psu else self.blocks)


def columns_of(variables: tuple[str, ...], block: Sequence[str]) -> Codes:
    """Columns of ``totals`` that belong to the variables of a block: those of w*d, then those of w*d*y."""
    at = np.array([variables.index(name) for name in block], dtype=np.intp)
    return np.concatenate([at, at + len(variables)])


def pairs_of(variables: tuple[str, ...], blocks: Blocks) -> tuple[Codes, Codes]:
    """The two columns of ``totals`` behind each column of ``squares``."""
    first: list[NDArray[np.intp]] = [np.empty(0, dtype=np.intp)]
    second = [first[0]]
    for block in blocks:
        columns = columns_of(variables, block)
        rows, others = np.triu_indices(len(columns))
        first.append(columns[rows])
        second.append(columns[others])
    return np.concatenate(first), np.concatenate(second)
