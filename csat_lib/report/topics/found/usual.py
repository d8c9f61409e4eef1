"""A line: its waves, its control limits, and whether a change led beyond these or came from a peak."""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import CONTROL, CONTROL_NPS, INDEX, NPS
from csat_lib.report.clear import direction
from csat_lib.report.declared import Finding, View, valued
from csat_lib.report.topics.found import changes
from csat_lib.report.view import ANY

LIMITS = {INDEX: CONTROL, NPS: CONTROL_NPS}
"""What a line is drawn of -> its control limits."""


def waves_of(view: View, subject: str, cell: tuple[str, str] = (ALL, "")) -> tuple[Finding, ...]:
    """The figures of a subject in all waves that the study names, oldest first."""
    order = {period.text: period.first for period in (*view.earlier, view.period)}
    where = {"subject": subject, "period": ANY, "segment_by": cell[0], "segment": cell[1]}
    found = [row for measure in LIMITS for row in view.rows(measure, **where) if row.period in order]
    return tuple(sorted(found, key=lambda row: order[row.period]))


def peak(view: View, change: Finding) -> int | None:
    """Of how many waves that which a fall starts from was the highest, or a rise the lowest; of several waves."""
    line = valued(waves_of(view, change.subject, (change.segment_by, change.segment)))
    values = [(row.value or 0.0) * (-1 if direction(change) == "up" else 1) for row in line]
    is_peak = len(line) > 2 and line[-2].period == change.against and values[-2] == max(values)
    return len(line) if is_peak else None


def limits(view: View, change: Finding) -> Finding | None:
    """The control limits of the line that a figure or change is of, where they are known."""
    measure = NPS if change.subject == view.study.nps else INDEX
    found = view.row(LIMITS[measure], change.subject, segment_by=change.segment_by, segment=change.segment)
    return found if found is not None and found.value is not None else None


def beyond(view: View, change: Finding) -> bool | None:
    """Whether the level that a change led to lies outside the control limits of its line; None without limits."""
    own, now = limits(view, change), changes.levels(view, change).get("now")
    if own is None or own.low is None or own.high is None or not isinstance(now, Finding):
        return None
    return not own.low <= (now.value or 0.0) <= own.high
