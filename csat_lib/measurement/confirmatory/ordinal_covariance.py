"""Thresholds and polychoric correlations with the covariances of their sampling errors, for ordinal models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.correlations.bases import Bases
from csat_lib.measurement.correlations.correlation import Array, Correlation, CorrelationSpec, correlate
from csat_lib.measurement.correlations.influence import TableLookup, of_correlations, of_thresholds
from csat_lib.summary.moments import Missing
from csat_lib.summary.pairs import PairTables
from csat_lib.summary.rows import Rows

Codes = NDArray[np.intp]
Covered = Literal["correlations", "all"]
ROWS_AT_ONCE = 4096


@dataclass(frozen=True)
class OrdinalStatistics:
    """``correlation`` polychoric, with its thresholds; ``covariance`` of the sampling errors; ``n`` respondents.

    The covariance is of the correlations of the pairs in ``np.tril_indices(p, -1)``, or of all thresholds, item by
    item, and then these (``covered``: ``all``).
    """

    correlation: Correlation
    covariance: Array
    n: int
    covered: Covered
    clustered: bool

    @property
    def items(self) -> tuple[str, ...]:
        """Names of the items."""
        return self.correlation.items

    @property
    def bases(self) -> Bases:
        """Who stands behind them."""
        return self.correlation.bases

    @property
    def reason(self) -> str:
        """Why they cannot be had, or nothing."""
        return self.correlation.reason

    @cached_property
    def thresholds(self) -> Array:
        """All thresholds, item by item."""
        return np.concatenate(list(self.correlation.thresholds.values()))

    @cached_property
    def correlations(self) -> Array:
        """(p(p - 1)/2,) the correlations of the pairs in ``np.tril_indices(p, -1)``."""
        return np.asarray(self.correlation.matrix[np.tril_indices(len(self.items), -1)])


def ordinal_statistics(
    rows: Rows, zero_cells: float = 0.0, missing: Missing = "listwise", covered: Covered = "correlations"
) -> OrdinalStatistics:
    """Two-step thresholds and polychoric correlations, and the covariances of their sampling errors.

    Method: with s_i the scores of respondent i (univariate ones for thresholds, bivariate ones for correlations), the
    errors of the estimates are A^-1 sum w_i s_i, A from sums of products of scores; their covariance is the sum of
    squares of A^-1 w_i s_i: Muthen (1984), Psychometrika 49: 115-132, as in R's lavaan. Weights enter as those of a
    pseudo-likelihood. With PSUs or strata the summands are added up by PSU and taken around the mean of their stratum,
    n_h / (n_h - 1) times, as in R's survey (a single PSU of a stratum around 0); without, n / (n - 1) times.

    Missing values: ``listwise``, or ``pairwise``: each item and each pair over its own answers.

    Reasons: those of the polychoric correlation; the covariance then is empty.
    """
    kept = rows.complete() if missing == "listwise" else rows.where(rows.frame.notna().any(axis=1).to_numpy())
    found = correlate(replace(kept, group=None, n_groups=0), CorrelationSpec("polychoric", zero_cells), missing)
    clustered = rows.psu is not None or rows.stratum is not None
    tables = found.source
    if found.reason or not isinstance(tables, PairTables):
        return OrdinalStatistics(found, np.empty((0, 0)), len(kept.frame), covered, clustered)
    thresholds = tuple(found.thresholds.values())
    lookup = of_correlations(tables, thresholds, found.matrix)
    if covered == "all":
        lookup = of_thresholds(tables, thresholds) + lookup
    codes = _codes(kept, tables)
    spread = _by_design(kept, codes, lookup) if clustered else _by_respondent(kept, codes, lookup)
    return OrdinalStatistics(found, spread, len(kept.frame), covered, clustered)


def _codes(rows: Rows, tables: PairTables) -> Codes:
    """(p + 1, n) place of every answer among those of its item, the last one for none; then a row of zeros."""
    values = rows.values
    codes = np.zeros((len(tables.items) + 1, len(values)), dtype=np.intp)
    for at, answers in enumerate(tables.categories):
        codes[at] = np.searchsorted(answers, values[:, at])  # NaN is sorted behind all answers
    return codes


def _by_respondent(rows: Rows, codes: Codes, lookup: TableLookup) -> Array:
    """Sum of products of what respondents add, block by block."""
    total = np.zeros((len(lookup.first), len(lookup.first)))
    for start in range(0, codes.shape[1], ROWS_AT_ONCE):
        block = slice(start, start + ROWS_AT_ONCE)
        added = lookup.at(codes[:, block])
        if rows.weights is not None:
            added *= rows.weights[block]
        total += added @ added.T
    n = codes.shape[1]
    return np.asarray(total * (n / (n - 1)))


def _by_design(rows: Rows, codes: Codes, lookup: TableLookup) -> Array:
    """The same over PSUs, around the mean of each stratum."""
    stratum = np.zeros(codes.shape[1], dtype=np.intp) if rows.stratum is None else rows.stratum
    unit = np.arange(codes.shape[1]) if rows.psu is None else rows.psu
    order = np.lexsort((unit, stratum))
    weights = np.ones(len(order)) if rows.weights is None else rows.weights
    first = np.flatnonzero(np.diff(unit[order], prepend=-1) | np.diff(stratum[order], prepend=-1))
    strata, of_unit, units = np.unique(stratum[order][first], return_inverse=True, return_counts=True)
    factor = np.where(units > 1, units / np.maximum(units - 1, 1), 1.0)
    total, sums = np.zeros((len(lookup.first), len(lookup.first))), np.zeros((len(strata), len(lookup.first)))
    for here, block in _blocks(first, len(order)):
        chosen = order[block]
        added = lookup.at(codes[:, chosen]) * weights[chosen]
        totals = np.add.reduceat(added, first[here] - block.start, axis=1)
        np.add.at(sums, of_unit[here], totals.T)
        totals *= np.sqrt(factor[of_unit[here]])
        total += totals @ totals.T
    centred = np.where(units > 1, factor / units, 0.0)
    return total - (sums.T * centred) @ sums


def _blocks(first: Codes, n: int) -> Iterator[tuple[slice, slice]]:
    """(units, rows) of one block after another, whole units each."""
    ends = np.append(first, n)
    at = 0
    while at < len(first):
        until = max(int(np.searchsorted(ends, ends[at] + ROWS_AT_ONCE, side="right")) - 1, at + 1)
        yield slice(at, until), slice(int(ends[at]), int(ends[until]))
        at = until
