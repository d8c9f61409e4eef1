"""Charts by name, wherever they are declared."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import CHARTS, Chart, Look, draw_chart
from csat_lib.report import topics
from csat_lib.report.view import as_findings


def names() -> list[str]:
    return sorted({*CHARTS, *topics.charts()})


def draw(name: str, findings: pd.DataFrame, look: Look) -> Chart | None:
    if name in topics.charts():
        return topics.chart(name).draw(as_findings(findings), look)
    return draw_chart(name, findings, look)
