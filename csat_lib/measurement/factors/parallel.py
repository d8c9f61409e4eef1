"""How many factors: eigenvalues of the items beside those of unrelated items (Horn's parallel analysis)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from csat_lib.errors.measurement import not_a_share, too_few
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import factors
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Correlation, Data, as_correlation
from csat_lib.measurement.factors.adequacy import counted_method
from csat_lib.measurement.factors.random_correlations import permuted_correlations, random_correlations
from csat_lib.statistics import statistic
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
NAN = float("nan")


@dataclass(frozen=True)
class EigenvalueComparison:
    """``eigenvalues`` (p,) of the items beside those of unrelated items, ``random`` (p,).

    ``n_factors`` counts the leading eigenvalues above their random counterpart; NaN where ``reason`` says why.
    """

    model: Literal["components", "factors"]
    eigenvalues: Array
    random: Array
    n_factors: float
    method: Method
    bases: Bases
    reason: str = ""

    @property
    def subject(self) -> str:
        """What the eigenvalues are of: ``component`` or ``factor``."""
        return self.model.removesuffix("s")

    def to_findings(self) -> list[Finding]:
        """``n_factors``, then ``eigenvalue`` and ``eigenvalue_random`` of each component or factor (path 1, 2, ...)."""
        sheet = FindingWriter("items", self.bases, self.reason)
        rows = [sheet.row(factors.N_FACTORS, self.n_factors, self.method)]
        pairs = zip(self.eigenvalues.tolist(), self.random.tolist(), strict=True)
        for number, (own, random) in enumerate(pairs, start=1):
            for measure, value in ((factors.EIGENVALUE, own), (factors.EIGENVALUE_RANDOM, random)):
                row = sheet.row(measure, value, self.method)
                rows.append(replace(row, subject=self.subject, path=str(number)))
        return rows


@dataclass(frozen=True)
class ParallelResult:
    """The comparison of principal ``components``, and of common ``factors``, against the same draws."""

    components: EigenvalueComparison
    factors: EigenvalueComparison

    @property
    def method(self) -> Method:
        """That of the components; the other names its factors."""
        return self.components.method

    def to_findings(self) -> list[Finding]:
        """The components' figures, then the factors'."""
        return [*self.components.to_findings(), *self.factors.to_findings()]


@statistic
def parallel_analysis(
    data: Data,
    draws: int = 100,
    seed: int = 0,
    percentile: float | Literal["mean"] = 0.95,
    permuted: Rows | None = None,
) -> ParallelResult:
    """Horn's parallel analysis: which eigenvalues exceed those of unrelated items?

    Method: eigenvalue m is compared with that percentile (or the mean) of the m-th of the random ones; the leading
    eigenvalues above are counted. Components: eigenvalues of R, Horn (1965), Psychometrika 30: 179-185. Factors: of R
    with squared multiple correlations on its diagonal, Humphreys & Ilgen (1969), Educational and Psychological
    Measurement 29: 571-578, which keeps minor factors too. The percentile: Glorfeld (1995), same journal 55: 377-393.

    Unrelated items are p independent normal ones of n respondents (n as in Bartlett's test), whose correlation matrices
    are drawn exactly, from the Wishart distribution, so that the work does not grow with n. With ``permuted`` they are
    these answers, every item shuffled among those who answered it, and correlated in the way of ``data``: for skewed
    items, ranks and polychoric correlations. Weights stay with their respondents.

    Missing values: of answers, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: those of the correlations; for factors also ``collinear`` and ``not_positive_definite``; a draw that could
    not be correlated: ``no_variance``.

    Raises:
        CsatError: no draw, a percentile that is no share, or ``permuted`` lacks an item.
    """
    if draws < 1:
        raise too_few("draws", draws, 1)
    if percentile != "mean" and not 0 < percentile < 1:
        raise not_a_share("percentile", percentile)
    correlation = as_correlation(data)
    middle = way("mean") if percentile == "mean" else way("percentile #", 100 * percentile)
    made = way("# normal draws" if permuted is None else "# permutation draws", draws)
    words = ways(made, middle, way("seed #", seed))
    if correlation.reason:
        return ParallelResult(*(_absent(model, correlation, words) for model in ("components", "factors")))
    drawn = _draw(correlation, permuted, draws, np.random.default_rng(seed))

    def level(roots: Array) -> Array:
        return np.asarray(roots.mean(axis=0) if percentile == "mean" else np.quantile(roots, percentile, axis=0))

    return ParallelResult(_components(correlation, drawn, level, words), _factors(correlation, drawn, level, words))


def _draw(correlation: Correlation, permuted: Rows | None, draws: int, rng: np.random.Generator) -> Array:
    if permuted is not None:
        return permuted_correlations(permuted, correlation, draws, rng)
    return random_correlations(len(correlation.items), correlation.bases.n_for_tests, draws, rng)


def _components(
    correlation: Correlation, drawn: Array, level: Callable[[Array], Array], words: Method
) -> EigenvalueComparison:
    if np.isnan(drawn).any():
        return _absent("components", replace(correlation, reason="no_variance"), words)
    return _compared("components", correlation, (_roots(correlation.matrix), level(_roots(drawn))), words)


def _factors(
    correlation: Correlation, drawn: Array, level: Callable[[Array], Array], words: Method
) -> EigenvalueComparison:
    reason = correlation.why_no_inverse or ("no_variance" if np.isnan(drawn).any() else "")
    if reason:
        return _absent("factors", replace(correlation, reason=reason), words)
    own, random = (_roots(_reduced(matrix)) for matrix in (correlation.matrix, drawn))
    return _compared("factors", correlation, (own, level(random)), words)


def _roots(matrix: Array) -> Array:
    """Eigenvalues, largest first."""
    return np.asarray(np.linalg.eigvalsh(matrix)[..., ::-1])


def _reduced(matrix: Array) -> Array:
    """Correlation matrices (..., p, p) with squared multiple correlations in place of the ones."""
    unique = 1 / np.diagonal(np.linalg.inv(matrix), axis1=-2, axis2=-1)
    return np.asarray(matrix - unique[..., None] * np.eye(matrix.shape[-1]))


def _compared(
    model: Literal["components", "factors"], correlation: Correlation, pair: tuple[Array, Array], words: Method
) -> EigenvalueComparison:
    own, random = pair
    leading = float(np.argmin(np.append(own > random, False)))
    return EigenvalueComparison(model, own, random, leading, _method(model, correlation, words), correlation.bases)


def _absent(model: Literal["components", "factors"], correlation: Correlation, words: Method) -> EigenvalueComparison:
    nan = np.full(len(correlation.items), np.nan)
    method = _method(model, correlation, words)
    return EigenvalueComparison(model, nan, nan, NAN, method, correlation.bases, correlation.reason)


def _method(model: str, correlation: Correlation, words: Method) -> Method:
    by = ["parallel components"] if model == "components" else ["parallel factors", "squared multiple correlations"]
    return counted_method(ways(*by, words, correlation.method), correlation.bases)
