"""What changed: each change with its interval against zero, the values of both waves and their bases beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import nan

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting, grouped
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import MUTED
from csat_lib.charts.columns import base_column, interval_column
from csat_lib.charts.dots import FIGURE, Sides, estimate
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import NOTE, Axis, draw_axis, zero
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, everybody, groups, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue import scores
from csat_lib.findings.catalogue.trends import BEFORE, CHANGE
from csat_lib.findings.told import joined
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.comparability.waves import broken_note
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.found.changes import BROKEN
from csat_lib.report.topics.trends import titles
from csat_lib.report.wording import Claim, Wording, Words

AXIS = Words("变化（分）", "change, points")
CHANGED = Words("变化", "change")
BASE_BEFORE = Words("上期样本量", "earlier base")
SIDES = Sides(
    Words("明显下降", "clearly fell"),
    Words("无明显变化（区间含 0）", "no clear change (interval includes 0)"),
    Words("明显上升", "clearly rose"),
    "vo^",
)
INCOMPARABLE = Words("不可比", "not comparable")
INCOMPARABLE_ALT = Words("{label}不可比", "{label} not comparable")
ALT = Words(
    "与{against}相比：{rose} 项上升，{fell} 项下降，{flat} 项无明显变化",
    "Against {against}: {rose} rose, {fell} fell, {flat} show no clear change",
)

BASE = Wording(zh="{since}样本量 {low.n}", en="Base in {since}: {low.n}")
BASES = Wording(zh="{since}样本量 {low.n} 至 {high.n}", en="Base in {since}: {low.n} to {high.n}")
BOTH = Wording(zh="{base}；{broken}", en="{base}; {broken}")


@dataclass(frozen=True)
class _Move:
    """A change with the value that it led to and the one that it starts from, when these were recorded."""

    change: Row
    now: Row | None
    before: Row | None

    @property
    def verdict(self) -> str:
        """What the interval carries: rose, fell, or flat when it holds zero."""
        if self.change.holds(0):
            return "flat"
        return "rose" if self.change.value > 0 else "fell"


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Changes by subject and by group; the index of this wave gives the two ends of each."""
    moves = _moves(figures, look)
    if not known_rows(move.change for move in moves):
        return None
    with paper(look) as page:
        columns, shown = _columns(look, moves), _changes(moves)
        top = legend(page, _legend(page, shown))
        bands, right = stack_beside(page, _labels(look, moves), (shown, columns), top, Setting(lines=2))
        scale = fitted_scale([0, *(end for row in shown for end in row.ends)], bands.gutter, right - FIGURE, 5)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), _tick))
        zero(page, scale, bands)
        for band, row in zip(bands.rows, shown, strict=True):
            if row.reason == BROKEN:
                page.text(right, band.centre, look.say(INCOMPARABLE), NOTE, "right")
            else:
                estimate(page, scale, (right, band.centre), row, SIDES.kind(look, row))
        draw_columns(page, bands, shown, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, moves))


def _moves(figures: Rows, look: Look) -> list[_Move]:
    moved = [*everybody(figures, look, CHANGE), *groups(figures, look, CHANGE)]
    now = known_rows([*everybody(figures, look, scores.INDEX), *groups(figures, look, scores.INDEX)])
    ends = {(row.subject, row.cell): row for row in now}
    earlier = known_rows([*everybody(figures, look, BEFORE), *groups(figures, look, BEFORE)])
    starts = {(row.subject, row.cell, row.against): row for row in earlier}
    return [
        _Move(row, ends.get((row.subject, row.cell)), starts.get((row.subject, row.cell, row.against))) for row in moved
    ]


def _changes(moves: list[_Move]) -> list[Row]:
    return [move.change for move in moves]


def _columns(look: Look, moves: list[_Move]) -> list[Beside]:
    """The changes and their intervals; both values and their bases, each under its wave."""
    held = {(move.change.subject, move.change.cell): move for move in moves if move.now and move.change.known}

    def column(head: str, write: Callable[[_Move], str]) -> Beside:
        def told(row: Row) -> str:
            move = held.get((row.subject, row.cell))
            return write(move) if move else ""

        return Beside(head, told)

    columns = [Beside(look.say(CHANGED)), *interval_column(look, _changes(moves), numbers.signed, lambda row: row)]
    if not held:
        return columns
    against = next(move.change.against for move in held.values())
    of = base_column(look, [move.now for move in held.values() if move.now])
    was = base_column(look, [move.before for move in held.values() if move.before])
    earlier = [column(look.say(BASE_BEFORE), lambda move: was.write(move.before) if move.before else "")]
    return [
        *columns,
        *(column(look.period(against), _was), column(say(look, "actual"), _is)),
        *(earlier if any(move.before for move in held.values()) else ()),
        replace(column(of.head, lambda move: of.write(move.now) if move.now else ""), brief=of.brief),
    ]


def _was(move: _Move) -> str:
    """The value that a change starts from."""
    if move.before is not None:
        return numbers.index(move.before)
    return numbers.worked_out("less", _start(move), numbers.index, *filter(None, (move.now, move.change)))


def _is(move: _Move) -> str:
    return numbers.index(move.now) if move.now else ""


def _start(move: _Move) -> float:
    if move.before is not None:
        return move.before.value
    return move.now.value - move.change.value if move.now else nan


def _labels(look: Look, moves: list[_Move]) -> list[BandLabel]:
    """The dimensions; or the groups under their question and what is scored."""
    first = moves[0].change
    of_groups = f"{look.label(first.segment_by)}{say(look, 'colon')}{look.label(first.subject)}"
    rows = [move.change for move in moves]
    names = [look.label(row.subject) if row.segment_by == ALL else look.level(*row.cell) for row in rows]
    return grouped([("" if first.segment_by == ALL else of_groups, names)])


def _name(look: Look, row: Row) -> str:
    subject = look.label(row.subject)
    return subject if row.segment_by == ALL else joined([look.level(*row.cell), subject], " · ")


def _tick(value: float) -> str:
    return f"{value:+g}".replace("-", numbers.MINUS) if value else "0"


def _legend(page: Page, changed: list[Row]) -> list[Entry]:
    shown = [row for row in changed if row.reason != BROKEN]
    entries = interval_entry(page, shown, MUTED) + SIDES.entries(page.look, shown)
    return entries + base_entries(page, shown, key_dot(page.accent, hollow=True))


def _alt(look: Look, moves: list[_Move]) -> str:
    shown = [move for move in moves if move.change.known]
    counts = {verdict: sum(move.verdict == verdict for move in shown) for verdict in ("rose", "fell", "flat")}
    against = look.period(next((move.change.against for move in moves if move.change.against), ""))
    parts = [reading(look, _name(look, move.change), move.change, numbers.signed) for move in shown]
    broken = [move.change.subject for move in moves if move.change.reason == BROKEN]
    parts += [look.say(INCOMPARABLE_ALT, label=look.label(name)) for name in broken]
    return tell(look, look.say(ALT, against=against, **counts), series(look, parts))


def _figures(view: View, shown: Shown) -> Rows:
    """Changes of the dimensions, or of one score in every group of a question, falls first, and where they led."""
    found = changes.of_groups(view, shown.segment_by, shown.subject)
    of_groups = sorted(found, key=lambda row: (row.value is None, row.value or 0.0))
    moved = of_groups if shown.segment_by else changes.drawn(view)
    subject = {"subject": shown.subject or view.study.root} if shown.segment_by else {}
    ends = view.rows(scores.INDEX, segment_by=shown.segment_by or ALL, **subject)
    starts = (changes.before(view, row) for row in moved if row.value is not None)
    return [*moved, *ends, *filter(None, starts)] if moved else []


def _note(view: View, figures: Rows) -> Claim | None:
    """How many the earlier values rest on; why something does not compare."""
    starts = sorted((row for row in figures if row.kind is BEFORE and row.n), key=lambda row: row.n or 0)
    low, high = (starts[0], starts[-1]) if starts else (None, None)
    base = None
    if low is not None and high is not None and view.previous is not None:
        ends = {"low": low} if low.n == high.n else {"low": low, "high": high}
        base = (BASES if len(ends) > 1 else BASE)(since=view.previous, **ends)
    broken = broken_note(view) if any(row.reason == BROKEN for row in figures) else None
    return BOTH(base=base, broken=broken) if base and broken else base or broken


CHART = ChartSpec(
    "change",
    (CHANGE, scores.INDEX, BEFORE),
    _draw,
    lambda view, shown: titles.of_drawn(view, shown.segment_by, shown.subject),
    _figures,
    _note,
    held=(CHANGE,),
)
