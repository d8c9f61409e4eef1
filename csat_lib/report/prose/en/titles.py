"""Active titles: what a figure or table found, in one line, no more than its intervals carry."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import direction, leaders, ranked, trailers, valued
from csat_lib.report.prose.en.grammar import among, before, counted, listed
from csat_lib.report.prose.strays import strays
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, fixed, percent

MOST_NAMED = 2


def scores(view: View, subject: str = "") -> str:
    """Best and lowest dimension, as far as they stand apart."""
    del subject
    order = ranked(facts.constructs(view))
    if not order:
        return "No dimension has a score"
    if len(order) == 1:
        return f"{view.label(order[0].subject)} scores {fixed(order[0].value or 0.0)} out of 100"
    top, bottom = leaders(order), trailers(order)
    if len(top) == len(order):
        return "The dimensions lie too close together to rank"
    if len(top) == len(bottom) == 1:
        return f"{view.label(top[0].subject)} scores clearly highest, {view.label(bottom[0].subject)} lowest"
    return f"{view.label(top[0].subject)} scores clearly above {view.label(bottom[0].subject)}"


def distribution(view: View, subject: str = "") -> str:
    """The item with the largest share of best answers, and the one with the smallest."""
    del subject
    order = ranked([row for row in view.figures("scores", "top2") if row.subject in view.study.items])
    if len(order) < 2:
        return "How the answers are distributed"
    best, worst = order[0], order[-1]
    return (
        f"The two best answers range from {percent(worst.value or 0.0)} for “{view.label(worst.subject)}” "
        f"to {percent(best.value or 0.0)} for “{view.label(best.subject)}”"
    )


def nps(view: View, subject: str = "") -> str:
    """Promoters against detractors."""
    name = subject or view.study.nps or ""
    up, down = view.figure("scores", "promoters", name), view.figure("scores", "detractors", name)
    if up is None or down is None or up.value is None or down.value is None:
        return "Willingness to recommend"
    return f"{percent(up.value)} promoters against {percent(down.value)} detractors"


def segments(view: View, subject: str = "", segment_by: str = "") -> str:
    """Which groups stand apart."""
    name = segment_by or view.study.unit or ""
    found = facts.gaps(view, name, subject)
    told = [_apart(view, facts.clear(found, way), word) for way, word in (("down", "below"), ("up", "above"))]
    return (
        listed([part for part in told if part])
        or f"By {among(view.label(name))}, no group differs clearly from the rest"
    )


def _apart(view: View, rows: tuple[Finding, ...], word: str) -> str:
    if not rows:
        return ""
    if len(rows) > MOST_NAMED:
        return f"{counted(len(rows), 'group')} score clearly {word} the rest"
    verb = "scores" if len(rows) == 1 else "score"
    return f"{listed([view.level(row.segment_by, row.segment) for row in rows])} {verb} clearly {word} the rest"


def drivers(view: View, subject: str = "") -> str:
    """The strongest driver, if it leads clearly."""
    del subject
    order = ranked(facts.importances(view))
    if not order:
        return "No driver could be estimated"
    outcome = view.label(order[0].other)
    if facts.has_leader(view) or len(order) == 1:
        return f"{view.label(order[0].subject)} goes most closely with {outcome}"
    return f"{view.label(order[0].subject)} and {view.label(order[1].subject)} lead, too close to rank"


def priority_map(view: View, subject: str = "") -> str:
    """What lies where importance is high and rating low."""
    del subject
    found = facts.quadrant(view, "improve")
    if not found:
        return "No dimension is both important and rated below average"
    verb = "is" if len(found) == 1 else "are"
    return f"{listed([view.label(name) for name in found])} {verb} important and rated below average"


def trend(view: View, subject: str = "") -> str:
    """The change of the line's last step."""
    name = subject or view.study.root
    change = facts.change(view, name)
    if change is None or change.value is None:
        return f"{view.label(name)}, wave by wave"
    moves = {"up": "rose clearly", "down": "fell clearly", "unclear": "shows no clear change"}[direction(change)]
    return f"{view.label(name)} {moves} from {before(view, change)}"


def change(view: View, subject: str = "", segment_by: str = "") -> str:
    """Which dimensions or groups changed."""
    rows = facts.segment_changes(view, segment_by, subject) if segment_by else facts.construct_changes(view)
    noun = "group" if segment_by else "dimension"
    known = valued(rows)
    if not known:
        return "No change can be told yet"
    told = [_moved(view, facts.clear(known, way), verb, noun) for way, verb in (("down", "fell"), ("up", "rose"))]
    since = before(view, known[0])
    return (
        listed([part for part in told if part]) + f" from {since}"
        if any(told)
        else f"No {noun} changed clearly from {since}"
    )


def _moved(view: View, rows: tuple[Finding, ...], verb: str, noun: str) -> str:
    if len(rows) > MOST_NAMED:
        return f"{counted(len(rows), noun)} {verb}"
    return f"{listed([_name(view, row) for row in rows])} {verb}" if rows else ""


def _name(view: View, row: Finding) -> str:
    return view.level(row.segment_by, row.segment) if row.segment else view.label(row.subject)


def pareto(view: View, subject: str = "") -> str:
    """What is mentioned most, if its lead is clear."""
    del subject
    order = facts.topics(view, "share")
    if not order:
        return "No open answer was coded"
    named = f"{view.label(order[0].subject)} is mentioned most ({percent(order[0].value or 0.0)})"
    return named if len(leaders(order)) == 1 else f"{named}, not clearly ahead of the next"


def flow(view: View, subject: str = "") -> str:
    """How many of the answers received count."""
    del subject
    received, kept = view.figure("quality", "rows_in", "answers"), view.figure("quality", "rows_kept", "answers")
    if received is None or kept is None or received.value is None or kept.value is None:
        return "Answers received and kept"
    return f"{count(kept.value)} of {count(received.value)} answers count"


def missing(view: View, subject: str = "") -> str:
    """The item most often left blank."""
    del subject
    order = ranked(view.figures("quality", "missing_share"))
    if not order or not order[0].value:
        return "No item was left blank"
    return f"“{view.label(order[0].subject)}” is left blank most often ({percent(order[0].value)})"


def reliability(view: View, subject: str = "") -> str:
    """Whether all dimensions hold together."""
    del subject
    known = valued(view.figures("reliability", "alpha"))
    poor = facts.poor_scales(view)
    line = coefficient(facts.ENOUGH_ALPHA)
    if poor:
        short = "falls short" if len(poor) == 1 else "fall short"
        return f"{listed([view.label(row.subject) for row in poor])} {short} of {line}"
    lowest = min((row.low if row.low is not None else 0.0 for row in known), default=0.0)
    return (
        f"Every alpha is clearly above {line}" if lowest > facts.ENOUGH_ALPHA else f"No alpha is clearly below {line}"
    )


def scree(view: View, subject: str = "") -> str:
    """How many factors are kept."""
    del subject
    found = view.figure("factors", "n_factors", "items")
    if found is None or found.value is None:
        return "Eigenvalues of the items"
    return f"{counted(round(found.value), 'factor').capitalize()} stand out from chance"


def loadings(view: View, subject: str = "") -> str:
    """Whether the items load as designed."""
    del subject
    found = strays(view)
    if found is None:
        return "Loadings of the items"
    if not found:
        return "Every item loads with its own dimension"
    away = "loads away from its dimension" if len(found) == 1 else "load away from their dimensions"
    return f"{counted(len(found), 'item').capitalize()} {away}"


def index_weights(view: View, subject: str = "") -> str:
    """What counts most in the index."""
    used = ranked(view.figures("weights", "weight_used", other=subject or view.study.root))
    if not used:
        return "Weights of the index"
    if used[0].value == used[-1].value:
        return "All parts count alike in the index"
    return f"{view.label(used[0].subject)} counts most in the index ({percent(used[0].value or 0.0)})"


def margins(view: View, subject: str = "") -> str:
    """How closely the sample meets its targets."""
    del subject
    error = facts.largest_error(view)
    if error is None:
        return "The sample and its targets"
    if error < facts.EXACT:
        return "Weighting brings the sample to its targets"
    return f"Weighting brings the sample within {fixed(100 * error)} percentage points of its targets"


TITLES: dict[str, Callable[..., str]] = {
    "scores": scores,
    "distribution": distribution,
    "nps": nps,
    "ranking": segments,
    "drivers": drivers,
    "priority_map": priority_map,
    "trend": trend,
    "change": change,
    "pareto": pareto,
    "flow": flow,
    "missing": missing,
    "reliability": reliability,
    "scree": scree,
    "loadings": loadings,
    "index_weights": index_weights,
    "margins": margins,
}
