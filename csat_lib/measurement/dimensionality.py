"""Can the items be factored, and into how many: KMO, Bartlett's test, parallel analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import gammaincc

from csat_lib.errors.measurement import not_a_share, too_few
from csat_lib.findings import Finding
from csat_lib.measurement.bases import Bases, Sheet
from csat_lib.measurement.correlation import SMALLEST_EIGENVALUE, Array, Data, as_correlation, inverse

TOPIC = "factors"
NAN = float("nan")


@dataclass(frozen=True)
class KmoResult:
    """Sampling adequacy ``overall`` and by item, ``items`` (p,); NaN where ``reason`` says why."""

    overall: float
    items: pd.Series
    method: str
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """One ``kmo`` for all items, then one per item."""
        sheet = Sheet(TOPIC, "items", self.bases, self.reason)
        each = [(str(item), sheet.row("kmo", value, self.method)) for item, value in self.items.items()]
        return [sheet.row("kmo", self.overall, self.method), *(replace(row, subject=item) for item, row in each)]


@dataclass(frozen=True)
class BartlettResult:
    """Test that the items are uncorrelated in the population; NaN where ``reason`` says why."""

    chi2: float
    df: int
    p: float
    method: str
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """One finding, ``bartlett``: value chi2, with df and p."""
        row = Sheet(TOPIC, "items", self.bases, self.reason).row("bartlett", self.chi2, self.method, "chi2")
        return [row if row.value is None else replace(row, df=float(self.df), p=self.p)]


@dataclass(frozen=True)
class ParallelResult:
    """``eigenvalues`` (p,) of the data beside ``random`` (p,), the percentile of those of uncorrelated items.

    ``n_factors`` counts the leading eigenvalues above their random counterpart; NaN where ``reason`` says why.
    """

    eigenvalues: Array
    random: Array
    n_factors: float
    method: str
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """``n_factors``, then ``eigenvalue`` and ``eigenvalue_random`` of each component (path 1, 2, ...)."""
        sheet = Sheet(TOPIC, "items", self.bases, self.reason)
        rows = [sheet.row("n_factors", self.n_factors, self.method, "factors")]
        pairs = zip(self.eigenvalues.tolist(), self.random.tolist(), strict=True)
        for number, (own, random) in enumerate(pairs, start=1):
            for measure, value in (("eigenvalue", own), ("eigenvalue_random", random)):
                row = sheet.row(measure, value, self.method, "eigenvalue")
                rows.append(replace(row, subject="component", path=str(number)))
        return rows


def kmo(data: Data) -> KmoResult:
    """Kaiser-Meyer-Olkin measure of sampling adequacy, sum r^2 / (sum r^2 + sum q^2) over all pairs of items.

    Method: q is the partial correlation of a pair given all other items; an item's own measure sums over its pairs.
    Kaiser & Rice (1974), Educational and Psychological Measurement 34: 111-117.

    Missing values: of a DataFrame, rows complete on all items; of Moments or a Correlation, as they were added up.

    Reasons: ``one_item``, ``all_missing``, ``few_answers``, ``no_variance``; ``collinear``: R is not positive definite.
    """
    correlation = as_correlation(data)
    items, p = list(correlation.items), len(correlation.items)
    inverted = np.full((p, p), np.nan) if correlation.reason else inverse(correlation.matrix)
    scale = np.sqrt(np.diagonal(inverted))
    off = ~np.eye(p, dtype=bool)
    squares = np.where(off, correlation.matrix, 0.0) ** 2
    partial = np.where(off, inverted / np.outer(scale, scale), 0.0) ** 2
    with np.errstate(invalid="ignore"):
        each = squares.sum(axis=0) / (squares.sum(axis=0) + partial.sum(axis=0))
        overall = float(squares.sum() / (squares.sum() + partial.sum()))
    reason = correlation.reason or ("collinear" if np.isnan(overall) else "")
    return KmoResult(overall, pd.Series(each, items), correlation.method, correlation.bases, reason)


def bartlett(data: Data) -> BartlettResult:
    """Bartlett's test of sphericity, chi2 = -(n - 1 - (2p + 5) / 6) ln|R| with p(p - 1) / 2 degrees of freedom.

    Method: Bartlett (1951), Biometrika 38: 337-344. n is the smallest of any pair when pairwise, and Kish's effective n
    when respondents weigh differently; respondents of one PSU are taken as independent. ``method`` says so.

    Missing values and reasons: as :func:`kmo`.
    """
    correlation = as_correlation(data)
    p, reason = len(correlation.items), correlation.reason
    df, method = p * (p - 1) // 2, _test_method("bartlett", correlation.method, correlation.bases)
    if not reason and np.linalg.eigvalsh(correlation.matrix)[0] <= SMALLEST_EIGENVALUE:
        reason = "collinear"
    if reason:
        return BartlettResult(NAN, df, NAN, method, correlation.bases, reason)
    log_determinant = np.linalg.slogdet(correlation.matrix)[1]
    chi2 = float(-(correlation.bases.n_for_tests - 1 - (2 * p + 5) / 6) * log_determinant)
    return BartlettResult(chi2, df, float(gammaincc(df / 2, chi2 / 2)), method, correlation.bases)


def parallel_analysis(data: Data, draws: int = 100, seed: int = 0, percentile: float = 0.95) -> ParallelResult:
    """Horn's parallel analysis of the principal components: which eigenvalues exceed those of unrelated items?

    Method: correlation matrices of n draws of p independent normal items are drawn exactly, from the Wishart
    distribution (Bartlett's triangular factor), so that the work does not grow with n. Eigenvalue m is compared with
    that percentile of the random ones. Horn (1965), Psychometrika 30: 179-185. n as in :func:`bartlett`.

    Missing values: as :func:`kmo`; the random items are complete, each with that n.

    Reasons: ``one_item``, ``all_missing``, ``few_answers``, ``no_variance``.

    Raises:
        CsatError: no draw, or a percentile that is no share.
    """
    if draws < 1:
        raise too_few("draws", draws, 1)
    if not 0 < percentile < 1:
        raise not_a_share("percentile", percentile)
    correlation = as_correlation(data)
    p, bases = len(correlation.items), correlation.bases
    words = f"parallel, components, {draws} normal draws, percentile {100 * percentile:g}, seed {seed}"
    method = _test_method(words, correlation.method, bases)
    if correlation.reason:
        nan = np.full(p, np.nan)
        return ParallelResult(nan, nan, NAN, method, bases, correlation.reason)
    own = np.asarray(np.linalg.eigvalsh(correlation.matrix)[::-1], dtype=np.float64)
    drawn = np.linalg.eigvalsh(random_correlations(p, bases.n_for_tests, draws, np.random.default_rng(seed)))
    random = np.asarray(np.quantile(drawn[:, ::-1], percentile, axis=0), dtype=np.float64)
    leading = int(np.argmin(np.append(own > random, False)))
    return ParallelResult(own, random, float(leading), method, bases)


def random_correlations(p: int, n: float, draws: int, rng: np.random.Generator) -> Array:
    """(draws, p, p) sample correlations of p independent normal items and n respondents.

    L L' with L lower triangular, chi(n - 1 - j) on its diagonal and N(0, 1) below is Wishart(n - 1): Bartlett (1933).
    """
    lower = np.tril(rng.standard_normal((draws, p, p)), -1)
    at = np.arange(p)
    lower[:, at, at] = np.sqrt(rng.chisquare(n - 1 - at, (draws, p)))
    rows = lower / np.linalg.norm(lower, axis=2, keepdims=True)
    return np.asarray(rows @ rows.swapaxes(1, 2))


def _test_method(test: str, correlation: str, bases: Bases) -> str:
    words = [test, correlation]
    if bases.weighted:
        words.append("effective n")
    if bases.clustered:
        words.append("answers taken as independent")
    return ", ".join(words)
