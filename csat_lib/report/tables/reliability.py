"""How many factors by which test."""

from __future__ import annotations

from csat_lib.report.clear import valued
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS


def _count_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    lexicon = LEXICONS[view.language]
    test = fields.text(view, "method", lambda row: lexicon.method(row.method.split(",")[0]))
    return (test, fields.own(view, rows, "n_factors"))


COUNTS = Declaration(
    "n_factors",
    lambda view: valued(view.figures("factors", "n_factors")),
    _count_fields,
    title("n_factors"),
    (("factors", "n_factors"), ("factors", "map")),
)
DECLARED = (COUNTS,)
