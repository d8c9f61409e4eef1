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


def hashed_order(frame: pd.DataFrame, weights: Array | None = None) -> Codes:
    """(n,) rows in an order at random that is yet the same in whatever order the rows, and the columns, come.

    It is that of a hash of a row's own answers and weight, and of how many rows like it were counted before.
    """
    columns = {str(name): frame[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in frame.columns}
    columns |= {} if weights is None else {"": np.asarray(weights, dtype=np.float64)}
    names = pd.util.hash_array(np.array(list(columns), dtype=object)) | np.uint64(1)
    each = [pd.util.hash_array(column + 0.0) * name for column, name in zip(columns.values(), names, strict=True)]
    alike = pd.Series(np.sum([np.zeros(len(frame), np.uint64), *each], axis=0, dtype=np.uint64))
    counted = pd.DataFrame({"alike": alike, "time": alike.groupby(alike).cumcount().astype(np.uint64)})
    return np.argsort(pd.util.hash_pandas_object(counted, index=False).to_numpy(), kind="stable")


def dealt_groups(frame: pd.DataFrame, weights: Array | None = None) -> Base:
    """Replicate groups for rows that come without: dealt by :func:`hashed_order`, to 100 groups or one for each."""
    n_groups = min(MOST_GROUPS, len(frame))
    if not n_groups:
        return Base()
    group = np.empty(len(frame), dtype=np.intp)
    group[hashed_order(frame, weights)] = np.arange(len(frame))
    return Base(group=group % n_groups, n_groups=n_groups)


@dataclass(frozen=True)
class Rows:
    """``frame`` (n, p) holds numbers, NaN where an answer is missing.

    Per row, or None where the sample has no such thing: ``weights`` (n,) (None: all weigh 1), ``psu`` (n,) and
    ``stratum`` (n,) numbered from 0 (PSUs numbered through all strata), ``group`` (n,) the replicate group,
    0 .. ``n_groups`` - 1. Respondents of weight 0 stand behind no figure: they are left out at once.
    """

    frame: pd.DataFrame
    weights: Array | None = None
    psu: Codes | None = None
    stratum: Codes | None = None
    group: Codes | None = None
    n_groups: int = 0
    label: str = ""

    def __post_init__(self) -> None:
        if self.weights is None or np.all(np.asarray(self.weights) > 0):
            return
        counted = np.asarray(self.weights) > 0
        for name in ("frame", "weights", "psu", "stratum", "group"):
            column = getattr(self, name)
            object.__setattr__(self, name, None if column is None else column[counted])

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
        """Who the rows are, for sums; rows without replicate groups are dealt to 100 of them."""
        if self.group is not None and len(self.frame):
            return Base(self.weights, self.group, self.n_groups, self.clustered)
        if self.psu is None or not len(self.frame):
            return replace(dealt_groups(self.frame, self.weights), weights=self.weights, clustered=self.clustered)
        n_groups = min(MOST_GROUPS, int(self.psu.max()) + 1)
        return Base(self.weights, self.psu % n_groups, n_groups, self.clustered)

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
