"""Which items of a pilot stay: each item's correlation with the rest of its dimension, by what was decided on it."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Bands, Setting, grouped, stack
from csat_lib.charts.colours import MUTED, ORANGE
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, key_upright, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, known, overall
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import say

_SETTING = Setting(pitch=5.4, share=0.40, lines=2)
_THRESHOLDS = (0.2, 0.3)
_SHAPES = {"keep": "o", "review": "D", "drop": "X"}
_FIGURE = 11.0

Groups = dict[str, list[Row]]
"""construct -> its items"""


def chart_pilot_items(findings: pd.DataFrame, look: Look) -> Chart | None:
    """Dots of `pilot/item_rest` with intervals under their construct; ``path`` holds the decision on the item.

    Returns:
        The chart, or None when no item has a correlation.
    """
    groups: Groups = {}
    for row in overall(findings, look, "pilot", "item_rest"):
        groups.setdefault(row.other, []).append(row)
    rows = [row for own in groups.values() for row in own]
    if not known(rows):
        return None
    with paper(look) as page:
        top = legend(page, _legend(page, rows)) + 3.0
        labels = grouped((look.label(name), [look.label(row.subject) for row in own]) for name, own in groups.items())
        bands = stack(page, labels, top, _SETTING)
        scale = _scale(rows, bands.gutter, page.width - _FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(say(look, "item_rest_axis"), numbers.index))
        for value in _THRESHOLDS:
            for start, end in bands.stretches:
                reference(page, scale.at(value), start, end)
        _marks(page, scale, bands, rows)
        bands.draw(page)
        return page.chart(bottom, _alt(look, groups))


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    """From 0, or lower where an interval reaches below, to 1."""
    least = min(0.0, *(row.low if row.has_interval else row.value for row in known(rows)))
    return fixed_scale(tuple(fifth / 5 for fifth in range(int(least * 5 // 1), 6)), start, end)


def _marks(page: Page, scale: Scale, bands: Bands, rows: list[Row]) -> None:
    for band, row in zip(bands.rows, rows, strict=True):
        if not row.known:
            masked_sign(page, page.width, band.centre, "right")
            continue
        colour = _colour(page, row)
        interval(page, scale, band.centre, row, colour)
        hollow = row.is_small(page.look)
        value_dot(page, (scale.at(row.value), band.centre), colour, _SHAPES.get(row.path, "o"), hollow=hollow)
        page.text(
            page.width, band.centre, numbers.coefficient(row.value), VALUE if row.path == "keep" else NOTE, "right"
        )


def _colour(page: Page, row: Row) -> str:
    return {"review": MUTED, "drop": ORANGE}.get(row.path, page.accent)


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    colours = {"keep": page.accent, "review": MUTED, "drop": ORANGE}
    present = [name for name in _SHAPES if any(row.path == name for row in rows)]
    entries: list[Entry] = [
        (key_dot(colours[name], _SHAPES[name]), say(page.look, f"pilot_{name}")) for name in present
    ]
    entries.append((key_upright(Stroke(MUTED, 0.8, "--")), say(page.look, "item_rest_thresholds")))
    return [*entries, *interval_entry(page, rows, MUTED), *base_entries(page, rows, key_dot(page.accent, hollow=True))]


def _alt(look: Look, groups: Groups) -> str:
    rows = [row for own in groups.values() for row in own]
    counts = {name: sum(row.path == name for row in rows) for name in _SHAPES}
    first = say(look, "pilot_alt", items=len(rows), **counts)
    told = [
        series(
            look, (reading(look, look.label(row.subject), row, numbers.coefficient) for row in own), look.label(name)
        )
        for name, own in groups.items()
    ]
    return tell(look, first, *told)
