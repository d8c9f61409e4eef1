"""The ratio of two means of the same respondents, such as felt by expected, and the difference beside it."""

from __future__ import annotations

import math

from scipy.special import stdtrit

from csat_lib.findings import ways
from csat_lib.index.score_figures import ScoreFigure
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.sample import ALL
from csat_lib.summary.summary import RATIO_OF


def ratio_of_means(totals: DesignTotals, name: str, confidence: float = 0.95) -> tuple[ScoreFigure, ScoreFigure]:
    """R = a / b of the means a and b of ``name:of`` and ``name:to``, and their difference a - b.

    Fieller's interval (1954, Journal of the Royal Statistical Society B 16: 175-185): all r with (a - r b)^2 <= t^2
    (V_a - 2 r V_ab + V_b r^2), t of the design's degrees of freedom; the roots of (b^2 - t^2 V_b) r^2 - 2 (a b - t^2
    V_ab) r + a^2 - t^2 V_a. Where b is not clear of 0 it has no two ends, and there is none. The error of r is that of
    a - r b, over b (linearised). The difference has the t interval of a contrast.
    Missing values: both means are of those who answered both. Measures ``mean_ratio`` and ``mean_ratio_gap``; reason of
    the difference where that has no value, ``no_variance`` where b is 0.
    """
    above, below = (totals.mean(f"{name}{part}", ALL) for part in RATIO_OF)
    gap = totals.linear([(1.0, f"{name}{RATIO_OF[0]}", ALL), (-1.0, f"{name}{RATIO_OF[1]}", ALL)])
    beside = ScoreFigure(name, "mean_ratio_gap", gap, *gap.interval(confidence))
    bases = (gap.n, gap.n_weighted, gap.n_effective, gap.method + ways("fieller"))
    a, b = above.value, below.value
    if a is None or b is None or b == 0:
        return ScoreFigure(name, "mean_ratio", type(gap)(None, None, None, *bases, gap.reason or "no_variance")), beside
    r = a / b
    error = totals.linear([(1.0, f"{name}{RATIO_OF[0]}", ALL), (-r, f"{name}{RATIO_OF[1]}", ALL)]).se
    estimate = type(gap)(r, None if error is None else error / abs(b), gap.df, *bases)
    ends: tuple[float | None, float | None] = (None, None)
    if above.se is not None and below.se is not None and gap.se is not None and gap.df is not None:
        ends = _fieller((a, b), (above.se, below.se, gap.se), float(stdtrit(gap.df, (1 + confidence) / 2)))
    return ScoreFigure(name, "mean_ratio", estimate, *ends), beside


def _fieller(
    means: tuple[float, float], errors: tuple[float, float, float], t: float
) -> tuple[float | None, float | None]:
    """The roots of Fieller's equation; ``errors``: of both means and of their difference."""
    a, b = means
    v_a, v_b, v_gap = (error**2 for error in errors)
    square = b**2 - t**2 * v_b
    middle, rest = a * b - t**2 * (v_a + v_b - v_gap) / 2, a**2 - t**2 * v_a
    if square <= 0:
        return None, None
    reach = math.sqrt(max(0.0, middle**2 - square * rest))
    return (middle - reach) / square, (middle + reach) / square
