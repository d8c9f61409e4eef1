"""Dimensions, outcomes and the unit in question over all waves, each in a panel with its control limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.legend import Entry, key_line, key_sign, legend
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import paper
from csat_lib.charts.panels import BEHIND, LIMITS, LIMITS_KEY, SIDES, SIGNS, Panel, draw_panels
from csat_lib.charts.rows import Row, gathered, known_rows, rows_of
from csat_lib.charts.typeset import wrap
from csat_lib.charts.words import labelled, listed, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import BREAK
from csat_lib.period import parse
from csat_lib.report.declared import ChartSpec, Field, Placed, Rows, Shown, TableSpec, View, columns
from csat_lib.report.standing import is_nps
from csat_lib.report.topics.trends import control
from csat_lib.report.topics.trends.waves import WAVE
from csat_lib.report.wording import Claim, Wording, Words

NOTE_LIMITS = Wording(
    zh="越出控制限，是指该期对这条线自身来说不同寻常；它与上一期相比有无变化，是另一个问题",
    en="A wave outside the limits is unusual for its own line; whether it changed from the wave before is another "
    "question",
)
IN_WORKBOOK = Wording(
    zh="指数为 0–100 分，NPS 为 −100 至 100 分；各期的区间与样本量见工作簿",
    en="Indices from 0 to 100, the NPS from −100 to 100; intervals and bases of each wave stand in the workbook",
)
BEHIND_KEY = Words("其他维度或总体", "the other dimensions, or everybody")
AXIS = Words("{first}至 {last}；指数 0–100 分，纵轴相同{nps}", "{first} to {last}; index 0–100 on one scale{nps}")
NPS_APART = Words("，NPS 另计", ", the NPS on its own")
ALT = Words("从 {first}到 {last}", "From {first} to {last}")
ENDS = Words("从 {first} 到 {last}", "from {first} to {last}")
HELD = Words("控制限 {low} 至 {high}", "control limits {low} to {high}")

Lines = Mapping[tuple[str, str, tuple[str, str]], list[Row]]


def _draw(figures: Rows, look: Look) -> Chart | None:
    """A panel a line; everybody's line of what a group has a line of is only seen behind the group's."""
    lines = _lines(figures, look)
    if not lines:
        return None
    panels = _panels(lines, figures, look)
    periods = sorted({row.period for line in lines.values() for row in line}, key=lambda text: parse(text).last)
    ends = {"first": look.period(periods[0]), "last": look.period(periods[-1])}
    nps = look.say(NPS_APART) if any(is_nps(panel.line[0]) for panel in panels) else ""
    with paper(look) as page:
        bottom = draw_panels(page, panels, periods, legend(page, _legend(look, panels)) + 1.0)
        axis = wrap(look.say(AXIS, **ends, nps=nps), NOTE.size, page.width, 2)
        page.lines(0, bottom + len(axis) * NOTE.leading / 2, axis, NOTE)
        return page.chart(bottom + len(axis) * NOTE.leading + 1.0, _alt(look, panels, ends))


def _lines(figures: Rows, look: Look) -> Lines:
    """Wave by wave, oldest first, those that have a value."""
    rows = sorted(rows_of(figures, look, *control.LIMITS), key=lambda row: parse(row.period).last)
    lines = gathered(rows, lambda row: (row.measure, row.subject, row.cell))
    return {key: line for key, line in lines.items() if known_rows(line)}


def _panels(lines: Lines, figures: Rows, look: Look) -> list[Panel]:
    limits = {(row.subject, row.cell): row for row in known_rows(rows_of(figures, look, *control.LIMITS.values()))}
    broken = gathered(rows_of(figures, look, BREAK), lambda row: row.subject)
    of_groups = {subject for _, subject, cell in lines if cell[0] != ALL}
    panels = []
    for (measure, subject, cell), line in lines.items():
        if cell[0] == ALL and subject in of_groups:
            continue
        whole = ((measure, subject, (ALL, "")),)
        others = whole if cell[0] != ALL else [key for key in lines if key[:1] == (measure,) and key[2] == cell]
        behind = [lines[key] for key in others if key in lines and key[1] not in of_groups - {subject}]
        held = [row for key, own in lines.items() if key[0] == measure for row in own]
        ends = [end for row in (*held, *_of(measure, limits)) for end in ([row.value] if row in held else row.ends)]
        panels.append(
            Panel(
                look.label(subject) if cell[0] == ALL else look.level(*cell),
                line,
                ends,
                limits.get((subject, cell)),
                {row.period for row in broken.get(subject, [])},
                [other for other in behind if other is not line],
            )
        )
    return panels


def _of(measure: str, limits: Mapping[tuple[str, tuple[str, str]], Row]) -> Iterable[Row]:
    """The limits of lines of a measure."""
    own = {of.name: limited.name for of, limited in control.LIMITS.items()}[measure]
    return [row for row in limits.values() if row.measure == own]


def _legend(look: Look, panels: Sequence[Panel]) -> list[Entry]:
    entries: list[Entry] = []
    if any(panel.limits for panel in panels):
        entries.append((key_line(LIMITS), look.say(LIMITS_KEY)))
    if any(panel.behind for panel in panels):
        entries.append((key_line(BEHIND), look.say(BEHIND_KEY)))
    found = {side for panel in panels for _, side in panel.outside()}
    return entries + [(key_sign(SIGNS[side][0]), look.say(words)) for side, words in SIDES.items() if side in found]


def _alt(look: Look, panels: Sequence[Panel], ends: Mapping[str, str]) -> str:
    return tell(look, series(look, (_reading(look, panel) for panel in panels), look.say(ALT, **ends)))


def _reading(look: Look, panel: Panel) -> str:
    """Where a line begins and ends, its limits, and the waves outside them."""
    known = known_rows(panel.line)
    told = [labelled(panel.name, look.say(ENDS, first=numbers.index(known[0]), last=numbers.index(known[-1])))]
    if panel.limits is not None and panel.limits.has_interval:
        low, high = (numbers.index(panel.limits, part) for part in ("low", "high"))
        told.append(look.say(HELD, low=low, high=high))
    told += [labelled(look.period(row.period), look.say(SIDES[side])) for row, side in panel.outside()]
    return listed(look, told)


def _figures(view: View, _: Shown) -> Rows:
    """The lines that are followed with their limits and breaks, and everybody's behind those of groups."""
    lines = control.lines(view)
    if any(line[0].segment for line in lines):
        lines = [*lines, control.waves_of(view, view.study.root)]
    limits = [found for line in lines if (found := control.limits_of(view, line[-1]))]
    subjects = tuple(dict.fromkeys(line[0].subject for line in lines))
    return [*(row for line in lines for row in line), *limits, *control.breaks(view, subjects)]


def _note(view: View, figures: Rows) -> Claim | None:
    del view
    return NOTE_LIMITS() if any(row.kind in control.LIMITS.values() for row in figures) else None


def _title(view: View, _: Shown) -> Claim:
    return control.title(view)


CHART = ChartSpec(
    "multiples", (*control.LIMITS, *control.LIMITS.values(), BREAK), _draw, _title, _figures, _note, all_waves=True
)


def _matrix(view: View, _: Rows) -> tuple[Field, ...]:
    """A row a wave, a column a line."""

    def column(line: Rows) -> Field:
        of, head = {row.period: row for row in line}, control.label(view, line[-1])
        shown = columns.figure(view, line[-1].kind, lambda row: of.get(row.period), Words(head, head))
        return replace(shown, column=replace(shown.column, unit=""))

    return (columns.text(view, WAVE, lambda row: view.wave(row.period)), *map(column, control.lines(view)))


TABLE = TableSpec(
    "multiples",
    (*control.LIMITS, *control.LIMITS.values()),
    lambda view: next(iter(control.lines(view)), ()),
    _matrix,
    lambda view: _title(view, Shown()),
    based_on=lambda view, _: [row for line in control.lines(view) for row in line],
    key=lambda _: IN_WORKBOOK(),
)
PLACED = Placed("waves", control.claims, chart="multiples", table="multiples")
