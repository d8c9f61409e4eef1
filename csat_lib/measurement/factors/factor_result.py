"""What a factor analysis gives: loadings, correlations of factors, communalities, and their findings."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Finding, Method, note, ways
from csat_lib.findings.catalogue import factors as catalogue
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.measurement.correlations.interval import Interval
from csat_lib.measurement.factors.adequacy import counted_method
from csat_lib.measurement.factors.maximum_likelihood import FactorTest
from csat_lib.measurement.factors.minres import UnrotatedFactors
from csat_lib.measurement.factors.rotation import Rotated

Array = NDArray[np.float64]
BIASED = ways("no interval", "too low in samples")


@dataclass(frozen=True)
class FactorIntervals:
    """Jackknife ``low``, ``high`` and ``se`` of the loadings (p, k).

    NaN, and ``method`` says why, where there are none.
    """

    method: Method
    confidence: float
    loadings: tuple[Array, Array, Array]
    df: float

    def of(self, at: tuple[int, int]) -> Interval:
        """The interval of one loading."""
        low, high, se = (float(part[at]) for part in self.loadings)
        return Interval(self.method, low, high, se, self.df)


@dataclass(frozen=True)
class FactorResult:
    """Factors F1 to Fk of p items, by the variance they explain, each pointing up; NaN where ``reason`` says why.

    ``loadings`` (p, k) pattern by item; ``phi`` (k, k) correlations of the factors; ``communalities`` (p,)
    diag(L phi L'); ``uniquenesses`` (p,) 1 less those, save of a Heywood case; ``variance`` (k,) share of all variance,
    diag(phi L'L) / p. ``unrotated`` (p, k) the loadings before rotation.
    ``heywood`` names items whose variance the factors explain wholly (uniqueness held at .005).
    """

    loadings: pd.DataFrame
    phi: pd.DataFrame
    communalities: pd.Series
    uniquenesses: pd.Series
    variance: pd.Series
    heywood: tuple[str, ...]
    variant: Method
    correlation: Correlation
    unrotated: Array
    fit: FactorTest | None = None
    intervals: FactorIntervals | None = None
    reason: str = ""

    @property
    def bases(self) -> Bases:
        """Who stands behind the figures."""
        return self.correlation.bases

    @property
    def structure(self) -> pd.DataFrame:
        """(p, k) correlations of items and factors, L phi."""
        return self.loadings @ self.phi

    @property
    def method(self) -> Method:
        """Extraction, rotation, correlation, rule for missing values; Heywood cases by name."""
        return self.variant + note("heywood", " ".join(self.heywood)) if self.heywood else self.variant

    def to_findings(self) -> list[Finding]:
        """Communality, uniqueness and loadings per item, variance share per factor, correlation per pair, fit."""
        items, factors = list(self.communalities.index), list(self.variance.index)
        pairs = combinations(range(len(factors)), 2)
        return [
            *(self._row(catalogue.COMMUNALITY, item, "", self.communalities[item]) for item in items),
            *(self._row(catalogue.UNIQUENESS, item, "", self.uniquenesses[item]) for item in items),
            *(self._loading(items, j, k) for j, k in np.ndindex(self.loadings.shape)),
            *(self._row(catalogue.VARIANCE_SHARE, factor, "", self.variance[factor]) for factor in factors),
            *(self._factor_correlation(factors, j, k) for j, k in pairs),
            *self._fit_rows(),
        ]

    def _row(self, measure: Measure, subject: str, other: str, value: float) -> Finding:
        method = self.variant + "heywood" if subject in self.heywood else self.variant
        row = FindingWriter("items", self.bases, self.reason).row(measure, value, method)
        return replace(row, subject=subject, other=other)

    def _loading(self, items: list[str], j: int, k: int) -> Finding:
        row = self._row(
            catalogue.LOADING, items[j], str(self.loadings.columns[k]), float(self.loadings.to_numpy()[j, k])
        )
        if self.intervals is None:
            return row
        row = replace(row, method=row.method + self.intervals.method)
        return self.intervals.of((j, k)).on(row, self.intervals.confidence)

    def _factor_correlation(self, factors: list[str], j: int, k: int) -> Finding:
        row = self._row(catalogue.FACTOR_CORRELATION, factors[j], factors[k], float(self.phi.to_numpy()[j, k]))
        return row if self.intervals is None else replace(row, method=row.method + BIASED)

    def _fit_rows(self) -> list[Finding]:
        if self.fit is None:
            return []
        reason = "pairwise_no_test" if self.bases.missing == "pairwise" else "few_items"
        sheet = FindingWriter("items", self.bases, self.reason or reason)
        tested = not math.isnan(self.fit.p) and self.bases.missing == "listwise"
        chi2, rmsea = (self.fit.chi2, self.fit.rmsea) if tested else (math.nan, math.nan)
        method = counted_method(self.variant + "bartlett's correction", self.bases)
        row = sheet.row(catalogue.CHI2, chi2, method)
        test = replace(row, df=float(self.fit.df), p=self.fit.p) if tested else row
        return [test, sheet.row(catalogue.RMSEA, rmsea, method)]


def result_of(correlation: Correlation, solution: UnrotatedFactors, rotated: Rotated, variant: Method) -> FactorResult:
    """The result of an extraction and its rotation, factors in their order."""
    items, loadings, phi = list(correlation.items), rotated.loadings, rotated.phi
    names = factor_names(loadings.shape[1])
    communalities = np.einsum("jk,kl,jl->j", loadings, phi, loadings)
    return FactorResult(
        loadings=pd.DataFrame(loadings, items, names),
        phi=pd.DataFrame(phi, names, names),
        communalities=pd.Series(communalities, items),
        uniquenesses=pd.Series(np.where(solution.heywood, solution.uniquenesses, 1 - communalities), items),
        variance=pd.Series(np.diagonal(phi @ loadings.T @ loadings) / len(items), names),
        heywood=tuple(item for item, at_edge in zip(items, solution.heywood, strict=True) if at_edge),
        variant=variant,
        correlation=correlation,
        unrotated=solution.loadings,
    )


def absent_factors(correlation: Correlation, n_factors: int, variant: Method, reason: str) -> FactorResult:
    """The result where none can be had."""
    items, names, nan = list(correlation.items), factor_names(n_factors), np.nan
    return FactorResult(
        loadings=pd.DataFrame(nan, items, names),
        phi=pd.DataFrame(nan, names, names),
        communalities=pd.Series(nan, items),
        uniquenesses=pd.Series(nan, items),
        variance=pd.Series(nan, names),
        heywood=(),
        variant=variant,
        correlation=correlation,
        unrotated=np.full((len(items), n_factors), nan),
        reason=reason,
    )


def factor_names(n_factors: int) -> list[str]:
    """F1, F2, ..."""
    return [f"F{number}" for number in range(1, n_factors + 1)]
