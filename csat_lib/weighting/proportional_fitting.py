"""Iterative proportional fitting: groups of respondents brought to the shares of one margin after the other."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from csat_lib.weighting.margins import Margin

Array = NDArray[np.float64]
_OUT_OF_REACH = 1e100  # a weight that the cap holds back grows without end when no weights can meet the margins


def fit_margins(
    base: Array, counts: Array, margins: Sequence[Margin], until: tuple[float, int], cap: float = math.inf
) -> tuple[Array, int]:
    """(weights, cycles) of groups of ``counts`` respondents, no weight above the cap.

    Margin after margin, ``base`` weights are multiplied by target / weighted share, ``until`` no share is off by more
    than a tolerance, or for a number of cycles (Deming & Stephan 1940, Annals of Mathematical Statistics 11: 427-444).
    """
    free, cycle = base.copy(), 0  # base * factors, before the cap
    while cycle < until[1] and off_target(margins, np.minimum(free, cap) * counts) > until[0]:
        for margin in margins:
            free = np.minimum(free * _factor(margin, free, cap, counts), _OUT_OF_REACH)
        cycle += 1
    weights = np.minimum(free, cap)
    return np.asarray(weights * (counts.sum() / (weights @ counts))), cycle


def off_target(margins: Sequence[Margin], mass: Array) -> float:
    """The largest difference between a share of ``mass`` and its target."""
    return max((float(np.abs(margin.reached(mass) - margin.shares).max()) for margin in margins), default=0.0)


def _factor(margin: Margin, free: Array, cap: float, counts: Array) -> Array:
    """(groups,) what the weights under the cap are multiplied by to bring each level to its target; 1 without level."""
    known, n_levels = margin.code >= 0, len(margin.levels)
    under = free < cap
    mass = np.minimum(free, cap) * counts
    target = margin.shares * (counts.sum() - mass[~known].sum())
    open_mass = np.bincount(margin.code[known & under], mass[known & under], minlength=n_levels)
    capped = np.bincount(margin.code[known & ~under], mass[known & ~under], minlength=n_levels)
    within = (target > capped) & (open_mass > 0)
    above, below = np.where(within, target - capped, target), np.where(within, open_mass, open_mass + capped)
    ratio = np.divide(above, below, out=np.ones_like(above), where=below > 0)
    return np.asarray(np.where(known, ratio[margin.code], 1.0))
