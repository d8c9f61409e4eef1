"""Figures of operation unit by unit, each beside what customers say of it."""

from collections.abc import Callable, Iterator

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.kpis import KPI, POINTS
from csat_lib.findings.measure import Words
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of
from csat_lib.report.clear import ranked
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns
from csat_lib.report.sections import under
from csat_lib.report.standing import measure_of
from csat_lib.report.topics.kpis.levels import CASES
from csat_lib.report.topics.kpis.naming import label, unit_words
from csat_lib.report.topics.scores.answers import mean_of
from csat_lib.report.wording import Claim, Wording

FELT = Wording(
    zh="{worst.quoted}最不利的是{worst.level}（{worst}{unit}），该单位{felt.quoted}得 {felt} 分，全部单位为 {all} 分。",
    en="{worst.label} is worst at {worst.level} ({worst}{unit}), where {felt.quoted} scored {felt}, against {all} "
    "overall.",
)
TITLE_FELT = Wording(zh="运营指标与顾客感受，按单位对照", en="Figures of operation beside what customers say, by unit")
TITLE_UNITS = Wording(zh="各单位的运营指标", en="Figures of operation by unit")


def felt(view: View) -> list[Claim | None]:
    """Of each KPI that has a perception beside it: where it is worst, and what is felt there."""
    told: list[Claim | None] = []
    for name, kpi in view.study.kpis.items():
        rows = ranked(view.rows(KPI, subject=name, segment_by=view.study.unit or ALL))
        if not rows or kpi.perceived is None:
            continue
        worst = rows[0] if kpi.is_down else rows[-1]
        here, whole = _perceived(view, kpi.perceived, worst), _perceived(view, kpi.perceived)
        if here and whole and here.value is not None:
            told.append(FELT(worst=worst, felt=here, all=whole, unit=unit_words(view, name)))
    return told


def _at(row: Finding) -> dict[str, object]:
    return {"segment_by": row.segment_by, "segment": row.segment}


def _perceived(view: View, name: str, where: Finding | None = None) -> Finding | None:
    """What customers say of it, everywhere or in the unit of a figure: the mean answer, or a dimension's index."""
    cell = _at(where) if where else {}
    return mean_of(view, name, **cell) or view.row(measure_of(view.study, name), name, **cell)


def _units(view: View) -> Rows:
    """One row a unit that has a figure: its first KPI, in the order of the units."""
    first = {row.segment: row for row in reversed(_by_unit(view))}
    return [
        first[level]
        for level in getattr(view.study.variables.get(view.study.unit or ""), "options", ())
        if level in first
    ]


def _by_unit(view: View) -> Rows:
    return view.rows(KPI, segment_by=view.study.unit) if view.study.unit else ()


def _of_units(view: View, rows: Rows) -> Iterator[Field]:
    """The unit, and each KPI that has a perception beside it, with that."""
    yield columns.segment(view, rows[0].segment_by)
    beside: dict[str, list[str]] = {}
    for name, kpi in view.study.kpis.items():
        beside.setdefault(kpi.perceived or "", []).append(name)
    for perceived, names in beside.items():
        for name in names if perceived else ():
            yield Field(Column(label(view, name), kind="number", decimals=KPI.unit.decimals), _own(view, name))
        yield from _beside(view, perceived, rows) if perceived else ()


def _own(view: View, name: str) -> Callable[[Finding], Cell | None]:
    return lambda row: cell_of(view, view.row(KPI, name, **_at(row)))


def _beside(view: View, name: str, rows: Rows) -> Iterator[Field]:
    found, head = (_perceived(view, name, row) for row in rows), Words(view.label(name), view.label(name))
    first = next((row for row in found if row is not None), None)
    if first is not None:
        yield columns.figure(view, first.kind, lambda row: _perceived(view, name, row), head)


def _points(view: View, row: Finding) -> Finding | None:
    return view.row(POINTS, row.subject, **_at(row))


FELT_TABLE = TableSpec(
    "kpis_felt",
    (KPI,),
    lambda view: _units(view) if any(kpi.perceived for kpi in view.study.kpis.values()) else (),
    lambda view, rows: tuple(_of_units(view, rows)),
    lambda _: TITLE_FELT(),
    based_on=lambda _view, _rows: (),
)
UNITS = TableSpec(
    "kpi_units",
    (KPI,),
    lambda view: sorted(_by_unit(view), key=lambda row: [*view.study.kpis].index(row.subject)),
    columns.row(
        lambda view, rows: (columns.segment(view, rows[0].segment_by),),
        columns.with_ends(KPI),
        columns.numbered(CASES, "n"),
        columns.beside(POINTS, _points),
    ),
    lambda _: TITLE_UNITS(),
    sections=under(lambda view, row: label(view, row.subject)),
    based_on=lambda _view, _rows: (),
)
