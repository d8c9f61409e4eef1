"""Are the constructs distinct: the heterotrait-monotrait ratio of each pair against its two customary limits."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Bands, Label, Setting, stack
from csat_lib.charts.colours import MUTED
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, reference, value_dot
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, known, overall
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import say

LIMITS = (0.85, 0.90)
"""Customary upper limits (Henseler et al. 2015): for constructs that differ in kind, and for near ones."""
MOST = 15
_SETTING = Setting(pitch=6.2, share=0.44, lines=2)
_FIGURE = 11.0


def chart_htmt(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`validity/htmt` of each pair of constructs, highest first; of many pairs the highest fifteen.

    Returns:
        The chart, or None when no pair has a value.
    """
    rows = sorted(known(overall(findings, look, "validity", "htmt")), key=lambda row: -abs(row.value))
    if not rows:
        return None
    shown = rows[:MOST]
    with paper(look) as page:
        top = legend(page, _legend(page, shown)) + 4.4
        bands = stack(page, [Label(_name(look, row)) for row in shown], top, _SETTING)
        scale = _scale(shown, bands.gutter, page.width - _FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(say(look, "htmt_axis"), numbers.index))
        _limits(page, scale, bands)
        for band, row in zip(bands.rows, shown, strict=True):
            interval(page, scale, band.centre, row, page.accent)
            value_dot(page, (scale.at(row.value), band.centre), page.accent, hollow=row.is_small(look))
            page.text(page.width, band.centre, numbers.coefficient(row.value), VALUE, "right")
        bands.draw(page)
        return page.chart(_rest(page, bottom, len(rows) - MOST), _alt(look, rows))


def _name(look: Look, row: Row) -> str:
    return f"{look.label(row.subject)} – {look.label(row.other)}"


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    """From 0 (or lower, if a ratio is signed below) to 1, or further when an interval is."""
    ends = [end for row in rows for end in ((row.low, row.high) if row.has_interval else (row.value,))]
    low, high = min(0, int(min(ends) * 5 // 1)), max(5, int(-(-max(ends) * 5 // 1)))
    return fixed_scale(tuple(fifth / 5 for fifth in range(low, high + 1)), start, end)


def _limits(page: Page, scale: Scale, bands: Bands) -> None:
    for limit, align in zip(LIMITS, ("right", "left"), strict=True):
        reference(page, scale.at(limit), bands.top - 4, bands.bottom + 0.8)
        aside = -1.0 if align == "right" else 1.0
        page.text(scale.at(limit) + aside, bands.top - 2.4, numbers.coefficient(limit), NOTE, align)


def _rest(page: Page, bottom: float, more: int) -> float:
    """How many pairs are left out, said below; returns where that ends."""
    if more <= 0:
        return bottom
    page.text(0, bottom + 1.2, say(page.look, "htmt_more", n=more), NOTE)
    return bottom + 4.6


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    entries: list[Entry] = [(key_dot(page.accent), say(page.look, "htmt"))]
    return entries + interval_entry(page, rows, MUTED) + base_entries(page, rows, key_dot(page.accent, hollow=True))


def _alt(look: Look, rows: list[Row]) -> str:
    above = sum(row.value > LIMITS[1] for row in rows)
    told = series(look, (reading(look, _name(look, row), row, numbers.coefficient) for row in rows))
    return tell(look, say(look, "htmt_alt", pairs=len(rows), above=above), told)
