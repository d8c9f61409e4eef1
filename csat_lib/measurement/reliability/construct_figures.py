"""What several statistics return: one figure per construct, each with its interval or its reason."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from csat_lib.findings import Finding, Method, ways
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.interval import Interval


@dataclass(frozen=True)
class ConstructFigures:
    """One figure per construct, ``figures`` (c,); NaN where ``reasons`` says why. Findings: of ``measure``."""

    measure: Measure
    figures: pd.Series
    intervals: dict[str, Interval]
    reasons: dict[str, str]
    bases: dict[str, Bases]
    variant: Method
    words: Method
    confidence: float

    def to_findings(self) -> list[Finding]:
        """One finding per construct."""
        return [self._finding(str(construct), float(value)) for construct, value in self.figures.items()]

    def _finding(self, construct: str, value: float) -> Finding:
        interval = self.intervals[construct]
        method = ways(self.variant, interval.method, self.words)
        sheet = FindingWriter(construct, self.bases[construct], self.reasons[construct])
        return interval.on(sheet.row(self.measure, value, method), self.confidence)
