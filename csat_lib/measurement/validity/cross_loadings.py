"""Cross-loadings: does an item go with its own construct more than with any other?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Finding, Method, way
from csat_lib.findings.catalogue import validity
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import ZERO
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.correlations.membership import Model, membership_of
from csat_lib.statistics import statistic

Array = NDArray[np.float64]


@dataclass(frozen=True)
class CrossLoadingResult:
    """``correlations`` (p, c) of each item with each construct's score; NaN where a finding's reason says why.

    ``own`` (p, c): the item is of the construct, and its score is then without the item.
    """

    correlations: pd.DataFrame
    own: pd.DataFrame
    method: Method
    bases: Bases
    reason: str = ""

    @property
    def misplaced(self) -> tuple[str, ...]:
        """Items that go with another construct more than with their own."""
        values, own = self.correlations.to_numpy(), self.own.to_numpy()
        best_own = np.where(own, values, -np.inf).max(axis=1)
        best_other = np.where(own | np.isnan(values), -np.inf, values).max(axis=1)
        return tuple(str(item) for item in self.correlations.index[best_other > best_own])

    def to_findings(self) -> list[Finding]:
        """One ``cross_loading`` per item and construct (``other``)."""
        return [
            self._finding(str(item), str(name))
            for item in self.correlations.index
            for name in self.correlations.columns
        ]

    def _finding(self, item: str, construct: str) -> Finding:
        own = bool(self.own[construct][item])
        alone = own and self.own[construct].sum() == 1
        method = way("without the item") + self.method if own else self.method
        row = FindingWriter(item, self.bases, self.reason).row(
            validity.CROSS_LOADING,
            float(self.correlations[construct][item]),
            method,
            reason="one_item" if alone else "no_variance",
        )
        return replace(row, other=construct)


@statistic
def cross_loadings(data: Data, model: Model) -> CrossLoadingResult:
    """Correlation of every item with the score of every construct, the sum of its items.

    Method: from covariances alone. The score of the item's own construct is taken without the item (corrected for
    overlap), else every item would go with its own construct if only because it is part of it. Of a Correlation the
    scores are sums of standardised items.

    Missing values: of a DataFrame or Rows, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: ``one_item`` (nothing is left of the item's own construct), ``no_variance``, ``all_missing``,
    ``few_answers``, those of the Correlation.

    Raises:
        CsatError: an item of the model that the data do not hold.
    """
    of = matrices_of(data)
    members = membership_of(of.items, model)
    used: NDArray[np.bool_] = np.asarray(members.any(axis=1))
    values = np.full(members.shape, np.nan) if of.reason in NOTHING else _with_scores(of, members)
    items, names = np.array(of.items)[used].tolist(), list(model)
    return CrossLoadingResult(
        correlations=pd.DataFrame(values[used], items, names),
        own=pd.DataFrame(members[used] > 0, items, names),
        method=way("sums of items") + of.correlated,
        bases=of.bases,
        reason=of.reason if of.reason in NOTHING else "",
    )


NOTHING = {"one_item", "all_missing", "few_answers"}


def _with_scores(of: Matrices, members: Array) -> Array:
    """(p, c) corr(x_j, sum of the items of construct k other than j)."""
    s = of.covariance
    known, own = np.nan_to_num(s), np.diagonal(s)[:, None]
    with_score = known @ members - members * own
    spread = np.diagonal(members.T @ known @ members) - members * (2 * (known @ members) - own)
    absent = (np.isnan(s) @ members > 0) | (np.diagonal(members.T @ np.isnan(s) @ members) > 0)
    usable = ~absent & (spread > ZERO * np.trace(known)) & (own > 0)
    return np.where(usable, with_score / np.sqrt(np.where(usable, own * spread, 1.0)), np.nan)
