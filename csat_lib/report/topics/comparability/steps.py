"""The fit lost at each step of holding waves or groups equal: its table and chart, and the item behind a break."""

from collections.abc import Sequence
from dataclasses import replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Setting
from csat_lib.charts.colours import ORANGE
from csat_lib.charts.dots import Dot, DotChart, DotLine, Kind, draw_dots
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Type
from csat_lib.charts.rows import Row, everybody, groups, known_rows
from csat_lib.charts.scale import round_ticks
from csat_lib.conventions import LARGEST_CFI_LOSS
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.comparability import CFI_REGAINED, DELTA_CFI, DELTA_RMSEA
from csat_lib.findings.measure import Measure
from csat_lib.findings.told import joined
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, Shown, TableSpec, View, columns, known, valued
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability.verdicts import MODEL, STEPS, compared, title
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Limit, Wording, Words

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


AXIS = Words("CFI 的损失（越大越不可比）", "CFI lost (the more, the less comparable)")
AT_LIMIT = Words("{limit} 界限", "limit {limit}")
BEYOND = Words("超过界限，不可比", "beyond the limit: not comparable")
WHOLE_MODEL = Words("整个模型", "Whole model")
BETWEEN_WAVES = Words("与 {wave}相比", "Against {wave}")
BETWEEN_GROUPS = Words("各组之间：{question}", "Between groups: {question}")
ALT = Words(
    "{count} 项比较中有 {broken} 项的 CFI 损失超过 {limit}",
    "CFI lost exceeds {limit} in {broken} of {count} comparisons",
)
_SHAPES = {"threshold": "s", "metric": "o", "scalar": "D"}
_SHIFTS = {1: (0.0,), 2: (-1.9, 1.9), 3: (-2.4, 0.0, 2.4)}


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Loss of CFI by construct and step, against the wave before and between the groups of each question."""
    rows = [*everybody(figures, look, DELTA_CFI), *groups(figures, look, DELTA_CFI)]
    rows = [row for row in rows if row.other in _SHAPES]
    shown = known_rows(rows)
    if not shown:
        return None
    (told, lines), limit = _lines(look, rows), numbers.limit(LARGEST_CFI_LOSS)
    beyond = [row for row in shown if row.value > LARGEST_CFI_LOSS]
    found = [step for step in _SHAPES if any(row.other == step for row in shown)]
    drawn = DotChart(
        groups=list(lines.items()),
        keys=[*(_kind(look, step) for step in found), *([Kind(look.say(BEYOND), ORANGE)] if beyond else [])],
        title=look.say(AXIS),
        write=numbers.tick,
        ticks=round_ticks([0.0, 0.02, *(row.value for row in shown)], 4),
        limits=[(LARGEST_CFI_LOSS, look.say(AT_LIMIT, limit=limit))],
        setting=Setting(pitch=8.0),
    )
    broken = len({(row.segment_by, row.subject) for row in beyond})
    first = look.say(ALT, broken=broken, count=len(told), limit=limit)
    return draw_dots(look, drawn, first, [("", told)])


def _lines(look: Look, rows: list[Row]) -> tuple[list[DotLine], dict[str, list[DotLine]]]:
    """A line for each comparison of a subject: in words, and under its heading."""
    told: list[DotLine] = []
    lines: dict[str, list[DotLine]] = {}
    steps = [step for step in _SHAPES if any(row.other == step for row in rows)]
    shifts = dict(zip(steps, _SHIFTS[len(steps)], strict=True))
    waves = look.say(BETWEEN_WAVES, wave=look.period(next((row.against for row in rows if row.segment_by == ALL), "")))
    for by, subject in dict.fromkeys((row.segment_by, row.subject) for row in rows):
        name = look.say(WHOLE_MODEL) if subject == MODEL else look.label(subject)
        own = {row.other: row for row in rows if (row.segment_by, row.subject) == (by, subject)}
        marks = [_mark(look, own[step], shift) for step, shift in shifts.items() if step in own]
        head = waves if by == ALL else look.say(BETWEEN_GROUPS, question=look.label(by))
        lines.setdefault(head, []).append(DotLine(name, marks))
        known_marks = [mark for mark in marks if mark.row.known]
        told.append(DotLine(name if by == ALL else joined([look.label(by), name], " · "), known_marks))
    return told, lines


def _mark(look: Look, row: Row, shift: float) -> Dot:
    kind, is_beyond = _kind(look, row.other), row.value > LARGEST_CFI_LOSS
    shown = replace(kind, colour=ORANGE, figure=Type(NOTE.size, ORANGE)) if is_beyond else kind
    return Dot(row, shown, shift, kind.words)


def _kind(look: Look, step: str) -> Kind:
    return Kind(look.say(STEPS[step]), look.ink, _SHAPES[step], NOTE, numbers.fine)


def _figures(view: View, _: Shown) -> Rows:
    """Of all groups together: those of single groups stand in the findings."""
    return view.rows(DELTA_CFI, segment_by=ANY, segment="")


CHART = ChartSpec("comparability", (DELTA_CFI,), _draw, lambda view, _: title(view), _figures)
