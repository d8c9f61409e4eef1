"""The one correlation matrix that factors and reliability start from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from csat_lib.errors.summary import no_replicates, unknown_item
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import factors
from csat_lib.measurement.correlations.bases import Bases, FindingWriter, Part, bases_of, why_no_base
from csat_lib.measurement.correlations.kinds import (
    Array,
    CorrelationFigures,
    CorrelationSpec,
    Kind,
    figures_of,
    less_a_group,
    part_of,
)
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Missing, Moments
from csat_lib.summary.pairs import PairTables
from csat_lib.summary.rows import Rows

__all__ = [
    "SMALLEST_EIGENVALUE",
    "Array",
    "Correlation",
    "CorrelationSpec",
    "Data",
    "Kind",
    "as_correlation",
    "correlate",
    "inverse",
    "squared_multiple",
]
SMALLEST_EIGENVALUE = 1e-9  # below it is rounding, or what smoothing has raised: such a matrix has no inverse


@dataclass(frozen=True)
class Correlation:
    """Correlations of p items: ``matrix`` and ``n``, both (p, p), and why they cannot be used (``reason``), if so.

    ``figures``: with thresholds and the reason of every single pair; ``source``: the sums it was made from, for its
    replicates. A correlation that is known only as a matrix has neither.
    """

    items: tuple[str, ...]
    matrix: Array
    n: Array
    kind: Kind
    bases: Bases
    reason: str = ""
    spec: CorrelationSpec = field(default_factory=CorrelationSpec)
    figures: CorrelationFigures | None = None
    source: Part | None = None

    @property
    def label(self) -> str:
        """What the items are of."""
        return self.bases.subject

    @property
    def method(self) -> Method:
        """Kind, policies of the polychoric correlation, smoothing, rule for missing values, weighting."""
        method = way(self.kind)
        if self.kind == "polychoric":
            method += ways("two-step", *[way("zero cells #", self.spec.zero_cells)] * bool(self.spec.zero_cells))
        return ways(method, *["smoothed"] * self.smoothed, self.bases.method)

    @property
    def smoothed(self) -> bool:
        """Whether the matrix was not positive definite, and was made so because the study asks for it."""
        return self.figures is not None and self.figures.smoothed

    @property
    def thresholds(self) -> dict[str, Array]:
        """The (c - 1,) thresholds of each item, if polychoric, infinite ones standing at -/+38; else empty."""
        found = () if self.figures is None else self.figures.thresholds
        return dict(zip(self.items, found, strict=True)) if found else {}

    @cached_property
    def smallest_eigenvalue(self) -> float:
        """The smallest eigenvalue; NaN where a correlation is absent."""
        absent = not self.matrix.size or np.isnan(self.matrix).any()
        return float("nan") if absent else float(np.linalg.eigvalsh(self.matrix)[0])

    @property
    def positive_definite(self) -> bool:
        """Whether the matrix has an inverse and all its eigenvalues are above 0."""
        return self.smallest_eigenvalue > SMALLEST_EIGENVALUE

    @property
    def why_no_inverse(self) -> str:
        """Reason why what needs the inverse (KMO, maximum likelihood, ...) cannot be had, or nothing.

        The matrix's own reason; ``collinear``: it is singular; ``not_positive_definite``: an eigenvalue is negative.
        """
        if self.reason or self.positive_definite:
            return self.reason
        return "collinear" if self.smallest_eigenvalue >= -SMALLEST_EIGENVALUE else "not_positive_definite"

    @property
    def groups(self) -> Moments | PairTables | None:
        """The sums per replicate group, or None."""
        return None if self.source is None else self.source.groups

    def jackknife_replicates(self) -> Iterator[Correlation]:
        """The correlations without one replicate group at a time; polychoric searches begin at the whole's estimate.

        Raises:
            CsatError: it was made from sums without replicate groups, or is known only as a matrix.
        """
        if self.source is None or self.source.groups is None:
            raise no_replicates(self.label)
        less = less_a_group(self.source, self.spec, self.matrix)
        parts: Iterator[Part] = self.source.jackknife_replicates()
        for part, figures in zip(parts, less, strict=True):
            yield _correlation(part, self.spec, figures, self.bases.missing)

    def select(self, items: Sequence[str], label: str = "") -> Correlation:
        """The same correlations of some of the items, with the bases of these."""
        unknown = [item for item in items if item not in self.items]
        if unknown:
            raise unknown_item(unknown[0], self.items)
        at = np.array([self.items.index(item) for item in items], dtype=np.intp)
        if self.source is not None and self.figures is not None:
            part = self.source.select(items, label)
            return _correlation(part, self.spec, self.figures.select(at), self.bases.missing)
        bases = replace(self.bases, subject=label or self.bases.subject)
        matrix, n = self.matrix[np.ix_(at, at)], self.n[np.ix_(at, at)]
        return replace(self, items=tuple(items), matrix=matrix, n=n, bases=bases)

    def to_findings(self) -> list[Finding]:
        """``smallest_eigenvalue`` of all items, then one ``correlation`` per pair (subject, other) with its own n."""
        sheet = FindingWriter("items", self.bases)
        absent = self.reason or "no_variance"
        rows = [sheet.row(factors.SMALLEST_EIGENVALUE, self.smallest_eigenvalue, self.method, absent)]
        for j, k in zip(*np.tril_indices(len(self.items), -1), strict=True):
            row = sheet.row(factors.CORRELATION, self.matrix[j, k], self.method, reason=self._why(int(j), int(k)))
            rows.append(replace(row, subject=self.items[j], other=self.items[k], n=int(self.n[j, k])))
        return rows

    def _why(self, j: int, k: int) -> str:
        """Why the pair is absent, if it is: its own reason, unless there is one for all of them."""
        if self.figures is None or self.reason != self.figures.reason:
            return self.reason or "no_variance"
        return str(self.figures.reasons[j, k])


Data = pd.DataFrame | Moments | PairTables | Rows | Correlation


@statistic
def correlate(
    data: pd.DataFrame | Moments | PairTables | Rows,
    kind: Kind | CorrelationSpec = "pearson",
    missing: Missing | None = None,
) -> Correlation:
    """Correlations of the items; a spec in place of ``kind`` states the policies too.

    Method: ``pearson`` product-moment correlation, each pair with the standard deviations over that pair's own answers
    (R's ``cor``). ``spearman`` Pearson correlation of the ranks among the pair's own answers, ties with their mean
    rank. ``polychoric`` two-step, see :func:`polychoric.estimate`. Moments give Pearson's alone, pair
    tables and answers give all three. With ``spec.smooth``, a matrix that is not positive definite is smoothed
    (:func:`smoothing.smooth`), and ``method`` says so; otherwise it stays as it is.

    Missing values: ``listwise`` (the default for answers) keeps rows complete on all items, ``pairwise`` each pair's
    own rows. Sums come with their rule.

    Reasons: ``one_item``, ``all_missing``, ``few_answers``, ``no_variance``; polychoric also ``empty_cells`` and
    ``not_converged``, the pairs in question being absent.

    Raises:
        CsatError: unknown kind or policy, ranks or polychoric correlations asked from Moments, another rule for
            missing values than that of the sums, or items with too many different answers for pair tables.
    """
    spec = kind if isinstance(kind, CorrelationSpec) else CorrelationSpec(kind)
    part, rule = part_of(data, spec.kind, missing)
    return _correlation(part, spec, figures_of(part, spec), rule)


def as_correlation(data: Data) -> Correlation:
    """Take a Correlation as it is; of answers or sums, the Pearson correlation."""
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


def _correlation(part: Part, spec: CorrelationSpec, figures: CorrelationFigures, missing: Missing) -> Correlation:
    bases = replace(bases_of(part), missing=missing)
    n = part.pair_n if isinstance(part, PairTables) else part.n
    reason = why_no_base(part) or figures.reason
    return Correlation(part.items, figures.matrix, n, spec.kind, bases, reason, spec, figures, part)
