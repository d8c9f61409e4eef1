"""Tables of the measurement model: fit beside its conventions, loadings, what would improve it."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.findings import Finding
from csat_lib.report.blocks import Column
from csat_lib.report.clear import valued
from csat_lib.report.prose import evidence
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View

_MEASURES = ("chi2", "chi2_scaled", "cfi", "cfi_scaled", "tli", "tli_scaled", "rmsea", "rmsea_scaled", "srmr")
_DEVIANCES = ("aic", "bic")
_DIGITS = {"chi2": 1, "chi2_scaled": 1, "aic": 1, "bic": 1}


def _fit_rows(view: View) -> Rows:
    return valued([row for name in (*_MEASURES, *_DEVIANCES) for row in view.figures("model", name)])


def _fit_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows

    def written(row: Finding) -> str:
        return _written(row.measure, row.value)

    def ends(row: Finding) -> str:
        found = fields.ends_of(row)
        between = " 至 " if view.language == "zh" else " to "
        return between.join(_written(row.measure, end) for end in found) if found else ""

    interval = Column(fields.head(view, "interval").format(confidence="90%"), align="right")
    return (
        fields.text(view, "index_of_fit", lambda row: fields.head(view, row.measure)),
        Field(Column(fields.head(view, "value"), align="right"), written),
        Field(Column(fields.head(view, "df"), kind="number"), lambda row: row.df),
        Field(Column(fields.head(view, "p"), kind="p"), lambda row: row.p),
        Field(interval, ends),
        Field(Column(fields.head(view, "convention"), align="right"), lambda row: _convention(row.measure)),
    )


def _written(measure: str, value: float | None) -> str:
    return "" if value is None else f"{value:,.{_DIGITS.get(measure, 3)}f}".replace("-", "−")


def _convention(measure: str) -> str:
    name = measure.removesuffix("_scaled")
    if name not in evidence.CUTS:
        return ""
    return f"{'≤' if name in evidence.LOWER_IS_BETTER else '≥'} {evidence.CUTS[name]:.2f}"


def _loading_rows(view: View) -> Rows:
    return [row for row in view.figures("model", "loading") if row.subject in view.study.items]


def _loading_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def explained(row: Finding) -> Finding | None:
        return view.figure("model", "r2", row.subject)

    own = (fields.subject(view, "item"), fields.value(view, "ratio", "loading"), fields.interval(view, "ratio"))
    return (*own, fields.value(view, "ratio", "r2", explained), *fields.bases(view, rows))


def _owners(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row.other, place)
    return tuple((place, view.label(name)) for name, place in first.items())


def _change_rows(view: View) -> Rows:
    return sorted(valued(view.figures("model", "modification")), key=lambda row: -(row.value or 0.0))


def _change_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def expected(row: Finding) -> Finding | None:
        return view.figure("model", "expected_change", row.subject, other=row.other, path=row.path)

    change = fields.own(view, rows, "expected_change", expected)
    return (
        fields.text(view, "path", lambda row: _path(view, row)),
        fields.own(view, rows, "modification"),
        replace(change, column=replace(change.column, signed=True)),
    )


def _path(view: View, row: Finding) -> str:
    """Room → Quiet at night: a loading; two items with a double arrow: what they share beside their dimensions."""
    item, other = view.label(row.subject), view.label(row.other)
    return f"{item} ↔ {other}" if row.path == "residual" else f"{other} → {item}"


FIT = Declaration("model_fit", _fit_rows, _fit_fields, title("model_fit"), (("model", "cfi"), ("model", "srmr")))
LOADINGS = Declaration(
    "model_loadings",
    _loading_rows,
    _loading_fields,
    title("model_loadings"),
    (("model", "loading"),),
    sections=_owners,
)
CHANGES = Declaration(
    "modification",
    _change_rows,
    _change_fields,
    title("modification"),
    (("model", "modification"),),
    key=lambda view: fields.key(view, "modification"),
)
DECLARED = (FIT, LOADINGS, CHANGES)
