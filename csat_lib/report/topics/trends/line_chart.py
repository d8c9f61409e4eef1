"""Wave by wave: a line with its interval band, target and missing waves shown."""

from collections.abc import Sequence
from itertools import product

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.colours import INK, ORANGE, RULE, tint
from csat_lib.charts.legend import Entry, interval_words, key_bar, key_target, legend
from csat_lib.charts.marks import NOTE, target_level
from csat_lib.charts.page import Fill, Page, Stroke, Type, paper
from csat_lib.charts.panels import SIDES, Panel, draw_limits, limits_entries, mark_outside, runs, usual
from csat_lib.charts.plane import Plane
from csat_lib.charts.rows import Row, by_wave, known_rows, rows_of, with_interval
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.typeset import fits, width_mm
from csat_lib.charts.words import labelled, reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import BREAK, INDEX, NPS
from csat_lib.findings.told import joined
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, every
from csat_lib.report.topics.comparability.waves import broken_note
from csat_lib.report.topics.found.changes import BROKEN
from csat_lib.report.topics.trends import control, titles
from csat_lib.report.wording import Claim, Wording, Words

MEASURES = (INDEX, NPS, BREAK, *control.LIMITS.values())
FROM_TO = Words(
    "“{subject}”从{first}的 {start} 到{last}的 {end}", "{subject} from {start} in {first} to {end} in {last}"
)
LAST = Words("“{subject}”在{last}为 {end}", "{subject} is {end} in {last}")
NPS_UNIT = Words("分", "points")
UPPER, LOWER = Words("控制上限", "upper limit"), Words("控制下限", "lower limit")
BREAK_KEY = Words("前后不可比", "not comparable across")
BREAK_ALT = Words(
    "{period}与前一期不可比，线在此断开", "The line breaks before {period}: it does not compare with the wave before"
)
BOTH = Wording(zh="{limits}；{broken}", en="{limits}; {broken}")

_APART = 3.9


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The line of the first subject that the figures hold."""
    line, broken = line_of(figures, look)
    if not known_rows(line):
        return None
    periods = list(dict.fromkeys(row.period for row in line))
    limits = next((row for row in _limits(figures, look) if row.subject == line[0].subject), None)
    panel = Panel("", line, (), limits, broken)
    with paper(look) as page:
        plane = _plane(page, panel, periods, legend(page, _legend(page, panel)))
        usual(page, plane, limits)
        _frame(page, plane, line)
        for period in periods:
            if period in broken:
                _break(page, plane, periods.index(period) - 0.5)
        found = runs(line, periods, broken)
        for run in found:
            _band(page, plane, run)
        for run in found:
            if len(run) > 1:
                page.line([plane.at(at, row.value) for at, row in run], Stroke(page.accent, 1.6))
        draw_limits(page, plane, limits)
        _target(page, plane, panel)
        _points(page, plane, panel, periods)
        mark_outside(page, plane, panel, periods)
        _names(page, plane, periods, plane.y.start)
        return page.chart(plane.y.start + 7.0, _alt(look, panel))


def _limits(figures: Rows, look: Look) -> list[Row]:
    """The control limits of everybody's lines."""
    return known_rows(row for row in rows_of(figures, look, *control.LIMITS.values()) if row.segment_by == ALL)


def _plane(page: Page, panel: Panel, periods: list[str], top: float) -> Plane:
    held = [end for row in (*panel.line, *filter(None, [panel.limits])) for end in row.ends]
    target = page.look.targets.get(panel.line[0].subject)
    held += [target] if target is not None else []
    room = (max(held) - min(held)) / 20
    y = fitted_scale([min(held) - room, max(held) + room], top + 35.0, top + 7.0, 5)
    last = max(len(periods) - 1, 1)
    labels = max((width_mm(words, NOTE.size) + 4.6 for _, words in _levels(page.look, panel)), default=13.0)
    return Plane(Scale(-0.3, last + 0.3, 9, page.width - labels), y)


def _frame(page: Page, plane: Plane, line: list[Row]) -> None:
    unit = page.look.say(NPS_UNIT if line[0].measure == NPS.name else INDEX.unit.words)
    title = joined([page.look.label(line[0].subject), unit], say(page.look, "comma_space"))
    page.text(0, plane.y.end - 4.4, title, NOTE)
    for tick in plane.y.ticks:
        level = plane.y.at(tick)
        page.line([(plane.x.start, level), (plane.x.end, level)], Stroke(RULE, 0.6))
        page.tick(plane.x.start - 1.6, level, numbers.tick(tick), NOTE, "right")


def _break(page: Page, plane: Plane, at: float) -> None:
    """Two strokes from top to bottom: what stands left of them does not compare with what stands right."""
    for aside in (-0.6, 0.6):
        x = plane.x.at(at) + aside
        page.line([(x, plane.y.start), (x, plane.y.end)], Stroke(ORANGE, 0.8))


def _band(page: Page, plane: Plane, run: list[tuple[int, Row]]) -> None:
    held = [(at, row) for at, row in run if row.has_interval]
    if len(held) == 1:
        at, row = held[0]
        page.line([plane.at(at, row.low), plane.at(at, row.high)], Stroke(tint(page.accent, 0.3), 3.0))
        return
    upper = [plane.at(at, row.high) for at, row in held]
    lower = [plane.at(at, row.low) for at, row in reversed(held)]
    if held:
        page.area([*upper, *lower], Fill(tint(page.accent, 0.18)))


def _points(page: Page, plane: Plane, panel: Panel, periods: list[str]) -> None:
    shown = known_rows(panel.line)
    for row in shown:
        page.dot(*plane.at(periods.index(row.period), row.value), Fill(page.accent), 7.0 if row is shown[-1] else 4.5)
    last = shown[-1]
    named: list[tuple[float, str, Type]] = [(plane.y.at(last.value), numbers.index(last), Type(10.5, INK))]
    named += [(plane.y.at(value), words, NOTE) for value, words in _levels(page.look, panel)]
    below = -_APART
    for level, words, kind in sorted(named, key=lambda one: one[0]):
        below = max(level, below + _APART)
        page.text(page.width, below, words, kind, "right")


def _target(page: Page, plane: Plane, panel: Panel) -> None:
    """The target's line, over the dashed ones of the limits."""
    target = page.look.targets.get(panel.line[0].subject)
    if target is not None:
        target_level(page, (plane.x.start, plane.x.end), plane.y.at(target))


def _levels(look: Look, panel: Panel) -> Sequence[tuple[float, str]]:
    """The target and the control limits, each with its name: target 78.0, upper limit 77.9."""
    target, limits = look.targets.get(panel.line[0].subject), panel.limits
    held = [limits] if limits is not None and limits.has_interval else []
    named = [] if target is None else [(target, say(look, "target"), numbers.target(target, 1))]
    for row, (words, part) in product(held, ((UPPER, "high"), (LOWER, "low"))):
        named.append((getattr(row, part), look.say(words), numbers.index(row, part)))
    return [(value, joined([words, number], " ")) for value, words, number in named]


def _names(page: Page, plane: Plane, periods: list[str], y: float) -> None:
    """As many waves' names as stand clear of each other, the last one always among them."""
    words = [page.look.period(period) for period in periods]
    widths = [width_mm(word, NOTE.size) for word in words]
    for step in range(1, len(periods) + 1):
        chosen = sorted({*range(len(periods) - 1, -1, -step)})
        if fits([plane.x.at(at) for at in chosen], [widths[at] for at in chosen], 3.0):
            break
    for at in range(len(periods)):
        page.line([(plane.x.at(at), y), (plane.x.at(at), y + 1.0)], Stroke(RULE, 0.6))
    for at in chosen:
        half = widths[at] / 2
        page.tick(min(max(plane.x.at(at), half), page.width - half), y + 3.8, words[at], NOTE, "center")


def _key_break(page: Page, x: float, y: float) -> None:
    for aside in (-0.6, 0.6):
        page.line([(x + aside, y - 1.8), (x + aside, y + 1.8)], Stroke(ORANGE, 0.8))


def _legend(page: Page, panel: Panel) -> list[Entry]:
    row, look = with_interval(panel.line), page.look
    entries: list[Entry] = [(key_bar(Fill(tint(page.accent, 0.18))), interval_words(page.look, row))] if row else []
    entries += [(key_target, say(look, "target"))] if panel.line[0].subject in look.targets else []
    entries += limits_entries(look, [panel])
    return entries + ([(_key_break, look.say(BREAK_KEY))] if panel.broken else [])


def _alt(look: Look, panel: Panel) -> str:
    line, broken = panel.line, panel.broken
    values = series(look, [reading(look, look.period(row.period), row, numbers.index) for row in line])
    breaks = [look.say(BREAK_ALT, period=look.period(row.period)) for row in line if row.period in broken]
    outside = [labelled(look.period(row.period), look.say(SIDES[side])) for row, side in panel.outside()]
    return tell(look, summary(look, known_rows(line), is_whole=not broken), values, *breaks, *outside)


def _note(view: View, figures: Rows) -> Claim | None:
    """What the limits mean and which waves lie outside them; why a line breaks."""
    limits = control.note(view, figures)
    broken = broken_note(view) if any(row.reason == BROKEN for row in figures) else None
    return BOTH(limits=limits, broken=broken) if limits and broken else limits or broken


def figures_of(view: View, shown: Shown) -> Rows:
    """A subject (the index, unless named) in all waves, and where its line breaks."""
    subject = shown.subject or view.study.root
    return [row for row in every(view, MEASURES) if row.segment_by == ALL and row.subject == subject]


def line_of(figures: Rows, look: Look) -> tuple[list[Row], set[str]]:
    """The values of the first subject wave by wave, and the waves that do not compare with the one before."""
    rows = by_wave(figures, look, INDEX, NPS)
    line = [row for row in rows if (row.measure, row.subject) == (rows[0].measure, rows[0].subject)]
    broken = {row.period for row in rows_of(figures, look, BREAK) if rows and row.subject == rows[0].subject}
    return line, broken & {row.period for row in line}


def summary(look: Look, shown: list[Row], *, is_whole: bool) -> str:
    """Where the line of the values shown begins and ends; of a broken one, where it ends."""
    first, last = shown[0], shown[-1]
    return look.say(
        FROM_TO if len(shown) > 1 and is_whole else LAST,
        subject=look.label(last.subject),
        first=look.period(first.period),
        start=numbers.index(first),
        last=look.period(last.period),
        end=numbers.index(last),
    )


CHART = ChartSpec(
    "trend", MEASURES, _draw, lambda view, shown: titles.of_line(view, shown.subject), figures_of, _note, all_waves=True
)
