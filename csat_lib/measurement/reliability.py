"""Reliability of one scale: alpha with its item statistics, and omega."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from csat_lib.findings import Finding
from csat_lib.measurement import coefficients
from csat_lib.measurement.bases import Bases, Sheet, bases_of, why_not
from csat_lib.measurement.coefficients import Array
from csat_lib.measurement.interval import NAN, Interval, by_groups, check_confidence, feldt
from csat_lib.measurement.minres import Solution, fewer_than_needed, minres
from csat_lib.summary.moments import Moments, as_moments, sum_moments
from csat_lib.summary.replicates import dealt_groups

TOPIC = "reliability"


@dataclass(frozen=True)
class AlphaResult:
    """Alpha of one scale of p items. Figures are NaN where ``reason`` (or the finding's own reason) says why.

    ``if_dropped`` (p,) raw alpha without the item; ``item_rest`` (p,) its correlation with the sum of the others.
    """

    alpha: float
    interval: Interval
    confidence: float
    standardised: float
    lambda6: float
    mean_r: float
    if_dropped: pd.Series
    item_rest: pd.Series
    bases: Bases
    reason: str = ""

    @property
    def low(self) -> float:
        """Lower end of alpha's interval."""
        return self.interval.low

    @property
    def high(self) -> float:
        """Upper end of alpha's interval."""
        return self.interval.high

    @property
    def n(self) -> int:
        """Respondents behind the figures."""
        return self.bases.n

    @property
    def method(self) -> str:
        """Variant of alpha, interval, rule for missing values, weighting."""
        return f"raw, {self.interval.method}, {self.bases.words}"

    def to_findings(self) -> list[Finding]:
        """The scale's figures, then two per item."""
        sheet, words = Sheet(TOPIC, self.bases.subject, self.bases, self.reason), self.bases.words
        return [
            self.interval.on(sheet.row("alpha", self.alpha, self.method, reason="no_variance"), self.confidence),
            sheet.row("alpha_standardised", self.standardised, f"standardised, {words}", reason="no_variance"),
            sheet.row("lambda6", self.lambda6, f"guttman, {words}", reason="collinear"),
            sheet.row("mean_r", self.mean_r, f"pearson, {words}"),
            sheet.row("n_items", float(len(self.if_dropped)), "count", unit="items"),
            *self._item_findings(sheet, "item_rest", self.item_rest, f"corrected, {words}"),
            *self._item_findings(sheet, "alpha_if_dropped", self.if_dropped, f"raw, {words}"),
        ]

    def _item_findings(self, sheet: Sheet, measure: str, figures: pd.Series, method: str) -> list[Finding]:
        alone = "one_item" if measure == "alpha_if_dropped" and len(figures) == 2 else "no_variance"
        rows = [(str(item), sheet.row(measure, float(value), method, reason=alone)) for item, value in figures.items()]
        return [replace(row, subject=item, other=self.bases.subject) for item, row in rows]


@dataclass(frozen=True)
class OmegaResult:
    """Omega of one scale; ``total`` is NaN where ``reason`` says why.

    ``heywood`` names items whose variance the factors explain wholly (uniqueness held at .005).
    """

    total: float
    interval: Interval
    confidence: float
    n_factors: int
    heywood: tuple[str, ...]
    bases: Bases
    reason: str = ""

    @property
    def method(self) -> str:
        """Variant of omega, factors, interval, rule for missing values, weighting."""
        variant = "congeneric, 1 factor" if self.n_factors == 1 else f"total, {self.n_factors} factors"
        heywood = [f"heywood {' '.join(self.heywood)}"] if self.heywood else []
        return ", ".join([variant, "minres", self.interval.method, self.bases.words, *heywood])

    def to_findings(self) -> list[Finding]:
        """One finding: ``omega``."""
        sheet = Sheet(TOPIC, self.bases.subject, self.bases, self.reason)
        return [self.interval.on(sheet.row("omega", self.total, self.method, reason="no_variance"), self.confidence)]


def estimate_alpha(data: pd.DataFrame | Moments, confidence: float = 0.95, label: str = "") -> AlphaResult:
    """Cronbach's alpha with standardised alpha, Guttman's lambda 6, mean r, alpha if dropped and item-rest r.

    Method: see ``measurement.coefficients``; raw alpha from covariances, standardised alpha, lambda 6 and mean r from
    correlations. Interval of the raw alpha: Feldt when respondents weigh the same and were drawn one by one, else a
    delete-a-group jackknife over the replicate groups (which knows weights and PSUs, not strata), else none, and
    ``method`` says so. Items must point the same way.

    Missing values: of a DataFrame, rows complete on all items; of Moments, as they were added up, the interval then
    with the smallest n of any pair.

    Reasons: ``one_item``, ``all_missing``, ``few_answers`` (no more answers than items), ``no_variance``; ``collinear``
    for lambda 6; ``one_item`` for alpha if dropped of two items.

    Raises:
        CsatError: the confidence is no share.
    """
    check_confidence(confidence)
    moments = as_moments(data, label=label)
    bases, reason = bases_of(moments, label), why_not(moments)
    items, absent = list(moments.items), np.full(len(moments.items), np.nan)
    if reason:
        dropped, rest = pd.Series(absent, items), pd.Series(absent, items)
        none = Interval("no interval")
        return AlphaResult(NAN, none, confidence, NAN, NAN, NAN, dropped, rest, bases, reason)
    s, r = moments.covariance, moments.correlation
    raw = coefficients.alpha(s)
    return AlphaResult(
        alpha=raw,
        interval=_alpha_interval(moments, raw, confidence),
        confidence=confidence,
        standardised=coefficients.alpha(r),
        lambda6=coefficients.lambda6(r),
        mean_r=coefficients.mean_r(r),
        if_dropped=pd.Series(coefficients.alpha_if_dropped(s), items),
        item_rest=pd.Series(coefficients.item_rest(s), items),
        bases=bases,
    )


def _alpha_interval(moments: Moments, raw: float, confidence: float) -> Interval:
    if moments.weighted or moments.clustered:
        return by_groups(moments, lambda part: coefficients.alpha(part.covariance), confidence)
    return feldt(raw, moments.n_obs, len(moments.items), confidence)


def estimate_omega(
    data: pd.DataFrame | Moments, n_factors: int = 1, confidence: float = 0.95, label: str = ""
) -> OmegaResult:
    """McDonald's omega: the share of the variance of the standardised items' sum that common factors account for.

    Method: factors by minres on the Pearson correlations. One factor: congeneric omega, (sum of loadings)^2 / V;
    several: omega total, 1 - sum of uniquenesses / V, which no rotation changes. V is the variance of the sum in the
    data. Interval: delete-a-group jackknife over the replicate groups; the rows of a DataFrame are dealt in turn to
    100 groups; Moments without groups give none.

    Missing values: of a DataFrame, rows complete on all items; of Moments, as they were added up.

    Reasons: those of alpha; ``few_items``: the factors have more parameters than the items have correlations (two items
    for one factor); ``not_converged``.

    Raises:
        CsatError: the confidence is no share, or fewer than one factor.
    """
    check_confidence(confidence)
    moments = data if isinstance(data, Moments) else sum_moments(data, dealt_groups(len(data)), label=label)
    bases = bases_of(moments, label)
    reason = why_not(moments) or fewer_than_needed(len(moments.items), n_factors)
    if reason:
        return OmegaResult(NAN, Interval("no interval"), confidence, n_factors, (), bases, reason)
    solution = minres(moments.correlation, n_factors)
    heywood = tuple(item for item, at_edge in zip(moments.items, solution.heywood, strict=True) if at_edge)
    start = solution.uniquenesses

    def of_part(part: Moments) -> float:
        return NAN if why_not(part) else _omega(part.correlation, minres(part.correlation, n_factors, start))

    total = _omega(moments.correlation, solution)
    interval = Interval("no interval") if np.isnan(total) else by_groups(moments, of_part, confidence)
    return OmegaResult(
        total, interval, confidence, n_factors, heywood, bases, "" if solution.converged else "not_converged"
    )


def _omega(r: Array, solution: Solution) -> float:
    if not solution.converged:
        return NAN
    if solution.loadings.shape[1] == 1:
        return coefficients.omega_congeneric(r, solution.loadings)
    return coefficients.omega_total(r, solution.uniquenesses)
