"""Coefficient alpha of one scale, with its item statistics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
import pandas as pd

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Finding, Method, note, way, ways
from csat_lib.findings.catalogue import reliability
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import (
    NAN,
    NO_GROUPS,
    NONE,
    Interval,
    bonett,
    check_confidence,
    duhachek,
    feldt,
    log_by_replicates,
)
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.reliability import coefficients
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments

FEWEST = 3
"""Answers from which alpha is told: any two items of two respondents correlate 1 or -1."""
AlphaInterval = Literal["jackknife", "feldt", "bonett", "duhachek"]


@dataclass(frozen=True)
class AlphaResult:
    """Alpha of one scale of p items. Figures are NaN where ``reason`` (or the finding's own reason) says why.

    ``alpha`` is raw where covariances were given, ordinal of polychoric correlations, else standardised; ``kind`` says
    which (``raw``, or the kind of the correlations). ``if_dropped`` (p,) alpha without the item; ``item_rest`` (p,) its
    correlation with the sum of the others. ``words``: what the answers were, for the methods.
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
    kind: str
    words: Method
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
    def n_items(self) -> int:
        """Items that alpha is of: all, but those left out as everybody answers them alike."""
        return len(self.if_dropped) if self.reason else int(self.item_rest.notna().sum()) or len(self.if_dropped)

    @property
    def n(self) -> int:
        """Respondents behind the figures."""
        return self.bases.n

    @property
    def method(self) -> Method:
        """Variant of alpha, interval, kind of correlation, rule for missing values, weighting."""
        return ways(self._variant, self.interval.method, self.words)

    def to_findings(self) -> list[Finding]:
        """The scale's figures, then two per item; of polychoric correlations ordinal alpha alone."""
        sheet = FindingWriter(self.bases.subject, self.bases, self.reason)
        alpha = sheet.row(self._measure, self.alpha, self.method, reason="no_variance")
        first = self.interval.on(alpha, self.confidence)
        return [first] if self._variant == "ordinal" else [first, *self._beside(sheet)]

    @property
    def _variant(self) -> str:
        return {"raw": "raw", "polychoric": "ordinal"}.get(self.kind, "standardised")

    @property
    def _measure(self) -> Measure:
        named = {"raw": reliability.ALPHA, "ordinal": reliability.ALPHA_ORDINAL}
        return named.get(self._variant, reliability.ALPHA_STANDARDISED)

    def _beside(self, sheet: FindingWriter) -> list[Finding]:
        words, r = self.words, way("pearson") + self.words if self.kind == "raw" else self.words
        standardised = way("standardised") + words
        own = sheet.row(reliability.ALPHA_STANDARDISED, self.standardised, standardised, reason="no_variance")
        return [
            *([own] if self.kind == "raw" else []),
            sheet.row(reliability.LAMBDA6, self.lambda6, way("guttman") + words, reason="collinear"),
            sheet.row(reliability.MEAN_R, self.mean_r, r),
            sheet.row(reliability.N_ITEMS, float(self.n_items), way("count")),
            *self._item_findings(sheet, reliability.ITEM_REST, self.item_rest, way("corrected") + words),
            *self._item_findings(sheet, reliability.ALPHA_IF_DROPPED, self.if_dropped, way(self._variant) + words),
        ]

    def _item_findings(
        self, sheet: FindingWriter, measure: Measure, figures: pd.Series, method: Method
    ) -> list[Finding]:
        alone = "one_item" if measure is reliability.ALPHA_IF_DROPPED and len(figures) == 2 else "no_variance"
        rows = [(str(item), sheet.row(measure, float(value), method, reason=alone)) for item, value in figures.items()]
        return [replace(row, subject=item, other=self.bases.subject) for item, row in rows]


@statistic
def estimate_alpha(
    data: Data, confidence: float = 0.95, label: str = "", interval: AlphaInterval = "jackknife"
) -> AlphaResult:
    """Cronbach's alpha with standardised alpha, Guttman's lambda 6, mean r, alpha if dropped and item-rest r.

    Method: see ``measurement.coefficients``; raw alpha from covariances, standardised alpha, lambda 6 and mean r from
    correlations. Given a Correlation (or pair tables), all figures are those of the standardised items: ordinal alpha
    when it is polychoric. Interval: delete-a-group jackknife on log(1 - alpha) over the replicate groups (which knows
    weights and PSUs, not strata; :func:`log_by_replicates`), none where there are no groups or the answers are too
    skewed for their number, and ``method`` says so. ``feldt``, ``bonett`` and ``duhachek`` by name, for comparison: of
    normal answers that weigh the same, drawn one by one, and of nothing else (ratings are none: with 80 % best answers
    such an interval of 95 % holds alpha in 78 to 79 % of samples). Items must point the same way.

    Missing values: of a DataFrame or Rows, rows complete on all items; of sums or a Correlation, as they were added
    up, the interval then with the smallest n of any pair.

    An item that all answer alike is left out, as psych does it, and ``method`` names it.

    No more answers than items give alpha as well, as it takes no inverse; its interval holds there too
    (``tests/simulations/few_answers.csv``: .955 to .97), unlike lambda 2's, which is biased upwards.

    Reasons: ``one_item``, ``all_missing``, ``few_answers`` (under 3), ``no_variance``: fewer than 2 items vary;
    ``collinear`` for lambda 6; ``one_item`` for alpha if dropped of two items; those of the Correlation.

    Raises:
        CsatError: the confidence is no share, or an unknown interval.
    """
    check_confidence(confidence)
    if interval not in get_args(AlphaInterval):
        raise unknown_choice("interval of alpha", interval, get_args(AlphaInterval))
    given = matrices_of(data, label)
    of = _judged(given)
    items, absent = list(of.items), np.full(len(of.items), np.nan)
    if of.reason:
        dropped, rest = pd.Series(absent, items), pd.Series(absent, items)
        nothing = (NAN, NONE, confidence, NAN, NAN, NAN)
        return AlphaResult(*nothing, dropped, rest, of.bases, of.kind, of.method, of.reason)
    s, r = of.covariance, of.correlation

    alpha = float(coefficients.alpha(s))
    return AlphaResult(
        alpha=alpha,
        interval=_interval(of, alpha, confidence, interval),
        confidence=confidence,
        standardised=float(coefficients.alpha(r)),
        lambda6=coefficients.lambda6(r),
        mean_r=float(coefficients.mean_r(r)),
        if_dropped=pd.Series(coefficients.alpha_if_dropped(s), items).reindex(list(given.items)),
        item_rest=pd.Series(coefficients.item_rest(s), items).reindex(list(given.items)),
        bases=of.bases,
        kind=of.kind,
        words=of.method,
    )


def _judged(of: Matrices) -> Matrices:
    """The matrices of the items that vary, however many these are."""
    part = of.part
    if of.reason == "few_answers" and isinstance(part, Moments) and min(part.n_obs, part.n_effective) >= FEWEST:
        of = replace(of, reason="no_variance" if np.isnan(of.correlation).any() else "")
    varies = (
        ~np.isnan(np.diagonal(of.correlation)) if of.reason == "no_variance" else np.ones(len(of.items), dtype=bool)
    )
    if not varies.all() and varies.sum() > 1:
        kept = [item for item, own in zip(of.items, varies, strict=True) if own]
        alike = " ".join(item for item, own in zip(of.items, varies, strict=True) if not own)
        of = _judged(matrices_of(of.part.select(kept, of.label)))
        of = replace(of, method=of.method + note("left out as all answer it alike", alike))
    return of


def _interval(of: Matrices, alpha: float, confidence: float, kind: AlphaInterval) -> Interval:
    if kind != "jackknife":
        return (
            NONE
            if of.kind != "raw" or of.bases.weighted or of.bases.clustered
            else _of_normal(of, alpha, confidence, kind)
        )
    if not of.grouped or np.isnan(alpha):
        return NO_GROUPS if not of.grouped else NONE
    return log_by_replicates(alpha, coefficients.alpha(of.covariances_less), of.skewness, confidence)


def _of_normal(of: Matrices, alpha: float, confidence: float, kind: AlphaInterval) -> Interval:
    """The published intervals of normal answers."""
    if kind == "duhachek":
        return duhachek(alpha, of.bases.n, of.covariance, confidence)
    return (feldt if kind == "feldt" else bonett)(alpha, of.bases.n, len(of.items), confidence)
