"""Criterion validity: how the constructs go with the outcome that they are meant to explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, Method
from csat_lib.findings.catalogue import validity
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import (
    NAN,
    NO_GROUPS,
    NONE,
    Interval,
    check_confidence,
    fisher_by_replicates,
)
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.statistics import statistic


@dataclass(frozen=True)
class CriterionResult:
    """``correlations`` (c,) correlation of each construct with ``outcome``; NaN where ``reasons`` says why."""

    correlations: pd.Series
    outcome: str
    intervals: dict[str, Interval]
    reasons: dict[str, str]
    bases: dict[str, Bases]
    words: Method
    confidence: float

    def to_findings(self) -> list[Finding]:
        """One ``criterion_r`` per construct, ``other`` the outcome."""
        return [self._finding(str(construct), float(value)) for construct, value in self.correlations.items()]

    def _finding(self, construct: str, value: float) -> Finding:
        interval = self.intervals[construct]
        sheet = FindingWriter(construct, self.bases[construct], self.reasons[construct])
        row = sheet.row(validity.CRITERION_R, value, interval.method + self.words)
        return replace(interval.on(row, self.confidence), other=self.outcome)


@statistic
def criterion(data: Data, constructs: Sequence[str], outcome: str, confidence: float = 0.95) -> CriterionResult:
    """Correlation of each construct's score with an outcome (the headline, say).

    ``data`` holds the scores and the outcome as columns. Method: Pearson's correlation (or the Correlation's own kind).
    Interval: delete-a-group jackknife on Fisher's scale, which knows weights and PSUs and, unlike Fisher's own
    interval, takes nothing for normal; none without replicate groups, or of answers too skewed for their number.

    Missing values: of a DataFrame or Rows, rows complete on all columns; of sums or a Correlation, as they were added
    up, each construct with the base of its own pair.

    Reasons: ``all_missing``, ``few_answers``, ``no_variance``, those of the Correlation.

    Raises:
        CsatError: the confidence is no share, or a construct or outcome that the data do not hold.
    """
    check_confidence(confidence)
    part = matrices_of(data).part
    pairs = {name: matrices_of(part.select([name, outcome], name)) for name in constructs}
    values = {name: NAN if pair.reason else float(pair.correlation[0, 1]) for name, pair in pairs.items()}
    return CriterionResult(
        correlations=pd.Series(values, dtype=np.float64),
        outcome=outcome,
        intervals={name: _interval(pair, values[name], confidence) for name, pair in pairs.items()},
        reasons={name: pair.reason for name, pair in pairs.items()},
        bases={name: pair.bases for name, pair in pairs.items()},
        words=next((pair.correlated for pair in pairs.values()), Method()),
        confidence=confidence,
    )


def _interval(pair: Matrices, r: float, confidence: float) -> Interval:
    if pair.reason:
        return NONE
    if not pair.grouped:
        return NO_GROUPS
    return fisher_by_replicates(r, pair.correlations_less[:, 0, 1], pair.skewness, confidence)
