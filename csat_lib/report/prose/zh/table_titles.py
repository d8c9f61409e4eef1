"""Active titles of the tables that have no figure beside them."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.clear import beside, ranked, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh import quality
from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, fixed, percent, signed

MOST_NAMED = 2


def scores_table(view: View) -> str:
    """What misses or meets its target; without targets, how far apart the dimensions were measured."""
    with_target = [(row, facts.target(view, row.subject)) for row in view.figures("scores", "index")]
    sides = [(row, beside(row, line)) for row, line in with_target if line is not None and row.value is not None]
    for side, words in (("below", "明显低于目标"), ("above", "明显高于目标"), ("open", "是否达标尚不能断定")):
        named = [quoted(view.label(row.subject)) for row, found in sides if found == side]
        if named:
            return f"{listed(named)}{words}"
    order = ranked(facts.constructs(view))
    if len(order) > 1:
        return f"各维度实测在 {_at(view, order[-1])}与 {_at(view, order[0])}之间"
    standing = facts.standing(view, view.study.root)
    if standing is None or standing.value is None:
        return "各维度的指数"
    alone = f"，只由{quoted(view.label(order[0].subject))}构成" if order else ""
    return f"{view.label(view.study.root)}为 {fixed(standing.value)} 分{alone}"


def _at(view: View, row: Finding) -> str:
    """61.5 分（“感知价值”）."""
    return f"{fixed(row.value or 0.0)} 分（{quoted(view.label(row.subject))}）"


def items(view: View) -> str:
    """The item with the highest and the one with the lowest mean."""
    order = ranked([row for row in view.figures("scores", "mean") if row.subject in view.study.items])
    if not order:
        return "各题项均值"
    best, worst = order[0], order[-1]
    if len(order) == 1:
        return f"{quoted(view.label(best.subject))}的均值为 {fixed(best.value or 0.0, 2)}"
    low = f"{quoted(view.label(worst.subject))}（{fixed(worst.value or 0.0, 2)}）"
    return f"均值最低的是{low}，最高的是{quoted(view.label(best.subject))}（{fixed(best.value or 0.0, 2)}）"


def codes(view: View) -> str:
    """The topic whose mentioners score lowest, if they clearly do; else how often topics come up."""
    behind = trailers([row for row in facts.topics(view, "score") if (row.n or 0) >= view.study.small_base])
    if len(behind) == 1:
        return f"提到{quoted(view.label(behind[0].subject))}的人评分明显最低（{fixed(behind[0].value or 0.0)} 分）"
    order = facts.topics(view, "share")
    if len(order) < 2:
        return "各主题被提及的次数"
    low, high = (f"{quoted(view.label(row.subject))}的 {percent(row.value or 0.0)}" for row in (order[-1], order[0]))
    return f"留言者中，提及各主题的占比从{low} 到{high}"


def ledger(view: View) -> str:
    """The rule that left out most."""
    order = ranked(facts.left_out(view))
    if not order or not order[0].value:
        return "没有答卷被剔除"
    rule = LEXICONS["zh"].rule(order[0].other)
    return f"因“{rule}”剔除的最多，共 {count(order[0].value)} 份"


def effects(view: View) -> str:
    """The rule whose undoing would move the index most."""
    most = facts.largest_effect(view)
    if most is None:
        return "没有规则剔除任何答卷"
    rule = LEXICONS["zh"].rule(most.other)
    return f"如果不执行“{rule}”，指数变动最大（{signed(most.value or 0.0)} 分）"


def blanks(view: View) -> str:
    """How many answered every item."""
    whole, first = facts.nothing_blank(view), next(iter(facts.blanks(view)), None)
    if whole is None or first is None:
        return "没有漏答的题目"
    return f"{count(first.n or 0)} 份有效答卷中，{quality.share_of(whole)} 没有漏答"


TITLES: dict[str, Callable[..., str]] = {
    "scores_table": scores_table,
    "items": items,
    "codes": codes,
    "ledger": ledger,
    "effects": effects,
    "blanks": blanks,
}
