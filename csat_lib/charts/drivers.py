"""What moves it: importance with its interval beside performance, the most important on top."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import Bands, Label, stack
from csat_lib.charts.colours import INK
from csat_lib.charts.legend import base_entries, interval_entry, key_dot, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import VALUE, Axis, draw_axis, interval, value_dot, whisker
from csat_lib.charts.page import Box, Fill, Page, paper
from csat_lib.charts.rows import Row, by_subject, known, overall
from csat_lib.charts.scale import Scale, fitted_scale, fixed_scale
from csat_lib.charts.words import say

_BAR = 3.6
_FIGURE = 10.0
_BETWEEN = 6.0


def chart_drivers(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`drivers/importance` by the first method recorded, `performance` and `r2`.

    Returns:
        The chart, or None when no importance is known.
    """
    rows = importances(findings, look)
    if not rows:
        return None
    performance = by_subject(known(overall(findings, look, "drivers", "performance")))
    r2 = known(overall(findings, look, "drivers", "r2"))
    with paper(look) as page:
        shown = [*rows, *performance.values()]
        entries = interval_entry(page, shown, INK) + base_entries(page, shown, key_dot(page.accent, hollow=True))
        bands = stack(page, [Label(look.label(row.subject)) for row in rows], legend(page, entries))
        middle = bands.gutter + (page.width - bands.gutter) * (0.55 if performance else 1)
        bottom = _importance(page, bands, rows, (middle, _title(look, r2)))
        if performance:
            beside = [performance.get(row.subject) for row in rows]
            bottom = max(bottom, _performance(page, bands, beside, middle + _BETWEEN))
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, performance))


def importances(findings: pd.DataFrame, look: Look) -> list[Row]:
    """The importances by the first method that was recorded, the most important first."""
    rows = known(overall(findings, look, "drivers", "importance"))
    return sorted((row for row in rows if row.method == rows[0].method), key=lambda row: -row.value)


def _title(look: Look, r2: list[Row]) -> str:
    if r2 and not look.is_narrow:
        return say(look, "importance_r2_axis", r2=numbers.coefficient(r2[0].value))
    return say(look, "importance_axis")


def _importance(page: Page, bands: Bands, rows: list[Row], setting: tuple[float, str]) -> float:
    right, title = setting
    highest = max(row.high if row.has_interval else row.value for row in rows)
    scale = fitted_scale([0, highest], bands.gutter, right - _FIGURE, 4)
    bottom = draw_axis(page, scale, bands, Axis(title, numbers.share, right - bands.gutter))
    for band, row in zip(bands.rows, rows, strict=True):
        left, end = sorted((scale.at(0), scale.at(row.value)))
        page.box(Box(left, band.centre - _BAR / 2, end - left, _BAR), Fill(page.accent))
        whisker(page, scale, band.centre, row)
        page.text(right, band.centre, numbers.share(row.value), VALUE, "right")
    return bottom


def _performance(page: Page, bands: Bands, rows: list[Row | None], left: float) -> float:
    scale = fixed_scale((0, 50, 100), left, page.width - _FIGURE)
    bottom = draw_axis(page, scale, bands, Axis(say(page.look, "performance_axis"), numbers.whole))
    for band, row in zip(bands.rows, rows, strict=True):
        if row is not None:
            _dot(page, scale, band.centre, row)
    return bottom


def _dot(page: Page, scale: Scale, y: float, row: Row) -> None:
    interval(page, scale, y, row, INK)
    value_dot(page, (scale.at(row.value), y), page.accent, hollow=row.is_small(page.look))
    page.text(page.width, y, numbers.index(row.value), VALUE, "right")


def _alt(look: Look, rows: list[Row], performance: dict[str, Row]) -> str:
    first = say(look, "drivers_alt", label=look.label(rows[0].subject), value=numbers.share(rows[0].value))
    parts = []
    for row in rows:
        own = performance.get(row.subject)
        scored = numbers.index(own.value) if own else "–"
        label = look.label(row.subject)
        parts.append(say(look, "driver", label=label, importance=numbers.share(row.value), performance=scored))
    return tell(look, first, series(look, parts))
