"""Who stands where: units and segments as dots with intervals, sorted by value, against everybody's average."""

from __future__ import annotations

from math import isnan

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Setting, stack
from csat_lib.charts.cells import base_width, cell_labels, sorted_cells, write_base
from csat_lib.charts.colours import MUTED
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, key_upright, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, cells, known, overall
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.words import say

_SETTING = Setting(pitch=5.8, lines=2)
_VALUE = 10.0


def chart_ranking(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`segments/index` of the first subject that the findings hold, by level; `scores/index` gives the average line.

    Returns:
        The chart, or None when no level may be shown.
    """
    rows = cells(findings, look, "scores", "index")
    subject = rows[0].subject if rows else ""
    ranked = sorted_cells([row for row in rows if row.subject == subject], lambda row: -row.value)
    if not known(ranked):
        return None
    average = next((row for row in known(overall(findings, look, "scores", "index")) if row.subject == subject), None)
    with paper(look) as page:
        top = legend(page, _legend(page, ranked, average)) + (0 if look.is_narrow else 3.4)
        bands = stack(page, cell_labels(look, [row.cell for row in ranked]), top, _SETTING)
        right = page.width - base_width(page, ranked)
        scale = fitted_scale(_ends(ranked), bands.gutter, right - _VALUE)
        title = f"{look.label(subject)}{say(look, 'comma_space')}{say(look, 'zero_to_hundred')}"
        bottom = draw_axis(page, scale, bands, Axis(title, numbers.tick))
        if average:
            reference(page, scale.at(average.value), bands.top, bands.bottom + 0.8)
        if not look.is_narrow:
            page.text(page.width, bands.top - 1.6, say(look, "base"), NOTE, "right")
        for band, row in zip(bands.rows, ranked, strict=True):
            _mark(page, scale, (right, band.centre), row)
        bands.draw(page)
        return page.chart(bottom, _alt(look, subject, ranked))


def _ends(rows: list[Row]) -> list[float]:
    """All values and ends of intervals, as far as they lie on 0-100."""
    ends = [end for row in known(rows) for end in (row.value, row.low, row.high)]
    return [min(max(end, 0.0), 100.0) for end in ends if not isnan(end)]


def _mark(page: Page, scale: Scale, at: tuple[float, float], row: Row) -> None:
    right, y = at
    if row.known:
        interval(page, scale, y, row, page.accent)
        value_dot(page, (scale.at(row.value), y), page.accent, hollow=row.is_small(page.look))
        page.text(right, y, numbers.index(row.value), VALUE, "right")
    else:
        masked_sign(page, right, y, "right")
    write_base(page, (page.width, y), [row])


def _legend(page: Page, rows: list[Row], average: Row | None) -> list[Entry]:
    entries = interval_entry(page, rows, page.accent)
    if average:
        words = say(page.look, "average", value=numbers.index(average.value))
        entries.append((key_upright(Stroke(MUTED, 0.8, "--")), words))
    return entries + base_entries(page, rows, key_dot(page.accent, hollow=True))


def _alt(look: Look, subject: str, rows: list[Row]) -> str:
    shown = sorted(known(rows), key=lambda row: -row.value)
    hidden = [look.level(*row.cell) for row in rows if row.masked]
    first = say(
        look,
        "ranking_alt" if shown[0].value > shown[-1].value else "ranking_one_alt",
        subject=look.label(subject),
        best=look.level(*shown[0].cell),
        high=numbers.index(shown[0].value),
        worst=look.level(*shown[-1].cell),
        low=numbers.index(shown[-1].value),
    )
    values = series(look, [reading(look, look.level(*row.cell), row, numbers.index) for row in rows if row.known])
    masked = say(look, "not_shown_alt", labels=say(look, "comma").join(hidden)) if hidden else ""
    return tell(look, first, values, masked)
