"""Intervals of shares and of the net promoter score."""

from __future__ import annotations

import math

from scipy.special import ndtri, stdtrit

from csat_lib.statistics import statistic

Interval = tuple[float, float]


def _z(confidence: float) -> float:
    return float(ndtri((1 + confidence) / 2))


@statistic
def wilson(share: float, n: float, confidence: float, gain: float = 1.0) -> Interval:
    """(low, high) of a share, 0-1; ``n`` the effective n when weighted. Wilson (1927), JASA 22: 209-212.

    The q with (share - q)^2 <= z^2 [share (1 - share) + (q (1 - q) - share (1 - share)) / g] / n, where known margins
    that the weights meet make the variance g (``gain``) times smaller: what they explain does not depend on q.
    """
    z2 = _z(confidence) ** 2
    m = z2 / (n * gain)
    centre = (share + m / 2) / (1 + m)
    reach = math.sqrt(z2 * share * (1 - share) * (1 + (1 - 1 / gain) * m) / n + m**2 / 4) / (1 + m)
    return max(0.0, centre - reach), min(1.0, centre + reach)


@statistic
def design_n(share: float, se: float | None, df: float, bases: tuple[int, float], confidence: float) -> float:
    """The n of a simple random sample that would know a share as well, for Wilson's interval.

    Korn & Graubard (1998), Survey Methodology 24: 193-201: share (1 - share) / se^2, times (t(n - 1) / t(df))^2 as few
    PSUs know their error badly. ``bases``: (n, the most that it may be), so that a share of a few light answers feigns
    no precision. Where all answers are alike, and ``se`` is None, the number of PSUs if that is less.
    """
    n, most = bases
    known = df + 1
    if se is not None:
        known = share * (1 - share) / se**2 if se > 0 else math.inf
    tails = [float(stdtrit(max(units, 1), (1 + confidence) / 2)) for units in (n - 1, df)]
    return min(most, known) * (tails[0] / tails[1]) ** 2


@statistic
def nps_error(promoters: float, detractors: float, n: float) -> float:
    """Standard error in points of NPS = 100 (p - d): 100 sqrt([p + d - (p - d)^2] / n), p and d shares."""
    return 100 * math.sqrt(max(0.0, promoters + detractors - (promoters - detractors) ** 2) / n)


@statistic
def nps_wald(promoters: float, detractors: float, n: float, confidence: float) -> Interval:
    """(low, high) in points: 100 (p - d) -/+ z * se."""
    score, reach = 100 * (promoters - detractors), _z(confidence) * nps_error(promoters, detractors, n)
    return score - reach, score + reach


@statistic
def nps_adjusted_wald(promoters: float, detractors: float, n: float, confidence: float) -> Interval:
    """(low, high) in points, cut at -100 and 100: Wald with 3 respondents more, of whom 3/4 promote and 3/4 detract.

    Rocks (2016), Interval estimation for the net promoter score, The American Statistician 70: 365-372.
    """
    more = n + 3
    low, high = nps_wald((promoters * n + 0.75) / more, (detractors * n + 0.75) / more, more, confidence)
    return max(-100.0, low), min(100.0, high)
