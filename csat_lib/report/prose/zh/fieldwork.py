"""How the fieldwork went: response rates, answers that came twice, and arrivals that chance would hardly bring."""

from __future__ import annotations

from csat_lib.findings import ALL, Finding
from csat_lib.report.absent import absent
from csat_lib.report.clear import ranked, valued
from csat_lib.report.prose.zh.grammar import quoted
from csat_lib.report.slots import tell
from csat_lib.report.view import ANY, View
from csat_lib.report.words.numbers import count, percent

WHOLE = "answers"
UNLIKELY = 0.01
"""A sign of tampering is told when chance alone would show one as strong, among all looked at, less often than this."""
MOST_NAMED = 3


def say(view: View, subject: str) -> list[str]:
    """Response, repeats and bursts; with a channel as ``subject``, its response rate."""
    if subject:
        row = _rate(view, subject)
        if row is None:
            return []
        return [tell(view, absent(view, row)) if row.value is None else f"{_told(view, row)}。"]
    found = [response(view), repeats(view), bursts(view)]
    told = [sentence for sentence in found if sentence]
    return told or ["本期没有记录执行情况。"]


def response(view: View) -> str:
    """The response rate of all channels, and the channels it differs between."""
    whole = _rate(view, WHOLE)
    channels = ranked([row for row in view.figures("fieldwork", "response_rate", other="RR1") if row.subject != WHOLE])
    shown = whole if whole is not None and whole.value is not None else channels[0] if len(channels) == 1 else whole
    if shown is None:
        return ""
    if shown.value is None:
        return tell(view, absent(view, shown))
    invited = view.figure("fieldwork", "invited", shown.subject)
    cases = f"共发出样本 {count(invited.value)} 个，" if invited is not None and invited.value is not None else ""
    told = f"{cases}回收率为 {percent(shown.value, 1)}（AAPOR {shown.other}）"
    if len(channels) < 2:
        return f"{told}。"
    low, high = (
        f"{quoted(view.label(row.subject))}（{percent(row.value or 0.0, 1)}）" for row in (channels[-1], channels[0])
    )
    return f"{told}，最高的是{high}，最低的是{low}。"


def _rate(view: View, channel: str) -> Finding | None:
    return view.figure("fieldwork", "response_rate", channel)


def _told(view: View, row: Finding) -> str:
    return f"{quoted(view.label(row.subject))}的回收率为 {percent(row.value or 0.0, 1)}（AAPOR {row.other}）"


def repeats(view: View) -> str:
    """Answers that came more than once, by device or by what was answered."""
    names = {"device": "来自用过的设备", "answers": "与先前的答卷完全相同", "near": "与先前的答卷近乎相同"}
    found = [row for row in valued(view.figures("fieldwork", "duplicates")) if row.subject in names]
    told = [f"{names[row.subject]}的 {count(row.value or 0.0)} 份" for row in found if row.value]
    if not found:
        return ""
    return f"全部回收答卷中，{'，'.join(told)}。" if told else "没有来自同一设备或内容完全相同的重复答卷。"


def bursts(view: View) -> str:
    """Arrivals so close together that chance would hardly bring them."""
    looked, rows = valued(view.figures("fieldwork", "burst", segment_by=ANY)), unlikely(view)
    if not rows:
        return "答卷的提交时间没有出现偶然难以解释的集中。" if looked else ""
    order = rows[:MOST_NAMED]
    told = [f"{_where(view, row)}，{row.path.replace('T', ' ')}，{count(row.value or 0.0)} 份" for row in order]
    rest = f"；另有 {len(rows) - MOST_NAMED} 处" if len(rows) > MOST_NAMED else ""
    return f"有些答卷的提交时间异常集中，偶然难以解释（{'；'.join(told)}{rest}），应了解这些答卷是如何收集的。"


def unlikely(view: View) -> list[Finding]:
    """The bursts of any group that chance would hardly bring, the least likely first."""
    looked = valued(view.figures("fieldwork", "burst", segment_by=ANY))
    rows = [row for row in looked if row.p is not None and row.p < UNLIKELY]
    return sorted(rows, key=lambda row: row.p or 0.0)


def _where(view: View, row: Finding) -> str:
    if row.segment_by != ALL:
        return view.level(row.segment_by, row.segment)
    return "总体" if row.subject == WHOLE else view.label(row.subject)
