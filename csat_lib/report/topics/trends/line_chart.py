"""Wave by wave: a line with its interval band for each figure that is followed, target and missing waves shown."""

from __future__ import annotations

from dataclasses import dataclass

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.colours import INK, ORANGE, RULE, WHITE, tint
from csat_lib.charts.legend import Entry, key_bar, key_target, legend
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type, paper
from csat_lib.charts.plane import Plane
from csat_lib.charts.rows import Row, confidence, known
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.typeset import fits, width_mm
from csat_lib.charts.words import say
from csat_lib.findings.catalogue.trends import INDEX, NPS
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.comparability.waves import broken_note
from csat_lib.report.topics.trends import titles
from csat_lib.report.topics.trends.changes import BROKEN
from csat_lib.report.topics.trends.lines import MEASURES, breaks, figures_of, points, summary
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

NPS_UNIT = Words("分", "points")
BREAK_KEY = Words("前后不可比", "not comparable across")
BREAK_ALT = Words(
    "{period}与前一期不可比，线在此断开", "The line breaks before {period}: it does not compare with the wave before"
)

_PANEL = 34.0
_HEAD = 7.0
_WAVES = 7.0
_BETWEEN = 4.0
_APART = 4.2


def _draw(figures: Rows, look: Look) -> Chart | None:
    """A panel for each subject's index or NPS, all on the same waves."""
    rows = points(figures, look)
    lines = _lines(rows)
    if not lines:
        return None
    time = _Time(list(dict.fromkeys(row.period for row in rows)), breaks(figures, look))
    with paper(look) as page:
        y = legend(page, _legend(page, rows, has_break=any(_broken(line, time) for line in lines)))
        for line in lines:
            plane = _plane(page, line, time.periods, y)
            _panel(page, plane, line, time)
            y = plane.y.start + _BETWEEN
        _names(page, plane, time.periods, y - _BETWEEN)
        return page.chart(y - _BETWEEN + _WAVES, _alt(look, lines, time))


@dataclass(frozen=True)
class _Time:
    """The waves in their order, and (subject, wave) where the line of a subject breaks before that wave."""

    periods: list[str]
    breaks: frozenset[tuple[str, str]]


def _broken(line: list[Row], time: _Time) -> list[str]:
    """The waves before which the subject's line breaks."""
    return [period for period in time.periods if (line[0].subject, period) in time.breaks]


def _lines(rows: list[Row]) -> list[list[Row]]:
    """The waves of each subject, for subjects with at least one value."""
    table: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        table.setdefault((row.measure, row.subject), []).append(row)
    return [line for line in table.values() if known(line)]


def _plane(page: Page, line: list[Row], periods: list[str], top: float) -> Plane:
    held = [end for row in line for end in (row.value, row.low, row.high)]
    target = page.look.targets.get(line[0].subject)
    y = fitted_scale([*held, *([target] if target is not None else [])], top + _HEAD + _PANEL, top + _HEAD, 4)
    last = max(len(periods) - 1, 1)
    return Plane(Scale(-0.3, last + 0.3, 9, page.width - 13), y)


def _panel(page: Page, plane: Plane, line: list[Row], time: _Time) -> None:
    unit = page.look.say(NPS_UNIT if line[0].measure == NPS.name else INDEX.unit.words)
    title = f"{page.look.label(line[0].subject)}{say(page.look, 'comma_space')}{unit}"
    page.text(0, plane.y.end - 4.4, title, NOTE)
    for tick in plane.y.ticks:
        level = plane.y.at(tick)
        page.line([(plane.x.start, level), (plane.x.end, level)], Stroke(RULE, 0.6))
        page.tick(plane.x.start - 1.6, level, numbers.tick(tick), NOTE, "right")
    for period in _broken(line, time):
        _break(page, plane, time.periods.index(period) - 0.5)
    for run in _runs(line, time):
        _band(page, plane, run)
    for run in _runs(line, time):
        if len(run) > 1:
            page.line([plane.at(at, row.value) for at, row in run], Stroke(page.accent, 1.6))
    _points(page, plane, line, time.periods)


def _break(page: Page, plane: Plane, at: float) -> None:
    """Two strokes from top to bottom: what stands left of them does not compare with what stands right."""
    for aside in (-0.6, 0.6):
        x = plane.x.at(at) + aside
        page.line([(x, plane.y.start), (x, plane.y.end)], Stroke(ORANGE, 0.8))


def _runs(line: list[Row], time: _Time) -> list[list[tuple[int, Row]]]:
    """Stretches of waves without a gap or a break, each wave with its place."""
    runs: list[list[tuple[int, Row]]] = []
    for row in known(line):
        at = time.periods.index(row.period)
        if runs and runs[-1][-1][0] == at - 1 and (row.subject, row.period) not in time.breaks:
            runs[-1].append((at, row))
        else:
            runs.append([(at, row)])
    return runs


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


def _points(page: Page, plane: Plane, line: list[Row], periods: list[str]) -> None:
    shown = known(line)
    for row in shown:
        page.dot(*plane.at(periods.index(row.period), row.value), Fill(page.accent), 7.0 if row is shown[-1] else 4.5)
    last = shown[-1]
    target = page.look.targets.get(line[0].subject)
    page.text(page.width, plane.y.at(last.value), numbers.index(last.value), Type(10.5, INK), "right")
    if target is not None:
        level = plane.y.at(target)
        page.line([(plane.x.start, level), (plane.x.end, level)], Stroke(INK, 0.7, ":"))
        page.box(Box(plane.x.end - 2.6, level - 0.55, 5.2, 1.1), Fill(WHITE, INK, 0.8))
        value = plane.y.at(last.value)
        clear = level if abs(level - value) > _APART else value + (_APART if level >= value else -_APART)
        page.tick(page.width, clear, numbers.tick(target), NOTE, "right")


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


def _legend(page: Page, rows: list[Row], *, has_break: bool) -> list[Entry]:
    level = confidence(rows)
    words = say(page.look, "interval", level=numbers.share(level)) if level else ""
    entries: list[Entry] = [(key_bar(Fill(tint(page.accent, 0.18))), words)] if level else []
    if any(row.subject in page.look.targets for row in rows):
        entries.append((key_target, say(page.look, "target")))
    return [*entries, *([(_key_break, page.look.say(BREAK_KEY))] if has_break else [])]


def _alt(look: Look, lines: list[list[Row]], time: _Time) -> str:
    sentences: list[str] = []
    for line in lines:
        shown = known(line)
        sentences.append(summary(look, shown, is_whole=not _broken(line, time)))
        sentences.append(series(look, [reading(look, look.period(row.period), row, numbers.index) for row in line]))
        sentences += [look.say(BREAK_ALT, period=look.period(period)) for period in _broken(line, time)]
    return tell(look, *sentences)


def _title(view: View, shown: Shown) -> Claim:
    return titles.of_line(view, shown.subject)


def _note(view: View, figures: Rows) -> Claim | None:
    """Why a line breaks."""
    return broken_note(view) if any(row.reason == BROKEN for row in figures) else None


CHART = ChartSpec("trend", MEASURES, _draw, _title, figures_of, _note)
