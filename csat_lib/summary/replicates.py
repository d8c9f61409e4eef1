"""Replicates: standard errors and intervals of any statistic of a part, closed form or not.

One protocol: ``statistic(part) -> (q,) vector``. It is run on the whole part and on R variations of it, which are
either the whole less one replicate group (delete-a-group jackknife, for any part with ``jackknife_replicates()``)
or draws of the rows with replacement (bootstrap, Moments only).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import cbrt, ndtr, ndtri, stdtrit

from csat_lib.errors.summary import no_acceleration, no_replicates
from csat_lib.findings import Method, way, ways
from csat_lib.summary.bootstrap_draws import BootstrapSpec, draw_moments
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
_STRAIGHT = 1e-6
"""A skewness below it changes no digit of an interval, but would divide by nothing."""
_EQUAL = 1e-24
"""Replicates whose relative variance is below it are equal but for rounding."""
Part = TypeVar("Part", bound="Replicable")


class Replicable(Protocol):
    """A part that can be had without one of its replicate groups: Moments, PairTables, a Correlation."""

    @property
    def label(self) -> str:
        """What it is of."""
        ...

    @property
    def groups(self) -> Any:
        """The same per replicate group, or None."""
        ...

    def jackknife_replicates(self) -> Iterator[Any]:
        """The whole minus one group at a time."""
        ...


@dataclass(frozen=True)
class Replicates:
    """A statistic over replicates: ``whole`` (q,) of the data themselves, ``values`` (R, q) of the replicates.

    A component that some replicate could not give has no standard error and no interval (NaN): nothing is left out in
    silence. ``clustered``: a bootstrap drew PSUs.
    """

    kind: Literal["jackknife", "bootstrap"]
    whole: Array
    values: Array
    clustered: bool = False

    @property
    def method(self) -> Method:
        """How the interval came about, for the findings."""
        if self.kind == "jackknife":
            return ways("jackknife", way("# groups", len(self.values)))
        return self._draws + "percentile"

    @property
    def method_bca(self) -> Method:
        """The same for :meth:`bca`."""
        return self._draws + "bca"

    @property
    def _draws(self) -> Method:
        return ways("bootstrap", way("# draws of PSUs" if self.clustered else "# draws", len(self.values)))

    @property
    def df(self) -> int:
        """Degrees of freedom: replicates less one."""
        return len(self.values) - 1

    @property
    def se(self) -> Array:
        """(q,) standard errors; NaN with fewer than two replicates.

        Jackknife: sqrt((g - 1) / g * sum (theta_i - mean)^2), Kott (2001), Journal of Official Statistics 17: 521-526.
        Bootstrap: standard deviation of the draws.
        """
        if self.df < 1:
            return np.full_like(self.whole, np.nan)
        factor = self.df if self.kind == "jackknife" else len(self.values) / self.df
        return np.asarray(np.sqrt(factor * self.values.var(axis=0)))

    def interval(self, confidence: float = 0.95) -> tuple[Array, Array]:
        """(low, high), each (q,): jackknife theta -/+ t(g - 1) * se, bootstrap percentiles of the draws."""
        if self.kind == "jackknife" or self.df < 1:
            reach = stdtrit(max(self.df, 1), (1 + confidence) / 2) * self.se
            return self.whole - reach, self.whole + reach
        low, high = np.quantile(self.values, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
        return low, high

    def bca(self, leaving_out: Replicates, confidence: float = 0.95) -> tuple[Array, Array]:
        """(low, high), each (q,): bias-corrected and accelerated percentiles of the draws.

        Method: the percentiles Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z = Phi^-1 of the usual ends; z0 = Phi^-1 of the
        share of draws below the whole's figure (ties count half), acceleration a = sum d^3 / (6 (sum d^2)^1.5) with
        d = mean - theta_i over the jackknife ``leaving_out`` of the same statistic. Efron (1987), Journal of the
        American Statistical Association 82: 171-185. NaN where a draw or a deletion could not be had, or where all
        draws lie on one side.

        Raises:
            CsatError: these are no bootstrap draws, or ``leaving_out`` is no jackknife.
        """
        if (self.kind, leaving_out.kind) != ("bootstrap", "jackknife"):
            raise no_acceleration(self.kind, leaving_out.kind)
        below = (self.values < self.whole).mean(axis=0) + (self.values == self.whole).mean(axis=0) / 2
        left_out = leaving_out.values  # noqa: PD011 - no frame
        with np.errstate(invalid="ignore", divide="ignore"):
            bias = np.where((below > 0) & (below < 1), ndtri(below), np.nan)
            off = left_out.mean(axis=0) - left_out
            pull = (off**3).sum(axis=0) / (6 * (off**2).sum(axis=0) ** 1.5)
            ends = bias + ndtri(np.array([[(1 - confidence) / 2], [(1 + confidence) / 2]]))
            shares = ndtr(bias + ends / (1 - pull * ends))
        found = [_quantiles(draws, share) for draws, share in zip(self.values.T, shares.T, strict=True)]
        low, high = np.array(found).reshape(-1, 2).T
        return low, high


@dataclass(frozen=True)
class Studentised:
    """Intervals (...) of figures by :func:`studentised`, their standard errors and degrees of freedom."""

    low: Array
    high: Array
    se: Array
    df: Array


def studentised(whole: Array, left_out: Array, confidence: float, *, skewed: bool = True) -> Studentised:
    """Delete-a-group jackknife intervals of figures ``whole`` (...) from ``left_out`` (g, ...), for skewed answers.

    Method: d_i = mean - theta_(i), se^2 = (g - 1) mean d^2. The degrees of freedom are those of a chi-square with the
    variance that se^2 has, by Satterthwaite (1946), Biometrics Bulletin 2: 110-114, with the variance of a variance:
    2g / (k - (g - 3) / (g - 1)), k = mean d^4 / (mean d^2)^2 the kurtosis, at most g - 1. The quantiles t of these are
    turned by the inverse of the cubic transformation of Hall (1992), Journal of the Royal Statistical Society B 54:
    221-228, which takes the skewness v = mean d^3 / (mean d^2)^1.5 out of a t ratio: with c = v / sqrt g the ends are
    theta - se * 3 / c * ((1 + c (t - c / 6))^(1/3) - 1); not ``skewed``: theta -/+ t se. NaN where a replicate is,
    where they do not differ, or where there are fewer than two.
    """
    g = len(left_out)
    if g < 2:
        absent = np.full_like(whole, np.nan)
        return Studentised(absent, absent, absent, absent)
    off = left_out.mean(axis=0) - left_out
    square = (off**2).mean(axis=0)
    square = np.where(square > _EQUAL * whole**2, square, np.nan)
    se, pull = np.sqrt((g - 1) * square), (off**3).mean(axis=0) / square**1.5 / np.sqrt(g)
    kurtosis = (off**4).mean(axis=0) / square**2
    df = np.minimum(2 * g / np.maximum(kurtosis - (g - 3) / (g - 1), 2 * g / (g - 1)), g - 1)
    pull = np.where(skewed & (np.abs(pull) > _STRAIGHT), pull, _STRAIGHT)
    upper = stdtrit(df, (1 + confidence) / 2)
    low, high = (whole - se * 3 / pull * (cbrt(1 + pull * (t - pull / 6)) - 1) for t in (upper, -upper))
    return Studentised(low, high, se, df)


def jackknife(part: Part, statistic: Callable[[Part], Array]) -> Replicates:
    """Leave out one replicate group at a time; g counts the groups that have respondents.

    Raises:
        CsatError: the part was summed up without replicate groups.
    """
    if part.groups is None:
        raise no_replicates(part.label or "these items")
    figures, values = _run(part, statistic, part.jackknife_replicates())
    return Replicates("jackknife", figures, values)


def bootstrap(
    data: pd.DataFrame | Rows, statistic: Callable[[Moments], Array], spec: BootstrapSpec | None = None
) -> Replicates:
    """Draw the rows of ``data`` (n, p) with replacement; missing values as in ``sum_moments``.

    Method: a draw is a vector of counts over rows; (draws x rows) times (rows x sums) gives the moments of many draws
    at once, in blocks, so that memory stays small. Efron & Tibshirani (1993), An Introduction to the Bootstrap. Rows
    with PSUs or strata are drawn as :func:`csat_lib.summary.bootstrap_draws.draw_moments` says.
    """
    spec, rows = spec or BootstrapSpec(), data if isinstance(data, Rows) else Rows(data)
    figures, values = _run(rows.moments(spec.missing), statistic, draw_moments(rows, spec))
    return Replicates("bootstrap", figures, values, rows.clustered)


def _run(whole: Part, statistic: Callable[[Part], Array], variations: Iterable[Part]) -> tuple[Array, Array]:
    figures = np.asarray(statistic(whole), dtype=np.float64)
    values = [np.asarray(statistic(variation), dtype=np.float64) for variation in variations]
    return figures, np.stack(values) if values else np.empty((0, len(figures)))


def _quantiles(draws: Array, shares: Array) -> Array:
    usable = not (np.isnan(draws).any() or np.isnan(shares).any())
    return np.asarray(np.quantile(draws, shares)) if usable else np.full(2, np.nan)
