"""Tables of measurement: reliability, items in their scale, fit for factoring, loadings."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View
from csat_lib.report.words.numbers import percent

BLANK_UNDER = 0.30
"""Loadings smaller than this are left blank, as in the chart."""
_KEY = {
    "en": "Loadings under 0.30 are left blank; under each factor stands its share of the variance",
    "zh": "绝对值小于 0.30 的载荷留空；因子名下为其解释的方差占比",
}


def _of_row(view: View, measure: str, topic: str = "reliability") -> Callable[[Finding], Finding | None]:
    """The figure of another measure about the same subject (and, for items, of the same scale)."""

    def pick(row: Finding) -> Finding | None:
        where = {"other": row.other} if row.other else {}
        return view.figure(topic, measure, row.subject, **where)

    return pick


def _reliability_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    items = fields.own(view, rows, "n_items", _of_row(view, "n_items"))
    alpha = (fields.value(view, "ratio", "alpha"), fields.interval(view, "ratio"))
    rest = [
        fields.value(view, "ratio", name, _of_row(view, name))
        for name in ("omega", "alpha_ordinal", "omega_ordinal", "mean_r")
        if view.figures("reliability", name)
    ]
    counted = (items,) if view.figures("reliability", "n_items") else ()
    return (fields.subject(view), *counted, *alpha, *rest, *fields.bases(view, rows))


def _item_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    rest = fields.value(view, "ratio", "item_rest")
    dropped = fields.value(view, "ratio", "alpha_if_dropped", _of_row(view, "alpha_if_dropped"))
    return (fields.subject(view, "item"), rest, dropped, *fields.bases(view, rows))


def _scales(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    """A line with the scale's name above its first item."""
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row.other, place)
    return tuple((place, view.label(name)) for name, place in first.items())


def _adequacy_rows(view: View) -> Rows:
    kmo = [row for row in view.figures("factors", "kmo") if row.subject == "items"]
    return [*kmo, *view.figures("factors", "bartlett"), *view.figures("factors", "smallest_eigenvalue")]


def _adequacy_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    measure = fields.text(view, "measure", lambda row: fields.head(view, row.measure))
    df = Field(Column(fields.head(view, "df"), kind="number"), lambda row: row.df)
    p = Field(Column(fields.head(view, "p"), kind="p"), lambda row: row.p)
    return (measure, fields.value(view, "ratio"), df, p, *fields.bases(view, rows))


def _loading_rows(view: View) -> Rows:
    first: dict[str, Finding] = {}
    for row in view.figures("factors", "loading"):
        first.setdefault(row.subject, row)
    return [first[item] for item in view.study.items if item in first]


def _loading_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    loadings = {(row.subject, row.other): row for row in view.figures("factors", "loading")}
    factors = dict.fromkeys(factor for _, factor in loadings)
    columns = [_factor_field(view, factor, loadings) for factor in factors]
    shared = fields.value(view, "ratio", "communality", _of_item(view, "communality"))
    known = (shared,) if view.figures("factors", "communality") else ()
    return (fields.subject(view, "item"), *columns, *known, *fields.bases(view, rows))


def _of_item(view: View, measure: str) -> Callable[[Finding], Finding | None]:
    return lambda row: view.figure("factors", measure, row.subject)


def _factor_field(view: View, factor: str, loadings: dict[tuple[str, str], Finding]) -> Field:
    """A factor's loadings, headed by the share of the variance that it accounts for."""
    share = view.figure("factors", "variance_share", factor)
    unit = percent(share.value) if share is not None and share.value is not None else ""

    def cell(row: Finding) -> Cell | str | None:
        found = loadings.get((row.subject, factor))
        if found is None or found.value is None:
            return None
        return Cell(found.value, shade=found.value) if abs(found.value) >= BLANK_UNDER else ""

    return Field(Column(factor, unit, kind="number", decimals=2, align="centre"), cell)


def _constructs(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(owner[row.subject], place)
    return tuple((place, view.label(name)) for name, place in first.items())


RELIABILITY = Declaration(
    "reliability",
    lambda view: view.figures("reliability", "alpha"),
    _reliability_fields,
    title("reliability_table"),
    (("reliability", "alpha"),),
)
ITEMS = Declaration(
    "item_reliability",
    lambda view: view.figures("reliability", "item_rest"),
    _item_fields,
    title("item_reliability"),
    (("reliability", "item_rest"),),
    sections=_scales,
)
ADEQUACY = Declaration(
    "adequacy", _adequacy_rows, _adequacy_fields, title("adequacy"), (("factors", "kmo"), ("factors", "bartlett"))
)
LOADINGS = Declaration(
    "loadings",
    _loading_rows,
    _loading_fields,
    title("loadings"),
    (("factors", "loading"),),
    sections=_constructs,
    key=lambda view: _KEY[view.language],
)
DECLARED = (RELIABILITY, ITEMS, ADEQUACY, LOADINGS)
