"""Rows: what no sum can give. The kept respondents' answers to some items, with who they are in the design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.summary import unknown_item
from csat_lib.summary.moments import Base, Missing, Moments, sum_moments
from csat_lib.summary.pairs import PairTables, sum_pairs

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
MOST_GROUPS = 100


@dataclass(frozen=True)
class Rows:
    """``frame`` (n, p) holds numbers, NaN where an answer is missing.

    Per row, or None where the sample has no such thing: ``weights`` (n,) (None: all weigh 1), ``psu`` (n,) and
    ``stratum`` (n,) numbered from 0 (PSUs numbered through all strata), ``group`` (n,) the replicate group,
    0 .. ``n_groups`` - 1.
    """

    frame: pd.DataFrame
    weights: Array | None = None
    psu: Codes | None = None
    stratum: Codes | None = None
    group: Codes | None = None
    n_groups: int = 0
    label: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """Names of the items."""
        return tuple(map(str, self.frame.columns))

    @property
    def values(self) -> Array:
        """(n, p) the answers."""
        return self.frame.to_numpy(dtype=np.float64, na_value=np.nan)

    @property
    def weighted(self) -> bool:
        """Whether any two respondents carry different weights."""
        return self.weights is not None and len(self.weights) > 0 and bool(np.ptp(self.weights) > 0)

    @property
    def clustered(self) -> bool:
        """Whether respondents were drawn in PSUs."""
        return self.psu is not None

    @property
    def base(self) -> Base:
        """Who the rows are, for sums; rows without replicate groups are dealt in turn to 100 of them."""
        if self.group is not None and len(self.frame):
            return Base(self.weights, self.group, self.n_groups, self.clustered)
        units = np.arange(len(self.frame)) if self.psu is None else self.psu
        if not len(units):
            return Base(self.weights, clustered=self.clustered)
        n_groups = min(MOST_GROUPS, int(units.max()) + 1)
        return Base(self.weights, units % n_groups, n_groups, self.clustered)

    def select(self, items: Sequence[str], label: str = "") -> Rows:
        """The same respondents, some of the items."""
        known = self.items
        unknown = [item for item in items if item not in known]
        if unknown:
            raise unknown_item(unknown[0], known)
        return replace(self, frame=self.frame[list(items)], label=label or self.label)

    def complete(self) -> Rows:
        """The respondents who answered all items."""
        return self.where(self.frame.notna().all(axis=1).to_numpy())

    def where(self, keep: NDArray[np.bool_]) -> Rows:
        """Some of the respondents."""
        beside = {name: getattr(self, name) for name in ("weights", "psu", "stratum", "group")}
        cut: dict[str, Any] = {name: None if column is None else column[keep] for name, column in beside.items()}
        return replace(self, frame=self.frame[keep], **cut)

    def moments(self, missing: Missing = "listwise") -> Moments:
        """Counts, sums and cross-products, with replicate groups."""
        return sum_moments(self.frame, self.base, missing, self.label)

    def pairs(self) -> PairTables:
        """Contingency tables of all pairs, with replicate groups."""
        return sum_pairs(self.frame, self.base, label=self.label)
