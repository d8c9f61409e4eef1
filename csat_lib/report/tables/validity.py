"""Tables of validity: what dimensions share with their items and with each other, experts' ratings, the criterion."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.findings import Finding
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.clear import valued
from csat_lib.report.prose import evidence
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View


def _of(view: View, topic: str, measure: str) -> Callable[[Finding], Finding | None]:
    return lambda row: view.figure(topic, measure, row.subject)


def _construct_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    shown = [fields.subject(view), fields.value(view, "ratio", "ave"), fields.interval(view, "ratio")]
    for topic, measure in (
        ("reliability", "composite_reliability"),
        ("reliability", "rho_a"),
        ("validity", "root_ave"),
    ):
        if view.figures(topic, measure):
            shown.append(fields.value(view, "ratio", measure, _of(view, topic, measure)))
    near = [fields.value(view, "ratio", "nearest", _nearest(view))] if view.figures("validity", "construct_r") else []
    return (*(field for field in [*shown, *near] if not _empty(field, rows)), *fields.bases(view, rows))


def _nearest(view: View) -> Callable[[Finding], Finding | None]:
    """The largest correlation of a construct with another one."""
    pairs = valued(view.figures("validity", "construct_r"))

    def pick(row: Finding) -> Finding | None:
        own = [pair for pair in pairs if row.subject in (pair.subject, pair.other)]
        return max(own, key=lambda pair: abs(pair.value or 0.0), default=None)

    return pick


def _empty(field: Field, rows: Rows) -> bool:
    return field.column.kind == "interval" and all(field.cell(row) is None for row in rows)


def _matrix_rows(view: View) -> Rows:
    """One row per construct that is the second of a pair, in the study's order."""
    first: dict[str, Finding] = {}
    for row in _oriented(view):
        first.setdefault(row[1], row[2])
    return [first[name] for name in view.study.constructs if name in first]


def _oriented(view: View) -> list[tuple[str, str, Finding]]:
    """(column, row, HTMT) of each pair: the construct that stands first in the study heads the column."""
    order = list(view.study.constructs)
    found = []
    for row in view.figures("validity", "htmt"):
        column, line = sorted((row.subject, row.other), key=order.index)
        found.append((column, line, row))
    return found


def _matrix_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    order = list(view.study.constructs)
    cells = {(column, line): row for column, line, row in _oriented(view)}

    def line_of(row: Finding) -> str:
        return max((row.subject, row.other), key=order.index)

    def shaded(row: Finding | None) -> Cell | str | None:
        if row is None:
            return ""
        over = (row.value or 0.0) - evidence.DISTINCT + 0.1
        return Cell(row.value, shade=-min(max(over * 4, 0.0), 1.0)) if row.value is not None else None

    def column(name: str) -> Field:
        head = Column(view.label(name), kind="number", decimals=2, align="centre")
        return Field(head, lambda row: shaded(cells.get((name, line_of(row)))))

    columns = [column(name) for name in order if any(key[0] == name for key in cells)]
    return (fields.text(view, "dimension", lambda row: view.label(line_of(row))), *columns, *fields.bases(view, rows))


def _pair_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def second(row: Finding) -> Finding | None:
        return view.figure("validity", "htmt2", row.subject, other=row.other)

    shown = [
        fields.text(view, "pair", lambda row: f"{view.label(row.subject)} – {view.label(row.other)}"),
        fields.value(view, "ratio", "htmt"),
        fields.interval(view, "ratio"),
    ]
    shown += [fields.value(view, "ratio", "htmt2", second)] if view.figures("validity", "htmt2") else []
    return (*shown, *fields.bases(view, rows))


def _cross_rows(view: View) -> Rows:
    first: dict[str, Finding] = {}
    for row in view.figures("validity", "cross_loading"):
        first.setdefault(row.subject, row)
    return [first[item] for item in view.study.items if item in first]


def _cross_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    cells = {(row.subject, row.other): row for row in view.figures("validity", "cross_loading")}
    names = dict.fromkeys(name for _, name in cells)

    def column(name: str) -> Field:
        def cell(row: Finding) -> Cell | None:
            found = cells.get((row.subject, name))
            return None if found is None or found.value is None else Cell(found.value, shade=found.value)

        return Field(Column(view.label(name), kind="number", decimals=2, align="centre"), cell)

    return (fields.subject(view, "item"), *(column(name) for name in names), *fields.bases(view, rows))


def _own(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(owner[row.subject], place)
    return tuple((place, view.label(name)) for name, place in first.items())


def _content_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    experts = Field(Column(fields.head(view, "experts"), kind="number"), lambda row: row.n)
    kappa = fields.value(view, "ratio", "kappa", _of(view, "validity", "kappa"))
    return (fields.subject(view, "item"), fields.value(view, "ratio", "i_cvi"), kappa, experts)


def _criterion_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    name = f"{fields.head(view, 'criterion_r')}"
    column = Column(name, view.label(rows[0].other), "number", 2)
    own = Field(column, lambda row: fields.figure_cell(view, row))
    return (fields.subject(view), own, fields.interval(view, "ratio"), *fields.bases(view, rows))


CONSTRUCTS = Declaration(
    "validity",
    lambda view: view.figures("validity", "ave"),
    _construct_fields,
    title("validity_table"),
    (("validity", "ave"),),
)
HTMT = Declaration(
    "htmt",
    _matrix_rows,
    _matrix_fields,
    title("htmt_table"),
    (("validity", "htmt"),),
    key=lambda view: fields.key(view, "htmt"),
)
BOTH = (("validity", "htmt"), ("validity", "htmt2"))
PAIRS = Declaration("htmt_pairs", evidence.pairs, _pair_fields, title("htmt_table"), BOTH)
CROSS = Declaration(
    "cross_loadings",
    _cross_rows,
    _cross_fields,
    title("cross_loadings"),
    (("validity", "cross_loading"),),
    sections=_own,
)
CONTENT = Declaration(
    "content",
    lambda view: view.figures("validity", "i_cvi"),
    _content_fields,
    title("content"),
    (("validity", "i_cvi"),),
)
CRITERION = Declaration(
    "criterion",
    lambda view: valued(view.figures("validity", "criterion_r")),
    _criterion_fields,
    title("criterion"),
    (("validity", "criterion_r"),),
)
DECLARED = (CONSTRUCTS, PAIRS, HTMT, CROSS, CONTENT, CRITERION)
