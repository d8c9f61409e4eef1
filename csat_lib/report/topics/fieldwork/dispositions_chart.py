"""What became of every case: final dispositions by channel as one stacked bar each, with the response rate."""

from __future__ import annotations

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import BandLabel, Setting, stack
from csat_lib.charts.colours import EARLIER, INK, MUTED, ORANGE, PALE, RULE, WHITE, ink_on, tint
from csat_lib.charts.legend import Entry, key_bar, legend
from csat_lib.charts.marks import NOTE, VALUE
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known
from csat_lib.charts.typeset import width_mm
from csat_lib.findings.catalogue.fieldwork import DISPOSITION, RESPONSE_RATE
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows
from csat_lib.report.topics.fieldwork.response import ALL_CHANNELS, DISPOSITIONS, WHOLE, title

RATE = Words("回收率", "response rate")
AXIS = Words("占发出样本的比例（%）", "% of the cases issued")
ISSUED = Words("（发出 {n}）", " ({n} issued)")
ALT = Words("{n} 个渠道的样本去向", "What became of the cases, by channel ({n})")
_SETTING = Setting(pitch=9.0, share=0.24, lines=2)
_BAR = 5.6
_RATE = 22.0


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Cases of each channel by disposition, and its response rate (the first recorded)."""
    cases, rates = _cases(figures, look), by_subject(known(everybody(figures, look, RESPONSE_RATE)))
    if not cases:
        return None
    with paper(look) as page:
        top = legend(page, _legend(page, cases)) + 4.6
        bands = stack(page, [BandLabel(_name(look, name)) for name in cases], top, _SETTING)
        right = page.width - _RATE
        page.text(page.width, top - 2.4, look.say(RATE), NOTE, "right")
        for band, (name, own) in zip(bands.rows, cases.items(), strict=True):
            _bar(page, Box(bands.gutter, band.centre - _BAR / 2, right - bands.gutter, _BAR), own)
            if name in rates:
                page.text(page.width, band.centre, _percent(rates[name]), VALUE, "right")
        bands.draw(page)
        page.text(bands.gutter, bands.bottom + 2.6, look.say(AXIS), NOTE)
        return page.chart(bands.bottom + 5.4, _alt(look, cases, rates))


def _cases(figures: Rows, look: Look) -> dict[str, dict[str, float]]:
    """Cases by channel and by the dispositions that occur in it."""
    found = {(row.subject, row.other): row.value for row in known(everybody(figures, look, DISPOSITION)) if row.value}
    channels = dict.fromkeys(name for name, _ in found)
    return {name: {code: found[name, code] for code in DISPOSITIONS if (name, code) in found} for name in channels}


def _name(look: Look, channel: str) -> str:
    return look.say(ALL_CHANNELS) if channel == WHOLE else look.label(channel)


def _fills(page: Page) -> dict[str, Fill]:
    faces = (page.accent, tint(page.accent, 0.5), ORANGE, EARLIER, tint(ORANGE, 0.45), RULE, PALE, WHITE)
    return {
        code: Fill(face, MUTED if face == WHITE else WHITE, 0.8) for code, face in zip(DISPOSITIONS, faces, strict=True)
    }


def _bar(page: Page, room: Box, cases: dict[str, float]) -> None:
    left, fills = room.left, _fills(page)
    for code, number in cases.items():
        share = number / sum(cases.values())
        box = Box(left, room.top, room.width * share, room.height)
        page.box(box, fills[code])
        words = numbers.share(share)
        if box.width > width_mm(words, NOTE.size) + 1.2:
            ink = INK if fills[code].face == WHITE else ink_on(fills[code].face)
            page.text(left + box.width / 2, room.top + room.height / 2, words, Type(NOTE.size, ink), "center")
        left = box.right


def _percent(rate: Row) -> str:
    return f"{100 * rate.value:.1f}%"


def _legend(page: Page, cases: dict[str, dict[str, float]]) -> list[Entry]:
    present = [code for code in DISPOSITIONS if any(code in own for own in cases.values())]
    return [(key_bar(_fills(page)[code]), page.look.say(DISPOSITIONS[code])) for code in present]


def _alt(look: Look, cases: dict[str, dict[str, float]], rates: dict[str, Row]) -> str:
    told = []
    for name, own in cases.items():
        parts = [f"{look.say(RATE)} {_percent(rates[name])}"] if name in rates else []
        parts += [f"{look.say(DISPOSITIONS[code])} {numbers.whole(number)}" for code, number in own.items()]
        told.append(series(look, parts, f"{_name(look, name)}{look.say(ISSUED, n=numbers.whole(sum(own.values())))}"))
    return tell(look, look.say(ALT, n=len(cases)), *told)


CHART = ChartSpec("dispositions", (DISPOSITION, RESPONSE_RATE), _draw, lambda view, _shown: title(view))
