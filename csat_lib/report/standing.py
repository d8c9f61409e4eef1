"""Where a subject stands: the one figure that is told of it first."""

from csat_lib.charts.rows import Row
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.scores import INDEX, NPS
from csat_lib.findings.measure import Measure
from csat_lib.report.view import View
from csat_lib.study import Study


def measure_of(study: Study, subject: str) -> Measure:
    """NPS of the recommendation question, else the index of a node, construct or rating."""
    return NPS if subject == study.nps else INDEX


def standing(view: View, subject: str) -> Finding | None:
    """That figure of the wave."""
    return view.row(measure_of(view.study, subject), subject)


def is_nps(row: Finding | Row) -> bool:
    """Whether a figure is an NPS, of this wave or another."""
    return row.measure == NPS.name


def drawn_on_page_one(view: View) -> tuple[str, str]:
    """The chart for which page one has room where no change is told, and the segment question that it is of.

    That of the scores; of a single score that of the units, if the study tells of them.
    """
    index = standing(view, view.study.root)
    if view.earlier or index is None or index.value is None:
        return "", ""
    unit = view.study.unit or ""
    if len(view.study.constructs) == 1 and "segments" in view.study.chapters and view.rows(INDEX, segment_by=unit):
        return "ranking", unit
    return ("scores", "") if "scores" in view.study.chapters else ("", "")
