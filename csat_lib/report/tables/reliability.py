"""Tables of reliability beyond alpha: split halves and a general factor, retest, and how many factors by which test."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.prose.carry import valued
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS

_OWN = ("lambda6", "split_half_greatest", "split_half_mean", "split_half_lowest", "rho_a")
_GENERAL = ("omega_total", "omega_hierarchical", "omega_asymptotic")


def _of(view: View, measure: str) -> Callable[[Finding], Finding | None]:
    return lambda row: view.figure("reliability", measure, row.subject)


def _rows(view: View) -> Rows:
    return valued(view.figures("reliability", "split_half_greatest"))


def _rows_and_whole(view: View) -> Rows:
    """The constructs, then all items together."""
    return valued([*_rows(view), *view.figures("reliability", "omega_total")])


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    names = {row.subject for row in rows}
    shown = [
        fields.value(view, "ratio", measure, _of(view, measure))
        for measure in (*_OWN, *_GENERAL)
        if any(row.subject in names for row in valued(view.figures("reliability", measure)))
    ]
    return (fields.subject(view), *shown, *fields.bases(view, rows))


def _retest_rows(view: View) -> Rows:
    return view.figures("reliability", "retest")


def _retest_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    forms = dict.fromkeys(row.other for row in view.figures("reliability", "icc"))

    def form(name: str) -> Field:
        return fields.own(view, rows, name, lambda row: view.figure("reliability", "icc", row.subject, other=name))

    own = (fields.subject(view), fields.value(view, "ratio", "retest"), fields.interval(view, "ratio"))
    return (*own, *(form(name) for name in forms), *fields.bases(view, rows))


def _count_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    lexicon = LEXICONS[view.language]
    test = fields.text(view, "method", lambda row: lexicon.method(row.method.split(",")[0]))
    return (test, fields.own(view, rows, "n_factors"))


CONSISTENCY = Declaration(
    "consistency", _rows, _fields, title("consistency"), (("reliability", "split_half_greatest"),)
)
WITH_WHOLE = Declaration(
    "consistency",
    _rows_and_whole,
    _fields,
    title("consistency"),
    (("reliability", "split_half_greatest"), ("reliability", "omega_total")),
)
RETEST = Declaration("retest", _retest_rows, _retest_fields, title("retest"), (("reliability", "retest"),))
COUNTS = Declaration(
    "n_factors",
    lambda view: valued(view.figures("factors", "n_factors")),
    _count_fields,
    title("n_factors"),
    (("factors", "n_factors"), ("factors", "map")),
)
DECLARED = (WITH_WHOLE, CONSISTENCY, RETEST, COUNTS)
