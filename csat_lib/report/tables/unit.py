"""The dimensions of the one unit that the report sends its reader to first."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View


def unit_dimensions(unit: Finding) -> Declaration:
    """The change, or the difference from the rest, of every dimension of a unit; ``unit`` is that of its index."""
    topic = "trends" if unit.measure == "change" else "segments"
    where = {"segment_by": unit.segment_by, "segment": unit.segment, "against": unit.against}

    def rows(view: View) -> Rows:
        found = (view.figure(topic, unit.measure, name, **where) for name in view.study.constructs)
        return [row for row in found if row is not None]

    def words(view: View) -> str:
        return title("unit_dimensions")(view, unit=unit)

    def itself(_view: View, rows: Rows) -> Rows:
        return rows

    return Declaration("unit_dimensions", rows, _fields, words, ((topic, unit.measure),), differences=itself)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    return (
        fields.subject(view),
        *fields.difference(view, rows[0].measure, lambda row: row),
        *fields.bases(view, rows),
    )
