"""Where a subject stands: the one figure that is told of it first."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.scores import INDEX, NPS
from csat_lib.report.view import View


def standing(view: View, subject: str) -> Finding | None:
    """The NPS of the recommendation question, else the index of a node, construct or rating."""
    return view.row(NPS if subject == view.study.nps else INDEX, subject)
