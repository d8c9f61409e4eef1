"""Active titles of the figures and tables about factors, model, validity and comparability."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked
from csat_lib.report.prose import evidence
from csat_lib.report.prose.en.grammar import counted, listed, opened
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, fixed

MOST_NAMED = 2


def model(view: View, subject: str = "") -> str:
    """Between which values the items load."""
    del subject
    rows = sorted(evidence.item_loadings(view), key=lambda row: row.value or 0.0)
    if not rows:
        return "The measurement model"
    low, high = coefficient(rows[0].value or 0.0), coefficient(rows[-1].value or 0.0)
    return f"Items load from {low} to {high} on their dimensions"


def structure(view: View, subject: str = "") -> str:
    """Between which values the dimensions correlate."""
    del subject
    order = ranked(view.figures("model", "construct_correlation"))
    if not order:
        return "How the dimensions go together"
    low, high = coefficient(order[-1].value or 0.0), coefficient(order[0].value or 0.0)
    return f"The dimensions correlate from {low} to {high}" if low != high else f"The dimensions correlate {low}"


def model_loadings(view: View, subject: str = "") -> str:
    """How many items load weakly in the model."""
    del subject
    poor, line = evidence.weak(view), coefficient(evidence.WEAK_LOADING)
    if not poor:
        return f"Every item loads {line} or more on its dimension"
    return f"{opened(counted(len(poor), 'item'))} {'loads' if len(poor) == 1 else 'load'} under {line} on the dimension"


def model_fit(view: View) -> str:
    """Whether the model fits by convention."""
    found, missed = evidence.fit(view), evidence.misses(view)
    if not found:
        return "Fit of the measurement model"
    names = listed([name.upper() for name in missed])
    told = f"The model misses the customary limit of {names}" if missed else "The model fits by the customary limits"
    return told if "cfi" not in found else f"{told} (CFI {fixed(found['cfi'].value or 0.0, 3)})"


def modification(view: View) -> str:
    """Which single path would improve the fit most."""
    row = evidence.best_change(view)
    if row is None:
        return "No path would improve the fit by more than chance"
    return f"One path more would lower χ² by {fixed(row.value or 0.0)} at most"


TITLES: dict[str, Callable[..., str]] = {
    "path_model": model,
    "path_structure": structure,
    "model_loadings": model_loadings,
    "model_fit": model_fit,
    "modification": modification,
}
