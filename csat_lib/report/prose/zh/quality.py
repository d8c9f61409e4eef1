"""Who counts: answers received, left out and why, and whether leaving them out matters."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.prose import evidence, facts
from csat_lib.report.prose.zh.grammar import quoted
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, fixed, percent, signed

MOST_NAMED = 3
LONG = 2
"""Minutes from which a time is told in minutes."""


def say(view: View, subject: str) -> list[str]:
    """How many answers count, why others do not, what their absence does to the index, which item is left blank."""
    del subject
    found = [kept(view), rules(view), effect(view), careless(view), blank(view), time(view)]
    return [sentence for sentence in found if sentence]


def kept(view: View) -> str:
    """How many were received, how many count, how many were left out."""
    received = view.figure("quality", "rows_in", "answers")
    remaining = view.figure("quality", "rows_kept", "answers")
    if received is None or remaining is None or not received.value or remaining.value is None:
        return "本期没有记录答卷的回收和剔除情况。"
    left = received.value - remaining.value
    if not left:
        return f"共回收答卷 {count(received.value)} 份，全部有效，没有答卷被剔除。"
    share = percent(left / received.value, 0 if left / received.value >= 0.01 else 1)
    return (
        f"共回收答卷 {count(received.value)} 份，其中有效答卷 {count(remaining.value)} 份，"
        f"按既定规则剔除 {count(left)} 份（{share}）。"
    )


def rules(view: View) -> str:
    """The rules that left out most, with their counts."""
    names = LEXICONS["zh"].rules
    found = sorted(valued(facts.left_out(view)), key=lambda row: -(row.value or 0.0))
    used = [row for row in found if row.value][:MOST_NAMED]
    if not used:
        return ""
    told = [f"{names.get(row.other, row.other)} {count(row.value or 0.0)} 份" for row in used]
    return f"剔除的{'原因' if len(used) == 1 else '主要原因'}是：{'，'.join(told)}。"


def effect(view: View) -> str:
    """How far the index would move if the rule that matters most were undone."""
    most = facts.largest_effect(view)
    if most is None:
        return ""
    rule = LEXICONS["zh"].rule(most.other)
    moved = f"如果保留这些答卷，指数将变动 {signed(most.value or 0.0)} 分{_beside_error(view, abs(most.value or 0.0))}"
    return f"各条规则中，“{rule}”对结果影响最大：{moved}。"


def _beside_error(view: View, moved: float) -> str:
    """Whether that is more than the index's own sampling error."""
    error = facts.sampling_error(view)
    if error is None:
        return ""
    return f"，{'大于' if moved > error else '小于'}指数的抽样误差（±{fixed(error)} 分）"


def careless(view: View) -> str:
    """The signs of carelessness that more answers show than careful answering would bring."""
    found = evidence.flagged_beyond(view)
    if not found:
        return ""
    told = [
        f"{quoted(LEXICONS['zh'].rule(row.subject))}（{count(row.n or 0)} 份中 {count(row.value or 0.0)} 份，"
        f"预期{expected_flags(row, expected)}）"
        for row, expected in found
    ]
    return f"以下迹象标记的答卷明显多于认真作答时的预期：{'、'.join(told)}；被标记并不等于作答不认真。"


def expected_flags(flagged: Finding, expected: Finding) -> str:
    """About 12; fewer than one."""
    number = evidence.expected_flags(flagged, expected)
    return f"约 {count(number)} 份" if number >= 1 else "不到 1 份"


def blank(view: View) -> str:
    """The item most often left blank."""
    recorded = valued(view.figures("quality", "missing_share"))
    found = [row for row in recorded if row.value]
    if not found:
        return "没有漏答的题目。" if recorded else ""
    most = max(found, key=lambda row: row.value or 0.0)
    share = most.value or 0.0
    told = f"漏答最多的题目是{quoted(view.label(most.subject))}，被问到的人中有 {share_of(share)} 没有作答"
    whole = facts.nothing_blank(view)
    return f"{told}；{share_of(whole)} 的答卷没有漏答任何题项。" if whole is not None else f"{told}。"


def share_of(share: float) -> str:
    """Whole percent, one decimal where whole percent would say nothing or everything."""
    return percent(share, 0 if 0.01 <= share <= 0.99 else 1)


def time(view: View) -> str:
    """How long answering took."""
    seconds = view.figure("quality", "median_seconds", "answers")
    if seconds is None or seconds.value is None:
        return ""
    minutes = seconds.value / 60
    length = f"{fixed(minutes)} 分钟" if minutes >= LONG else f"{round(seconds.value)} 秒"
    return f"作答时长的中位数为 {length}。"
