"""Figures of the report: a chart by its name."""

from __future__ import annotations

from csat_lib.report import declared, topics
from csat_lib.report.blocks import Block
from csat_lib.report.view import View


def draw(view: View, chart: str, subject: str = "", segment_by: str = "") -> tuple[Block, ...]:
    """The chart as a figure for page and telephone; without figures to draw, a sentence that says why.

    Raises:
        CsatError: there is no chart of that name.
    """
    return declared.draw(view, topics.chart(chart), declared.Shown(subject, segment_by))
