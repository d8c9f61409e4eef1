"""What each part makes of the index and of its change: of everybody, and of the units that a KPI moved most."""

from collections.abc import Iterator
from functools import partial

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.kpis import ANSWERED_CHANGE, CHANGE, KPI, KPI_PARTS_CHANGE, PART, PART_CHANGE, POINTS
from csat_lib.findings.measure import Words
from csat_lib.report.clear import direction, size, valued
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known_row
from csat_lib.report.sections import under
from csat_lib.report.standing import measure_of, standing
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.kpis.naming import label, step_words, unit_words
from csat_lib.report.wording import Claim, Label, Wording

SAMPLED = "with the errors of the KPIs"
MOST, LEAST = 3, 0.5
"""So many units are told whose index a KPI moved by at least half a point."""
PULLED = {
    False: Wording(
        zh="{kpi.level}：{kpi.quoted}变化 {change:signed}{step}，达到 {kpi}{unit}，"
        "仅此一项就使其指数减少 {part:size} 分",
        en="{kpi.level}: {kpi.label} moved by {change:signed}{step} to {kpi}{unit}, which alone takes {part:size} "
        "points off its index",
    ),
    True: Wording(
        zh="{kpi.level}：{kpi.quoted}变化 {change:signed}{step}，达到 {kpi}{unit}，"
        "仅此一项就使其指数增加 {part:size} 分",
        en="{kpi.level}: {kpi.label} moved by {change:signed}{step} to {kpi}{unit}, which alone adds {part:size} "
        "points to its index",
    ),
}
"""By whether the index rose for it."""
BESIDE = Wording(
    zh="；答卷各部分合计 {answers:signed} 分（{answers.signed_ends}）",
    en="; all parts from answers make {answers:signed} ({answers.signed_ends})",
)
WHOLE = Wording(
    zh="，指数变化 {whole:signed} 分（{whole.signed_ends}）", en=", the index {whole:signed} ({whole.signed_ends})"
)
SENTENCE = Wording(zh="{told}{beside}{whole}。", en="{told}{beside}{whole}.")
TITLE = Wording(zh="{root.quoted}由哪些部分构成", en="What {root.the} is made of")
TITLE_MOVED = Wording(
    zh="对{root.quoted}变化贡献最大的是{row.quoted}（{row:signed} 分）",
    en="{row.label} makes most of the change of {root.the} ({row:signed} points)",
)
TITLE_UNITS = Wording(
    zh="各单位指数的变化来自答卷还是运营指标", en="What made each unit's index change: answers or figures"
)
TITLE_MADE = Wording(
    zh="按{by.label}看{root.quoted}及其变化由哪些部分构成", en="What {root.the} and its change are made of, by {by.one}"
)
PART_HEAD, SCORE = Words("指数的组成部分", "Part of the index"), Words("得分", "Score")
OWN = Words("原单位", "In its unit")
SUM = Words("合计", "Sum")
LARGEST = Words("变化最大的运营指标", "Figure that moved it most")


def moved(view: View) -> list[Finding]:
    """The KPI that moved the index of each unit most, the largest first."""
    unit = view.study.unit or ALL
    of_units = {name for name, kpi in view.study.kpis.items() if kpi.table}
    rows = [row for row in view.rows(PART_CHANGE, segment_by=unit) if row.subject in of_units]
    by_unit: dict[str, Finding] = {}
    for row in sorted(valued(rows), key=size, reverse=True):
        by_unit.setdefault(row.segment, row)
    told = (row for row in by_unit.values() if size(row) >= LEAST)
    return [row for row in told if is_exact(row) or direction(row) != "unclear"]


def is_exact(row: Finding) -> bool:
    """Whether a figure has no error, in place of one that cannot be told."""
    return row.low is None and not row.noted(SAMPLED)


def pulled(view: View, most: int = MOST) -> list[Claim | None]:
    """What a KPI alone made of the index of a unit, beside what answers made of it."""
    return [_one(view, row) for row in moved(view)[:most]]


def _one(view: View, part: Finding) -> Claim | None:
    cell = {"segment_by": part.segment_by, "segment": part.segment}
    kpi, change = (known_row(view, measure, part.subject, **cell) for measure in (KPI, CHANGE))
    if kpi is None or change is None:
        return None
    answers, whole = (
        known_row(view, ANSWERED_CHANGE, part.other, **cell),
        changes.of(view, part.other, **cell),
    )
    told = PULLED[(part.value or 0) > 0](
        kpi=kpi, change=change, part=part, unit=unit_words(view, part.subject), step=step_words(view, part.subject)
    )
    beside = BESIDE(answers=answers) if answers and answers.low is not None else None
    return SENTENCE(
        told=told,
        beside=beside,
        whole=WHOLE(whole=whole) if whole and whole.value is not None and whole.low is not None else None,
    )


def _title(view: View) -> Claim:
    """Which part moved the index most, where that is exact or clear."""
    root, most = Label(view.study.root), max(valued(view.rows(PART_CHANGE)), key=size, default=None)
    if most is None or (direction(most) == "unclear" and not (most.subject in view.study.kpis and is_exact(most))):
        return TITLE(root=root)
    return TITLE_MOVED(root=root, row=most)


def _score(view: View, row: Finding) -> Finding | None:
    return known_row(view, POINTS, row.subject) or standing(view, row.subject)


def _own(view: View) -> Iterator[Field]:
    """The figure of a KPI in its own unit, in a study that has some."""
    if view.study.kpis:
        yield columns.figure(view, KPI, lambda row: known_row(view, KPI, row.subject), OWN)


def _parts(view: View) -> Rows:
    """What every part makes of the index, where it has several."""
    rows = view.rows(PART)
    return rows if len(rows) > 1 else ()


TABLE = TableSpec(
    "parts_of_index",
    (PART,),
    _parts,
    columns.row(
        columns.worded(
            PART_HEAD,
            lambda view, row: (label if row.subject in view.study.kpis else View.label)(view, row.subject),
        ),
        lambda view, _: _own(view),
        columns.beside(POINTS, _score, SCORE),
        columns.with_ends(PART),
        columns.with_ends(PART_CHANGE, signed=True),
    ),
    _title,
)


def _units(view: View) -> Rows:
    """The change of each unit's index."""
    return view.rows(KPI_PARTS_CHANGE, segment_by=view.study.unit or ALL)


def _of_units(view: View, rows: Rows) -> tuple[Field, ...]:
    def whole(row: Finding) -> Finding | None:
        return changes.of(view, row.subject, segment_by=row.segment_by, segment=row.segment)

    def answered(row: Finding) -> Finding | None:
        return view.row(ANSWERED_CHANGE, row.subject, segment_by=row.segment_by, segment=row.segment)

    most, index = {row.segment: row for row in moved(view)}, [found for row in rows if (found := whole(row))]
    return (
        columns.segment(view, rows[0].segment_by),
        *(columns.estimate(view, index[0].kind, whole, signed=True) if index else ()),
        *columns.estimate(view, ANSWERED_CHANGE, answered, signed=True),
        columns.figure(view, KPI_PARTS_CHANGE, signed=True),
        columns.text(view, LARGEST, lambda row: view.label(most[row.segment].subject) if row.segment in most else "–"),
    )


UNITS = TableSpec("parts_units", (KPI_PARTS_CHANGE,), _units, _of_units, lambda _: TITLE_UNITS())


def _made(view: View) -> Rows:
    """One part of each unit, whose row has all of them: of its index, then of its change."""
    found: dict[tuple[str, str], Finding] = {}
    for measure in (PART, PART_CHANGE):
        for row in view.rows(measure, segment_by=view.study.unit or ALL) if _parts(view) else ():
            found.setdefault((measure.name, row.segment), row)
    return [*found.values()] if view.study.unit else []


def _of_parts(view: View, _: Rows) -> tuple[Field, ...]:
    names = {part.subject: view.label(part.subject) for part in _parts(view)}
    return (
        columns.segment(view, view.study.unit or ""),
        *(columns.figure(view, PART, partial(_same, view, part), Words(to, to)) for part, to in names.items()),
        columns.figure(view, PART, partial(_whole, view), SUM),
    )


def _same(view: View, part: str, row: Finding) -> Finding | None:
    """The same of another part."""
    return view.row(row.kind, part, segment_by=row.segment_by, segment=row.segment)


def _whole(view: View, row: Finding) -> Finding | None:
    """The index, or its change, of the unit."""
    cell = {"segment_by": row.segment_by, "segment": row.segment}
    if row.kind is PART:
        return view.row(measure_of(view.study, row.other), row.other, **cell)
    return changes.of(view, row.other, **cell)


MADE = TableSpec(
    "unit_parts",
    (PART,),
    _made,
    _of_parts,
    lambda view: TITLE_MADE(root=Label(view.study.root), by=Label(view.study.unit or ALL)),
    sections=under(lambda view, row: row.kind.words[view.language]),
)
