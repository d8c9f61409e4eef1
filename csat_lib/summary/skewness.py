"""Whether answers are too skewed, or their groups too few, for the interval of a coefficient."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Method, way, ways
from csat_lib.summary.moments import Moments
from csat_lib.summary.pairs import PairTables

FEWEST_GROUPS = 12
"""With fewer, half the standard error of the skewness takes up more than half of the limit on it."""
MOST_SKEWED = 0.2
"""The skewness of items' means, plus half its standard error, over which no interval of a coefficient holds.

Cochran's rule n > 25 skewness^2 (Sampling Techniques, 1977, section 2.15) is this limit for a mean of n answers that
weigh the same; ``tests/simulations/reliability_coverage.py`` shows that intervals hold under it and not over it.
"""


def skewness_of(part: Moments | PairTables | None) -> float:
    """Skewness of the items' means, plus half its standard error, sqrt 6 / (2g); NaN without replicate groups.

    Method: D_g = the sum of w (x - mean) over replicate group g; sum D^3 / (sum D^2)^1.5 is the skewness of an item's
    weighted mean, as third moments of independent groups add up. It is averaged over the items, then taken without its
    sign. Of pair tables, x are the answers themselves.
    """
    if part is None or part.groups is None:
        return math.nan
    if isinstance(part, Moments):
        w, wx = (np.diagonal(sums, axis1=-2, axis2=-1) for sums in (part.groups.w, part.groups.wx))
    else:
        tables, p = part.groups, len(part.items)
        blocks = [np.diagonal(tables.table(j, j)[1], axis1=-2, axis2=-1) for j in range(p)]
        w = np.stack([block.sum(axis=-1) for block in blocks], axis=-1)
        wx = np.stack([block @ np.array(answers) for block, answers in zip(blocks, part.categories, strict=True)], -1)
    return skewness_of_totals(wx - w * (wx.sum(axis=0) / w.sum(axis=0)), int(w.any(axis=1).sum()))


def skewness_of_totals(off: NDArray[np.float64], groups: int) -> float:
    """:func:`skewness_of` from D_g (g, p) of so many groups that have respondents."""
    with np.errstate(invalid="ignore", divide="ignore"):
        skewness = (off**3).sum(axis=0) / (off**2).sum(axis=0) ** 1.5
    return float(abs(np.nan_to_num(skewness).mean()) + math.sqrt(6) / (2 * max(groups, 1)))


def why_no_interval(part: Moments | PairTables, groups: int) -> Method:
    """The words for the method of a coefficient that has no interval, or nothing: of so many replicate ``groups``."""
    if groups < 2:
        return way("no interval without replicate groups")
    if groups < FEWEST_GROUPS:
        return ways("no interval", "too few replicate groups")
    return ways("no interval", "answers too skewed") if skewness_of(part) > MOST_SKEWED else Method()
