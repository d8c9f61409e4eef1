"""Active titles: what a figure or table found, in one line, no more than its intervals carry."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked
from csat_lib.report.prose.zh import quality
from csat_lib.report.prose.zh.grammar import quoted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count


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
    "flow": flow,
    "missing": missing,
}
