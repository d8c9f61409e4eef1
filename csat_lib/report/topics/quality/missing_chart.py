"""Items left blank: one bar per item, the most often left blank on top; many others are told in one line."""

from __future__ import annotations

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import BandLabel, Setting, stack
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis
from csat_lib.charts.page import Box, Fill, paper
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.charts.scale import fitted_scale
from csat_lib.findings.catalogue.quality import MISSING_SHARE
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows
from csat_lib.report.topics.quality.blanks import most_often

AXIS = Words("未答比例（%）", "unanswered, % of respondents")
ALT = Words("漏答最多的是“{label}”（{value}）", "Most often left blank: {label} ({value})")
ALT_NONE = Words("没有题项漏答", "No item was left blank")
OTHERS = Words("其余 {n} 个题项各不超过 {value}", "{n} more items: at most {value} each")
OTHERS_NONE = Words("其余 {n} 个题项没有漏答", "{n} more items: none left blank")

_SETTING = Setting(pitch=5.4, share=0.6, lines=2)
_BAR = 3.2
_MOST = 12


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Bars by item."""
    rows = sorted(known(everybody(figures, look, MISSING_SHARE)), key=lambda row: -row.value)
    if not rows:
        return None
    shown = _shown(rows)
    with paper(look) as page:
        bands = stack(page, [BandLabel(look.label(row.subject)) for row in shown], 0.6, _SETTING)
        scale = fitted_scale([0, 0.04, rows[0].value], bands.gutter, page.width - 9)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.share))
        for band, row in zip(bands.rows, shown, strict=True):
            bar = Box(scale.start, band.centre - _BAR / 2, scale.at(row.value) - scale.start, _BAR)
            page.box(bar, Fill(page.accent))
            page.text(scale.at(row.value) + 1.4, band.centre, numbers.share(row.value), VALUE)
        bands.draw(page)
        if len(shown) < len(rows):
            page.text(0, bottom + 2.2, _rest(look, rows[len(shown) :]), NOTE)
            bottom += 4.6
        return page.chart(bottom, _alt(look, rows))


def _shown(rows: list[Row]) -> list[Row]:
    """The items with a bar of their own: those that somebody left blank, a dozen at most; never none."""
    blank = [row for row in rows if row.value > 0]
    return (blank if len(blank) <= _MOST + 1 else blank[:_MOST]) or rows[:1]


def _rest(look: Look, rest: list[Row]) -> str:
    if rest[0].value == 0:
        return look.say(OTHERS_NONE, n=len(rest))
    return look.say(OTHERS, n=len(rest), value=numbers.share(rest[0].value))


def _alt(look: Look, rows: list[Row]) -> str:
    if not rows[0].value:
        return tell(look, look.say(ALT_NONE))
    first = look.say(ALT, label=look.label(rows[0].subject), value=numbers.share(rows[0].value))
    return tell(look, first, series(look, [reading(look, look.label(r.subject), r, numbers.share) for r in rows]))


CHART = ChartSpec("missing", (MISSING_SHARE,), _draw, lambda view, _shown: most_often(view))
