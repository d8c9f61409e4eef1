"""Active titles of the figures and tables about trust: reliability, factors, items, weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from csat_lib.report.clear import ranked, valued
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh.grammar import quoted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import fixed, percent

MOST_NAMED = 2


def index_weights(view: View, subject: str = "") -> str:
    """What counts most in the index."""
    used = ranked(view.figures("weights", "weight_used", other=subject or view.study.root))
    if not used:
        return "指数的权重"
    if used[0].value == used[-1].value:
        return "各部分在指数中的权重相同"
    return f"{quoted(view.label(used[0].subject))}在指数中权重最大（{percent(used[0].value or 0.0)}）"


def margins(view: View, subject: str = "") -> str:
    """How closely the sample meets its targets."""
    del subject
    error = facts.largest_error(view)
    if error is None:
        return "样本结构与目标结构"
    if error < facts.EXACT:
        return "加权后样本结构与目标结构吻合"
    return f"加权后样本结构与目标结构相差不超过 {fixed(100 * error)} 个百分点"


def precision(view: View) -> str:
    """What weighting costs."""
    deff = view.figure("weights", "deff", "respondents")
    if deff is None or deff.value is None:
        return "答卷没有加权"
    return f"加权使抽样方差约为原来的 {fixed(deff.value, 2)} 倍"


def margins_table(view: View) -> str:
    """The level whose share weighting moves most."""
    moved = facts.most_moved_share(view)
    if moved is None:
        return "样本、加权后与目标的构成"
    row, before, after = moved
    return f"加权调整最大的是{view.level(row.subject, row.other)}：由 {percent(before)} 调整为 {percent(after)}"


def weights_table(view: View) -> str:
    """The part whose weight is furthest from that of equal weights."""
    used = valued(view.figures("weights", "weight_used"))
    parts = Counter(row.other for row in used)
    apart = sorted(used, key=lambda row: -abs((row.value or 0.0) - 1 / parts[row.other]))
    if not apart:
        return "采用的权重"
    most, equal = apart[0], 1 / parts[apart[0].other]
    if abs((most.value or 0.0) - equal) < facts.EXACT:
        return "各部分的权重相同"
    return f"{quoted(view.label(most.subject))}的权重为 {percent(most.value or 0.0)}，若等权则为 {percent(equal)}"


TITLES: dict[str, Callable[..., str]] = {
    "index_weights": index_weights,
    "margins": margins,
    "precision": precision,
    "margins_table": margins_table,
    "weights_table": weights_table,
}
