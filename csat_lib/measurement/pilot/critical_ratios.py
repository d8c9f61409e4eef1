"""The critical ratio: do those at the top of a scale answer an item otherwise than those at its bottom?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from csat_lib.errors.measurement import not_a_share
from csat_lib.findings import Method, way, ways
from csat_lib.statistics import statistic
from csat_lib.summary.totals import ItemTotals

Array = NDArray[np.float64]
NAN = float("nan")
TAIL = 0.27
"""Share of respondents in each group: Kelley (1939), Journal of Educational Psychology 30: 17-24."""


@dataclass(frozen=True)
class TTest:
    """``t``, ``df`` and two-sided ``p`` of each of p items; NaN where the item does not vary within the groups."""

    t: Array
    df: Array
    p: Array


@dataclass(frozen=True)
class CriticalRatios:
    """Critical ratios of p items with one total.

    ``cuts``: the total scores that end the low and begin the high group; ``sizes``: respondents in each.
    Figures are NaN where ``reason`` says why; ``no_variance`` for an item alone.
    """

    pooled: TTest
    welch: TTest
    cuts: tuple[float, float]
    sizes: tuple[int, int]
    tail: float
    reason: str = ""

    @property
    def method(self) -> Method:
        """The share, what happens with ties, and how many that makes."""
        share = way("groups of #% by the total", round(100 * self.tail))
        return ways(share, "ties kept", way("# low and # high", *self.sizes))


@statistic
def critical_ratios(totals: ItemTotals, tail: float = TAIL) -> CriticalRatios:
    """Student's and Welch's t test of each item, those with the highest total scores against the lowest.

    Method: the cut scores are the lowest total that at least the share ``tail`` of the respondents reach from below,
    and the highest that at least this share reach from above; everybody at or beyond a cut is in its group, so that
    ties make groups larger, never smaller, and no order of the file decides. The total holds the item itself.
    ``pooled``: Student's t with n1 + n2 - 2 degrees of freedom; ``welch``: Welch's, for unequal variances, with
    Satterthwaite's. High less low: a positive ratio is a sound one. Weights play no part.

    Missing values: respondents complete on all items of the total.

    Reasons: ``one_item``; ``few_answers``: fewer than two in a group; ``no_variance``: everybody has the same total;
    ``groups_overlap``: so few totals occur that one group reaches into the other.

    Raises:
        CsatError: the share is not between 0 and one half.
    """
    if not 0 < tail < 0.5:
        raise not_a_share("share of each extreme group", tail)
    n, total = totals.n, int(totals.n.sum())
    enough = max(math.ceil(tail * total - 1e-9), 1)
    if len(totals.items) < 2 or total < 4 or len(n) < 2:
        reason = "one_item" if len(totals.items) < 2 else "few_answers" if total < 4 else "no_variance"
        return _absent(len(totals.items), tail, reason)
    low = int(np.searchsorted(np.cumsum(n), enough))
    high = len(n) - 1 - int(np.searchsorted(np.cumsum(n[::-1]), enough))
    if low >= high:
        return _absent(len(totals.items), tail, "groups_overlap")
    groups = totals.counts[: low + 1].sum(axis=0), totals.counts[high:].sum(axis=0)
    sizes = int(n[: low + 1].sum()), int(n[high:].sum())
    if min(sizes) < 2:
        return _absent(len(totals.items), tail, "few_answers")
    low_end, high_end = (_moments(group, totals.answers) for group in groups)
    pooled, welch = _tests(low_end, high_end, sizes)
    return CriticalRatios(pooled, welch, (float(totals.totals[low]), float(totals.totals[high])), sizes, tail)


def _moments(counts: Array, answers: Array) -> tuple[Array, Array]:
    """(p,) means and (p,) variances, divisor n - 1, of one group's (p, A) counts of answers."""
    n = counts.sum(axis=1)
    mean = counts @ answers / n
    squares = (counts * (answers - mean[:, None]) ** 2).sum(axis=1)
    return mean, squares / (n - 1)


def _tests(low: tuple[Array, Array], high: tuple[Array, Array], sizes: tuple[int, int]) -> tuple[TTest, TTest]:
    (n1, n2), (mean1, var1), (mean2, var2) = sizes, low, high
    gap = mean2 - mean1
    with np.errstate(divide="ignore", invalid="ignore"):
        df = np.full_like(gap, n1 + n2 - 2.0)
        pooled = ((n1 - 1) * var1 + (n2 - 1) * var2) / df * (1 / n1 + 1 / n2)
        apart = var1 / n1 + var2 / n2
        satterthwaite = apart**2 / ((var1 / n1) ** 2 / (n1 - 1) + (var2 / n2) ** 2 / (n2 - 1))
        return _test(gap, pooled, df), _test(gap, apart, satterthwaite)


def _test(gap: Array, variance: Array, df: Array) -> TTest:
    t = np.where(variance > 0, gap / np.sqrt(variance), np.nan)
    return TTest(t, np.where(np.isnan(t), np.nan, df), np.asarray(2 * stdtr(df, -np.abs(t))))


def _absent(n_items: int, tail: float, reason: str) -> CriticalRatios:
    none = np.full(n_items, np.nan)
    test = TTest(none, none, none)
    return CriticalRatios(test, test, (NAN, NAN), (0, 0), tail, reason)
