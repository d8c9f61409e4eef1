"""Control chart: whether a wave lies where it is to be expected after the waves before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from csat_lib.conventions import OUTSIDE_BY_CHANCE
from csat_lib.errors.insight import several_series
from csat_lib.findings import ALL, Finding, Method, way, ways
from csat_lib.findings.catalogue.trends import CONTROL_NPS
from csat_lib.period import parse
from csat_lib.statistics import statistic


@dataclass(frozen=True)
class ControlChart:
    """Centre line and limits of one series, from the ``values`` of the waves before the one that they judge."""

    subject: str
    unit: str
    values: pd.Series
    centre: float | None
    low: float | None
    high: float | None
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
def control_chart(findings: pd.DataFrame, judged: str = "") -> ControlChart:
    """Shewhart's chart for individual values, the limits estimated from n waves before the one that they judge.

    m -/+ t * s * sqrt(1 + 1/n): m and s are mean and standard deviation of the waves before, t is the quantile of
    Student's t with n - 1 degrees of freedom beyond which both tails hold .0027, Shewhart's three standard deviations
    (``conventions.OUTSIDE_BY_CHANCE``). So a line that nothing but chance moves leaves its limits with just this
    probability, however few waves it has; waves judged one after the other are independent. This is the Q chart for
    individual values with mean and variance unknown (Quesenberry 1991, SPC Q charts for start-up processes and short
    or long runs, Journal of Quality Technology 23) in the units of the figures: the prediction interval of one further
    value (Hahn 1969). Independent, normal waves are assumed; of s, not the moving range: a drift widens the limits.

    ``findings`` (waves, columns of a finding): one measure of one subject, a row per wave; ordered here by period.
    ``judged``: the period that is judged; the latest unless given. The limits take in real movement from wave to wave
    as well as sampling error: a wave outside them is not to be expected of this series, which is another question than
    whether it differs from the wave before. Missing values: waves without a value are passed over; two are needed.

    Raises:
        CsatError: rows of several series.
    """
    names = ["topic", "subject", "measure", "segment_by", "segment"]
    series = findings[names].drop_duplicates()
    if len(series) != 1:
        raise several_series([" ".join(filter(None, row)) for row in series.itertuples(index=False)])
    last = {at: parse(findings["period"][at]).last for at in findings.index}
    end = parse(judged).last if judged else max(last.values())
    rows = findings.loc[sorted((at for at in last if last[at] < end), key=last.__getitem__)]
    values = pd.Series(rows["value"].to_numpy(dtype=np.float64), index=rows["period"]).dropna()
    n, first = len(values), findings.iloc[0]
    method = ways("individuals", "prediction of the next wave by t", way("# waves before", n))
    subject, unit, cell = str(first["subject"]), str(first["unit"]), (str(first["segment_by"]), str(first["segment"]))
    if n < 2:
        return ControlChart(subject, unit, values, None, None, None, method, cell, "no_earlier_wave")
    centre = float(values.mean())
    reach = float(-stdtrit(n - 1, OUTSIDE_BY_CHANCE / 2) * values.std() * np.sqrt(1 + 1 / n))
    return ControlChart(subject, unit, values, centre, centre - reach, centre + reach, method, cell)
