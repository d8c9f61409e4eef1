"""What becomes of alpha, and how many answers the main study needs."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.conventions import ENOUGH_ALPHA
from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.prose import piloted
from csat_lib.report.prose.en.grammar import counted, listed
from csat_lib.report.prose.en.pilot_terms import CLAUSES
from csat_lib.report.prose.en.reasons import because
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, percent


def alphas(view: View) -> str:
    """Which dimensions hold together with the items that stay."""
    known, weak = valued(piloted.alphas(view)), piloted.weak(view)
    if not known:
        return "Whether the dimensions hold together cannot be told from this pilot."
    minimum = coefficient(ENOUGH_ALPHA)
    if not weak:
        return f"Of the sound items, the alpha of every dimension is clearly above {minimum}."
    told = listed([f"{view.label(row.subject)} ({coefficient(row.value or 0.0)}{_ends(row)})" for row in weak])
    clear = len(known) - len(weak)
    head = f"Of the sound items, alpha is clearly above {minimum} in {_dimensions(clear, len(known))}"
    return f"{head}; not clear of it: {told}."


def _dimensions(some: int, every: int) -> str:
    number = counted(some, "dimension").split()[0] if some else "none"
    return f"{number} of {counted(every, 'dimension')}"


def _ends(row: Finding) -> str:
    if row.low is None or row.high is None:
        return ""
    return f", {percent(row.confidence or 0.95)} interval {coefficient(row.low)} to {coefficient(row.high)}"


def size(view: View) -> str:
    """How many answers the main study needs, and what decides it."""
    need = piloted.needed(view)
    if need is None:
        return f"{alpha_size(view)} {model_size(view)}"
    what = f"alpha of {view.label(need.other)}" if need.subject == "alpha" else "the measurement model"
    return (
        f"The main study needs about {count(need.value or 0.0)} answers that count, so that alpha and loadings are as "
        f"exact as wanted; {what} needs the most.{_received(view, need)}"
    )


def _received(view: View, need: Finding) -> str:
    share = piloted.kept_share(view)
    if share is None or share >= 1 or not share:
        return ""
    received = count((need.value or 0) / share)
    return f" As {percent(share)} of the answers counted in the pilot, about {received} have to come in."


def alpha_size(view: View) -> str:
    """Answers needed for the interval of alpha."""
    rows = piloted.alpha_sizes(view)
    greatest, hopeful = piloted.most(rows), piloted.most(piloted.alpha_sizes(view, "pilot"))
    width = coefficient(view.study.pilot.alpha_width)
    if greatest is None or hopeful is None:
        return f"How many answers alpha needs cannot be told: {_why(view, rows)}."
    return (
        f"An interval of alpha no wider than {width} {_where(view)} takes about {count(hopeful.value or 0.0)} "
        f"answers if the alphas are those of the pilot, and about {count(greatest.value or 0.0)} if they are as low "
        f"as the pilot's intervals allow; {view.label(greatest.other)} decides. Plan with the greater number."
        f"{_unsized(view)}"
    )


def _where(view: View) -> str:
    return "where this pilot can tell it" if piloted.unsized(view) else "in every dimension"


def _unsized(view: View) -> str:
    rows = piloted.unsized(view)
    if not rows:
        return ""
    names = listed([view.label(row.other) for row in rows], "or")
    return f" For {names} this pilot cannot tell: {_why(view, rows)}."


def model_size(view: View) -> str:
    """Answers needed for the confirmatory factor analysis."""
    row, spec = piloted.model_size(view), view.study.pilot
    if row is None:
        return ""
    if row.value is None:
        return f"How many answers the measurement model needs cannot be told: {_why(view, [row])}."
    return (
        f"With about {count(row.value)} answers the intervals of the loadings are {coefficient(spec.loading_width)} "
        "wide or less in the mean, and at least 95% of samples of that size have a sound solution "
        f"({count(spec.draws)} samples simulated for each size)."
    )


def _why(view: View, rows: Sequence[Finding]) -> str:
    if not rows:
        return "no dimension was screened"
    return CLAUSES.get(rows[0].reason) or because(view, rows[0])


def sizes_title(view: View) -> str:
    """The dimension that decides."""
    greatest = piloted.most(piloted.alpha_sizes(view))
    if greatest is None:
        return "Answers that alpha needs cannot be told"
    return f"{view.label(greatest.other)} decides how many answers alpha needs: {count(greatest.value or 0.0)}"


def trials_title(view: View) -> str:
    """The size that serves."""
    row = piloted.model_size(view)
    if row is None or row.value is None:
        return "No size tried serves the measurement model"
    return f"{count(row.value)} answers serve the measurement model"
