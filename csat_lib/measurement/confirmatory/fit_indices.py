"""Indices of how well a model fits, from its chi-square and that of the baseline model (items uncorrelated).

A scaled test divides chi-square by ``scaling`` (Satorra & Bentler 1994; Yuan & Bentler 2000). All indices are lavaan's:
n multiplies the discrepancy, and the RMSEA of G groups carries sqrt(G) (Steiger 1998).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import chdtrc, chndtr

from csat_lib.conventions import RMSEA_CONFIDENCE

Array = NDArray[np.float64]
NAN = float("nan")


@dataclass(frozen=True)
class Chi2:
    """A test statistic, its degrees of freedom, and what it is to be divided by."""

    raw: float
    df: int
    scaling: float = 1.0

    @property
    def value(self) -> float:
        """The (scaled) statistic."""
        return self.raw / self.scaling

    @property
    def p(self) -> float:
        """Probability of a greater one if the model holds; NaN without degrees of freedom."""
        return float(chdtrc(self.df, self.value)) if self.df > 0 else NAN


@dataclass(frozen=True)
class FitIndices:
    """Test of the model and of the baseline, and the indices made of them. NaN where there is nothing to test.

    ``rmsea_low`` and ``rmsea_high`` are the ends of its 90 % interval.
    """

    test: Chi2
    baseline: Chi2
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float


NO_INDICES = FitIndices(Chi2(NAN, 0), Chi2(NAN, 0), NAN, NAN, NAN, NAN, NAN)


def fit_indices(test: Chi2, baseline: Chi2, n: float, n_groups: int = 1) -> FitIndices:
    """CFI, TLI and RMSEA.

    CFI = 1 - max(X - df, 0) / max(X - df, B - df_b, 0), Bentler (1990); TLI = 1 - (X - df) / df * df_b / (B - df_b),
    Tucker & Lewis (1973); RMSEA = sqrt(max(X - df, 0) / (n df)), Steiger & Lind (1980). NaN when df is 0; all
    of it when the answers are too few for a scaling above 0.
    """
    if not test.scaling > 0 or not baseline.scaling > 0:
        test = Chi2(NAN, 0)
    if test.df <= 0:
        return FitIndices(test, baseline, NAN, NAN, NAN, NAN, NAN)
    off, baseline_off = test.value - test.df, baseline.value - baseline.df
    worst = max(off, baseline_off, 0.0)
    cfi = 1 - max(off, 0.0) / worst if worst > 0 else 1.0
    tli = 1 - off / test.df * baseline.df / baseline_off if baseline_off else NAN
    per = n_groups / (n * test.df)
    low, high = rmsea_interval(test, n, n_groups)
    return FitIndices(test, baseline, cfi, tli, math.sqrt(max(off, 0.0) * per), low, high)


def rmsea_interval(test: Chi2, n: float, n_groups: int = 1) -> tuple[float, float]:
    """90 % interval: the noncentralities at which the statistic is the .95 and the .05 quantile (Browne & Cudeck 1992).

    Of a scaled test, the scaled statistic, which has the mean of chi-square. lavaan takes the unscaled one with
    ``df * scaling`` degrees of freedom, whose variance is too small: of skewed, weighted answers its interval holds in
    as few as .71, this one in .87 to .91 (``tests/simulations/fit_coverage.csv``).
    """
    outside = (1 - RMSEA_CONFIDENCE) / 2
    ends = (_noncentrality(test.value, test.df, share) for share in (1 - outside, outside))
    low, high = (math.sqrt(end * n_groups / (n * test.df)) for end in ends)
    return low, high


def srmr(observed: Array, implied: Array, mean_gap: Array | None = None) -> float:
    """Root mean square residual covariance, each over the items' observed standard deviations (Bentler 1995).

    ``observed`` and ``implied`` (p, p), lower triangle with diagonal; ``mean_gap`` (p,) observed less implied means
    when the means are modelled.
    """
    sd = np.sqrt(np.diagonal(observed))
    low = np.tril_indices(len(sd))
    residuals = ((observed - implied) / np.multiply.outer(sd, sd))[low]
    if mean_gap is not None:
        residuals = np.concatenate([residuals, mean_gap / sd])
    return float(np.sqrt(np.mean(residuals**2)))


def _noncentrality(x: float, df: float, share: float) -> float:
    """The noncentrality at which ``x`` is the quantile ``share``; 0 when even the central one lies below."""
    if not chndtr(x, df, 0.0) > share:
        return 0.0
    beyond = x + 10 * math.sqrt(x + df) + 100.0
    return float(brentq(lambda nc: float(chndtr(x, df, nc)) - share, 0.0, beyond, xtol=1e-10, rtol=1e-14))
