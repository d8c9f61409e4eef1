"""Tables of insight: segments and units."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import ANY, View


def compared(view: View) -> str:
    """The segment that a table compares: the unit when it has figures, else the first that has."""
    named = facts.segments_shown(view)
    found = dict.fromkeys(row.segment_by for row in view.figures("segments", "gap", segment_by=ANY))
    return next((name for name in named if name in found or not found), next(iter(found), ""))


def segments_table(segment_by: str = "") -> Declaration:
    """Index and difference from the rest, by one segment question (the unit, unless named)."""

    def rows(view: View) -> Rows:
        name = segment_by or compared(view)
        shown = view.figures("scores", "index", subject=view.study.root, segment_by=name)
        return shown or view.figures("segments", "gap", subject=view.study.root, segment_by=name)

    def words(view: View) -> str:
        return title("segments_table")(view, segment_by=segment_by or compared(view))

    name = f"segments_{segment_by}" if segment_by else "segments"
    return Declaration(name, rows, _segment_fields, words, (("segments", "gap"),), differences=_gaps)


def _segment_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    label = fields.segment(view, rows[0].segment_by)
    index = (fields.value(view, "0-100", "index"), fields.interval(view, "0-100"))
    own = index if rows[0].measure == "index" else ()
    apart = fields.difference(view, "gap", lambda row: _gap(view, row)) if _gaps(view, rows) else ()
    return (label, *own, *apart, *fields.bases(view, rows))


def _gap(view: View, row: Finding) -> Finding | None:
    return view.figure("segments", "gap", row.subject, segment_by=row.segment_by, segment=row.segment)


def _gaps(view: View, rows: Rows) -> Rows:
    found = (_gap(view, row) for row in rows)
    return [row for row in found if row is not None]


def heat_table(segment_by: str = "") -> Declaration:
    """Every construct in every segment: many by many, values only."""

    def rows(view: View) -> Rows:
        name = segment_by or compared(view)
        first: dict[str, Finding] = {}
        for row in view.figures("scores", "index", segment_by=name):
            first.setdefault(row.segment, row)
        return list(first.values())

    def words(view: View) -> str:
        return title("heat")(view, segment_by=segment_by or compared(view))

    name = f"heat_{segment_by}" if segment_by else "heat"
    return Declaration(name, rows, _heat_fields, words, (("scores", "index"),))


def _heat_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    by = rows[0].segment_by
    cells = {(row.subject, row.segment): row for row in view.figures("scores", "index", segment_by=by)}
    subjects = [name for name in (view.study.root, *view.study.constructs) if any(key[0] == name for key in cells)]
    columns = [_subject_field(view, name, cells) for name in subjects]
    return (fields.segment(view, by), *columns, *fields.bases(view, rows))


def _subject_field(view: View, name: str, cells: dict[tuple[str, str], Finding]) -> Field:
    column = fields.number_column(view, "0-100", view.label(name))
    return Field(column, lambda row: fields.figure_cell(view, cells.get((name, row.segment))))


SEGMENTS = segments_table()
HEAT = heat_table()
DECLARED = (SEGMENTS, HEAT)
