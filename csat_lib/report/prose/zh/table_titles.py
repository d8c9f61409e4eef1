"""Active titles of the tables that have no figure beside them."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh import quality
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, signed


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
    "ledger": ledger,
    "effects": effects,
    "blanks": blanks,
}
