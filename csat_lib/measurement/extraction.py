"""Exploratory factor analysis: extraction, rotation, and what the factors explain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Finding
from csat_lib.measurement.bases import Bases, Sheet
from csat_lib.measurement.correlation import Array, Correlation, Data, as_correlation
from csat_lib.measurement.minres import Solution, fewer_than_needed, minres
from csat_lib.measurement.rotation import ROTATIONS, Rotated, unrotated

ExtractionMethod = Literal["minres"]
RotationName = Literal["oblimin", "varimax", "promax", "quartimax"]
EXTRACTIONS: dict[str, Callable[[Array, int], Solution]] = {"minres": minres}
TOPIC = "factors"


@dataclass(frozen=True)
class FactorResult:
    """Factors F1 to Fk of p items, by the variance they explain, each pointing up; NaN where ``reason`` says why.

    ``loadings`` (p, k) pattern by item; ``phi`` (k, k) correlations of the factors; ``communalities`` (p,)
    diag(L phi L'); ``variance`` (k,) share of all variance, diag(phi L'L) / p.
    ``heywood`` names items whose variance the factors explain wholly (uniqueness held at .005).
    """

    loadings: pd.DataFrame
    phi: pd.DataFrame
    communalities: pd.Series
    variance: pd.Series
    heywood: tuple[str, ...]
    variant: str
    bases: Bases
    reason: str = ""

    @property
    def method(self) -> str:
        """Extraction, rotation, correlation, rule for missing values; Heywood cases by name."""
        return f"{self.variant}, heywood {' '.join(self.heywood)}" if self.heywood else self.variant

    def to_findings(self) -> list[Finding]:
        """Communality and loadings per item, variance share per factor, correlation per pair of factors."""
        items, factors = list(self.communalities.index), list(self.variance.index)
        loadings, phi = self.loadings.to_numpy(), self.phi.to_numpy()
        pairs = zip(*np.triu_indices(len(factors), 1), strict=True)
        return [
            *(self._row("communality", item, "", self.communalities[item]) for item in items),
            *(self._row("loading", items[j], factors[k], float(loadings[j, k])) for j, k in np.ndindex(loadings.shape)),
            *(self._row("variance_share", factor, "", self.variance[factor]) for factor in factors),
            *(self._row("factor_correlation", factors[j], factors[k], float(phi[j, k])) for j, k in pairs),
        ]

    def _row(self, measure: str, subject: str, other: str, value: float) -> Finding:
        method = f"{self.variant}, heywood" if subject in self.heywood else self.variant
        unit = "share" if measure in {"communality", "variance_share"} else "ratio"
        row = Sheet(TOPIC, "items", self.bases, self.reason).row(measure, value, method, unit)
        return replace(row, subject=subject, other=other)


def extract_factors(
    data: Data, n_factors: int, method: ExtractionMethod = "minres", rotation: RotationName | None = "oblimin"
) -> FactorResult:
    """Exploratory factor analysis of the items' correlations.

    Method: extraction as in ``measurement.minres``, rotation as in ``measurement.rotation`` (none for one factor).
    Communalities of oblique factors take phi into account.

    Missing values: of a DataFrame, rows complete on all items; of Moments or a Correlation, as they were added up.

    Reasons: ``one_item``, ``all_missing``, ``few_answers``, ``no_variance``; ``few_items`` (more parameters than
    correlations); ``not_converged`` (extraction or rotation).

    Raises:
        CsatError: unknown extraction or rotation, or fewer than one factor.
    """
    if method not in EXTRACTIONS:
        raise unknown_choice("extraction", method, list(EXTRACTIONS))
    if rotation is not None and rotation not in ROTATIONS:
        raise unknown_choice("rotation", rotation, list(ROTATIONS))
    correlation = as_correlation(data)
    rotation = rotation if n_factors > 1 else None
    variant = f"{method}, {rotation or 'unrotated'}, {correlation.method}"
    reason = correlation.reason or fewer_than_needed(len(correlation.items), n_factors)
    if reason:
        return _absent(correlation, n_factors, variant, reason)
    solution = EXTRACTIONS[method](correlation.matrix, n_factors)
    rotate = ROTATIONS[rotation] if rotation else unrotated
    rotated = rotate(solution.loadings)
    if not (solution.converged and rotated.converged):
        return _absent(correlation, n_factors, variant, "not_converged")
    return _result(correlation, _in_order(rotated), solution, variant)


def _in_order(rotated: Rotated) -> Rotated:
    """Factors by the variance they explain, largest first, each with a positive sum of loadings."""
    order = np.argsort(-np.diagonal(rotated.phi @ rotated.loadings.T @ rotated.loadings), kind="stable")
    sign = np.where(rotated.loadings.sum(axis=0) < 0, -1.0, 1.0)[order]
    phi = rotated.phi[np.ix_(order, order)] * np.outer(sign, sign)
    return Rotated(rotated.loadings[:, order] * sign, phi, rotated.converged)


def _result(correlation: Correlation, rotated: Rotated, solution: Solution, variant: str) -> FactorResult:
    items, loadings, phi = list(correlation.items), rotated.loadings, rotated.phi
    names = _names(loadings.shape[1])
    heywood = tuple(item for item, at_edge in zip(items, solution.heywood, strict=True) if at_edge)
    return FactorResult(
        loadings=pd.DataFrame(loadings, items, names),
        phi=pd.DataFrame(phi, names, names),
        communalities=pd.Series(np.einsum("jk,kl,jl->j", loadings, phi, loadings), items),
        variance=pd.Series(np.diagonal(phi @ loadings.T @ loadings) / len(items), names),
        heywood=heywood,
        variant=variant,
        bases=correlation.bases,
    )


def _absent(correlation: Correlation, n_factors: int, variant: str, reason: str) -> FactorResult:
    items, names, nan = list(correlation.items), _names(n_factors), np.nan
    return FactorResult(
        loadings=pd.DataFrame(nan, items, names),
        phi=pd.DataFrame(nan, names, names),
        communalities=pd.Series(nan, items),
        variance=pd.Series(nan, names),
        heywood=(),
        variant=variant,
        bases=correlation.bases,
        reason=reason,
    )


def _names(n_factors: int) -> list[str]:
    return [f"F{number}" for number in range(1, n_factors + 1)]
