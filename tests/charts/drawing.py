"""Charts by name, wherever they are declared."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import Chart, Look
from csat_lib.report import topics
from csat_lib.report.view import as_findings


def names() -> list[str]:
    return sorted(topics.charts())


def draw(name: str, findings: pd.DataFrame, look: Look) -> Chart | None:
    return topics.chart(name).draw(as_findings(findings), look)
