"""The tiny line of a headline card: no words inside."""

from csat_lib.charts import Chart, Look
from csat_lib.charts.colours import EARLIER
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.rows import known_rows
from csat_lib.charts.scale import Scale
from csat_lib.charts.words import tell
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, look_of
from csat_lib.report.topics.trends import titles
from csat_lib.report.topics.trends.line_chart import MEASURES, figures_of, line_of, summary

_WIDTH, _HEIGHT, _MARGIN = 30.0, 8.0, 1.4


def spark(view: View, subject: str) -> Chart | None:
    """The line of a subject, or None when no wave has a value."""
    return _draw_spark(figures_of(view, Shown(subject)), look_of(view))


def _draw_spark(figures: Rows, look: Look) -> Chart | None:
    """The line of the first subject, 30 mm wide whatever the look says; no words inside."""
    line, broken = line_of(figures, look)
    shown = known_rows(line)
    if not shown:
        return None
    periods = list(dict.fromkeys(row.period for row in line))
    with paper(look) as page:
        page.width = _WIDTH
        _spark_line(page, [(periods.index(row.period), row.value) for row in shown], periods, broken)
        return page.chart(_HEIGHT, tell(look, summary(look, shown, is_whole=not broken)))


def _spark_line(page: Page, points: list[tuple[int, float]], periods: list[str], broken: set[str]) -> None:
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


SPARK = ChartSpec("spark", MEASURES, _draw_spark, lambda view, shown: titles.of_line(view, shown.subject), figures_of)
