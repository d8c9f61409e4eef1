"""The one correlation matrix that factors and reliability start from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import needs_answers, other_missing_rule, unknown_choice
from csat_lib.findings import Finding
from csat_lib.measurement.bases import Bases, Sheet, bases_of, why_not
from csat_lib.summary.moments import Missing, Moments, sum_moments

Array = NDArray[np.float64]
Kind = Literal["pearson", "spearman"]
SMALLEST_EIGENVALUE = 1e-10


@dataclass(frozen=True)
class Correlation:
    """Correlations of p items: ``matrix`` and ``n``, both (p, p), and why they cannot be used (``reason``), if so."""

    items: tuple[str, ...]
    matrix: Array
    n: Array
    kind: Kind
    bases: Bases
    reason: str = ""

    @property
    def method(self) -> str:
        """Kind, rule for missing values, weighting."""
        return f"{self.kind}, {self.bases.words}"

    def to_findings(self) -> list[Finding]:
        """One ``correlation`` per pair of items (subject, other), with the pair's own n."""
        sheet = Sheet("factors", "items", self.bases, self.reason or "no_variance")
        return [
            replace(
                sheet.row("correlation", self.matrix[j, k], self.method),
                subject=self.items[j],
                other=self.items[k],
                n=int(self.n[j, k]),
            )
            for j, k in zip(*np.tril_indices(len(self.items), -1), strict=True)
        ]


Data = pd.DataFrame | Moments | Correlation


def correlate(data: pd.DataFrame | Moments, kind: Kind = "pearson", missing: Missing | None = None) -> Correlation:
    """Correlations of the items.

    Method: ``pearson`` product-moment correlation, each pair with the standard deviations over that pair's own answers
    (R's ``cor``). ``spearman`` Pearson correlation of the ranks, ties with their mean rank; it needs the answers
    themselves.

    Missing values: ``listwise`` (the default for a DataFrame) keeps rows complete on all items, ``pairwise`` each
    pair's own rows. Moments come with their rule.

    Raises:
        CsatError: unknown kind, ranks asked from Moments, or another rule for missing values than the Moments'.
    """
    if kind not in KINDS:
        raise unknown_choice("correlation", kind, list(KINDS))
    moments = data if isinstance(data, Moments) else sum_moments(data, missing=missing or "listwise")
    if missing not in {None, moments.missing}:
        raise other_missing_rule(str(missing), moments.missing)
    reason = why_not(moments)
    matrix = KINDS[kind](data, moments)
    return Correlation(moments.items, matrix, moments.n, kind, bases_of(moments), reason)


def as_correlation(data: Data) -> Correlation:
    """Take a Correlation as it is; of answers or Moments, the Pearson correlation."""
    return data if isinstance(data, Correlation) else correlate(data)


def inverse(matrix: Array) -> Array:
    """(p, p) inverse of a correlation matrix; NaN throughout when it is not positive definite (collinear items)."""
    roots, vectors = np.linalg.eigh(matrix)
    if not roots[0] > SMALLEST_EIGENVALUE:
        return np.full_like(matrix, np.nan)
    return np.asarray((vectors / roots) @ vectors.T)


def squared_multiple(matrix: Array) -> Array:
    """(p,) squared multiple correlation of each item with the others, 1 - 1 / r^jj (r^jj: diagonal of the inverse)."""
    return np.asarray(1 - 1 / np.diagonal(inverse(matrix)))


def _pearson(data: pd.DataFrame | Moments, moments: Moments) -> Array:  # noqa: ARG001 - kinds are called alike
    return moments.correlation


def _spearman(data: pd.DataFrame | Moments, moments: Moments) -> Array:
    if isinstance(data, Moments):
        raise needs_answers("spearman")
    answers = data.dropna() if moments.missing == "listwise" else data
    return np.asarray(answers.corr(method="spearman"), dtype=np.float64)


KINDS: dict[str, Callable[[pd.DataFrame | Moments, Moments], Array]] = {"pearson": _pearson, "spearman": _spearman}
