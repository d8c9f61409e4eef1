"""What became of the cases issued, and the response rate of each channel: sentences, table, chart."""

from collections.abc import Callable
from dataclasses import replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting, stack
from csat_lib.charts.colours import EARLIER, INK, MUTED, ORANGE, PALE, RULE, WHITE, ink_on, tint
from csat_lib.charts.legend import Entry, key_bar, legend
from csat_lib.charts.marks import NOTE, VALUE
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import labelled, series, tell
from csat_lib.findings.catalogue.fieldwork import DISPOSITION, INVITED, RESPONSE_RATE
from csat_lib.findings.told import joined
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, TableSpec, View, absent, columns, known, ranked
from csat_lib.report.wording import Claim, Wording, Words

WHOLE = "answers"
"""The subject of figures about the answers of all channels together."""
DISPOSITIONS = {
    "I": Words("完成", "complete"),
    "P": Words("部分完成", "partial"),
    "R": Words("拒绝或中断", "refusal or break-off"),
    "NC": Words("未联系上", "no contact"),
    "O": Words("其他未访", "other non-interview"),
    "UH": Words("资格未知（住户）", "eligibility unknown (household)"),
    "UO": Words("资格未知（其他）", "eligibility unknown (other)"),
    "NE": Words("不合格", "not eligible"),
}
"""AAPOR's final dispositions by their codes, in their order."""
ALL_CHANNELS = Words("全部渠道", "All channels")
CHANNEL = Words("渠道", "Channel")

ONE = Wording(
    zh="{rate.quoted}的回收率为 {rate:.1}（AAPOR {rate.other}）。",
    en="{rate.label}: response rate {rate:.1} (AAPOR {rate.other}).",
)
UNKNOWN = Wording(
    zh="未记录样本去向，无法计算回收率。",
    en="The response rate cannot be given: what became of those invited is not recorded.",
)
RATE = Wording(
    zh="{cases}回收率为 {rate:.1}（AAPOR {rate.other}）{ends}。",
    en="The response rate{cases} was {rate:.1} (AAPOR {rate.other}){ends}.",
)
CASES = Wording(zh="共发出样本 {invited} 个，", en=" of {invited} cases issued")
ENDS = Wording(
    zh="，最高的是{high.named:.1}，最低的是{low.named:.1}", en=": highest by {high.named:.1}, lowest by {low.named:.1}"
)
TITLE = Wording(zh="发出样本的去向", en="What became of the cases issued")
TITLE_RATE = Wording(zh="回收率为 {rate:.1}", en="Response rate {rate:.1}")


def one(view: View, rate: Finding) -> Claim:
    """The response rate of a channel."""
    return absent(view, rate) if rate.value is None else ONE(rate=rate)


def response(view: View) -> Claim | None:
    """The response rate of all channels, and the channels it differs between."""
    rate = rate_of_all(view)
    if rate is None or rate.value is None:
        return (UNKNOWN() if rate.reason == "no_dispositions" else absent(view, rate)) if rate else None
    order = ranked([row for row in view.rows(RESPONSE_RATE, other=rate.other) if row.subject != WHOLE])
    issued = view.row(INVITED, rate.subject)
    return RATE(
        cases=CASES(invited=issued) if issued is not None and issued.value is not None else None,
        rate=rate,
        ends=ENDS(high=order[0], low=order[-1]) if len(order) > 1 else None,
    )


def rate_of(view: View, channel: str) -> Finding | None:
    """That of a channel, if it is known."""
    return next(iter(known(view, RESPONSE_RATE, subject=channel)), None)


def rate_of_all(view: View) -> Finding | None:
    """That of all channels; of the only one."""
    return view.row(RESPONSE_RATE, WHOLE) or next(iter(view.rows(RESPONSE_RATE)), None)


def title(view: View) -> Claim:
    """The response rate, as a title."""
    rate = rate_of_all(view)
    return TITLE_RATE(rate=rate) if rate is not None and rate.value is not None else TITLE()


def _cases(view: View, _: Rows) -> list[Field]:
    """One column a disposition that occurs."""
    cases = {(row.subject, row.other): row for row in known(view, DISPOSITION)}

    def of(code: str) -> Callable[[Finding], Cell | int]:
        return lambda row: cell_of(view, cases.get((row.subject, code))) or 0

    used = {code: words for code, words in DISPOSITIONS.items() if any(code == key for _, key in cases)}
    return [Field(Column(words[view.language].capitalize(), kind="number"), of(code)) for code, words in used.items()]


def _channel(view: View, row: Finding) -> str:
    return ALL_CHANNELS[view.language] if row.subject == WHOLE else view.label(row.subject)


def _rates(view: View, _: Rows) -> tuple[Field, ...]:
    rate = columns.finer(columns.figure(view, RESPONSE_RATE, columns.of(view, RESPONSE_RATE)))
    return (replace(rate, column=replace(rate.column, unit="RR1, %")),)


def _whole(_: View, rows: Rows) -> tuple[int, ...]:
    return tuple(place for place, row in enumerate(rows) if row.subject == WHOLE)


TABLE = TableSpec(
    "dispositions",
    (INVITED, DISPOSITION),
    lambda view: view.rows(INVITED),
    columns.row(columns.worded(CHANNEL, _channel), columns.numbered(INVITED.words, "value"), _cases, _rates),
    title,
    strong=_whole,
)


RATE_WORDS = Words("回收率", "response rate")
AXIS = Words("占发出样本的比例（%）", "% of the cases issued")
ISSUED = Words("（发出 {n}）", " ({n} issued)")
ALT = Words("{n} 个渠道的样本去向", "What became of the cases, by channel ({n})")
_SETTING = Setting(pitch=9.0, share=0.24, lines=2)
_BAR = 5.6
_RATE_WIDTH = 22.0


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Cases of each channel by disposition, and its response rate (the first recorded)."""
    cases, rates = _drawn_cases(figures, look), by_subject(known_rows(everybody(figures, look, RESPONSE_RATE)))
    if not cases:
        return None
    with paper(look) as page:
        top = legend(page, _legend(page, cases)) + 4.6
        bands = stack(page, [BandLabel(_name(look, name)) for name in cases], top, _SETTING)
        right = page.width - _RATE_WIDTH
        page.text(page.width, top - 2.4, look.say(RATE_WORDS), NOTE, "right")
        for band, (name, own) in zip(bands.rows, cases.items(), strict=True):
            _bar(page, Box(bands.gutter, band.centre - _BAR / 2, right - bands.gutter, _BAR), own)
            if name in rates:
                page.text(page.width, band.centre, numbers.percent(rates[name]), VALUE, "right")
        bands.draw(page)
        page.text(bands.gutter, bands.bottom + 2.6, look.say(AXIS), NOTE)
        return page.chart(bands.bottom + 5.4, _alt(look, cases, rates))


def _drawn_cases(figures: Rows, look: Look) -> dict[str, dict[str, Row]]:
    """Cases by channel and by the dispositions that occur in it."""
    found = {(row.subject, row.other): row for row in known_rows(everybody(figures, look, DISPOSITION)) if row.value}
    channels = dict.fromkeys(name for name, _ in found)
    return {name: {code: found[name, code] for code in DISPOSITIONS if (name, code) in found} for name in channels}


def _name(look: Look, channel: str) -> str:
    return look.say(ALL_CHANNELS) if channel == WHOLE else look.label(channel)


def _fills(page: Page) -> dict[str, Fill]:
    faces = (page.accent, tint(page.accent, 0.5), ORANGE, EARLIER, tint(ORANGE, 0.45), RULE, PALE, WHITE)
    return {
        code: Fill(face, MUTED if face == WHITE else WHITE, 0.8) for code, face in zip(DISPOSITIONS, faces, strict=True)
    }


def _bar(page: Page, room: Box, cases: dict[str, Row]) -> None:
    left, fills = room.left, _fills(page)
    total = sum(row.value for row in cases.values())
    for code, row in cases.items():
        share = row.value / total
        box = Box(left, room.top, room.width * share, room.height)
        page.box(box, fills[code])
        words = numbers.worked_out("over", share, numbers.share, row, numbers.made_of("sum", *cases.values()))
        if box.width > width_mm(words, NOTE.size) + 1.2:
            ink = INK if fills[code].face == WHITE else ink_on(fills[code].face)
            page.text(left + box.width / 2, room.top + room.height / 2, words, Type(NOTE.size, ink), "center")
        left = box.right


def _legend(page: Page, cases: dict[str, dict[str, Row]]) -> list[Entry]:
    present = [code for code in DISPOSITIONS if any(code in own for own in cases.values())]
    return [(key_bar(_fills(page)[code]), page.look.say(DISPOSITIONS[code])) for code in present]


def _alt(look: Look, cases: dict[str, dict[str, Row]], rates: dict[str, Row]) -> str:
    told = []
    for name, own in cases.items():
        parts = [labelled(look.say(RATE_WORDS), numbers.percent(rates[name]))] if name in rates else []
        parts += [labelled(look.say(DISPOSITIONS[code]), numbers.whole(row)) for code, row in own.items()]
        total = numbers.worked_out("sum", sum(row.value for row in own.values()), numbers.whole, *own.values())
        told.append(series(look, parts, joined([_name(look, name), look.say(ISSUED, n=total)], "")))
    return tell(look, look.say(ALT, n=len(cases)), *told)


CHART = ChartSpec("dispositions", (DISPOSITION, RESPONSE_RATE), _draw, lambda view, _: title(view))
