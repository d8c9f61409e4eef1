"""What they say: the codes mentioned most, and how those who mention them score."""

from __future__ import annotations

from csat_lib.report.clear import is_small, leaders, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh.grammar import interval, listed, quoted, respondents, share_interval
from csat_lib.report.prose.zh.reasons import absent
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed, percent

QUOTED = "留言保留原文语言，其中疑似姓名、号码的内容已作遮盖。"


def say(view: View, subject: str) -> list[str]:
    """One code, or the codes in front and the code whose mentioners score lowest."""
    if subject:
        return [sentence for sentence in (one(view, subject),) if sentence]
    shares = view.figures("voice", "share")
    if not facts.topics(view, "share"):
        return [absent(view, shares[0]) if shares else "本期没有可供归类的开放式回答。"]
    return [sentence for sentence in (front(view), lowest(view)) if sentence]


def front(view: View) -> str:
    """The code mentioned most, if its interval sets it apart; else those in front together."""
    order = facts.topics(view, "share")
    top, ahead = order[0], leaders(order)
    name = quoted(view.label(top.subject))
    share = f"占 {percent(top.value or 0.0)}（{share_interval(top)}）"
    wrote = f"在 {count(top.n or 0)} 位留言者中"
    if len(order) == 1:
        return f"{wrote}，提到{name}的{share}。"
    if len(ahead) == 1:
        return f"{wrote}，提到{name}的最多，{share}，明显多于其他主题。"
    others = listed([f"{quoted(view.label(row.subject))}（{percent(row.value or 0.0)}）" for row in ahead[1:4]])
    return f"{wrote}，提到{name}的最多，{share}，但与{others}差距不明显。"


def lowest(view: View) -> str:
    """The subject whose mentioners give the lowest score, small bases left aside."""
    scores = [row for row in facts.topics(view, "score") if not is_small(row, view.study.small_base)]
    if len(scores) < 2:
        return ""
    behind = trailers(scores)
    outcome = view.label(view.study.headline) if view.study.headline else "满意度"
    worst = behind[0]
    tail = "，明显低于其他主题" if len(behind) == 1 else "，但与其他主题的差距不明显"
    return (
        f"提到{quoted(view.label(worst.subject))}的人对{quoted(outcome)}的评价最低，"
        f"为 {fixed(worst.value or 0.0)} 分（{interval(worst)}；{respondents(worst)}）{tail}。"
    )


def one(view: View, subject: str) -> str:
    """How often a code is mentioned, and by whom it is."""
    share, mentions = view.figure("voice", "share", subject), view.figure("voice", "mentions", subject)
    if share is None or share.value is None:
        return absent(view, share) if share else ""
    number = f"{count(mentions.value)} 人提到，" if mentions and mentions.value is not None else ""
    return f"{quoted(view.label(subject))}：{number}占留言者的 {percent(share.value)}（{share_interval(share)}）。"
