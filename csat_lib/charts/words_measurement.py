"""Words of the charts about measurement, in Chinese and in English."""

from __future__ import annotations

MEASUREMENT: dict[str, tuple[str, str]] = {
    "missing_alt": ("漏答最多的是“{label}”（{value}）", "Most often left blank: {label} ({value})"),
    "missing_rest": ("其余 {n} 个题项各不超过 {value}", "{n} more items: at most {value} each"),
    "missing_rest_none": ("其余 {n} 个题项没有漏答", "{n} more items: none left blank"),
    "missing_none_alt": ("没有题项漏答", "No item was left blank"),
    # fieldwork
    "response_rate": ("回收率", "response rate"),
    "cases_axis": ("占发出样本的比例（%）", "% of the cases issued"),
    "all_channels": ("全部渠道", "All channels"),
    "issued": ("（发出 {n}）", " ({n} issued)"),
    "disposition_I": ("完成", "complete"),
    "disposition_P": ("部分完成", "partial"),
    "disposition_R": ("拒绝或中断", "refusal or break-off"),
    "disposition_NC": ("未联系上", "no contact"),
    "disposition_O": ("其他未访", "other non-interview"),
    "disposition_UH": ("资格未知（住户）", "eligibility unknown (household)"),
    "disposition_UO": ("资格未知（其他）", "eligibility unknown (other)"),
    "disposition_NE": ("不合格", "not eligible"),
    "dispositions_alt": ("{n} 个渠道的样本去向", "What became of the cases, by channel ({n})"),
    "arrivals_axis": ("每时段收到的答卷", "answers per slot of time"),
    "day": ("{month} {day} 日", "{day} {month}"),
    "all_answers": ("全部答卷", "All answers"),
    "burst_mark": ("偶然难以解释的集中", "burst that chance would hardly bring"),
    "burst": ("{when} 起 {n} 份", "{n} from {when}"),
    "arrivals_alt": (
        "{first}至{last}收到的答卷，其中 {n} 处异常集中",
        "Answers from {first} to {last}; bursts that chance would hardly bring: {n}",
    ),
    "arrivals_peak": ("最多的时段是 {when}，{n} 份", "The busiest slot is {when} with {n} answers"),
}
