"""Active titles of the figures and tables about the fieldwork and about carelessness."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked, valued
from csat_lib.report.prose.zh import fieldwork
from csat_lib.report.prose.zh.grammar import quoted
from csat_lib.report.view import ANY, View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, percent

MOST_NAMED = 2


def dispositions(view: View, subject: str = "") -> str:
    """The response rate."""
    del subject
    rates = valued(view.figures("fieldwork", "response_rate", other="RR1"))
    whole = next((row for row in rates if row.subject == "answers"), rates[0] if len(rates) == 1 else None)
    return f"回收率为 {percent(whole.value or 0.0, 1)}" if whole is not None else "发出样本的去向"


def arrivals(view: View, subject: str = "") -> str:
    """Whether answers arrived in bursts."""
    del subject
    rows = fieldwork.unlikely(view)
    return f"有 {len(rows)} 处提交时间异常集中" if rows else "答卷的提交时间没有异常集中"


def flagged(view: View) -> str:
    """The sign that points at most answers."""
    order = ranked(view.figures("quality", "flagged"))
    if not order or not order[0].value:
        return "没有答卷显出作答不认真的迹象"
    name = LEXICONS["zh"].rule(order[0].subject)
    return f"“{name}”标记的答卷最多：{count(order[0].n or 0)} 份中的 {count(order[0].value)} 份"


def straight_lined(view: View) -> str:
    """The dimension most often answered alike throughout."""
    order = ranked(view.figures("quality", "straight_lined"))
    if not order or not order[0].value:
        return "没有维度被通篇同一答案作答"
    return f"{quoted(view.label(order[0].subject))}各题答案完全相同的最多（{percent(order[0].value)}）"


def signs(view: View) -> str:
    """The sign least to be expected by chance."""
    rows = [
        row
        for name in ("night_share", "ends_share", "same_seconds")
        for row in valued(view.figures("fieldwork", name, segment_by=ANY))
    ]
    odd = [row for row in rows if (row.p if row.p is not None else 1.0) < 0.01]
    return f"有 {len(odd)} 处迹象偶然难以解释" if odd else "没有突出的异常迹象"


def repeats(view: View) -> str:
    """How many answers repeat an earlier one word for word."""
    row = view.figure("fieldwork", "duplicates", "answers")
    if row is None or row.value is None:
        return "重复提交的答卷"
    return f"有 {count(row.value)} 份答卷与先前某份完全相同" if row.value else "没有内容完全相同的答卷"


TITLES: dict[str, Callable[..., str]] = {
    "dispositions": dispositions,
    "arrivals": arrivals,
    "bursts": arrivals,
    "flagged": flagged,
    "straight_lined": straight_lined,
    "signs": signs,
    "repeats": repeats,
}
