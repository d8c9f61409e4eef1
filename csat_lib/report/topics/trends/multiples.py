"""Dimensions and outcomes over all waves, each in a panel with its control limits; the same of the unit in question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.legend import Entry, key_line, legend
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import paper
from csat_lib.charts.panels import BEHIND, HELD, SIDES, Panel, draw_panels, limits_entries
from csat_lib.charts.rows import Row, gathered, known_rows, rows_of
from csat_lib.charts.typeset import wrap
from csat_lib.charts.words import labelled, listed, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import BREAK
from csat_lib.findings.told import joined
from csat_lib.period import parse
from csat_lib.report.declared import ChartSpec, Field, Finding, Placed, Rows, Shown, TableSpec, View, columns
from csat_lib.report.standing import is_nps
from csat_lib.report.topics.trends import control
from csat_lib.report.topics.trends.waves import WAVE
from csat_lib.report.wording import Claim, Wording, Words

IN_WORKBOOK = Wording(
    zh="指数为 0–100 分，NPS 为 −100 至 100 分；各期的区间与样本量见工作簿",
    en="Indices from 0 to 100, the NPS from −100 to 100; intervals and bases of each wave stand in the workbook",
)
EVERYBODY_KEY = Words("总体", "everybody")
AXIS = Words("{first}至 {last}；指数 0–100 分，纵轴相同{nps}", "{first} to {last}; index 0–100 on one scale{nps}")
NPS_APART = Words("，NPS 另计", ", the NPS on its own")
ALT = Words("从 {first}到 {last}", "From {first} to {last}")
ENDS = Words("从 {first} 到 {last}", "from {first} to {last}")

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
        whole = lines.get((measure, subject, (ALL, ""))) if cell[0] != ALL else None
        values = [row.value for key, own in lines.items() if key[0] == measure for row in own]
        ends = [end for row in _of(measure, limits) for end in row.ends]
        panels.append(
            Panel(
                look.label(subject),
                line,
                [*values, *ends],
                limits.get((subject, cell)),
                {row.period for row in broken.get(subject, [])},
                [whole] if whole else [],
            )
        )
    return panels


def _of(measure: str, limits: Mapping[tuple[str, tuple[str, str]], Row]) -> Iterable[Row]:
    """The limits of lines of a measure."""
    own = {of.name: limited.name for of, limited in control.LIMITS.items()}[measure]
    return [row for row in limits.values() if row.measure == own]


def _legend(look: Look, panels: Sequence[Panel]) -> list[Entry]:
    entries = limits_entries(look, panels)
    if any(panel.behind for panel in panels):
        entries.append((key_line(BEHIND), look.say(EVERYBODY_KEY)))
    return entries


def _alt(look: Look, panels: Sequence[Panel], ends: Mapping[str, str]) -> str:
    by, level = _group(panels) or ("", "")
    head = [look.level(by, level)] if by else []
    told = joined([look.say(ALT, **ends), *head], say(look, "comma_space"))
    return tell(look, series(look, (_reading(look, panel) for panel in panels), told))


def _group(panels: Sequence[Panel]) -> tuple[str, str] | None:
    """The group whose lines they are; nothing where they are everybody's."""
    cell = panels[0].line[0].cell
    return None if cell[0] == ALL else cell


def _reading(look: Look, panel: Panel) -> str:
    """Where a line begins and ends, its limits, and the waves outside them."""
    known = known_rows(panel.line)
    told = [labelled(panel.name, look.say(ENDS, first=numbers.index(known[0]), last=numbers.index(known[-1])))]
    if panel.limits is not None and panel.limits.has_interval:
        low, high = (numbers.index(panel.limits, part) for part in ("low", "high"))
        told.append(look.say(HELD, low=low, high=high))
    told += [labelled(look.period(row.period), look.say(SIDES[side])) for row, side in panel.outside()]
    return listed(look, told)


def _drawn(view: View, lines: Sequence[Rows]) -> Rows:
    """Lines with their limits and breaks."""
    limits = [found for line in lines if (found := control.limits_of(view, line[-1]))]
    subjects = tuple(dict.fromkeys(line[0].subject for line in lines))
    return [*(row for line in lines for row in line), *limits, *control.breaks(view, subjects)]


def _of_units(view: View, _: Shown) -> Rows:
    """The lines of units, and everybody's behind them."""
    lines = control.unit_lines(view)
    subjects = dict.fromkeys(line[0].subject for line in lines)
    return _drawn(view, [*lines, *(control.waves_of(view, name) for name in subjects)])


MEASURES = (*control.LIMITS, *control.LIMITS.values(), BREAK)
CHART = ChartSpec(
    "multiples",
    MEASURES,
    _draw,
    lambda view, _: control.title(view),
    lambda view, _: _drawn(view, control.lines(view)),
    control.note,
    all_waves=True,
)
UNIT_CHART = ChartSpec(
    "unit_lines",
    MEASURES,
    _draw,
    lambda view, _: control.unit_title(view),
    _of_units,
    control.note,
    needs_segment="segment",
    all_waves=True,
)


def _matrix(name: str, lines: Callable[[View], list[tuple[Finding, ...]]], title: Callable[[View], Claim]) -> TableSpec:
    """A row a wave, a column a line."""

    def column(view: View, line: Rows) -> Field:
        of, last = {row.period: row for row in line}, line[-1]
        head = view.measured(last.subject)
        shown = columns.figure(view, last.kind, lambda row: of.get(row.period), Words(head, head))
        return replace(shown, column=replace(shown.column, unit=""))

    def fields(view: View, _: Rows) -> tuple[Field, ...]:
        wave = columns.text(view, WAVE, lambda row: view.wave(row.period))
        return (wave, *(column(view, line) for line in lines(view)))

    return TableSpec(
        name,
        (*control.LIMITS, *control.LIMITS.values()),
        lambda view: max(lines(view), key=len, default=()),
        fields,
        title,
        based_on=lambda view, _: [row for line in lines(view) for row in line],
        key=lambda _: IN_WORKBOOK(),
    )


def _title(view: View) -> Claim:
    return control.title(view)


def _unit_title(view: View) -> Claim:
    return control.unit_title(view)


TABLE = _matrix("multiples", control.lines, _title)
UNIT_TABLE = _matrix("unit_lines", control.unit_lines, _unit_title)
PLACED = Placed("waves", control.claims, chart="multiples", table="control")
