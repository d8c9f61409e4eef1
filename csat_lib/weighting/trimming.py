"""Trimming: no weight above a given multiple of the mean weight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.statistics import statistic

Array = NDArray[np.float64]


@statistic
def trim_weights(weights: Array, ratio: float, counts: Array) -> Array:
    """(n,) weights, none above ``ratio`` times their mean; the sum stays.

    Method: what is cut off goes to the weights under the cap in proportion to them, again until none is above; so the
    ratio of the largest to the smallest weight never grows. ``counts`` (n,) respondents who share each weight.
    """
    cap = ratio * float(weights @ counts) / float(counts.sum())
    capped = np.zeros(len(weights), dtype=bool)
    trimmed = weights
    while (over := trimmed > cap * (1 + 1e-12)).any():
        capped |= over
        free = float(weights[~capped] @ counts[~capped])
        left = float(weights @ counts) - cap * float(counts[capped].sum())
        trimmed = np.where(capped, cap, weights * (left / free if free else 0.0))
    return trimmed
