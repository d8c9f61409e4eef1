"""HTMT of each pair of dimensions against its two customary limits: the chart."""

from __future__ import annotations

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import BandLabel, Bands, Setting, stack
from csat_lib.charts.colours import MUTED
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, reference, value_dot
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.conventions import DISTINCT, FAR
from csat_lib.findings.catalogue.validity import HTMT
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.validity.htmt import title
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

MOST = 15
AXIS = Words("异质–单质比（越接近 1，两个维度越难区分）", "heterotrait-monotrait ratio (near 1: one and the same)")
REST = Words("另有 {n} 对维度的比值更低", "{n} more pairs have lower ratios")
ALT = Words(
    "{pairs} 对维度中，异质–单质比高于 0.90 的有 {above} 对",
    "Heterotrait-monotrait ratio over 0.90 in {above} of {pairs} pairs of dimensions",
)
_FIGURE = 11.0


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Each pair of constructs, highest first; of many pairs the highest fifteen."""
    rows = sorted(known(everybody(figures, look, HTMT)), key=lambda row: -abs(row.value))
    if not rows:
        return None
    shown = rows[:MOST]
    with paper(look) as page:
        top = legend(page, _legend(page, shown)) + 4.4
        labels = [BandLabel(_name(look, row)) for row in shown]
        bands = stack(page, labels, top, Setting(pitch=6.2, share=0.44, lines=2))
        scale = _scale(shown, bands.gutter, page.width - _FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.index))
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
    for limit, align in zip((FAR, DISTINCT), ("right", "left"), strict=True):
        reference(page, scale.at(limit), bands.top - 4, bands.bottom + 0.8)
        aside = -1.0 if align == "right" else 1.0
        page.tick(scale.at(limit) + aside, bands.top - 2.4, numbers.coefficient(limit), NOTE, align)


def _rest(page: Page, bottom: float, more: int) -> float:
    """How many pairs are left out, said below; returns where that ends."""
    if more <= 0:
        return bottom
    page.tick(0, bottom + 1.2, page.look.say(REST, n=more), NOTE, "left")
    return bottom + 4.6


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    entries: list[Entry] = [(key_dot(page.accent), page.look.say(HTMT.words))]
    return entries + interval_entry(page, rows, MUTED) + base_entries(page, rows, key_dot(page.accent, hollow=True))


def _alt(look: Look, rows: list[Row]) -> str:
    above = sum(row.value > DISTINCT for row in rows)
    told = series(look, (reading(look, _name(look, row), row, numbers.coefficient) for row in rows))
    return tell(look, look.say(ALT, pairs=len(rows), above=above), told)


def _title(view: View, shown: Shown) -> Claim:
    del shown
    return title(view)


CHART = ChartSpec("htmt", (HTMT,), _draw, _title)
