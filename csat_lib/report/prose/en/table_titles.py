"""Active titles of the tables that have no figure beside them."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import beside, ranked, trailers, valued
from csat_lib.report.prose.en import titles
from csat_lib.report.prose.en.grammar import among, before, counted, listed, opened
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, fixed, percent


def scores_table(view: View) -> str:
    """Which dimensions changed; without an earlier wave, what the table holds."""
    if facts.construct_changes(view):
        return titles.change(view)
    return "Index of every dimension, with its interval and base"


def items(view: View) -> str:
    """The item with the highest and the one with the lowest mean."""
    order = ranked([row for row in view.figures("scores", "mean") if row.subject in view.study.items])
    if len(order) < 2:
        return "Means of the items"
    best, worst = order[0], order[-1]
    low = f"{fixed(worst.value or 0.0, 2)} (“{view.label(worst.subject)}”)"
    return f"The items' means run from {low} to {fixed(best.value or 0.0, 2)} (“{view.label(best.subject)}”)"


def heat(view: View, segment_by: str = "") -> str:
    """The highest and the lowest cell; these are estimates, which the word measured says."""
    name = segment_by or view.study.unit or ""
    cells = [row for row in view.figures("segments", "index", segment_by=name) if row.subject in view.study.constructs]
    order = ranked([row for row in cells if row.n is None or row.n >= view.study.small_base])
    if len(order) < 2:
        return f"Dimensions by {among(view.label(name))}"
    best, worst = ((view.label(row.subject), view.level(row.segment_by, row.segment)) for row in (order[0], order[-1]))
    low, high = fixed(order[-1].value or 0.0), fixed(order[0].value or 0.0)
    return f"Measured lowest: {worst[0]} at {worst[1]} ({low}); highest: {best[0]} at {best[1]} ({high})"


def segments_table(view: View, segment_by: str = "") -> str:
    """How many groups stand apart."""
    name = among(view.label(segment_by or view.study.unit or ""))
    found = valued(facts.gaps(view, segment_by or view.study.unit or ""))
    apart = len(facts.clear(found, "up")) + len(facts.clear(found, "down"))
    if not found:
        return f"Index by {name}"
    if len(found) == 2:
        return f"The two groups {'differ clearly' if apart else 'do not differ clearly'}, by {name}"
    return f"{_of(apart, len(found), 'group')} clear of the rest, by {name}"


def _of(some: int, many: int, noun: str) -> str:
    if not some:
        return f"None of {counted(many, noun)} is"
    return f"{opened(counted(some, noun).split(' ')[0])} of {counted(many, noun)} {'is' if some == 1 else 'are'}"


def drivers_table(view: View) -> str:
    """How much the dimensions explain together."""
    order = facts.importances(view)
    r2 = view.figure("drivers", "r2", order[0].other) if order else None
    if r2 is None or r2.value is None:
        return "Importance and performance of the dimensions"
    return f"The dimensions account for {percent(r2.value)} of the differences in {view.label(r2.subject)}"


def segment_changes(view: View, segment_by: str = "") -> str:
    """How many groups changed."""
    name = segment_by or view.study.unit or ""
    known = valued(facts.segment_changes(view, name))
    if not known:
        return f"Changes by {among(view.label(name))}"
    apart = len(facts.clear(known, "up")) + len(facts.clear(known, "down"))
    some = opened(counted(apart, "group").split(" ")[0]) if apart else "None"
    clearly = f"changed clearly from {before(view, known[0])}"
    return f"{some} of {counted(len(known), 'group')} {clearly}, by {among(view.label(name))}"


def waves(view: View) -> str:
    """How many waves the line rests on."""
    found = facts.periods_with(view, view.study.root)
    return f"{view.label(view.study.root)} over {counted(len(found), 'wave')}"


def codes(view: View) -> str:
    """The topic whose mentioners score lowest, if they clearly do."""
    behind = trailers([row for row in facts.topics(view, "score") if (row.n or 0) >= view.study.small_base])
    if len(behind) != 1:
        return "How often each topic was mentioned, and how those who did score"
    return f"Those who mention {view.label(behind[0].subject)} score clearly lowest ({fixed(behind[0].value or 0.0)})"


def ledger(view: View) -> str:
    """The rule that left out most."""
    order = ranked(facts.left_out(view))
    if not order or not order[0].value:
        return "No answer was left out"
    kept = view.figure("quality", "rows_kept", "answers")
    return "Answers left out, rule by rule" if kept is None else f"{titles.flow(view)}: what each rule left out"


def effects(view: View) -> str:
    """How far the index would move without a rule."""
    found = facts.effects(view)
    most = max((abs(row.value or 0.0) for row in found), default=0.0)
    return f"Undoing a single rule would move the index by at most {fixed(most)} points"


def adequacy(view: View) -> str:
    """The KMO against its customary minimum."""
    kmo = view.figure("factors", "kmo", "items")
    if kmo is None or kmo.value is None:
        return "Whether the items can be factored"
    enough = kmo.value >= facts.ENOUGH_KMO
    return f"The items share {'enough' if enough else 'too little'} to be factored (KMO {coefficient(kmo.value)})"


def item_reliability(view: View) -> str:
    """Items that do not fit their scale."""
    found = valued(view.figures("reliability", "item_rest"))
    low = [row for row in found if (row.value or 0.0) < facts.ENOUGH_ITEM_REST]
    line = coefficient(facts.ENOUGH_ITEM_REST)
    if not low:
        return f"Every item goes with the rest of its dimension (item-rest correlation of {line} or more)"
    names = listed([f"“{view.label(row.subject)}”" for row in low[:3]])
    return f"{names} {'goes' if len(low) == 1 else 'go'} little with the rest of the dimension (under {line})"


def precision(view: View) -> str:
    """What weighting costs."""
    deff = view.figure("weights", "deff", "respondents")
    if deff is None or deff.value is None:
        return "Respondents are not weighted"
    return f"Weighting multiplies the sampling variance by about {fixed(deff.value, 2)}"


def margins_table(view: View) -> str:
    """The level whose share weighting moves most."""
    moved = facts.most_moved_share(view)
    if moved is None:
        return "Shares in the sample, after weighting, and wanted"
    row, before, after = moved
    return f"Weighting moves {view.level(row.subject, row.other)} most: from {percent(before)} to {percent(after)}"


def weights_table(view: View) -> str:
    """How many rules were compared."""
    rules = {row.method for row in valued(view.figures("weights", "weight"))}
    return f"Weights of the parts by {counted(len(rules), 'rule')}, and the weights used" if rules else "Weights used"


def reliability_table(view: View) -> str:
    """How many dimensions clearly reach the customary minimum."""
    known = valued(view.figures("reliability", "alpha"))
    reach = [row for row in known if beside(row, facts.ENOUGH_ALPHA) == "above"]
    line = coefficient(facts.ENOUGH_ALPHA)
    if len(reach) == len(known):
        return f"All alphas are clearly above {line}"
    return f"{_of(len(reach), len(known), 'alpha')} clearly above {line}"


def changes_table(view: View) -> str:
    """How many of the figures compared changed."""
    known = valued(view.figures("trends", "change"))
    apart = len(facts.clear(known, "up")) + len(facts.clear(known, "down"))
    since = f" from {before(view, known[0])}" if known else ""
    some = opened(counted(apart, "figure").split(" ")[0]) if apart else "None"
    return f"{some} of {counted(len(known), 'figure')} changed clearly{since}"


TITLES: dict[str, Callable[..., str]] = {
    "scores_table": scores_table,
    "items": items,
    "heat": heat,
    "segments_table": segments_table,
    "drivers_table": drivers_table,
    "segment_changes": segment_changes,
    "waves": waves,
    "codes": codes,
    "ledger": ledger,
    "effects": effects,
    "adequacy": adequacy,
    "item_reliability": item_reliability,
    "precision": precision,
    "margins_table": margins_table,
    "weights_table": weights_table,
    "reliability_table": reliability_table,
    "changes_table": changes_table,
}
