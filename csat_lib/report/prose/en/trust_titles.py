"""Active titles of the figures and tables about trust: reliability, factors, items, weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from csat_lib.report.clear import ranked, valued
from csat_lib.report.prose import facts
from csat_lib.report.view import View
from csat_lib.report.words.numbers import fixed, percent

MOST_NAMED = 2


def index_weights(view: View, subject: str = "") -> str:
    """What weighs most in the index."""
    used = ranked(view.figures("weights", "weight_used", other=subject or view.study.root))
    if not used:
        return "Weights of the index"
    if used[0].value == used[-1].value:
        return "All parts weigh alike in the index"
    return f"Largest weight in the index: {view.label(used[0].subject)} ({percent(used[0].value or 0.0)})"


def margins(view: View, subject: str = "") -> str:
    """How closely the sample meets its targets."""
    del subject
    error = facts.largest_error(view)
    if error is None:
        return "The sample and its targets"
    if error < facts.EXACT:
        return "Weighting brings the sample to its targets"
    return f"Weighting brings the sample within {fixed(100 * error)} percentage points of its targets"


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
    """The part whose weight is furthest from that of equal weights."""
    used = valued(view.figures("weights", "weight_used"))
    parts = Counter(row.other for row in used)
    apart = sorted(used, key=lambda row: -abs((row.value or 0.0) - 1 / parts[row.other]))
    if not apart:
        return "Weights used"
    most, equal = apart[0], 1 / parts[apart[0].other]
    if abs((most.value or 0.0) - equal) < facts.EXACT:
        return "All parts count alike"
    counts = f"{view.label(most.subject)} counts {percent(most.value or 0.0)}"
    return f"{counts}, against {percent(equal)} if all parts counted alike"


TITLES: dict[str, Callable[..., str]] = {
    "index_weights": index_weights,
    "margins": margins,
    "precision": precision,
    "margins_table": margins_table,
    "weights_table": weights_table,
}
