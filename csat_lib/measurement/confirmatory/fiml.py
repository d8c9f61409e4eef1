"""Full information maximum likelihood: every respondent's likelihood over the items that he answered.

Respondents who left out the same items share their sums, so that the work goes with the missing patterns and not with
the respondents. The saturated model, against which chi-square is taken, is fitted by EM (Dempster, Laird & Rubin 1977).
Little & Rubin (2002), Statistical Analysis with Missing Data; Arbuckle (1996).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.damped_newton import definite
from csat_lib.measurement.confirmatory.normal_theory import PatternMoments
from csat_lib.summary.patterns import PatternSums

Array = NDArray[np.float64]
MOST_STEPS = 2000
SETTLED = 1e-8  # of a standard deviation


@dataclass(frozen=True)
class Saturated:
    """Means (p,) and covariances (p, p) of the saturated model, what F adds up to there, whether EM settled."""

    mean: Array
    covariance: Array
    constant: float
    converged: bool


def pattern_sample(sums: PatternSums) -> PatternMoments:
    """One group's sample by missing pattern; weights count as shares."""
    mean = sums.wx / sums.w[:, None]
    covariance = sums.wxx / sums.w[:, None, None] - mean[:, :, None] * mean[:, None, :]
    return PatternMoments(sums.w / sums.w.sum(), mean, covariance, sums.answered)


def saturate(sample: PatternMoments) -> Saturated:
    """EM from each item's own mean and variance: mu + sigma g, sigma - sigma G sigma - (sigma g)(sigma g)'.

    With g the mean of W (x - mu) and G that of W - W T W over patterns. Settled: no mean and no covariance moves by
    more than 1e-8 of the standard deviations.
    """
    mean, covariance = item_moments(sample)
    sd = np.sqrt(np.diagonal(covariance))
    for _ in range(MOST_STEPS):
        if not definite(covariance):  # some items determine another one
            break
        constant, off = sample.deviation(covariance, mean)
        shift = covariance @ off.wd
        change = covariance @ off.g @ covariance + np.outer(shift, shift)
        mean, covariance = mean + shift, covariance - change
        moved = max(np.abs(shift / sd).max(), np.abs(change / np.multiply.outer(sd, sd)).max())
        if moved < SETTLED:
            return Saturated(mean, covariance, constant, converged=True)
    return Saturated(mean, covariance, float("nan"), converged=False)


def item_moments(sample: PatternMoments) -> tuple[Array, Array]:
    """(means (p,), diagonal covariances (p, p)) of each item over its own answers: ML of the baseline model."""
    seen = sample.share @ sample.answered
    mean = sample.share @ sample.mean / seen
    squares = np.diagonal(sample.covariance, axis1=1, axis2=2) + sample.mean**2
    return mean, np.diag(sample.share @ squares / seen - mean**2)
