"""Units in their order: which of them may be first or last, the places each may have, and its score without chance."""

from csat_lib.findings.catalogue.segments import RANK, SHRUNK
from csat_lib.findings.measure import Words
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import column_of
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known
from csat_lib.report.standing import measure_of
from csat_lib.report.wording import Claim, Label, Wording

ALONE = Wording(
    zh="按{subject.quoted}，只有{first.level}有把握排在第一{pairs}。",
    en="On {subject.the}, {first.level} alone can be named first{pairs}.",
)
SEVERAL = Wording(
    zh="按{subject.quoted}，无法断定谁排第一：{n} 组{by||}中有 {may} 组都可能居首（{first.level}等）{pairs}。",
    en="On {subject.the}, no {by.one} can be named first: {may} of the {n} could be, {first.level} among them{pairs}.",
)
PAIRS = Wording(
    zh="；两两比较（另作联合调整）的 {n} 对中，{clear} 对高下分明",
    en="; of {n:pair}, adjusted jointly apart from all else, {clear} {clear|is|are} clearly ordered",
)
TITLE = Wording(
    zh="{by}：{n} 对中 {clear} 对高下分明；可能的名次和收缩后的得分",
    en="{by}: {clear} of {n:pair} {clear|is|are} clearly ordered; possible places and shrunk scores",
)
PLACES = Words("可能的名次", "May be placed")


def rows(view: View) -> Rows:
    """The places of the units, the first first."""
    found = known(view, RANK, segment_by=view.study.unit) if view.study.unit else ()
    return sorted(found, key=lambda row: row.value or 0.0)


def claim(view: View) -> Claim | None:
    """Which units may be first."""
    found = rows(view)
    if len(found) < 2:
        return None
    may, subject = [row for row in found if row.low == 1], Label(found[0].subject)
    if len(may) == 1:
        return ALONE(subject=subject, first=found[0], pairs=PAIRS(**_pairs(found)))
    by = Label(view.study.unit or "")
    return SEVERAL(subject=subject, n=len(found), may=len(may), first=found[0], by=by, pairs=PAIRS(**_pairs(found)))


def _pairs(found: Rows) -> dict[str, int]:
    """How many pairs there are, and are clearly ordered: a unit's best place is behind all those clearly above it."""
    return {"n": len(found) * (len(found) - 1) // 2, "clear": sum(round(row.low or 1) - 1 for row in found)}


def _title(view: View) -> Claim:
    return TITLE(by=Label(view.study.unit or ""), **_pairs(rows(view)))


def _fields(view: View, found: Rows) -> tuple[Field, ...]:
    def same(measure: object) -> columns.Of:
        return lambda row: view.row(measure, row.subject, segment_by=row.segment_by, segment=row.segment)  # type: ignore[arg-type]

    index = measure_of(view.study, found[0].subject)
    places = Column(PLACES[view.language], kind="interval", decimals=0)

    def ends(row: Finding) -> Cell | None:
        return None if row.low is None or row.high is None else Cell((row.low, row.high), of=row.id, part="interval")

    return (
        columns.segment(view, found[0].segment_by),
        Field(column_of(view, RANK.unit, RANK.words), lambda row: Cell(row.value, of=row.id, part="value")),
        Field(places, ends),
        *columns.estimate(view, index, same(index)),
        *columns.estimate(view, SHRUNK, same(SHRUNK)),
        *columns.bases(view, [found_row for row in found if (found_row := same(index)(row)) is not None]),
    )


TABLE = TableSpec("places", (RANK,), rows, _fields, _title)
