"""Do the items hold together: alpha and omega with their intervals against the named thresholds."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Bands, Label, Setting, stack
from csat_lib.charts.colours import MUTED
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, by_subject, known, overall
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import say

_THRESHOLDS = {"acceptable": 0.7, "good": 0.8}
_SHAPES = {"alpha": "o", "omega": "D"}
_SETTING = Setting(pitch=8.8)


def chart_reliability(findings: pd.DataFrame, look: Look) -> Chart | None:
    """Dots of `reliability/alpha` and `omega` by construct; a construct without a value keeps its row.

    Returns:
        The chart, or None when no construct has a value.
    """
    rows = overall(findings, look, "reliability", ("alpha", "omega"))
    if not known(rows):
        return None
    with paper(look) as page:
        subjects = list(by_subject(rows))
        top = legend(page, _legend(page, rows)) + 4.4
        bands = stack(page, [Label(look.label(name)) for name in subjects], top, _SETTING)
        scale = _scale(rows, bands.gutter, page.width - 11)
        bottom = draw_axis(page, scale, bands, Axis(say(look, "reliability_axis"), numbers.index))
        _thresholds(page, scale, bands)
        _marks(page, scale, bands, rows)
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, subjects))


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    """From .4 (or lower, if a figure is) to 1."""
    least = min(0.4, *(row.low if row.has_interval else row.value for row in known(rows)))
    first = max(-10, int(least * 10 // 1))
    step = 1 if first >= 0 else 2
    return fixed_scale(tuple(tenth / 10 for tenth in sorted(range(10, first - step, -step))), start, end)


def _thresholds(page: Page, scale: Scale, bands: Bands) -> None:
    for (name, value), align in zip(_THRESHOLDS.items(), ("right", "left"), strict=True):
        reference(page, scale.at(value), bands.top - 4, bands.bottom + 0.8)
        aside = -1.2 if align == "right" else 1.2
        page.text(scale.at(value) + aside, bands.top - 2.4, say(page.look, name), NOTE, align)


def _marks(page: Page, scale: Scale, bands: Bands, rows: list[Row]) -> None:
    for measure, shift in (("alpha", -1.9), ("omega", 1.9)):
        table = by_subject(row for row in rows if row.measure == measure)
        for band, name in zip(bands.rows, by_subject(rows), strict=True):
            if name in table:
                _mark(page, scale, band.centre + shift, table[name])


def _mark(page: Page, scale: Scale, y: float, row: Row) -> None:
    colour = page.accent if row.measure == "alpha" else MUTED
    if not row.known:
        masked_sign(page, page.width, y, "right")
        return
    interval(page, scale, y, row, colour)
    value_dot(page, (scale.at(row.value), y), colour, _SHAPES[row.measure], hollow=row.is_small(page.look))
    page.text(page.width, y, numbers.coefficient(row.value), VALUE if row.measure == "alpha" else NOTE, "right")


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    colours = {"alpha": page.accent, "omega": MUTED}
    present = [name for name in colours if any(row.measure == name and row.known for row in rows)]
    entries: list[Entry] = [(key_dot(colours[name], _SHAPES[name]), say(page.look, name)) for name in present]
    return entries + interval_entry(page, rows, MUTED) + base_entries(page, rows, key_dot(page.accent, hollow=True))


def _alt(look: Look, rows: list[Row], subjects: list[str]) -> str:
    alphas = by_subject(row for row in rows if row.measure == "alpha")
    reached = sum(row.value >= _THRESHOLDS["acceptable"] for row in alphas.values())
    parts = []
    for name in subjects:
        own = [row for row in rows if row.subject == name]
        words = [reading(look, say(look, row.measure), row, numbers.coefficient) for row in own]
        parts.append(f"{look.label(name)} {say(look, 'comma').join(words)}")
    return tell(look, say(look, "reliability_alt", reached=reached, count=len(subjects)), series(look, parts))
