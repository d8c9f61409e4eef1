"""Did the answers come as they should? Bursts of arrivals and other signs of made-up answers: sentence and tables."""

from __future__ import annotations

from csat_lib.findings import ALL, Finding
from csat_lib.findings.catalogue.fieldwork import BURST, ENDS_SHARE, NIGHT_SHARE, SAME_SECONDS
from csat_lib.findings.measure import Measure, Words
from csat_lib.report import columns
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.number import write
from csat_lib.report.topics.fieldwork.response import WHOLE
from csat_lib.report.view import ANY, View
from csat_lib.report.wording import MOST_NAMED, Claim, Label, Wording

UNLIKELY = 0.01
"""A sign of tampering is told when chance alone would show one as strong, among all looked at, less often than this."""
ALL_ANSWERS = Words("全部答卷", "All answers")
TOGETHER = Words("总体", "all together")
TIME = Words("时间", "Time")

NO_BURSTS = Wording(
    zh="答卷的提交时间没有出现偶然难以解释的集中。",
    en="Answers did not arrive in bursts that chance would not bring.",
)
BURSTS = Wording(
    zh="有些答卷的提交时间异常集中，偶然难以解释（{told:;}{others}），应了解这些答卷是如何收集的。",
    en="Answers arrived in bursts that chance would hardly bring ({told:;}{others}): ask how they were collected.",
)
ONE_BURST = Wording(zh="{group}，{row.moment}，{row} 份", en="{group}, {row.moment}: {row}")
OTHERS = Wording(zh="；另有 {n} 处", en=", and {n:more burst}")
TITLE_NONE = Wording(zh="答卷的提交时间没有异常集中", en="Answers did not arrive in bursts")
TITLE_ODD = Wording(zh="有 {n} 处迹象偶然难以解释", en="{n:sign} that chance would hardly bring")
TITLE_USUAL = Wording(zh="没有突出的异常迹象", en="No sign of tampering stands out")
TITLE_BURSTS = Wording(zh="有 {n} 处提交时间异常集中", en="{n:burst} of answers that chance would hardly bring")


def unlikely(view: View) -> list[Finding]:
    """The bursts of any group that chance would hardly bring, the least likely first."""
    return _odd(_rows(view))


def _odd(rows: Rows) -> list[Finding]:
    return [row for row in rows if row.p is not None and row.p < UNLIKELY]


def bursts(view: View) -> Claim | None:
    """Where and when answers came too close together."""
    rows = unlikely(view)
    if not rows:
        return NO_BURSTS() if _rows(view) else None
    rest = len(rows) - MOST_NAMED
    told = [ONE_BURST(group=_where(row), row=row) for row in rows[:MOST_NAMED]]
    return BURSTS(told=told, others=OTHERS(n=rest) if rest > 0 else None)


def _where(row: Finding) -> Label | Words:
    if row.segment_by != ALL:
        return Label(row.segment, row.segment_by)
    return TOGETHER if row.subject == WHOLE else Label(row.subject)


def _group(view: View, row: Finding) -> str:
    """The group whose arrivals a row is about, in a table."""
    if row.segment_by != ALL:
        return view.level(row.segment_by, row.segment)
    return ALL_ANSWERS[view.language] if row.subject == WHOLE else view.label(row.subject)


def title(view: View) -> Claim:
    """Whether answers arrived in bursts, as a title."""
    rows = unlikely(view)
    return TITLE_BURSTS(n=len(rows)) if rows else TITLE_NONE()


def _rows(view: View, *measures: Measure) -> list[Finding]:
    """Figures of every group, the least likely first."""
    rows = [row for measure in measures or (BURST,) for row in known(view, measure, segment_by=ANY)]
    return sorted(rows, key=lambda row: row.p if row.p is not None else 1.0)


def _signs(view: View) -> list[Finding]:
    return _rows(view, NIGHT_SHARE, ENDS_SHARE, SAME_SECONDS)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    return (
        columns.text(view, columns.SUBJECT, lambda row: _group(view, row)),
        columns.text(view, TIME, lambda row: row.path.replace("T", " ")),
        columns.count(view, columns.ANSWERS),
        columns.number(view, columns.P, "p"),
    )


def _sign_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def value(row: Finding) -> Cell:
        """Shares and counts under one head, each in its own unit."""
        unit = row.kind.unit
        return Cell(write(row.value or 0.0, unit, ".1" if unit.percent else ""), of=row.id, part="value")

    return (
        columns.text(view, columns.SUBJECT, lambda row: _group(view, row)),
        columns.text(view, columns.SIGN, lambda row: row.kind.words[view.language]),
        Field(Column(columns.VALUE[view.language], align="right"), value),
        columns.number(view, columns.P, "p"),
        *columns.bases(view, rows),
    )


def _sign_title(view: View) -> Claim:
    """How many signs chance would hardly bring."""
    odd = _odd(_signs(view))
    return TITLE_ODD(n=len(odd)) if odd else TITLE_USUAL()


SIGNS = TableSpec("signs", (NIGHT_SHARE,), _signs, _sign_fields, _sign_title)
TABLE = TableSpec("bursts", (BURST,), _rows, _fields, title)
