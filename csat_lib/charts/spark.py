"""A tiny line for a headline card: the waves of one figure, the last one marked."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import tell
from csat_lib.charts.colours import EARLIER
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.rows import breaks, known, waves
from csat_lib.charts.scale import Scale
from csat_lib.charts.words import say

_WIDTH, _HEIGHT, _MARGIN = 30.0, 8.0, 1.4


def chart_spark(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`trends/index` or `trends/nps` per wave of the first subject that the findings hold; no words inside.

    `trends/break` of the subject breaks the line.

    Returns:
        The chart, 30 mm wide whatever the look says, or None when no wave has a value.
    """
    rows = waves(findings, look, ("index", "nps"))
    line = [row for row in rows if (row.measure, row.subject) == (rows[0].measure, rows[0].subject)]
    shown = known(line)
    if not shown:
        return None
    periods = list(dict.fromkeys(row.period for row in rows))
    with paper(look) as page:
        page.width = _WIDTH
        broken = {period for subject, period in breaks(findings, look) if subject == shown[0].subject}
        _draw(page, [(periods.index(row.period), row.value) for row in shown], periods, broken)
        ends = {"end": numbers.index(shown[-1].value), "start": numbers.index(shown[0].value)}
        slots = {"first": look.period(shown[0].period), "last": look.period(shown[-1].period), **ends}
        key = "trend_alt" if len(shown) > 1 and not broken else "trend_one_alt"
        return page.chart(_HEIGHT, tell(look, say(look, key, subject=look.label(shown[0].subject), **slots)))


def _draw(page: Page, points: list[tuple[int, float]], periods: list[str], broken: set[str]) -> None:
    values = [value for _, value in points]
    low, high = min(values), max(values)
    x = Scale(0, max(len(periods) - 1, 1), _MARGIN, _WIDTH - _MARGIN)
    y = Scale(low, high, _HEIGHT - _MARGIN, _MARGIN) if high > low else Scale(low - 1, low + 1, _HEIGHT, 0)
    runs: list[list[tuple[float, float]]] = [[]]
    for at, value in points:
        if periods[at] in broken:
            runs.append([])
        runs[-1].append((x.at(at), y.at(value)))
    for run in runs:
        if len(run) > 1:
            page.line(run, Stroke(EARLIER, 1.2))
    page.dot(*runs[-1][-1], Fill(page.accent), 5.5)
