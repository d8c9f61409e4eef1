"""Active titles of the tables that have no figure beside them."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked
from csat_lib.report.prose import facts
from csat_lib.report.prose.en import quality
from csat_lib.report.prose.en.grammar import answerers, counted
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, signed


def ledger(view: View) -> str:
    """The rule that left out most."""
    order = ranked(facts.left_out(view))
    if not order or not order[0].value:
        return "No answer was left out"
    rule = LEXICONS["en"].rule(order[0].other)
    return f"“{rule}” left out most: {counted(round(order[0].value), 'answer')}"


def effects(view: View) -> str:
    """The rule whose undoing would move the index most."""
    most = facts.largest_effect(view)
    if most is None:
        return "No rule left anybody out"
    rule = LEXICONS["en"].rule(most.other).lower()
    return f"Undoing “{rule}” would move the index most, by {signed(most.value or 0.0)} points"


def blanks(view: View) -> str:
    """How many answered every item."""
    whole, first = facts.nothing_blank(view), next(iter(facts.blanks(view)), None)
    if whole is None or first is None:
        return "No item was left blank"
    return f"{quality.share_of(whole)} of {count(first.n or 0)} {answerers(view)}s answered every item"


TITLES: dict[str, Callable[..., str]] = {
    "ledger": ledger,
    "effects": effects,
    "blanks": blanks,
}
