"""Quantiles of weighted numbers, and the interval that goes with them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from csat_lib.statistics import statistic

Array = NDArray[np.float64]
FEWEST_BETWEEN = 10
"""Different numbers that lie between the ends of a quantile's interval at least: where many give the same number an end
is such a number, and the interval holds nearly always (ours)."""
_EXACTLY = 1e-9
"""Shares closer than this, relative to the whole, are the same: sums of weights are rounded."""


@statistic
def weighted_quantile(values: Array, weights: Array, share: float) -> float:
    """The number that ``share`` (0-1) of all weight lies at or below; ``values`` and ``weights`` (k,), in any order.

    The smallest value at which the weight so far reaches the share; where it does so exactly, halfway to the next
    (definition 2 of Hyndman & Fan 1996, The American Statistician 50: 361-365): with equal weights, the usual median.
    Weights of nought count for nothing. Missing values: to be left out before.
    """
    order = np.argsort(values, kind="stable")
    order = order[weights[order] > 0]
    reached = np.cumsum(weights[order])
    wanted, slack = share * reached[-1], _EXACTLY * reached[-1]
    at = min(int(np.searchsorted(reached, wanted - slack)), len(order) - 1)
    is_exact = abs(reached[at] - wanted) <= slack and at + 1 < len(order)
    return float(values[order[at]] + values[order[at + is_exact]]) / 2


def are_many_alike(values: Array, ends: tuple[float, float]) -> bool:
    """Whether fewer than ``FEWEST_BETWEEN`` of the different ``values`` lie between the ends, which belong to them."""
    return len(np.unique(values[(values >= ends[0]) & (values <= ends[1])])) < FEWEST_BETWEEN


@statistic
def quantile_interval(
    values: Array, weights: Array, share: float, n: float, confidence: float = 0.95
) -> tuple[float, float]:
    """(low, high) of a quantile: the quantiles at share -/+ z sqrt(share (1 - share) / n), cut at 0 and 1.

    Woodruff (1952), JASA 47: 635-646; ``n`` is the effective number of respondents when weighted.
    """
    reach = float(ndtri((1 + confidence) / 2)) * math.sqrt(share * (1 - share) / n)
    ends = (max(0.0, share - reach), min(1.0, share + reach))
    low, high = (weighted_quantile(values, weights, end) for end in ends)
    return low, high
