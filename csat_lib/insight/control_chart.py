"""Control chart: which waves lie outside what the ups and downs from wave to wave make usual."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from csat_lib.errors.insight import several_series
from csat_lib.findings import ALL, Finding, Method, way, ways
from csat_lib.findings.catalogue.trends import CONTROL_NPS
from csat_lib.period import parse
from csat_lib.statistics import statistic

_D2 = 1.1283791670955126  # 2 / sqrt(pi): the mean range of two standard normal values


@dataclass(frozen=True)
class ControlChart:
    """Centre line and limits of one series; ``outside`` names the periods beyond the limits, oldest first."""

    subject: str
    unit: str
    values: pd.Series
    centre: float | None
    low: float | None
    high: float | None
    outside: tuple[str, ...]
    method: Method
    cell: tuple[str, str] = (ALL, "")
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """``control``, or ``control_nps`` of points: the centre line, with the limits as low and high."""
        (segment_by, segment), in_points = self.cell, self.unit == CONTROL_NPS.unit.name
        return [
            Finding(
                topic="trends",
                subject=self.subject,
                measure="control_nps" if in_points else "control",
                value=self.centre,
                low=self.low,
                high=self.high,
                method=self.method,
                segment_by=segment_by,
                segment=segment,
                reason=self.reason,
            )
        ]


@statistic
def control_chart(findings: pd.DataFrame) -> ControlChart:
    """Shewhart's chart for individual values: mean -/+ 3 * (mean moving range / 1.128).

    ``findings`` (waves, columns of a finding): one measure of one subject, a row per wave; ordered here by period.
    The limits take in real movement from wave to wave as well as sampling error: a wave outside them is unusual for
    this series, which is another question than whether it differs from the wave before. Source: Montgomery (2013),
    Introduction to Statistical Quality Control, 6.4. Missing values: waves without a
    value are passed over; two are needed.

    Raises:
        CsatError: rows of several series.
    """
    names = ["topic", "subject", "measure", "segment_by", "segment"]
    series = findings[names].drop_duplicates()
    if len(series) != 1:
        raise several_series([" ".join(filter(None, row)) for row in series.itertuples(index=False)])
    rows = findings.loc[sorted(findings.index, key=lambda at: parse(findings["period"][at]).last)]
    values = pd.Series(rows["value"].to_numpy(dtype=np.float64), index=rows["period"]).dropna()
    method = ways("individuals and moving range", way("# waves", len(values)))
    first = rows.iloc[0]
    subject, unit, cell = str(first["subject"]), str(first["unit"]), (str(first["segment_by"]), str(first["segment"]))
    if len(values) < 2:
        return ControlChart(subject, unit, values, None, None, None, (), method, cell, "no_earlier_wave")
    centre = float(values.mean())
    reach = 3 * float(np.abs(np.diff(values)).mean()) / _D2
    outside = tuple(str(period) for period in values.index[np.abs(values - centre) > reach])
    return ControlChart(subject, unit, values, centre, centre - reach, centre + reach, outside, method, cell)
