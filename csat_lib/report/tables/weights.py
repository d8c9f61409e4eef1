"""Tables of weights: the sample against its targets, what weighting costs, what counts how much in the index."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.blocks import Column
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
    shares = [
        Field(Column(fields.head(view, name), kind="number", decimals=1, percent=True), _value(other(name)))
        for name in ("share_sample", "share_weighted", "share_target")
    ]
    return (level, *shares, *fields.bases(view, rows))


def _value(pick: Callable[[Finding], Finding | None]) -> Callable[[Finding], float | None]:
    def cell(row: Finding) -> float | None:
        found = pick(row)
        return found.value if found is not None else None

    return cell


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
    return (measure, fields.value(view, "ratio"), *fields.bases(view, rows))


def _weight_rows(view: View) -> Rows:
    return view.figures("weights", "weight_used")


def _weight_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def by(method: str) -> Callable[[Finding], Finding | None]:
        return lambda row: view.figure("weights", "weight", row.subject, other=row.other, method=method)

    recorded = {row.method for row in view.figures("weights", "weight")}
    names = LEXICONS[view.language].methods
    columns = [
        Field(
            Column(names[method][0].upper() + names[method][1:], kind="number", decimals=1, percent=True),
            _value(by(method)),
        )
        for method in METHODS
        if method in recorded
    ]
    used = Field(
        Column(fields.head(view, "weight_used"), kind="number", decimals=1, percent=True), lambda row: row.value
    )
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
