"""Which problems (a class of complaints at a unit) have been there for several waves, and which are solved."""

from csat_lib.conventions import STANDING_PROBLEM
from csat_lib.findings.catalogue.complaints import SINCE_NUMBER, SINCE_SEVERE, SOLVED, WAVES_OPEN, WAVES_WITH
from csat_lib.findings.measure import Measure, Words
from csat_lib.report.columns import Field
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, known, known_row
from csat_lib.report.topics.complaints.classes import ALL_CLASSES, CLASS, OWNER, class_of, owner
from csat_lib.report.wording import Claim, Wording, some

SINCE = Words("自", "Since")
STANDING = Wording(
    zh="有 {n} 个问题连续 {least} 期或更久没有解决，按严重投诉的件数：{told}。",
    en="{n:problem} {n|has|have} been there for {least:wave} or more in a row, those with most severe complaints "
    "first: {told}.",
)
ONE = Wording(
    zh="{row.level}的{row.quoted}（自{row.before}起，{all} 期中出现 {seen} 期，{number} 件中严重的 {severe} 件）",
    en="{row.label} at {row.level} (since {row.before}, in {seen} of {all} waves, {severe} of {number} severe)",
)
OTHERS = Wording(zh="另外 {n} 个", en="{n:other}")
NONE = Wording(
    zh="没有问题连续 {least} 期或更久没有解决。", en="No problem has been there for {least:wave} or more in a row."
)
ENDED = Wording(
    zh="上期存在的问题中，有 {row} 个本期既无新投诉，也无未办结的投诉。",
    en="Of the problems of the wave before, {row} had no complaint in this one, new or open.",
)
TITLE = Wording(zh="延续至今的问题", en="Problems that have stayed")


def claims(view: View) -> list[Claim | None]:
    """The standing problems, the gravest first, and how many are solved."""
    rows, ended = _problems(view), known_row(view, SOLVED, ALL_CLASSES)
    standing = [row for row in rows if (row.value or 0.0) >= STANDING_PROBLEM]
    standing.sort(key=lambda row: -(_value(view, SINCE_SEVERE, row) or 0.0))
    told = STANDING(n=len(standing), least=STANDING_PROBLEM, told=some([_one(view, row) for row in standing], OTHERS))
    can_stand = len(view.earlier) + 1 >= STANDING_PROBLEM and ended is not None
    none = NONE(least=STANDING_PROBLEM) if can_stand else None
    return [told if standing else none, ENDED(row=ended) if ended and ended.value else None]


def _one(view: View, row: Finding) -> Claim:
    beside = {"seen": WAVES_WITH, "number": SINCE_NUMBER, "severe": SINCE_SEVERE}
    return ONE(row=row, all=len(view.earlier) + 1, **{name: _of(view, of, row) for name, of in beside.items()})


def _problems(view: View) -> tuple[Finding, ...]:
    return known(view, WAVES_OPEN, segment_by=view.study.unit) if view.study.unit else ()


def _of(view: View, measure: Measure, row: Finding) -> Finding | None:
    return view.row(measure, row.subject, segment_by=row.segment_by, segment=row.segment)


def _value(view: View, measure: Measure, row: Finding) -> float | None:
    found = _of(view, measure, row)
    return found.value if found else None


def _listed(view: View) -> Rows:
    return [row for row in _problems(view) if (row.value or 0.0) > 1]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    return (
        columns.segment(view, rows[0].segment_by),
        columns.text(view, CLASS, lambda row: class_of(view, row)),
        columns.text(view, SINCE, lambda row: view.wave(row.against)),
        columns.figure(view, WAVES_OPEN),
        *(columns.figure(view, of, _picking(view, of)) for of in (WAVES_WITH, SINCE_NUMBER, SINCE_SEVERE)),
        columns.text(view, OWNER, lambda row: owner(view, row)),
    )


def _picking(view: View, measure: Measure) -> columns.Of:
    return lambda row: _of(view, measure, row)


TABLE = TableSpec("open_problems", (WAVES_OPEN,), _listed, _fields, lambda _: TITLE(), based_on=lambda _view, _rows: ())
