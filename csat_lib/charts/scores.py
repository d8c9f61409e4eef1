"""The index and its parts: bars from 0 to 100 in the study's order, with interval, earlier wave and target."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import BandLabel, Bands, stack
from csat_lib.charts.colours import INK, WHITE
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_bar, key_earlier, key_target, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, earlier_tick, masked_sign, target_tick, whisker
from csat_lib.charts.page import Box, Fill, Page, paper
from csat_lib.charts.rows import Row, earlier, known, overall
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import say

_BAR = 3.6


def chart_scores(findings: pd.DataFrame, look: Look) -> Chart | None:
    """Bars of `scores/index` for everybody; `trends/change` gives the earlier wave, the look the targets.

    Returns:
        The chart, or None when no index has a value.
    """
    rows = overall(findings, look, "scores", "index")
    if not known(rows):
        return None
    changes = earlier(findings, look)
    with paper(look) as page:
        bands = stack(
            page, [BandLabel(look.label(row.subject)) for row in rows], legend(page, _legend(page, rows, changes))
        )
        scale = fixed_scale((0, 20, 40, 60, 80, 100), bands.gutter, page.width - (11 if look.is_narrow else 32))
        bottom = draw_axis(page, scale, bands, Axis(say(look, "index_axis"), numbers.whole))
        _bars(page, scale, bands, rows, changes)
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows))


def _bars(page: Page, scale: Scale, bands: Bands, rows: list[Row], changes: dict[str, Row]) -> None:
    for band, row in zip(bands.rows, rows, strict=True):
        _bar(page, scale, band.centre, row)
        if row.known and row.subject in changes:
            earlier_tick(page, scale.at(row.value - changes[row.subject].value), band.centre)
        whisker(page, scale, band.centre, row)
        if row.subject in page.look.targets:
            target_tick(page, scale.at(page.look.targets[row.subject]), band.centre)
        _figures(page, scale, band.centre, row)


def _bar(page: Page, scale: Scale, y: float, row: Row) -> None:
    if not row.known:
        masked_sign(page, scale.start + 1, y)
        return
    fill = Fill(WHITE, page.accent, 1.2) if row.is_small(page.look) else Fill(page.accent)
    page.box(Box(scale.start, y - _BAR / 2, scale.at(row.value) - scale.start, _BAR), fill)


def _figures(page: Page, scale: Scale, y: float, row: Row) -> None:
    if not row.known:
        return
    page.text(scale.end + 10, y, numbers.index(row.value), VALUE, "right")
    if row.has_interval and not page.look.is_narrow:
        page.text(page.width, y, f"{numbers.index(row.low)}–{numbers.index(row.high)}", NOTE, "right")


def _legend(page: Page, rows: list[Row], changes: dict[str, Row]) -> list[Entry]:
    look = page.look
    entries: list[Entry] = [(key_bar(Fill(page.accent)), say(look, "actual")), *interval_entry(page, rows, INK)]
    against = next((changes[row.subject].against for row in rows if row.subject in changes), "")
    if against:
        entries.append((key_earlier, say(look, "earlier", period=look.period(against))))
    if any(row.subject in look.targets for row in rows):
        entries.append((key_target, say(look, "target")))
    return entries + base_entries(page, rows, key_bar(Fill(WHITE, page.accent, 1.2)))


def _alt(look: Look, rows: list[Row]) -> str:
    shown = known(rows)
    best, worst = max(shown, key=lambda row: row.value), min(shown, key=lambda row: row.value)
    period = look.period(rows[0].period)
    finding = say(
        look,
        "scores_alt" if best.value > worst.value else "scores_one_alt",
        period=period,
        best=look.label(best.subject),
        high=numbers.index(best.value),
        worst=look.label(worst.subject),
        low=numbers.index(worst.value),
    )
    return tell(look, finding, series(look, [reading(look, look.label(r.subject), r, numbers.index) for r in rows]))
