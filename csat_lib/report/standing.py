"""Where a subject stands: the one figure that is told of it first."""

from csat_lib.charts.rows import Row
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.scores import INDEX, NPS
from csat_lib.findings.measure import Measure
from csat_lib.report.view import View
from csat_lib.study import Study


def measure_of(study: Study, subject: str) -> Measure:
    """The NPS of the recommendation question, else the index of a node, construct or rating."""
    return NPS if subject == study.nps else INDEX


def standing(view: View, subject: str) -> Finding | None:
    """That figure of the wave."""
    return view.row(measure_of(view.study, subject), subject)


def is_nps(row: Finding | Row) -> bool:
    """Whether a figure is an NPS, of this wave or another."""
    return row.measure == NPS.name


def shows_scores(view: View) -> bool:
    """Whether page one has room for the figure of the scores: no change is told there, and the study tells scores."""
    index = standing(view, view.study.root)
    return not view.earlier and "scores" in view.study.chapters and index is not None and index.value is not None
