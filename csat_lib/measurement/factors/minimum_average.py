"""How many components: Velicer's minimum average partial test (MAP)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Finding, Method, way
from csat_lib.findings.catalogue import factors
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data, as_correlation
from csat_lib.measurement.factors.orientation import first_greatest
from csat_lib.statistics import statistic

Array = NDArray[np.float64]
NAN = float("nan")
NOTHING_LEFT = 1e-8  # of an item's variance: what the partial correlations would be is then rounding


@dataclass(frozen=True)
class MapResult:
    """``squares`` (p - 1,) mean squared partial correlation once 0, 1, .. p - 2 components are out.

    ``fourths``: the same of their fourth powers. The number of components is where each is smallest, ``n_factors`` and
    ``n_factors_fourth``. NaN where ``reason`` says why, and from where an item has no variance left.
    """

    squares: Array
    fourths: Array
    n_factors: float
    n_factors_fourth: float
    correlation: Method
    bases: Bases
    reason: str = ""

    @property
    def method(self) -> Method:
        """That of the squares, the original test."""
        return way("map") + self.correlation

    @property
    def method_fourth(self) -> Method:
        """That of the fourth powers, the revised test."""
        return way("map fourth power") + self.correlation

    def to_findings(self) -> list[Finding]:
        """``n_factors`` by both, then ``map`` and ``map_fourth`` (subject component, path = components taken out)."""
        sheet = FindingWriter("items", self.bases, self.reason)
        rows = [
            sheet.row(factors.N_FACTORS, self.n_factors, self.method),
            sheet.row(factors.N_FACTORS, self.n_factors_fourth, self.method_fourth),
        ]
        parts = ((factors.MAP, self.squares, self.method), (factors.MAP_FOURTH, self.fourths, self.method_fourth))
        for measure, values, method in parts:
            each = enumerate(values.tolist())
            made = ((number, sheet.row(measure, value, method, reason="collinear")) for number, value in each)
            rows += [replace(row, subject="component", path=str(number)) for number, row in made]
        return rows


@statistic
def map_test(data: Data) -> MapResult:
    """Minimum average partial test: how many components leave the items with the smallest partial correlations?

    Method: m principal components are taken out of R, m = 0, 1, .. p - 2; the average over all pairs of the squared
    partial correlations falls while common variance goes and rises once single items go. Velicer (1976), Psychometrika
    41: 321-327; revised, with fourth powers: Velicer, Eaton & Fava (2000). It tends to find too few, where a dimension
    has few items.

    Missing values: of answers, rows complete on all items; of sums or a Correlation, as they were added up.

    Reasons: those of the correlations; ``not_positive_definite``; ``collinear``: for a step after which an item has no
    variance left.
    """
    correlation = as_correlation(data)
    reason = "" if correlation.why_no_inverse == "collinear" else correlation.why_no_inverse
    if reason:
        nan = np.full(max(len(correlation.items) - 1, 0), np.nan)
        return MapResult(nan, nan, NAN, NAN, correlation.method, correlation.bases, reason)
    squares, fourths = _averages(correlation.matrix)
    fewest, fewest_fourth = (float(first_greatest(-values)) for values in (squares, fourths))
    return MapResult(squares, fourths, fewest, fewest_fourth, correlation.method, correlation.bases)


def _averages(r: Array) -> tuple[Array, Array]:
    """Mean square and mean fourth power of the partial correlations after 0 .. p - 2 components, each (p - 1,)."""
    p = len(r)
    roots, vectors = np.linalg.eigh(r)
    parts = (vectors * roots).T[:, :, None] * vectors.T[:, None, :]
    left = np.cumsum(parts, axis=0)[:0:-1]  # without 0, 1, .. p - 2 of the largest
    variances = np.diagonal(left, axis1=1, axis2=2)
    usable = np.logical_and.accumulate((variances > NOTHING_LEFT).all(axis=1))
    scale = np.sqrt(np.where(usable[:, None], variances, 1))
    squares = (left / (scale[:, :, None] * scale[:, None, :])) ** 2
    off = ~np.eye(p, dtype=bool)
    averages = np.where(usable, [power[:, off].mean(axis=1) for power in (squares, squares**2)], np.nan)
    return averages[0], averages[1]
