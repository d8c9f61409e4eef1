"""Active titles of the tables that have no figure beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from csat_lib.findings import Finding
from csat_lib.report.clear import beside, ranked, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.en import quality
from csat_lib.report.prose.en.grammar import answerers, counted, listed
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, fixed, percent, signed

MOST_NAMED = 2


def scores_table(view: View) -> str:
    """What misses or meets its target; without targets, how far apart the dimensions were measured."""
    with_target = [(row, facts.target(view, row.subject)) for row in view.figures("scores", "index")]
    sides = [(row, beside(row, line)) for row, line in with_target if line is not None and row.value is not None]
    named = {side: [view.label(row.subject) for row, found in sides if found == side] for _, side in sides}
    for side, words in (("below", "Clearly below target"), ("above", "Clearly above target")):
        if side in named:
            return f"{words}: {listed(named[side])}"
    if named:
        return f"Whether {listed(named['open'])} {_meets(named['open'])} is open"
    order = ranked(facts.constructs(view))
    if len(order) > 1:
        return f"Dimensions measured from {_at(view, order[-1])} to {_at(view, order[0])}"
    standing = facts.standing(view, view.study.root)
    if standing is None or standing.value is None:
        return "Index of every dimension"
    alone = f", resting on {view.label(order[0].subject)} alone" if order else ""
    return f"{view.label(view.study.root)}: {fixed(standing.value)} out of 100{alone}"


def _meets(names: Sequence[str]) -> str:
    return "meets its target" if len(names) == 1 else "meet their targets"


def _at(view: View, row: Finding) -> str:
    """61.5 (Perceived value)."""
    return f"{fixed(row.value or 0.0)} ({view.label(row.subject)})"


def items(view: View) -> str:
    """The item with the highest and the one with the lowest mean."""
    order = ranked([row for row in view.figures("scores", "mean") if row.subject in view.study.items])
    if not order:
        return "Means of the items"
    best, worst = order[0], order[-1]
    if len(order) == 1:
        return f"The mean of “{view.label(best.subject)}” is {fixed(best.value or 0.0, 2)}"
    low = f"{fixed(worst.value or 0.0, 2)} (“{view.label(worst.subject)}”)"
    return f"The items' means run from {low} to {fixed(best.value or 0.0, 2)} (“{view.label(best.subject)}”)"


def codes(view: View) -> str:
    """The topic whose mentioners score lowest, if they clearly do; else how often topics come up."""
    behind = trailers([row for row in facts.topics(view, "score") if (row.n or 0) >= view.study.small_base])
    if len(behind) == 1:
        return (
            f"Those who mention {view.label(behind[0].subject)} score clearly lowest ({fixed(behind[0].value or 0.0)})"
        )
    order = facts.topics(view, "share")
    if len(order) < 2:
        return "How often each topic was mentioned"
    low, high = (f"{percent(row.value or 0.0)} ({view.label(row.subject)})" for row in (order[-1], order[0]))
    return f"Topics came up with {low} to {high} of those who wrote"


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
    "scores_table": scores_table,
    "items": items,
    "codes": codes,
    "ledger": ledger,
    "effects": effects,
    "blanks": blanks,
}
