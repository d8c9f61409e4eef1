"""One chart a file: findings in, SVG with alternative text out. matplotlib and seaborn are used only here.

``CHARTS`` names them all; each is ``chart_<name>(findings, look) -> Chart | None``. None means that no finding of the
kind has a value: the chapter then says the reason, which stands in the findings.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from csat_lib.charts.arrivals import chart_arrivals
from csat_lib.charts.dispositions import chart_dispositions
from csat_lib.charts.flow import chart_flow
from csat_lib.charts.look import PAGE_MM, PHONE_MM, Chart, Look
from csat_lib.charts.missing import chart_missing
from csat_lib.errors.charts import unknown_chart

Drawer = Callable[[pd.DataFrame, Look], Chart | None]

CHARTS: dict[str, Drawer] = {
    "flow": chart_flow,
    "missing": chart_missing,
    "dispositions": chart_dispositions,
    "arrivals": chart_arrivals,
}

__all__ = ["CHARTS", "PAGE_MM", "PHONE_MM", "Chart", "Drawer", "Look", "draw_chart"]


def draw_chart(name: str, findings: pd.DataFrame, look: Look) -> Chart | None:
    """The chart of that name, or None when no finding of its kind has a value.

    Raises:
        CsatError: there is no chart of that name, or the frame is not a table of findings.
    """
    if name not in CHARTS:
        raise unknown_chart(name, list(CHARTS))
    return CHARTS[name](findings, look)
