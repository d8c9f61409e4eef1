"""The control limits that charts draw, line by line."""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import CONTROL
from csat_lib.report.blocks import Cell
from csat_lib.report.cells import cell_of, column_of
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, valued
from csat_lib.report.slots import tell
from csat_lib.report.topics.trends import control
from csat_lib.report.wording import Claim, Wording, Words

LINE, NOW = Words("走势线", "Line"), Words("本期", "This wave")
MEAN = Words("此前各期平均", "Mean of the waves before")
ENDS = (("low", Words("下控制限", "Lower limit")), ("high", Words("上控制限", "Upper limit")))
SUBJECT = Wording(zh="{subject}", en="{subject}")
OF_GROUP = Wording(zh="{row.level}：{subject}", en="{row.level}: {subject}")
TITLE_INSIDE = Wording(
    zh="控制限：{n} 条线本期都在限内", en="Control limits: this wave, {n:line} {n|lies|lie} within {n|its|their} own"
)
TITLE_OUTSIDE = Wording(
    zh="控制限：{n} 条线中有 {out} 条本期越限",
    en="Control limits: this wave, {out:word} of {n:line} {out|lies|lie} outside {out|its|their} own",
)


def _lines(view: View) -> list[tuple[Finding, ...]]:
    """The index, everybody's lines and those of the unit in question, as far as limits are known."""
    found = [control.waves_of(view, view.study.root), *control.lines(view), *control.unit_lines(view)]
    return [line for line in map(valued, found) if line and control.limits_of(view, line[-1])]


def _rows(view: View) -> Rows:
    return [limits for line in _lines(view) if (limits := control.limits_of(view, line[-1]))]


def _title(view: View) -> Claim:
    lines = _lines(view)
    out = [line for line in lines if control.is_outside(line[-1], control.limits_of(view, line[-1]))]
    return TITLE_OUTSIDE(n=len(lines), out=len(out)) if out else TITLE_INSIDE(n=len(lines))


def _name(view: View, row: Finding) -> Claim:
    subject = Words(*(view.measured(row.subject),) * 2)
    return SUBJECT(subject=subject) if row.segment_by == ALL else OF_GROUP(row=row, subject=subject)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    of = {limits.id: line for limits, line in zip(rows, _lines(view), strict=True)}

    def end(part: str, head: Words) -> Field:
        column = column_of(view, CONTROL.unit, head)
        return Field(column, lambda row: Cell(getattr(row, part), of=row.id, part=part))

    return (
        columns.text(view, LINE, lambda row: tell(view, _name(view, row))),
        Field(column_of(view, CONTROL.unit, NOW), lambda row: cell_of(view, of[row.id][-1])),
        Field(column_of(view, CONTROL.unit, MEAN), lambda row: cell_of(view, row)),
        *(end(part, head) for part, head in ENDS),
    )


TABLE = TableSpec(
    "control",
    (CONTROL,),
    _rows,
    _fields,
    _title,
    key=lambda view: control.note(view, _rows(view)),
    based_on=lambda view, _: [line[-1] for line in _lines(view)],
)
