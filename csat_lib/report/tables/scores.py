"""Tables of scores: index with change, items, NPS."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.topics.trends.changes import of as change_of
from csat_lib.report.view import View
from csat_lib.study.questions import Rating


def _index_rows(view: View) -> Rows:
    """Nodes from the root down, then constructs, then rating outcomes."""
    order = [*view.study.index, *view.study.constructs, *view.study.outcomes]
    order.sort(key=lambda name: name != view.study.root)
    found = {row.subject: row for row in view.figures("scores", "index")}
    return [found[name] for name in dict.fromkeys(order) if name in found]


def _index_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    changes = {row.subject: change_of(view, row.subject) for row in rows}
    compared = fields.difference(view, "change", lambda row: changes[row.subject]) if any(changes.values()) else ()
    shown = (fields.subject(view), fields.value(view, "0-100", "index"), fields.interval(view, "0-100"))
    return (*shown, *compared, *_target(view, rows), *fields.bases(view, rows))


def _changes(view: View, rows: Rows) -> Rows:
    found = (change_of(view, row.subject) for row in rows)
    return [row for row in found if row is not None]


def _target(view: View, rows: Rows) -> tuple[Field, ...]:
    if not any(row.subject in view.study.targets for row in rows):
        return ()
    column = fields.number_column(view, "0-100", "target")
    return (Field(column, lambda row: facts.target(view, row.subject)),)


def _item_rows(view: View) -> Rows:
    found = {row.subject: row for row in view.figures("scores", "mean")}
    return [found[name] for name in (*view.study.items, *view.study.outcomes) if name in found]


def _item_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    top = {row.subject: row for row in view.figures("scores", "top2")}
    blank = {row.subject: row for row in view.figures("quality", "missing_share")}
    mean = _on_its_scale(view, rows, fields.value(view, "scale", "mean"))
    shown = [fields.subject(view, "item"), mean, fields.interval(view, "scale")]
    if top:
        shown += [
            fields.value(view, "share", "top2", lambda row: top.get(row.subject)),
            fields.interval(view, "share", lambda row: top.get(row.subject)),
        ]
    shown += [fields.value(view, "share", "missing_share", lambda row: blank.get(row.subject))] if blank else []
    return (*shown, *fields.bases(view, rows))


def _on_its_scale(view: View, rows: Rows, mean: Field) -> Field:
    """The column headed by the ends of the scale (1–10), when all rows were answered on the same one."""
    asked = [view.study.questions[row.subject] for row in rows]
    ranges = {question.range for question in asked if isinstance(question, Rating)}
    if len(ranges) != 1:
        return mean
    low, high = ranges.pop()
    return replace(mean, column=replace(mean.column, unit=f"{low:g}–{high:g}"))


def _constructs_above(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    """A line with the construct's name above its first item, and one above the outcomes."""
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    lines, last = [], ""
    for place, row in enumerate(rows):
        name = owner.get(row.subject, "")
        if name != last:
            lines.append((place, view.label(name) if name else fields.head(view, "outcome")))
            last = name
    return tuple(lines)


def _root_strong(view: View, rows: Rows) -> tuple[int, ...]:
    return tuple(place for place, row in enumerate(rows) if row.subject == view.study.root)


def _nps_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def share(measure: str) -> Field:
        return fields.value(view, "share", measure, lambda row: view.figure("scores", measure, row.subject))

    def change(row: Finding) -> Finding | None:
        return change_of(view, row.subject)

    compared = fields.difference(view, "change", change) if any(map(change, rows)) else ()
    parts = tuple(share(measure) for measure in ("promoters", "passives", "detractors"))
    own = (fields.value(view, "points", "nps"), fields.interval(view, "points"))
    return (fields.subject(view, "item"), *own, *compared, *parts, *fields.bases(view, rows))


INDEX = Declaration(
    "scores",
    _index_rows,
    _index_fields,
    title("scores_table"),
    (("scores", "index"),),
    _root_strong,
    differences=_changes,
)
ITEMS = Declaration(
    "items", _item_rows, _item_fields, title("items"), (("scores", "mean"),), sections=_constructs_above
)
NPS = Declaration("nps", lambda view: view.figures("scores", "nps"), _nps_fields, title("nps"), (("scores", "nps"),))
DECLARED = (INDEX, ITEMS, NPS)
