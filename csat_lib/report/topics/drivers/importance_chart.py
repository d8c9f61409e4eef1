"""What moves it: importance with its interval beside performance, the most important on top."""

from __future__ import annotations

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import BandLabel, Bands, stack
from csat_lib.charts.colours import INK
from csat_lib.charts.legend import base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import VALUE, Axis, draw_axis, interval, value_dot, whisker
from csat_lib.charts.page import Box, Fill, Page, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known
from csat_lib.charts.scale import Scale, fitted_scale, fixed_scale
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.drivers import IMPORTANCE, PERFORMANCE, R2
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.drivers.importance import importances, title
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

AXIS = Words("重要性（占 R² 的 %）", "importance, % of R²")
AXIS_R2 = Words("重要性（占 R² 的 %，R² = {r2}）", "importance, % of R² (R² = {r2})")
PERFORMANCE_AXIS = Words("满意度（0–100 分）", "performance, 0–100")
ALT = Words("重要性估计值最高的是“{label}”（{value}）", "Highest importance: {label} ({value})")
DRIVER = Words(
    "{label} 重要性 {importance}，满意度 {performance}", "{label} importance {importance}, performance {performance}"
)

_BAR = 3.6
_FIGURE = 10.0
_BETWEEN = 6.0


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Importances by the first method recorded as bars, performance beside them as dots."""
    rows = shares(figures, look)
    if not rows:
        return None
    performance = by_subject(known(everybody(figures, look, PERFORMANCE)))
    r2 = known(everybody(figures, look, R2))
    with paper(look) as page:
        shown = [*rows, *performance.values()]
        entries = interval_entry(page, shown, INK) + base_entries(page, shown, key_dot(page.accent, hollow=True))
        bands = stack(page, [BandLabel(look.label(row.subject)) for row in rows], legend(page, entries))
        middle = bands.gutter + (page.width - bands.gutter) * (0.55 if performance else 1)
        bottom = _importance(page, bands, rows, (middle, _axis(look, r2)))
        if performance:
            beside = [performance.get(row.subject) for row in rows]
            bottom = max(bottom, _performance(page, bands, beside, middle + _BETWEEN))
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, performance))


def shares(figures: Rows, look: Look) -> list[Row]:
    """The importances by the first method that was recorded, the most important first."""
    rows = known(everybody(figures, look, IMPORTANCE))
    return sorted((row for row in rows if row.method == rows[0].method), key=lambda row: -row.value)


def _axis(look: Look, r2: list[Row]) -> str:
    if r2 and not look.is_narrow:
        return look.say(AXIS_R2, r2=numbers.coefficient(r2[0].value))
    return look.say(AXIS)


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
    bottom = draw_axis(page, scale, bands, Axis(page.look.say(PERFORMANCE_AXIS), numbers.whole))
    for band, row in zip(bands.rows, rows, strict=True):
        if row is not None:
            _dot(page, scale, band.centre, row)
    return bottom


def _dot(page: Page, scale: Scale, y: float, row: Row) -> None:
    interval(page, scale, y, row, INK)
    value_dot(page, (scale.at(row.value), y), page.accent, hollow=row.is_small(page.look))
    page.text(page.width, y, numbers.index(row.value), VALUE, "right")


def _alt(look: Look, rows: list[Row], performance: dict[str, Row]) -> str:
    first = look.say(ALT, label=look.label(rows[0].subject), value=numbers.share(rows[0].value))
    return tell(look, first, series(look, (told(look, row, performance.get(row.subject)) for row in rows)))


def told(look: Look, importance: Row, performance: Row | None) -> str:
    """A dimension with both its figures, for an alternative text."""
    scored = numbers.index(performance.value) if performance else "–"
    label = look.label(importance.subject)
    return look.say(DRIVER, label=label, importance=numbers.share(importance.value), performance=scored)


def _claim(view: View, shown: Shown) -> Claim:
    del shown
    return title(view)


def drawn(view: View, shown: Shown) -> tuple[Finding, ...]:
    """What charts of drivers show: importances by one method, performance and how much is explained."""
    del shown
    return (*importances(view), *view.rows(PERFORMANCE), *view.rows(R2))


CHART = ChartSpec("drivers", (IMPORTANCE, PERFORMANCE, R2), _draw, _claim, drawn)
