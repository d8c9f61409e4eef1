"""What changed: the earlier wave and this one side by side, and the change with its interval against zero."""

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, Setting, grouped, stack
from csat_lib.charts.beside import HEAD, Beside, draw_columns
from csat_lib.charts.colours import MUTED, RULE
from csat_lib.charts.dots import UNDER, Sides, estimate, under_width, write_under
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, key_earlier, legend
from csat_lib.charts.marks import NOTE, Axis, draw_axis, earlier_dot, value_dot, zero
from csat_lib.charts.page import Page, Stroke, paper
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
from csat_lib.report.topics.segments.levels import best_first
from csat_lib.report.topics.trends import titles
from csat_lib.report.wording import Claim, Wording, Words

AXIS = Words("变化（分）", "change, points")
SIDES = Sides(
    Words("下降", "fell"),
    Words("无明显变化（区间含 0）", "no clear change (interval holds 0)"),
    Words("上升", "rose"),
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
        columns = [] if look.is_narrow else _columns(look, moves)
        top = legend(page, _legend(page, moves)) + (HEAD if columns else 0.0)
        bands = stack(page, _labels(look, moves), top, UNDER if look.is_narrow else Setting(pitch=6.0, lines=2))
        ends = [move for move in moves if move.change.known and move.now]
        right = page.width - sum(column.width(_changes(moves)) for column in columns)
        middle = bands.gutter + (right - bands.gutter) * (0.44 if ends and not look.is_narrow else 0)
        if middle > bands.gutter:
            _dumbbells(page, bands, moves, middle - 11)
        bottom = _intervals(page, bands, moves, (middle, right))
        draw_columns(page, bands, _changes(moves), columns)
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
    """Both values, each under its wave: one mark may cover the other."""
    held = {(move.change.subject, move.change.cell): move for move in moves if move.now and move.change.known}

    def column(head: str, write: Callable[[_Move], str]) -> Beside:
        def told(row: Row) -> str:
            move = held.get((row.subject, row.cell))
            return write(move) if move else ""

        return Beside(head, told)

    if not held:
        return []
    against = next(move.change.against for move in held.values())
    return [column(look.period(against), _was), column(say(look, "actual"), _is)]


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


def _dumbbells(page: Page, bands: Bands, moves: list[_Move], right: float) -> None:
    pairs = [(_start(move), move.now) if move.now and move.change.known else None for move in moves]
    held = [value for pair in pairs if pair for value in (pair[0], pair[1].value)]
    scale = fitted_scale(held, bands.gutter, right, 4)
    draw_axis(page, scale, bands, Axis(say(page.look, "index_axis"), numbers.tick))
    for band, pair in zip(bands.rows, pairs, strict=True):
        if pair:
            before, now = scale.at(pair[0]), scale.at(pair[1].value)
            page.line([(before, band.centre), (now, band.centre)], Stroke(RULE, 2.4))
            earlier_dot(page, before, band.centre)
            value_dot(page, (now, band.centre), page.accent, hollow=pair[1].is_small(page.look))


def _intervals(page: Page, bands: Bands, moves: list[_Move], ends_at: tuple[float, float]) -> float:
    left, right = ends_at
    ends = [end for move in moves for end in move.change.ends]
    room = under_width(_from_to(move) for move in moves) if page.look.is_narrow else 12.0
    scale = fitted_scale([0, *ends], left, right - room, 5)
    bottom = draw_axis(page, scale, bands, Axis(page.look.say(AXIS), _tick, right - left))
    zero(page, scale, bands)
    for band, move in zip(bands.rows, moves, strict=True):
        if move.change.reason == BROKEN:
            page.text(right, band.centre, page.look.say(INCOMPARABLE), NOTE, "right")
        else:
            estimate(page, scale, (right, band.centre), move.change, SIDES.kind(page.look, move.change))
            if page.look.is_narrow:
                write_under(page, (right, band.centre), _from_to(move))
    return bottom


def _from_to(move: _Move) -> str:
    """76.7 → 72.6: the two values, for which a telephone has no room beside."""
    if move.now is None or not move.change.known:
        return ""
    return joined([_was(move), _is(move)], " → ")


def _tick(value: float) -> str:
    return f"{value:+g}".replace("-", numbers.MINUS) if value else "0"


def _legend(page: Page, moves: list[_Move]) -> list[Entry]:
    look = page.look
    ends: list[Entry] = []
    against = next((move.change.against for move in moves if move.change.against), "")
    if any(move.now and move.change.known for move in moves) and not look.is_narrow:
        ends += [(key_earlier, say(look, "earlier", period=look.period(against)))] if against else []
        ends.append((key_dot(page.accent), say(look, "actual")))
    shown = [move.change for move in moves if move.change.reason != BROKEN]
    entries = ends + interval_entry(page, shown, MUTED) + SIDES.entries(look, shown)
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
    """Changes of the dimensions, or of the index in every group of a question, and where they led."""
    of_groups = best_first(view, changes.of_groups(view, shown.segment_by, shown.subject))
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
