"""Split halves: how far the correlation of two halves of a scale depends on which halves they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import reliability
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import NAN
from csat_lib.measurement.correlations.matrices import matrices_of
from csat_lib.measurement.factors.orientation import first_greatest
from csat_lib.measurement.reliability import coefficients
from csat_lib.statistics import statistic

Array = NDArray[np.float64]
Halves = NDArray[np.bool_]
MOST_ITEMS = 16  # up to which all splits are looked at: 6,435 of 16 items, 12,870 of 17
SAMPLE = 10_000


@dataclass(frozen=True)
class SplitHalfResult:
    """Reliability of the whole scale by its greatest, lowest and mean split; NaN where ``reason`` says why.

    ``halves``: the items of one half of the greatest and of the lowest split (one of them, where several tie).
    """

    greatest: float
    lowest: float
    mean: float
    halves: tuple[tuple[str, ...], tuple[str, ...]]
    method: Method
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """``split_half_greatest``, ``split_half_lowest``, ``split_half_mean``."""
        sheet = FindingWriter(self.bases.subject, self.bases, self.reason)
        figures = {
            reliability.SPLIT_HALF_GREATEST: self.greatest,
            reliability.SPLIT_HALF_LOWEST: self.lowest,
            reliability.SPLIT_HALF_MEAN: self.mean,
        }
        return [sheet.row(measure, value, self.method) for measure, value in figures.items()]


@statistic
def split_half(data: Data, seed: int = 0, label: str = "") -> SplitHalfResult:
    """Greatest, lowest and mean split-half reliability of the standardised items, as psych's ``splitHalf``.

    Method: 4 C_ab / V for each split into two halves of equal size (for an odd number of items, one half has one item
    more), C_ab the covariance of the two halves and V the variance of the whole: Guttman's lambda 4 (1945),
    Psychometrika 10: 255-282. All splits up to 16 items; above, 10,000 splits drawn at random from ``seed``, so that
    the greatest and the lowest are bounds only (``method`` says so). With an even number of items the mean over all
    splits is the standardised alpha. (psych takes only half of the splits when the number of items is odd.)

    Missing values: of a DataFrame or Rows, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: those of alpha; ``no_variance``: the sum of the items has none.
    """
    of = matrices_of(data, label)
    p = len(of.items)
    some = ways(way("# of # splits", SAMPLE, _count(p)), way("seed #", seed))
    reason = of.reason or ("no_variance" if np.isnan(coefficients.total(of.correlation)) else "")
    method = ways("lambda 4", "all splits" if p <= MOST_ITEMS else some, of.method)
    if reason:
        return SplitHalfResult(NAN, NAN, NAN, ((), ()), method, of.bases, reason)
    halves = _all_halves(p) if p <= MOST_ITEMS else _some_halves(p, seed)
    values = _reliabilities(of.correlation, halves)
    ends = first_greatest(values), first_greatest(-values)
    best, worst = (tuple(np.array(of.items)[halves[at]].tolist()) for at in ends)
    return SplitHalfResult(
        float(values.max()), float(values.min()), float(values.mean()), (best, worst), method, of.bases
    )


def _reliabilities(r: Array, halves: Halves) -> Array:
    """(splits,) 4 a'R(1 - a) / 1'R1 for the zeros and ones a of each split."""
    a = halves.astype(np.float64)
    return np.asarray(4 * ((a @ r) * (1 - a)).sum(axis=1) / r.sum())


def _all_halves(p: int) -> Halves:
    """(splits, p) the half without the last item, of all splits: bit patterns of the right size."""
    patterns = np.arange(2 ** (p - 1))
    halves = (patterns[:, None] >> np.arange(p)) & 1
    size = halves.sum(axis=1)
    return np.asarray(halves[(size == p // 2) | (size == p - p // 2)] == 1)


def _some_halves(p: int, seed: int) -> Halves:
    """(splits, p) the smaller half of splits drawn at random."""
    ranks = np.random.default_rng(seed).random((SAMPLE, p)).argsort(axis=1).argsort(axis=1)
    return np.asarray(ranks < p // 2)


def _count(p: int) -> int:
    """How many splits there are."""
    return comb(p, p // 2) // (2 - p % 2)
