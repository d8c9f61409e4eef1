"""Which changes there are, picked: of one subject, of all dimensions, of all groups of a question."""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.report.declared import Finding, View, valued

BROKEN = "not_comparable"


def every(view: View, **where: object) -> tuple[Finding, ...]:
    """Every change against the wave before."""
    against = {"against": view.previous.text} if view.previous else {}
    return view.rows(CHANGE, **against, **where)


def is_recorded(view: View) -> bool:
    """Whether any change of everybody was recorded, against whatever wave."""
    return bool(view.rows(CHANGE))


def of(view: View, subject: str, **where: object) -> Finding | None:
    """The change of one subject."""
    return next(iter(every(view, subject=subject, **where)), None)


def of_dimensions(view: View) -> tuple[Finding, ...]:
    """The change of every dimension that has one, in the study's order."""
    return valued(_of_dimensions(view))


def drawn(view: View) -> tuple[Finding, ...]:
    """The same with those that do not compare, without a value; nothing when none has one."""
    rows = tuple(row for row in _of_dimensions(view) if row.value is not None or row.reason == BROKEN)
    return rows if valued(rows) else ()


def of_groups(view: View, segment_by: str, subject: str = "") -> tuple[Finding, ...]:
    """The change of a subject (the index, unless named) in every group; each has a simultaneous interval."""
    return every(view, subject=subject or view.study.root, segment_by=segment_by) if segment_by else ()


def is_of_group(row: Finding) -> bool:
    """Whether it is of a group of respondents, not of everybody."""
    return row.segment_by != ALL


def _of_dimensions(view: View) -> list[Finding]:
    found = (of(view, construct) for construct in view.study.constructs)
    return [row for row in found if row is not None]
