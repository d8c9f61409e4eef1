"""Tables of insight: changes, the line of waves."""

from __future__ import annotations

from csat_lib.findings import ALL
from csat_lib.report.prose import facts
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View


def _change_rows(view: View) -> Rows:
    against = {"against": view.previous.text} if view.previous else {}
    whole = view.figures("trends", "change", **against)
    unit = view.study.unit or ""
    return whole or view.figures("trends", "change", segment_by=unit, subject=view.study.root, **against)


def _themselves(view: View, rows: Rows) -> Rows:
    del view
    return rows


def _change_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    name = fields.subject(view, "subject") if rows[0].segment_by == ALL else fields.segment(view, rows[0].segment_by)
    return (name, *fields.difference(view, "change", lambda row: row), *fields.bases(view, rows))


def segment_changes(segment_by: str = "") -> Declaration:
    """The change of the index in every unit."""

    def rows(view: View) -> Rows:
        return facts.segment_changes(view, segment_by or view.study.unit or "")

    def words(view: View) -> str:
        return title("segment_changes")(view, segment_by=segment_by or view.study.unit or "")

    return Declaration("segment_changes", rows, _change_fields, words, (("trends", "change"),), differences=_themselves)


def _wave_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    labels = {period.text: period.label(view.language) for period in (*view.earlier, view.period)}
    wave = fields.text(view, "wave", lambda row: labels.get(row.period, row.period))
    return (wave, fields.value(view, "0-100", "index"), fields.interval(view, "0-100"), *fields.bases(view, rows))


def _changes_title(view: View) -> str:
    whole = view.figures("trends", "change")
    return title("changes_table")(view) if whole else title("segment_changes")(view, segment_by=view.study.unit or "")


CHANGES = Declaration(
    "changes", _change_rows, _change_fields, _changes_title, (("trends", "change"),), differences=_themselves
)
WAVES = Declaration(
    "waves",
    lambda view: facts.periods_with(view, view.study.root),
    _wave_fields,
    title("waves"),
    (("trends", "index"),),
)
DECLARED = (CHANGES, WAVES)
