"""McDonald's omegas: the share of a scale's variance that its common factors, or its general factor, account for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Finding, Method, note, way, ways
from csat_lib.findings.catalogue import reliability
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data, as_correlation
from csat_lib.measurement.correlations.interval import (
    NAN,
    NO_GROUPS,
    NONE,
    Interval,
    check_confidence,
    log_by_replicates,
)
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.minres import fewer_than_needed, minres
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.factors.schmid_leiman import FEWEST_GROUPS, asymptotic, schmid_leiman
from csat_lib.measurement.reliability import coefficients
from csat_lib.statistics import statistic

Array = NDArray[np.float64]
NOTHING = pd.Series(dtype=np.float64)
LOW = Interval(ways("no interval", "too low in samples"))
HIGH = Interval(ways("no interval", "too high in samples"))


@dataclass(frozen=True)
class OmegaResult:
    """Omega of one scale; ``total`` is NaN where ``reason`` says why.

    From three group factors up also ``hierarchical`` and ``asymptotic``, with their general loadings, ``general`` (p,);
    NaN with two, as ``few_factors``. ``heywood`` names items, and group factors, whose variance the factors explain
    wholly (uniqueness held at .005).
    """

    total: float
    interval: Interval
    confidence: float
    n_factors: int
    heywood: tuple[str, ...]
    bases: Bases
    kind: str
    words: Method
    hierarchical: float = NAN
    asymptotic: float = NAN
    general: pd.Series = field(default_factory=lambda: NOTHING)
    reason: str = ""

    @property
    def method(self) -> Method:
        """Variant of omega, factors, interval, kind of correlation, rule for missing values, weighting."""
        one, several = ("congeneric", way("# factor", 1)), ("total", way("# factors", self.n_factors))
        return self._method(ways(*(one if self.n_factors == 1 else several)), self.interval)

    def to_findings(self) -> list[Finding]:
        """One factor: ``omega`` (``omega_ordinal`` of polychoric correlations); several: ``omega_total`` and more."""
        sheet = FindingWriter(self.bases.subject, self.bases, self.reason)
        one = reliability.OMEGA_ORDINAL if self._ordinal else reliability.OMEGA
        measure = reliability.OMEGA_TOTAL if self.n_factors > 1 else one
        total = self.interval.on(sheet.row(measure, self.total, self.method, reason="no_variance"), self.confidence)
        return [total] if self.n_factors == 1 else [total, *self._hierarchical(sheet)]

    @property
    def _ordinal(self) -> bool:
        return self.kind == "polychoric"

    def _method(self, variant: Method, interval: Interval) -> Method:
        heywood = [note("heywood", " ".join(self.heywood))] * bool(self.heywood)
        return ways(*["ordinal"] * self._ordinal, variant, "minres", interval.method, self.words, *heywood)

    def _hierarchical(self, sheet: FindingWriter) -> list[Finding]:
        variant, why = ways("schmid-leiman", way("# factors", self.n_factors), "oblimin"), self._why
        plain, biased = (
            self._method(variant, NONE),
            self._method(variant, LOW),
        )
        loadings = [
            (str(item), sheet.row(reliability.GENERAL_LOADING, value, plain, reason=why))
            for item, value in self.general.items()
        ]
        return [
            sheet.row(reliability.OMEGA_HIERARCHICAL, self.hierarchical, biased, reason=why),
            sheet.row(reliability.OMEGA_ASYMPTOTIC, self.asymptotic, plain, reason=why),
            *(replace(loading, subject=item, other=self.bases.subject) for item, loading in loadings),
        ]

    @property
    def _why(self) -> str:
        return "few_factors" if self.n_factors < FEWEST_GROUPS else "not_converged"


@statistic
def estimate_omega(data: Data, n_factors: int = 1, confidence: float = 0.95, label: str = "") -> OmegaResult:
    """McDonald's omega: the share of the variance of the standardised items' sum that common factors account for.

    Method: factors by minres on the correlations (those given, else Pearson's). One factor: congeneric omega, (sum of
    loadings)^2 / V; several: omega total, 1 - sum of uniquenesses / V, which no rotation changes. V is the variance of
    the sum in the data. From three factors up, oblimin and a Schmid-Leiman transformation give the general factor, and
    (sum of its loadings)^2 / V hierarchical omega, / the part of V that all factors explain the asymptotic one. As
    psych's ``omega``, but items are never turned in silence: those that point the other way show a negative loading.
    Interval: delete-a-group jackknife on log(1 - omega) over the replicate groups, as that of alpha; sums without
    groups give none. Several factors have none: they take in what chance adds to correlations, so that omega total is a
    fifth to a third of its standard error too high with 300 respondents, and of few or skewed answers an interval lies
    too high in 6 to 7 % of samples (``tests/simulations/scale_coverage.csv``). Hierarchical omega lacks what chance
    adds to group factors, and is .03 too low there, nearly its standard error (``reliability_coverage.py --whole``).

    Missing values: of a DataFrame or Rows, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: those of alpha; ``few_items``: the factors have more parameters than the items have correlations (two items
    for one factor); ``few_factors``: two group factors do not identify a general one; ``not_converged``.

    Raises:
        CsatError: the confidence is no share, or fewer than one factor.
    """
    check_confidence(confidence)
    of = matrices_of(data, label)
    reason = of.reason or fewer_than_needed(len(of.items), n_factors)
    solution = None if reason else minres(of.correlation, n_factors)
    if solution is None or not solution.converged:
        return _absent(of, n_factors, confidence, reason or "not_converged")
    heywood = tuple(item for item, at_edge in zip(of.items, solution.heywood, strict=True) if at_edge)
    if n_factors > 1:
        total = float(coefficients.omega_total(of.correlation, solution.uniquenesses))
        return _with_general(of, OmegaResult(total, HIGH, confidence, n_factors, heywood, of.bases, of.kind, of.method))
    total, interval = float(coefficients.omega_congeneric(of.correlation, solution.loadings[:, 0])), NO_GROUPS
    if of.grouped:
        loadings, _ = minres_stack(of.correlations_less, 1, solution.uniquenesses)
        left_out = coefficients.omega_congeneric(of.correlations_less, loadings[..., 0])
        interval = log_by_replicates(total, left_out, of.skewness, confidence)
    return OmegaResult(total, interval, confidence, 1, heywood, of.bases, of.kind, of.method)


def _with_general(of: Matrices, result: OmegaResult) -> OmegaResult:
    absent = replace(result, general=pd.Series(np.nan, list(of.items)))
    if result.n_factors < FEWEST_GROUPS:
        return absent
    factors = extract_factors(as_correlation(of.part), result.n_factors)
    found = None if factors.reason else schmid_leiman(factors.loadings.to_numpy(), factors.phi.to_numpy())
    if found is None or not found.converged:
        return absent
    held = tuple(f"F{at + 1}" for at in np.flatnonzero(found.heywood))
    hierarchical = float(coefficients.omega_congeneric(of.correlation, found.general))
    return replace(
        result,
        hierarchical=hierarchical,
        asymptotic=asymptotic(found),
        general=pd.Series(found.general, list(of.items)),
        heywood=(*result.heywood, *held),
    )


def _absent(of: Matrices, n_factors: int, confidence: float, reason: str) -> OmegaResult:
    result = OmegaResult(NAN, NONE, confidence, n_factors, (), of.bases, of.kind, of.method, reason=reason)
    return result if n_factors == 1 else replace(result, general=pd.Series(np.nan, list(of.items)))
