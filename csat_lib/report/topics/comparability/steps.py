"""The fit lost at each step of holding waves or groups equal: its table and chart, and the item behind a break."""

from collections.abc import Sequence

from csat_lib.conventions import LARGEST_CFI_LOSS
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.comparability import CFI_REGAINED, DELTA_CFI, DELTA_RMSEA
from csat_lib.findings.measure import Measure
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, valued
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability.verdicts import STEPS, compared, title
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Limit, Wording

LIMIT = Limit(LARGEST_CFI_LOSS)
KEY = Wording(
    zh="CFI 损失相对上一步计算；超过 {limit} 且超出偶然范围，即不可比",
    en="CFI lost against the step before; beyond {limit}, and beyond chance, figures do not compare",
)


LOST = Wording(
    zh="令其相等时，CFI 最多下降 {row:.3}（{row.quoted}），不超过 {limit} 的界限",
    en="Held equal, CFI falls by {row:.3} at most ({row.label}), within the limit of {limit}",
)
HELD = {"threshold", "metric", "scalar"}


def culprit(view: View, construct: str) -> str:
    """The item behind a break with the wave before: of the construct's, the one that regains most CFI when let free."""
    items = view.study.constructs[construct].items if construct in view.study.constructs else ()
    rows = known(view, CFI_REGAINED, subject=tuple(items), against=view.previous.text if view.previous else "")
    return max(rows, key=lambda row: row.value or 0.0).subject if rows else ""


def _rows(view: View) -> Rows:
    """One row a comparison and subject: with the wave before, and between the groups of each question."""
    against = view.previous.text if view.previous else ""
    first: dict[tuple[str, str], Finding] = {}
    for row in valued(view.rows(DELTA_CFI, segment_by=ANY, segment="")):
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
        where = {"other": step, "against": row.against, "segment_by": row.segment_by, "segment": ""}
        return cell_of(view, view.row(measure, row.subject, **where))

    return Field(Column(measure.words[view.language], STEPS[step][view.language], "number", 3), cell)


def _sections(view: View, rows: Sequence[Finding]) -> tuple[tuple[int, str], ...]:
    """A line above each comparison, when there are several."""
    first: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        first.setdefault((row.segment_by, row.against), place)
    lines = tuple((place, tell(view, compared(view, *what))) for what, place in first.items())
    return lines if len(lines) > 1 else ()


def _title(view: View) -> Claim:
    """The largest loss of fit beside its limit; where it is beyond that, what does not compare."""
    where = [{"segment_by": row.segment_by, "against": row.against} for row in _rows(view)]
    lost = valued([row for one in where for row in view.rows(DELTA_CFI, segment="", **one)])
    worst = max((row for row in lost if row.other in HELD), key=lambda row: row.value or 0.0, default=None)
    return title(view) if worst is None or (worst.value or 0.0) > LARGEST_CFI_LOSS else LOST(row=worst, limit=LIMIT)


TABLE = TableSpec(
    "comparability", (DELTA_CFI,), _rows, _fields, _title, sections=_sections, key=lambda _view: KEY(limit=LIMIT)
)
