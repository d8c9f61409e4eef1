"""Several sources of one figure: what each gives a unit, and where they contradict one another."""

from collections.abc import Callable

from csat_lib.findings.catalogue.kpis import POINTS, SOURCE_GAP, SPREAD
from csat_lib.findings.measure import Words
from csat_lib.report.clear import direction, size, valued
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns
from csat_lib.report.standing import measure_of
from csat_lib.report.wording import Claim, Label, Wording, some

CONFLICT = {
    "down": Wording(
        zh="{row.level}：{row.quoted}与{other.quoted}相比，比通常低 {row:size} 分（{row.sizes} 分）",
        en="{row.level}: {row.label} lies {row:size} points ({row.sizes}) lower beside {other} than usual",
    ),
    "up": Wording(
        zh="{row.level}：{row.quoted}与{other.quoted}相比，比通常高 {row:size} 分（{row.sizes} 分）",
        en="{row.level}: {row.label} lies {row:size} points ({row.sizes}) higher beside {other} than usual",
    ),
}
TOLD = Wording(zh="来源相互矛盾的有：{told}。", en="Sources contradict one another: {told}.")
NONE = Wording(
    zh="{n} 个单位中，没有哪个单位的来源相互矛盾，超出误差所能解释的范围。",
    en="In none of {n:unit} do the sources lie further apart than their errors allow.",
)
OTHERS = Wording(zh="另外 {n} 处", en="{n:other case}")
TITLE = Wording(zh="各来源的得分", en="What each source gives")


def told(view: View) -> Claim | None:
    """The units whose sources contradict one another, the furthest first; or that there is none."""
    rows = valued(view.rows(SOURCE_GAP, segment_by=view.study.unit)) if view.study.unit else ()
    clear = sorted((row for row in rows if direction(row) != "unclear"), key=size, reverse=True)
    if clear:
        return TOLD(told=some([CONFLICT[direction(row)](row=row, other=Label(row.other)) for row in clear], OTHERS))
    return NONE(n=len({row.segment for row in rows})) if any(row.low is not None for row in rows) else None


def _rows(view: View) -> Rows:
    return view.rows(SPREAD, segment_by=view.study.unit) if view.study.unit else ()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    parts = list(dict.fromkeys(part for row in rows for part in view.study.index[row.subject].parts))
    index = measure_of(view.study, rows[0].subject)
    return (
        columns.segment(view, rows[0].segment_by),
        *(columns.figure(view, index, _of(view, part), _words(view, part)) for part in parts),
        columns.figure(view, index, _of(view), Words("合成", "Combined")),
        columns.figure(view, SPREAD),
    )


def _of(view: View, part: str = "") -> Callable[[Finding], Finding | None]:
    def pick(row: Finding) -> Finding | None:
        name, where = part or row.subject, {"segment_by": row.segment_by, "segment": row.segment}
        return view.row(POINTS, name, **where) or view.row(measure_of(view.study, name), name, **where)

    return pick


def _words(view: View, part: str) -> Words:
    return Words(view.label(part), view.label(part))


TABLE = TableSpec("sources", (SPREAD,), _rows, _fields, lambda _: TITLE(), based_on=lambda _view, _rows: ())
