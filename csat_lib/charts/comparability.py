"""May waves and groups be compared: how much fit is lost when loadings, then intercepts, are held equal."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import Bands, Setting, grouped, stack
from csat_lib.charts.colours import MUTED, ORANGE
from csat_lib.charts.legend import Entry, key_dot, key_masked, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, Axis, draw_axis, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, Type, paper
from csat_lib.charts.rows import Row, cells, known, overall
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.words import say
from csat_lib.findings import ALL

LIMIT = 0.01
"""The largest loss of CFI at which two groups count as comparable (Cheung and Rensvold 2002)."""
_SHAPES = {"threshold": "s", "metric": "o", "scalar": "D"}
_SETTING = Setting(pitch=8.0)
_FIGURE = 12.0

Key = tuple[str, str]
"""(segment question or all, subject)"""


def chart_comparability(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`comparability/delta_cfi` by construct and step (other), against the wave before and between segments.

    Returns:
        The chart, or None when no loss of fit is known.
    """
    rows = overall(findings, look, "comparability", "delta_cfi") + cells(findings, look, "comparability", "delta_cfi")
    rows = [row for row in rows if row.other in _SHAPES]
    if not known(rows):
        return None
    keys = list(dict.fromkeys((row.segment_by, row.subject) for row in rows))
    with paper(look) as page:
        top = legend(page, _legend(page, rows)) + 4.4
        bands = stack(page, grouped(_groups(look, rows, keys)), top, _SETTING)
        scale = _scale(rows, bands.gutter, page.width - _FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(say(look, "delta_cfi_axis"), numbers.tick))
        reference(page, scale.at(LIMIT), bands.top - 4, bands.bottom + 0.8)
        page.text(scale.at(LIMIT) + 1.0, bands.top - 2.4, say(look, "delta_cfi_limit"), NOTE)
        _marks(page, scale, bands, (keys, rows))
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, keys))


def _groups(look: Look, rows: list[Row], keys: list[Key]) -> list[tuple[str, list[str]]]:
    against = next((row.against for row in rows if row.segment_by == ALL and row.against), "")
    heads = {ALL: say(look, "between_waves", period=look.period(against)) if against else ""}
    groups = []
    for by in dict.fromkeys(by for by, _ in keys):
        head = heads.get(by) or say(look, "between_groups", question=look.label(by))
        groups.append((head, [_name(look, name) for at, name in keys if at == by]))
    return groups


def _name(look: Look, subject: str) -> str:
    return say(look, "whole_model") if subject == "model" else look.label(subject)


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    return fitted_scale([0.0, 0.02, *(row.value for row in rows)], start, end, 4)


def _marks(page: Page, scale: Scale, bands: Bands, shown: tuple[list[Key], list[Row]]) -> None:
    keys, rows = shown
    table = {(row.segment_by, row.subject, row.other): row for row in rows}
    steps = [step for step in _SHAPES if any(row.other == step for row in rows)]
    shifts = {1: (0.0,), 2: (-1.9, 1.9), 3: (-2.4, 0.0, 2.4)}[len(steps)]
    for band, key in zip(bands.rows, keys, strict=True):
        for step, shift in zip(steps, shifts, strict=True):
            row = table.get((*key, step))
            if row is not None:
                _mark(page, scale, band.centre + shift, row)


def _mark(page: Page, scale: Scale, y: float, row: Row) -> None:
    if not row.known:
        masked_sign(page, page.width, y, "right")
        return
    colour = ORANGE if row.value > LIMIT else page.accent
    value_dot(page, (scale.at(row.value), y), colour, _SHAPES[row.other])
    text = f"{row.value:.3f}".replace("-", numbers.MINUS)
    page.text(page.width, y, text, Type(NOTE.size, ORANGE if row.value > LIMIT else MUTED), "right")


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    steps = [step for step in _SHAPES if any(row.other == step and row.known for row in rows)]
    entries: list[Entry] = [(key_dot(page.accent, _SHAPES[step]), say(page.look, f"{step}_step")) for step in steps]
    if any(row.value > LIMIT for row in known(rows)):
        entries.append((key_dot(ORANGE), say(page.look, "not_comparable")))
    return entries + ([(key_masked, say(page.look, "absent"))] if len(known(rows)) < len(rows) else [])


def _alt(look: Look, rows: list[Row], keys: list[Key]) -> str:
    broken = {(row.segment_by, row.subject) for row in known(rows) if row.value > LIMIT}
    parts = []
    for by, name in keys:
        own = [row for row in known(rows) if (row.segment_by, row.subject) == (by, name)]
        told = [f"{say(look, f'{row.other}_step')} {row.value:.3f}".replace("-", numbers.MINUS) for row in own]
        where = "" if by == ALL else f"{look.label(by)} · "
        parts.append(f"{where}{_name(look, name)} {say(look, 'comma').join(told)}".strip())
    return tell(look, say(look, "comparability_alt", broken=len(broken), count=len(keys)), series(look, parts))
