"""Tables of weights: the sample against its targets, what weighting costs, what counts how much in the index."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS

METHODS = ("equal", "factor", "johnson", "given")


def _margin_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def other(measure: str) -> Callable[[Finding], Finding | None]:
        return lambda row: view.figure("weights", measure, row.subject, other=row.other)

    level = fields.text(view, "level", lambda row: view.level(row.subject, row.other))
    names = ("share_sample", "share_weighted", "share_target")
    shares = [fields.own(view, rows, name, other(name), finer=1) for name in names]
    return (level, *shares, *fields.bases(view, rows))


def _questions(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row.subject, place)
    return tuple((place, view.label(name)) for name, place in first.items())


def _precision_rows(view: View) -> Rows:
    measures = ("deff", "n_effective", "weight_min", "weight_max", "max_error")
    return [row for name in measures for row in view.figures("weights", name, subject="respondents")]


def _precision_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    measure = fields.text(view, "measure", lambda row: fields.head(view, row.measure))
    return (measure, fields.mixed(view), *fields.bases(view, rows))


def _weight_rows(view: View) -> Rows:
    return view.figures("weights", "weight_used")


def _weight_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def by(method: str) -> Callable[[Finding], Finding | None]:
        return lambda row: view.figure("weights", "weight", row.subject, other=row.other, method=method)

    recorded = {row.method for row in view.figures("weights", "weight")}
    names = LEXICONS[view.language].methods
    columns = [
        fields.own(view, rows, names[method][0].upper() + names[method][1:], by(method), finer=1)
        for method in METHODS
        if method in recorded
    ]
    used = fields.own(view, rows, "weight_used", finer=1)
    return (fields.subject(view), *columns, used, *fields.bases(view, rows))


def _nodes(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row.other, place)
    return tuple((place, view.label(name)) for name, place in first.items()) if len(first) > 1 else ()


MARGINS = Declaration(
    "margins",
    lambda view: view.figures("weights", "share_target"),
    _margin_fields,
    title("margins_table"),
    (("weights", "share_target"),),
    sections=_questions,
)
PRECISION = Declaration("precision", _precision_rows, _precision_fields, title("precision"), (("weights", "deff"),))
WEIGHTS = Declaration(
    "index_weights",
    _weight_rows,
    _weight_fields,
    title("weights_table"),
    (("weights", "weight_used"),),
    sections=_nodes,
)
DECLARED = (MARGINS, PRECISION, WEIGHTS)
