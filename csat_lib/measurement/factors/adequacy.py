"""Can the items be factored at all: sampling adequacy (KMO) and Bartlett's test of sphericity."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import gammaincc

from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import factors
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data, as_correlation, inverse
from csat_lib.statistics import statistic

NAN = float("nan")


@dataclass(frozen=True)
class KmoResult:
    """Sampling adequacy ``overall`` and by item, ``items`` (p,); NaN where ``reason`` says why."""

    overall: float
    items: pd.Series
    method: Method
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """One ``kmo`` for all items, then one per item."""
        sheet = FindingWriter("items", self.bases, self.reason)
        each = [(str(item), sheet.row(factors.KMO, value, self.method)) for item, value in self.items.items()]
        return [sheet.row(factors.KMO, self.overall, self.method), *(replace(row, subject=item) for item, row in each)]


@dataclass(frozen=True)
class BartlettResult:
    """Test that the items are uncorrelated in the population; NaN where ``reason`` says why."""

    chi2: float
    df: int
    p: float
    method: Method
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """One finding, ``bartlett``: value chi2, with df and p."""
        row = FindingWriter("items", self.bases, self.reason).row(factors.BARTLETT, self.chi2, self.method)
        return [row if row.value is None else replace(row, df=float(self.df), p=self.p)]


@statistic
def kmo(data: Data) -> KmoResult:
    """Kaiser-Meyer-Olkin measure of sampling adequacy, sum r^2 / (sum r^2 + sum q^2) over all pairs of items.

    Method: q is the partial correlation of a pair given all other items; an item's own measure sums over its pairs.
    Kaiser & Rice (1974), Educational and Psychological Measurement 34: 111-117. Items that are all uncorrelated have
    none of either; the measure is then .5, its limit.

    Missing values: of answers, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: those of the correlations; ``collinear``: R is singular; ``not_positive_definite``: an eigenvalue of R is
    negative.
    """
    correlation = as_correlation(data)
    items, reason = list(correlation.items), correlation.why_no_inverse
    if reason:
        return KmoResult(NAN, pd.Series(NAN, items), correlation.method, correlation.bases, reason)
    inverted, off = inverse(correlation.matrix), ~np.eye(len(items), dtype=bool)
    scale = np.sqrt(np.diagonal(inverted))
    squares = np.where(off, correlation.matrix, 0.0) ** 2
    partial = np.where(off, inverted / np.outer(scale, scale), 0.0) ** 2
    own, both = squares.sum(axis=0), (squares + partial).sum(axis=0)
    each = np.where(both > 0, own / np.where(both > 0, both, 1), 0.5)
    overall = float(own.sum() / both.sum()) if both.any() else 0.5
    return KmoResult(overall, pd.Series(each, items), correlation.method, correlation.bases)


@statistic
def bartlett(data: Data) -> BartlettResult:
    """Bartlett's test of sphericity, chi2 = -(n - 1 - (2p + 5) / 6) ln|R| with p(p - 1) / 2 degrees of freedom.

    Method: Bartlett (1951), Biometrika 38: 337-344. n is the smallest of any pair when pairwise, and Kish's effective n
    when respondents weigh differently; respondents of one PSU are taken as independent. ``method`` says so.

    Missing values and reasons: as :func:`kmo`.
    """
    correlation = as_correlation(data)
    p, reason = len(correlation.items), correlation.why_no_inverse
    df, method = p * (p - 1) // 2, counted_method(way("bartlett") + correlation.method, correlation.bases)
    if reason:
        return BartlettResult(NAN, df, NAN, method, correlation.bases, reason)
    log_determinant = np.linalg.slogdet(correlation.matrix)[1]
    chi2 = float(-(correlation.bases.n_for_tests - 1 - (2 * p + 5) / 6) * log_determinant)
    return BartlettResult(chi2, df, float(gammaincc(df / 2, max(chi2, 0.0) / 2)), method, correlation.bases)


def counted_method(test: Method, bases: Bases) -> Method:
    """The method of a test that counts respondents: which n, and whether PSUs were passed over."""
    return ways(test, *["effective n"] * bases.weighted, *["answers taken as independent"] * bases.clustered)
