"""Convergent and discriminant validity: composite reliability, variance extracted, Fornell and Larcker's comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Finding
from csat_lib.findings.catalogue import reliability, validity
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import (
    NAN,
    NO_GROUPS,
    NONE,
    Interval,
    check_confidence,
    log_by_replicates,
)
from csat_lib.measurement.correlations.membership import Model
from csat_lib.measurement.reliability import coefficients
from csat_lib.measurement.reliability.construct_figures import ConstructFigures
from csat_lib.measurement.validity.standardised_loadings import FactorModel, Own, StandardisedLoadings, solution_of
from csat_lib.statistics import statistic

Array = NDArray[np.float64]


@statistic
def composite_reliability(
    source: FactorModel | Data, model: Model | None = None, confidence: float = 0.95
) -> ConstructFigures:
    """Composite reliability of each construct, (sum l)^2 / ((sum l)^2 + sum (1 - l^2)), l the standardised loadings.

    Method: loadings of a fitted CFA, or, of data, of one factor by minres per construct of ``model``. Interval:
    delete-a-group jackknife on log(1 - coefficient), as of alpha, where the data have replicate groups; none from a
    CFA.

    Missing values: see :func:`csat_lib.measurement.validity.standardised_loadings.solution_of`.

    Reasons: ``one_item``, ``few_items`` (two items do not identify a factor of their own; a CFA may), those of alpha,
    ``not_converged``, ``improper`` (a CFA's loading beyond 1), those of the CFA.

    Raises:
        CsatError: the confidence is no share; data without a model, or an item that they do not hold.
    """
    return _figures(
        solution_of(source, model), coefficients.composite_reliability, reliability.COMPOSITE_RELIABILITY, confidence
    )


@statistic
def average_variance_extracted(
    source: FactorModel | Data, model: Model | None = None, confidence: float = 0.95
) -> ConstructFigures:
    """Average variance extracted of each construct: the mean of its items' squared standardised loadings.

    Method, interval, missing values, reasons and errors as for :func:`composite_reliability`. Fornell & Larcker (1981)
    ask for .5 or more.
    """
    return _figures(solution_of(source, model), coefficients.variance_extracted, validity.AVE, confidence)


@dataclass(frozen=True)
class FornellLarckerResult:
    """``root_ave`` (c,) beside the constructs' ``correlations`` (c, c); NaN where ``reasons`` says why."""

    root_ave: pd.Series
    correlations: pd.DataFrame
    reasons: dict[str, str]
    bases: dict[str, Bases]
    solution: StandardisedLoadings

    @property
    def distinct(self) -> pd.DataFrame:
        """(c, c) whether both constructs share more variance with their items than with one another."""
        root = self.root_ave.to_numpy()
        held = np.minimum(root[:, None], root) > self.correlations.abs().to_numpy()
        return pd.DataFrame(held, self.correlations.index, self.correlations.columns)

    def to_findings(self) -> list[Finding]:
        """``root_ave`` per construct, ``construct_r`` per pair (subject, other)."""
        own, across = self.solution.loadings_by, self.solution.correlations_by
        roots = [
            self._sheet(str(name)).row(validity.ROOT_AVE, float(value), own + self.solution.words)
            for name, value in self.root_ave.items()
        ]
        pairs = [
            replace(
                self._sheet(first).row(validity.CONSTRUCT_R, self._r(first, second), across + self.solution.words),
                other=second,
            )
            for first, second in combinations(map(str, self.correlations.index), 2)
        ]
        return [*roots, *pairs]

    def _sheet(self, construct: str) -> FindingWriter:
        return FindingWriter(construct, self.bases[construct], self.reasons[construct] or "no_variance")

    def _r(self, first: str, second: str) -> float:
        return float(self.correlations[second][first])


@statistic
def fornell_larcker(source: FactorModel | Data, model: Model | None = None) -> FornellLarckerResult:
    """Fornell and Larcker's comparison: the root of each construct's AVE beside its correlations with the others.

    Method: loadings as in :func:`composite_reliability`. Of a CFA the correlations are those of the factors; of data
    those of the sums of the items, which measurement error makes smaller, so that the comparison is easier to pass
    (``method`` says which). Fornell & Larcker (1981), Journal of Marketing Research 18: 39-50.

    Missing values, reasons and errors as in :func:`composite_reliability`; ``no_variance``: the sum of a construct's
    items has none.
    """
    solution = solution_of(source, model)
    ave = _figures(solution, coefficients.variance_extracted, validity.AVE, 0.95)
    return FornellLarckerResult(np.sqrt(ave.figures), solution.correlations, ave.reasons, ave.bases, solution)


def _figures(
    solution: StandardisedLoadings, coefficient: Callable[[Array], Array], measure: Measure, confidence: float
) -> ConstructFigures:
    check_confidence(confidence)
    values = {name: _value(own, coefficient) for name, own in solution.own.items()}
    how = coefficient, confidence, NONE if solution.loadings_by.noted("cfa") else NO_GROUPS
    return ConstructFigures(
        measure,
        figures=pd.Series(values),
        intervals={name: _interval(own, values[name], how) for name, own in solution.own.items()},
        reasons={name: own.reason for name, own in solution.own.items()},
        bases={name: replace(own.bases, subject=name) for name, own in solution.own.items()},
        variant=solution.loadings_by,
        words=solution.words,
        confidence=confidence,
    )


def _value(own: Own, coefficient: Callable[[Array], Array]) -> float:
    return NAN if own.reason else float(coefficient(own.loadings.to_numpy()))


def _interval(own: Own, value: float, how: tuple[Callable[[Array], Array], float, Interval]) -> Interval:
    coefficient, confidence, absent = how
    if own.reason:
        return NONE
    if own.replicated is None:
        return absent
    return log_by_replicates(value, coefficient(own.replicated), own.skewness, confidence)
