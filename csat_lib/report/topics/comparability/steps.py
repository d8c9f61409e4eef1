"""The fit lost at each step of holding waves or groups equal: its table, and the item behind a break."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.conventions import LARGEST_CFI_LOSS
from csat_lib.findings import ALL, Finding
from csat_lib.findings.catalogue.comparability import CFI_REGAINED, DELTA_CFI, DELTA_RMSEA
from csat_lib.findings.measure import Measure
from csat_lib.report import columns
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.clear import valued
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability.verdicts import BAD, GOOD, MODEL, STEPS, compared, labels, of
from csat_lib.report.view import ANY, View
from csat_lib.report.wording import Claim, Limit, Wording

LIMIT = Limit(LARGEST_CFI_LOSS)
NOT_COMPARABLE = Wording(zh="{names.quoted}不可比", en="Not comparable: {names.label}")
ALL_COMPARABLE = Wording(zh="经检验的各项均可比", en="What was tested may be compared")
FIT_LOST = Wording(zh="令各期相等时 CFI 的损失", en="Fit lost when the waves are held equal")
KEY = Wording(
    zh="CFI 损失相对上一步计算；超过 {limit} 且超出偶然范围，即不可比",
    en="CFI lost against the step before; beyond {limit}, and beyond chance, figures do not compare",
)


def culprit(view: View, construct: str) -> str:
    """The item behind a break with the wave before: of the construct's, the one that regains most CFI when let free."""
    items = view.study.constructs[construct].items if construct in view.study.constructs else ()
    rows = known(view, CFI_REGAINED, subject=tuple(items), against=view.previous.text if view.previous else "")
    return max(rows, key=lambda row: row.value or 0.0).subject if rows else ""


def title(view: View) -> Claim:
    """What does not compare."""
    names = (*view.study.index, *view.study.constructs, MODEL, *view.study.outcomes)
    if bad := of(view, BAD, [*view.study.constructs, MODEL]):
        return NOT_COMPARABLE(names=labels(bad))
    return ALL_COMPARABLE() if of(view, GOOD, names) else FIT_LOST()


def _rows(view: View) -> Rows:
    """One row a comparison and subject: with the wave before, and between the groups of each question."""
    against = view.previous.text if view.previous else ""
    first: dict[tuple[str, str], Finding] = {}
    for row in valued(view.rows(DELTA_CFI, segment_by=ANY)):
        if row.segment_by != ALL or row.against == against:
            first.setdefault((row.segment_by, row.subject), row)
    return sorted(first.values(), key=lambda row: row.segment_by != ALL)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    """CFI lost and RMSEA gained at each step that was taken."""
    taken = {row.other for row in view.rows(DELTA_CFI, segment_by=ANY)}
    measures = [measure for measure in (DELTA_CFI, DELTA_RMSEA) if view.rows(measure, segment_by=ANY)]
    shown = [_step(view, measure, step) for measure in measures for step in STEPS if step in taken]
    return (columns.subject(view, columns.SUBJECT), *shown, *columns.bases(view, rows))


def _step(view: View, measure: Measure, step: str) -> Field:
    def cell(row: Finding) -> Cell | None:
        where = {"other": step, "against": row.against, "segment_by": row.segment_by}
        return columns.cell_of(view, view.row(measure, row.subject, **where))

    return Field(Column(measure.words[view.language], STEPS[step][view.language], "number", 3), cell)


def _sections(view: View, rows: Sequence[Finding]) -> tuple[tuple[int, str], ...]:
    """A line above each comparison, when there are several."""
    first: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        first.setdefault((row.segment_by, row.against), place)
    lines = tuple((place, str(tell(view, compared(view, *what)))) for what, place in first.items())
    return lines if len(lines) > 1 else ()


def _key(view: View) -> Claim:
    del view
    return KEY(limit=LIMIT)


TABLE = TableSpec("comparability", (DELTA_CFI,), _rows, _fields, title, sections=_sections, key=_key)
