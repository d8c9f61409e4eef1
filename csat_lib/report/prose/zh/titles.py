"""Active titles: what a figure or table found, in one line, no more than its intervals carry."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.clear import leaders, ranked, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh import quality
from csat_lib.report.prose.zh.grammar import quoted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed, percent

MOST_NAMED = 2


def scores(view: View, subject: str = "") -> str:
    """Best and lowest dimension, as far as they stand apart."""
    del subject
    order = ranked(facts.constructs(view))
    if not order:
        return "各维度都没有得分"
    if len(order) == 1:
        return f"{quoted(view.label(order[0].subject))}得 {fixed(order[0].value or 0.0)} 分"
    top, bottom = leaders(order), trailers(order)
    if len(top) == len(order):
        return "各维度得分接近，分不出高低"
    return _ends(*([quoted(view.label(row.subject)) for row in rows] for rows in (top, bottom)))


def _ends(best: list[str], lowest: list[str]) -> str:
    """Who is clearly first or last, and who shares the other end."""
    if len(best) == len(lowest) == 1:
        return f"{best[0]}明显最高，{lowest[0]}明显最低"
    if len(lowest) == 1:
        return f"{lowest[0]}明显最低；最高的是哪个，尚难断定"
    if len(best) == 1:
        return f"{best[0]}明显最高；最低的是哪个，尚难断定"
    return f"{best[0]}明显高于{lowest[0]}"


def distribution(view: View, subject: str = "") -> str:
    """The item with the largest share of best answers, and the one with the smallest."""
    del subject
    order = ranked([row for row in view.figures("scores", "top2") if row.subject in view.study.items])
    if not order:
        return "各题回答的分布"
    best, worst = order[0], order[-1]
    if len(order) == 1:
        return f"{percent(best.value or 0.0)} 的人对{quoted(view.label(best.subject))}给出了最高两档的评价"
    return (
        f"前两档占比从{quoted(view.label(worst.subject))}的 {percent(worst.value or 0.0)} "
        f"到{quoted(view.label(best.subject))}的 {percent(best.value or 0.0)}"
    )


def nps(view: View, subject: str = "") -> str:
    """Promoters against detractors."""
    name = subject or view.study.nps or ""
    up, down = view.figure("scores", "promoters", name), view.figure("scores", "detractors", name)
    if up is None or down is None or up.value is None or down.value is None:
        return "推荐意愿"
    return f"推荐者占 {percent(up.value)}，贬损者占 {percent(down.value)}"


def _name(view: View, row: Finding) -> str:
    return view.level(row.segment_by, row.segment) if row.segment else quoted(view.label(row.subject))


def pareto(view: View, subject: str = "") -> str:
    """What is mentioned most, if its lead is clear."""
    del subject
    order = facts.topics(view, "share")
    if not order:
        return "没有可供归类的开放式回答"
    named = f"提到{quoted(view.label(order[0].subject))}的人最多（{percent(order[0].value or 0.0)}）"
    return named if len(leaders(order)) == 1 else f"{named}，但领先不明显"


def flow(view: View, subject: str = "") -> str:
    """How many of the answers received count."""
    del subject
    received, kept = view.figure("quality", "rows_in", "answers"), view.figure("quality", "rows_kept", "answers")
    if received is None or kept is None or received.value is None or kept.value is None:
        return "答卷的回收与剔除"
    return f"回收 {count(received.value)} 份答卷，有效 {count(kept.value)} 份"


def missing(view: View, subject: str = "") -> str:
    """The item most often left blank."""
    del subject
    order = ranked(view.figures("quality", "missing_share"))
    if not order or not order[0].value:
        return "没有漏答的题目"
    return f"漏答最多的是{quoted(view.label(order[0].subject))}（{quality.share_of(order[0].value)}）"


TITLES: dict[str, Callable[..., str]] = {
    "scores": scores,
    "distribution": distribution,
    "nps": nps,
    "pareto": pareto,
    "flow": flow,
    "missing": missing,
}
