"""Replicates: standard errors and intervals of any statistic of a part, closed form or not.

One protocol: ``statistic(part) -> (q,) vector``. It is run on the whole part and on R variations of it, which are
either the whole less one replicate group (delete-a-group jackknife, for any part with ``jackknife_replicates()``)
or draws of the rows with replacement (bootstrap, Moments only).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri, stdtrit

from csat_lib.errors.summary import no_acceleration, no_replicates
from csat_lib.findings import Method, way, ways
from csat_lib.summary.bootstrap_draws import BootstrapSpec, draw_moments, draw_stacks
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
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
        return np.asarray(np.sqrt(self._factor * self.values.var(axis=0)))

    @property
    def _factor(self) -> float:
        """What the mean square over the replicates is to be multiplied with."""
        return self.df if self.kind == "jackknife" else len(self.values) / self.df

    @property
    def covariance(self) -> Array:
        """(q, q) covariances of the components, by the formula of ``se``; two replicates at least."""
        off = self.values - self.values.mean(axis=0)
        return np.asarray(off.T @ off * (self._factor / len(off)))

    def some(self, which: slice | NDArray[np.intp]) -> Replicates:
        """Some of the components."""
        return replace(self, whole=self.whole[which], values=self.values[:, which])

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


def bootstrap_stacks(rows: Rows, statistic: Callable[[Moments], Array], spec: BootstrapSpec) -> Replicates:
    """The same draws for a ``statistic`` of many at once: Moments with the draws on a leading axis -> (draws, q)."""
    whole = np.asarray(statistic(rows.moments(spec.missing)), dtype=np.float64)
    drawn = [np.asarray(statistic(stack), dtype=np.float64) for stack in draw_stacks(rows, spec)]
    values = np.concatenate(drawn) if drawn else np.empty((0, len(whole)))
    return Replicates("bootstrap", whole, values, rows.clustered)


def _run(whole: Part, statistic: Callable[[Part], Array], variations: Iterable[Part]) -> tuple[Array, Array]:
    figures = np.asarray(statistic(whole), dtype=np.float64)
    values = [np.asarray(statistic(variation), dtype=np.float64) for variation in variations]
    return figures, np.stack(values) if values else np.empty((0, len(figures)))


def _quantiles(draws: Array, shares: Array) -> Array:
    usable = not (np.isnan(draws).any() or np.isnan(shares).any())
    return np.asarray(np.quantile(draws, shares)) if usable else np.full(2, np.nan)
