"""How sure the estimated weights of an index are, and what that adds to the error of the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Method, way, ways
from csat_lib.summary.estimate import Estimate

Array = NDArray[np.float64]


@dataclass(frozen=True)
class WeightErrors:
    """Errors of the weights of k constructs, by the delete-a-group jackknife over ``groups`` replicates.

    ``covariance`` (k, k) of the weights, 0 for a construct that is not under the node; ``with_means`` (k, k) of the
    constructs' means (rows) with the weights (columns), both from the same replicates. No ``groups``: errors that are
    not known, with which nothing has an interval.
    """

    constructs: tuple[str, ...]
    covariance: Array = field(compare=False)
    with_means: Array = field(compare=False)
    groups: int

    @property
    def method(self) -> Method:
        """How the errors came about, or why there are none."""
        if not self.groups:
            return ways("no interval", "index weights from the units")
        return ways(way("index weights estimated in # groups", self.groups))

    @property
    def of_one(self) -> Method:
        """Why what is made of a single weight has no interval.

        One by t would hold in .84 to .99 of samples, and on the logit of the weight in .92 to .99, by the rule that
        weighs; what it makes of a change, in .91 to .96 (``tests/simulations/part_coverage.csv``). What skews a single
        weight cancels in the sum of all.
        """
        return self.method + (ways("no interval", "error of a single weight too skewed") if self.groups else Method())

    def holds(self, name: str) -> bool:
        """Whether the weight of a part has an error: one that is given has none."""
        if name not in self.constructs:
            return False
        at = self.constructs.index(name)
        return not self.groups or bool(self.covariance[at, at] > 0)

    def counted(self, estimate: Estimate, parts: Mapping[str, float], means: Array, *, with_wave: bool) -> Estimate:
        """The estimate of I = sum_j w_j m_j with the error of the weights counted beside that of the means.

        ``estimate`` has the error of the means with the weights given; ``means`` (k,) are the m_j: means of a cell,
        or their differences between two cells or waves that the same weights score. Linearised in both,

            var I = var(sum_j w_j m_j | w) + m' C_w m + 2 w' C_mw m,

        with C_w the covariance of the weights and C_mw that of the means with the weights (``with_wave``: the mean of
        everybody, of a cell of the wave that the weights come from, or their difference to another wave). A
        respondent's part in a weight (1/n of his influence) and in the mean of his cell of n_c (1/n_c, n_c/n of whom
        share it) covary as much in a cell as in all, so C_mw serves every cell; between two cells of one wave it
        cancels. df by Welch and Satterthwaite over the two sources. A weight that some replicate could not give leaves
        no interval (``a replicate had no estimate``).
        """
        if estimate.se is None or estimate.df is None:
            return estimate
        method = estimate.method + self.method
        if not self.groups:
            return replace(estimate, se=None, df=None, method=method)
        w = np.array([parts.get(name, 0.0) for name in self.constructs])
        own = float(means @ self.covariance @ means)
        both = 2 * float(w @ self.with_means @ means) if with_wave else 0.0
        variance = estimate.se**2 + own + both
        if variance <= 0:  # a covariance larger than what it is part of is noise of few groups
            variance -= both
        if not variance > 0:
            return replace(estimate, se=None, df=None, method=method + "a replicate had no estimate")
        spread = estimate.se**4 / estimate.df + own**2 / (self.groups - 1)
        df = (estimate.se**2 + own) ** 2 / spread if spread else estimate.df
        return replace(estimate, se=variance**0.5, df=df, method=method)
