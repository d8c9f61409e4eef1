"""Figures of the report: which findings a chart is given, and the title, base and source that it stands with."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from csat_lib.charts import PHONE_MM, draw_chart
from csat_lib.findings import ALL, Finding, pick
from csat_lib.report import declared, topics
from csat_lib.report.absent import why_no_figure
from csat_lib.report.blocks import Block, Figure, Paragraph
from csat_lib.report.chapters.drawn import DRAWN
from csat_lib.report.chapters.parts import slug
from csat_lib.report.notes import base_of, source_of
from csat_lib.report.prose.titles import title
from csat_lib.report.slots import tell
from csat_lib.report.view import View, as_findings


def draw(view: View, chart: str, subject: str = "", segment_by: str = "") -> tuple[Block, ...]:
    """The chart as a figure for page and telephone; without figures to draw, a sentence that says why.

    Raises:
        CsatError: there is no chart of that name.
    """
    if chart in topics.charts():
        return declared.draw(view, topics.chart(chart), declared.Shown(subject, segment_by))
    return _figure(view, chart, subject, segment_by)


def _figure(view: View, chart: str, subject: str, segment_by: str) -> tuple[Block, ...]:
    frame = _drawn(view, chart)
    look = declared.look_of(view)
    page = draw_chart(chart, frame, look)
    if page is None:
        return (Paragraph(tell(view, why_no_figure(view, as_findings(frame))), "note"),)
    phone = draw_chart(chart, frame, replace(look, width_mm=PHONE_MM))
    what = {"subject": subject} if subject else {}
    suffix = f"-{slug(segment_by or subject)}" if segment_by or subject else ""
    return (
        Figure(
            anchor=f"fig-{chart.replace('_', '-')}{suffix}",
            title=title(chart)(view, **what),
            svg=page.svg,
            alt=page.alt,
            base=base_of(view, _based_on(frame, view, chart)),
            source=source_of(view),
            narrow=phone.svg if phone is not None else "",
        ),
    )


def _drawn(view: View, chart: str) -> pd.DataFrame:
    """The findings that a chart is given: no more than it shows."""
    topic, measures = DRAWN.get(chart, ("", ()))
    frame = pick(view.findings, topic=topic, measure=measures)
    frame = frame[frame["segment_by"] == ALL]
    if chart == "arrivals":
        frame = frame[(frame["measure"] == "burst") | (frame["subject"] == "answers")]
    return frame


def _based_on(frame: pd.DataFrame, view: View, chart: str) -> list[Finding]:
    """The findings whose bases stand under the figure: those of the chart's own topic, of this period."""
    topic, measures = DRAWN[chart]
    main = set(measures[:1])
    rows = [row for row in replace(view, findings=frame).all_figures() if row.period == view.period.text]
    rows = [row for row in rows if row.segment_by == ALL]
    return [row for row in rows if row.topic == topic and row.measure in main]
