"""What a coefficient of a scale is computed from: covariances, correlations, and both without each replicate group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import needs_complete_answers
from csat_lib.errors.summary import no_replicates
from csat_lib.findings import Method, way
from csat_lib.measurement.correlations.bases import Bases, bases_of, why_not
from csat_lib.measurement.correlations.correlation import Correlation, Data, as_correlation
from csat_lib.summary.moments import SUMS, Moments, sum_moments
from csat_lib.summary.rows import Rows, dealt_groups
from csat_lib.summary.skewness import skewness_of

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Matrices:
    """The (p, p) matrices of p items, taken from Moments or, where only those are known, from correlations.

    ``kind``: ``raw`` when there are covariances; else the kind of the correlations, which then stand for both, as the
    items are standardised. ``method``: kind of correlation where it is not Pearson's of the answers, rule for missing
    values, weighting. ``reason``: why nothing can be had from them.
    """

    items: tuple[str, ...]
    part: Moments | Correlation
    bases: Bases
    kind: str
    method: Method
    reason: str

    @property
    def correlated(self) -> Method:
        """The method of a statistic of correlations: their kind is told always."""
        return way("pearson") + self.method if self.kind == "raw" else self.method

    @cached_property
    def covariance(self) -> Array:
        """(p, p) covariances, or correlations where there are no covariances."""
        return self.part.covariance if isinstance(self.part, Moments) else self.part.matrix

    @cached_property
    def correlation(self) -> Array:
        """(p, p) correlations."""
        return self.part.correlation if isinstance(self.part, Moments) else self.part.matrix

    @property
    def label(self) -> str:
        """The construct, or what else the items are of."""
        return self.bases.subject

    @property
    def ordinal(self) -> bool:
        """Whether the items are taken for coarse answers of normal variables (polychoric correlations)."""
        return self.kind == "polychoric"

    @property
    def grouped(self) -> bool:
        """Whether there are replicate groups, so that intervals can be had by leaving each out."""
        return self.part.groups is not None

    @cached_property
    def skewness(self) -> float:
        """How far the items' answers are from letting a coefficient have an interval: :func:`skewness_of`."""
        return skewness_of(self.part if isinstance(self.part, Moments) else self.part.source)

    @cached_property
    def covariances_less(self) -> Array:
        """(g, p, p) covariances without one replicate group at a time."""
        return self._less.covariance if isinstance(self._less, Moments) else self._less

    @cached_property
    def correlations_less(self) -> Array:
        """(g, p, p) correlations without one replicate group at a time."""
        return self._less.correlation if isinstance(self._less, Moments) else self._less

    @cached_property
    def _less(self) -> Moments | Array:
        if isinstance(self.part, Moments):
            return less_a_group(self.part)
        return np.stack([part.matrix for part in self.part.jackknife_replicates()])


def moments_of(data: Data, what: str, label: str = "") -> Moments:
    """Complete-row Moments of answers, for a statistic (``what``) of means and variances.

    Raises:
        CsatError: pairwise sums, pair tables or correlations, which do not know them.
    """
    if isinstance(data, pd.DataFrame):
        return sum_moments(data, dealt_groups(data), label=label)
    if isinstance(data, Rows):
        return replace(data, label=label or data.label).moments()
    if isinstance(data, Moments) and data.missing == "listwise":
        return replace(data, label=label or data.label)
    raise needs_complete_answers(what)


def matrices_of(data: Data, label: str = "") -> Matrices:
    """Take the matrices of answers (complete rows only), of sums, or of correlations.

    The rows of a DataFrame, and Rows without replicate groups, are dealt to 100 groups, whatever their order.
    """
    if isinstance(data, pd.DataFrame):
        return matrices_of(sum_moments(data, dealt_groups(data)), label)
    if isinstance(data, Rows):
        return matrices_of(data.moments(), label)
    if isinstance(data, Moments):
        bases = bases_of(data, label)
        return Matrices(data.items, data, bases, "raw", bases.method, why_not(data))
    correlation = as_correlation(data)
    bases = replace(correlation.bases, subject=label or correlation.bases.subject)
    return Matrices(correlation.items, correlation, bases, correlation.kind, correlation.method, correlation.reason)


def less_a_group(moments: Moments) -> Moments:
    """One Moments with the deletions on a leading axis; groups without respondents are passed over."""
    if moments.groups is None:
        raise no_replicates(moments.label or "these items")
    seen = moments.groups.n.any(axis=(-2, -1))
    sums = {name: getattr(moments, name) - getattr(moments.groups, name)[seen] for name in SUMS}
    return replace(moments, groups=None, **sums)
