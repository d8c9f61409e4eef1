"""How respondents were drawn, as far as sums of what each of them contributes to an estimate need to know.

The spread of a weighted total z = sum of w_i z_i is taken over PSUs within strata, sum_h m_h / (m_h - 1) sum over PSUs
of (z_hu - mean)^2; a stratum with a single PSU counts its square about 0, the overall mean (R survey's ``adjust``).
Without strata and PSUs it is the plain sum of squares, without a factor, as in lavaan.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
Codes = NDArray[np.intp]


@dataclass(frozen=True)
class Sampling:
    """Per respondent ``weights`` (n,), mean 1, and ``unit`` (n,), the PSU or None; per unit ``stratum`` or None."""

    weights: Array
    unit: Codes | None = None
    stratum: Codes | None = None

    @property
    def plain(self) -> bool:
        """Whether every respondent was drawn by himself, from one stratum."""
        return self.unit is None and self.stratum is None

    @property
    def units(self) -> int:
        """How many were drawn."""
        return int(self._sizes.sum())

    @cached_property
    def _sizes(self) -> Array:
        """(H,) units of each stratum."""
        units = len(self.weights) if self.unit is None else int(self.unit.max()) + 1
        stratum = np.zeros(units, dtype=np.intp) if self.stratum is None else self.stratum
        return np.bincount(stratum).astype(np.float64)

    def totals(self, columns: Array) -> Array:
        """(U, ...) weighted totals of the units, of ``columns`` (n, ...)."""
        weighted = columns * self.weights.reshape(-1, *(1,) * (columns.ndim - 1))
        if self.unit is None:
            return np.asarray(weighted)
        order = np.argsort(self.unit, kind="stable")
        starts = np.searchsorted(self.unit[order], np.arange(self.unit.max() + 1))
        return np.asarray(np.add.reduceat(weighted[order], starts, axis=0))

    def spread(self, columns: Array) -> Array:
        """(k, k) covariance of the totals of ``columns`` (n, k)."""
        added = self.added(columns)
        return np.asarray(added.T @ added)

    def added(self, columns: Array) -> Array:
        """(U, k) what each unit adds to the totals, whose products are their covariance."""
        totals = self.totals(columns)
        if self.plain:
            return totals
        within, factor = self._within
        return np.asarray((totals - self._means(totals)[within]) * np.sqrt(factor[within, None]))

    def spread_of_squares(self, squares: Array, sums: Array) -> float:
        """The trace of :meth:`spread` where the totals of a unit are a matrix.

        ``squares`` (U,) their squared lengths; ``sums`` (H, ...) adds the totals up within the strata.
        """
        if self.plain:
            return float(squares.sum())
        within, factor = self._within
        means = np.where(self._sizes > 1, (sums.reshape(len(sums), -1) ** 2).sum(axis=1) / self._sizes, 0.0)
        return float(squares @ factor[within] - means @ factor)

    @property
    def strata(self) -> Codes:
        """(n,) stratum of each respondent."""
        within = self._within[0]
        return within if self.unit is None else np.asarray(within[self.unit])

    @cached_property
    def _within(self) -> tuple[Codes, Array]:
        """(stratum (U,), factor (H,))."""
        stratum = np.zeros(int(self._sizes[0]), dtype=np.intp) if self.stratum is None else self.stratum
        return stratum, np.where(self._sizes > 1, self._sizes / np.maximum(self._sizes - 1, 1), 1.0)

    def _means(self, totals: Array) -> Array:
        """(H, k) mean of each stratum's totals; 0 for a single unit."""
        sums = np.zeros((len(self._sizes), totals.shape[1]))
        np.add.at(sums, self._within[0], totals)
        return np.asarray(np.where(self._sizes[:, None] > 1, sums / self._sizes[:, None], 0.0))


def drawn(rows: Rows) -> list[str]:
    """How the rows were drawn, for ``method``: ``psus``, ``strata``, or nothing."""
    return [word for word, column in (("psus", rows.psu), ("strata", rows.stratum)) if column is not None]


def sampling_of(rows: Rows) -> Sampling:
    """How the rows were drawn; weights are scaled to mean 1."""
    n = len(rows.frame)
    weights = np.ones(n) if rows.weights is None else rows.weights * (n / rows.weights.sum())
    unit = None if rows.psu is None else np.unique(rows.psu, return_inverse=True)[1].reshape(-1)
    if rows.stratum is None:
        return Sampling(weights, unit)
    stratum = np.unique(rows.stratum, return_inverse=True)[1].reshape(-1)
    if unit is None:
        return Sampling(weights, None, stratum)
    of_unit = np.zeros(int(unit.max()) + 1, dtype=np.intp)
    of_unit[unit] = stratum
    return Sampling(weights, unit, of_unit)
