"""What became of the cases issued, and the response rate of each channel: sentences and table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.fieldwork import DISPOSITION, INVITED, RESPONSE_RATE
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.absent import absent
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.clear import ranked
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

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
    rate = _rate(view)
    if rate is None or rate.value is None:
        return absent(view, rate) if rate else None
    order = ranked([row for row in view.rows(RESPONSE_RATE, other=rate.other) if row.subject != WHOLE])
    issued = view.row(INVITED, rate.subject)
    return RATE(
        cases=CASES(invited=issued) if issued is not None and issued.value is not None else None,
        rate=rate,
        ends=ENDS(high=order[0], low=order[-1]) if len(order) > 1 else None,
    )


def _rate(view: View) -> Finding | None:
    """That of all channels; of the only one."""
    return view.row(RESPONSE_RATE, WHOLE) or next(iter(view.rows(RESPONSE_RATE)), None)


def title(view: View) -> Claim:
    """The response rate, as a title."""
    rate = _rate(view)
    return TITLE_RATE(rate=rate) if rate is not None and rate.value is not None else TITLE()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    cases = {(row.subject, row.other): row for row in known(view, DISPOSITION)}
    rate = columns.finer(columns.figure(view, RESPONSE_RATE, columns.of(view, RESPONSE_RATE)))

    def of(code: str) -> Callable[[Finding], Cell | int]:
        return lambda row: columns.cell_of(view, cases.get((row.subject, code))) or 0

    return (
        columns.text(view, CHANNEL, lambda row: _channel(view, row.subject)),
        columns.count(view, INVITED.words),
        *(
            Field(Column(words[view.language].capitalize(), kind="number"), of(code))
            for code, words in DISPOSITIONS.items()
            if any(used == code for _, used in cases)
        ),
        replace(rate, column=replace(rate.column, unit="RR1, %")),
    )


def _channel(view: View, name: str) -> str:
    return ALL_CHANNELS[view.language] if name == WHOLE else view.label(name)


def _whole(view: View, rows: Rows) -> tuple[int, ...]:
    del view
    return tuple(place for place, row in enumerate(rows) if row.subject == WHOLE)


TABLE = TableSpec("dispositions", (INVITED, DISPOSITION), lambda view: view.rows(INVITED), _fields, title, _whole)
