"""Which class comes first by three orders: number; severity, reach and frequency; room in the index."""

from csat_lib.findings.catalogue.complaints import (
    CONSISTENCY,
    CRITERION_WEIGHT,
    GRADE,
    NUMBER,
    PLACE_NUMBER,
    PLACE_PRIORITY,
    PLACE_ROOM,
    PRIORITY,
    ROOM,
)  # fmt: skip
from csat_lib.findings.measure import Measure, Words
from csat_lib.report.clear import ranked
from csat_lib.report.columns import Field
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, known, known_row
from csat_lib.report.topics.complaints.classes import ALL_CLASSES, CLASS, class_of
from csat_lib.report.wording import Claim, Wording

GRADES = {"high": Words("高", "high"), "medium": Words("中", "medium"), "low": Words("低", "low")}
GRADED = Words("等级", "Grade")
ABOUT = Words("对应题目或维度", "Asked by")
WEIGHTS = Wording(
    zh="严重程度、影响面、频次的权重为 {severity}、{reach}、{frequency}（层次分析法，一致性比率 {ratio:.3}）。",
    en="Severity counts {severity}, reach {reach}, frequency {frequency} (AHP, consistency ratio {ratio:.3}).",
)
DIFFER = Wording(
    zh="先办哪一类，要看按什么排：{told:,}。", en="Which class comes first depends on the order: {told:,}."
)
SAME = Wording(zh="按哪种排法，居首的都是{first.quoted}。", en="{first.label} comes first by every order.")
BY = {
    PLACE_NUMBER: Wording(zh="按件数是{rows.quoted}（{value} 件）", en="by number {rows.label} ({value})"),
    PLACE_PRIORITY: Wording(
        zh="按严重程度、影响面和频次是{rows.quoted}（{value} 分）",
        en="by severity, reach and frequency {rows.label} ({value} out of 100)",
    ),
    PLACE_ROOM: Wording(
        zh="按指数余地是{rows.quoted}（{value} 分）", en="by room in the index {rows.label} ({value} points)"
    ),
}
VALUES = {PLACE_NUMBER: NUMBER, PLACE_PRIORITY: PRIORITY, PLACE_ROOM: ROOM}
MOVED = Wording(
    zh="名次上升最多的是{row.quoted}：按件数第 {number} 位，按严重程度、影响面和频次第 {priority} 位。",
    en="{row.label} goes up most: place {number} by number, place {priority} by severity, reach and frequency.",
)
TITLE = Wording(zh="各类投诉的三种排序", en="Classes of complaints by three orders")
TITLE_SAME = Wording(zh="三种排法都以“{first.label}”居首", en="{first.label} comes first by every order")


def claims(view: View) -> list[Claim | None]:
    """The weights, where the orders differ, and which class a count places too low."""
    if not known(view, PRIORITY):
        return []
    given = {row.other: row for row in known(view, CRITERION_WEIGHT)}
    weights = WEIGHTS(**given, ratio=known_row(view, CONSISTENCY, ALL_CLASSES))
    return [weights, _orders(view), _moved(view)]


def _firsts(view: View) -> dict[Measure, list[Finding]]:
    found = {measure: [row for row in known(view, measure) if row.value == 1] for measure in BY}
    return {measure: rows for measure, rows in found.items() if rows}


def _orders(view: View) -> Claim:
    firsts = _firsts(view)
    if len({tuple(row.subject for row in rows) for rows in firsts.values()}) == 1:
        return SAME(first=next(iter(firsts.values()))[0])
    return DIFFER(told=[BY[of](rows=rows, value=_value(view, VALUES[of], rows[0])) for of, rows in firsts.items()])


def _moved(view: View) -> Claim | None:
    """The class that a plain count places furthest below its priority."""
    pairs = [(row, _value(view, PLACE_NUMBER, row)) for row in known(view, PLACE_PRIORITY)]
    risen = [((other.value or 0.0) - (row.value or 0.0), row, other) for row, other in pairs if other]
    most = max(risen, key=lambda one: one[0], default=None)
    return MOVED(row=most[1], number=most[2], priority=most[1]) if most and most[0] > 0 else None


def _value(view: View, measure: Measure, row: Finding) -> Finding | None:
    return known_row(view, measure, row.subject)


def _grade(view: View, row: Finding) -> str:
    """The grade that a class has most of."""
    most = next(iter(ranked(view.rows(GRADE, subject=row.subject))), None)
    return GRADES[most.other][view.language] if most else ""


def _about(view: View, row: Finding) -> str:
    room = view.row(ROOM, row.subject)
    return view.measured(room.other) if room else ""


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def of(measure: Measure) -> Field:
        return columns.figure(view, measure, lambda row: _value(view, measure, row))

    own = [columns.text(view, CLASS, lambda row: class_of(view, row)), of(NUMBER), of(PLACE_NUMBER), of(PRIORITY)]
    own += [columns.text(view, GRADED, lambda row: _grade(view, row)), of(PLACE_PRIORITY)]
    if known(view, ROOM):
        own += [of(ROOM), columns.interval(view, ROOM, lambda row: _value(view, ROOM, row)), of(PLACE_ROOM)]
        own += [columns.text(view, ABOUT, lambda row: _about(view, row))]
    return (*own,) if rows else ()


def _rows(view: View) -> Rows:
    """Classes by priority."""
    return ranked(view.rows(PRIORITY))


def _title(view: View) -> Claim:
    orders = _orders(view)
    return TITLE_SAME(**orders.slots) if orders.wording is SAME else TITLE()


TABLE = TableSpec("complaint_priorities", (PRIORITY,), _rows, _fields, _title, based_on=lambda _view, _rows: ())
