"""The tables of changes: of everybody's figures, and of the groups of a question."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.report import columns
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec
from csat_lib.report.topics.trends import titles
from csat_lib.report.topics.trends.changes import every, is_of_group, of, of_groups
from csat_lib.report.view import View
from csat_lib.report.wording import Claim


def of_question(segment_by: str) -> TableSpec:
    """The change of the index in every group of a question."""

    def title(view: View) -> Claim:
        return titles.of_groups(view, segment_by)

    return TableSpec(
        "segment_changes",
        (CHANGE,),
        lambda view: of_groups(view, segment_by),
        _fields,
        title,
        differences=lambda _view, rows: rows,
    )


def _rows(view: View) -> Rows:
    return every(view) or of_groups(view, view.study.unit or "")


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    head = columns.segment(view, rows[0].segment_by) if is_of_group(rows[0]) else columns.subject(view, columns.SUBJECT)
    return (head, *columns.estimate(view, CHANGE, signed=True), *columns.bases(view, rows))


def changed(view: View, rows: Rows) -> tuple[Field, ...]:
    """The change of what each row is about, for another topic's table; none when no row has one."""

    def own(row: Finding) -> Finding | None:
        return of(view, row.subject)

    return columns.estimate(view, CHANGE, own, signed=True) if any(map(own, rows)) else ()


def _title(view: View) -> Claim:
    return titles.of_all(every(view)) if every(view) else titles.of_groups(view, view.study.unit or "")


TABLE = TableSpec("changes", (CHANGE,), _rows, _fields, _title, differences=lambda _view, rows: rows)
