"""How sure the loadings are: each item's loading with its interval, under its factor or construct."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Bands, Setting, grouped, stack
from csat_lib.charts.colours import MUTED
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, known, overall
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import say

_SETTING = Setting(pitch=5.4, share=0.46, lines=2)
_MANY = Setting(pitch=5.4, share=0.46, lines=1)
_FEW = 20
_WEAK = 0.5
_FIGURE = 11.0

Groups = dict[str, list[Row]]
"""factor or construct -> loadings of its items"""


def chart_model_loadings(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`model/loading` (standardised) of each item on its construct, with its interval.

    Returns:
        The chart, or None when no loading has an interval.
    """
    rows = overall(findings, look, "model", "loading")
    owners = {row.other for row in rows}
    groups: Groups = {}
    for row in rows:
        if row.subject not in owners:
            groups.setdefault(row.other, []).append(row)
    return _chart({name: own for name, own in groups.items() if known(own)}, look)


def _chart(groups: Groups, look: Look) -> Chart | None:
    rows = [row for own in groups.values() for row in own]
    if not any(row.has_interval for row in rows):
        return None
    with paper(look) as page:
        top = legend(page, _legend(page, rows))
        labels = grouped((look.label(name), [look.label(row.subject) for row in own]) for name, own in groups.items())
        bands = stack(page, labels, top, _SETTING if len(rows) <= _FEW else _MANY)
        scale = _scale(rows, bands.gutter, page.width - _FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(say(look, "loading_axis"), numbers.index))
        for start, end in bands.stretches:
            reference(page, scale.at(_WEAK), start, end)
        _marks(page, scale, bands, rows)
        bands.draw(page)
        return page.chart(bottom, _alt(look, groups))


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    """From 0, or lower if an interval reaches below, to 1, or higher in a Heywood case."""
    ends = [end for row in known(rows) for end in ((row.low, row.high) if row.has_interval else (row.value,))]
    low, high = min(0, int(min(ends) * 5 // 1)), max(5, int(-(-max(ends) * 5 // 1)))
    return fixed_scale(tuple(fifth / 5 for fifth in range(low, high + 1)), start, end)


def _marks(page: Page, scale: Scale, bands: Bands, rows: list[Row]) -> None:
    for band, row in zip(bands.rows, rows, strict=True):
        if not row.known:
            masked_sign(page, page.width, band.centre, "right")
            continue
        colour = page.accent if abs(row.value) >= _WEAK else MUTED
        interval(page, scale, band.centre, row, colour)
        value_dot(page, (scale.at(row.value), band.centre), colour, hollow=row.is_small(page.look))
        page.text(page.width, band.centre, numbers.coefficient(row.value), VALUE, "right")


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    kinds = {"strong_loading": page.accent, "weak_loading": MUTED}
    found = {"strong_loading" if _is_strong(row) else "weak_loading" for row in known(rows)}
    entries: list[Entry] = [(key_dot(colour), say(page.look, name)) for name, colour in kinds.items() if name in found]
    return [*entries, *interval_entry(page, rows, MUTED), *base_entries(page, rows, key_dot(page.accent, hollow=True))]


def _is_strong(row: Row) -> bool:
    return row.known and abs(row.value) >= _WEAK


def _alt(look: Look, groups: Groups) -> str:
    weak = sum(row.known and not _is_strong(row) for own in groups.values() for row in own)
    count = sum(len(own) for own in groups.values())
    first = say(look, "loading_intervals_alt", items=count, weak=weak)
    told = [
        series(
            look, (reading(look, look.label(row.subject), row, numbers.coefficient) for row in own), look.label(name)
        )
        for name, own in groups.items()
    ]
    return tell(look, first, *told)
