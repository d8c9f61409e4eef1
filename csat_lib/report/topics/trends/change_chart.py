"""What changed: the earlier wave and this one side by side, and the change with its interval against zero."""

from dataclasses import dataclass

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, Setting, grouped, stack
from csat_lib.charts.colours import EARLIER, MUTED, RULE
from csat_lib.charts.dots import UNDER, Sides, estimate, under_width, write_under
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import NOTE, Axis, draw_axis, value_dot, zero
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, everybody, groups, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue import scores
from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.findings.told import joined
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.comparability.waves import broken_note
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.found.changes import BROKEN
from csat_lib.report.topics.segments.levels import best_first
from csat_lib.report.topics.trends import titles
from csat_lib.report.wording import Claim, Words

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


@dataclass(frozen=True)
class _Move:
    """A change with the value that it led to, when that was recorded."""

    change: Row
    now: Row | None

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
        top = legend(page, _legend(page, moves))
        bands = stack(page, _labels(look, moves), top, UNDER if look.is_narrow else Setting(pitch=6.0, lines=2))
        ends = [move for move in moves if move.change.known and move.now]
        middle = bands.gutter + (page.width - bands.gutter) * (0.44 if ends and not look.is_narrow else 0)
        if middle > bands.gutter:
            _dumbbells(page, bands, moves, middle - 11)
        bottom = _intervals(page, bands, moves, middle)
        bands.draw(page)
        return page.chart(bottom, _alt(look, moves))


def _moves(figures: Rows, look: Look) -> list[_Move]:
    moved = [*everybody(figures, look, CHANGE), *groups(figures, look, CHANGE)]
    now = known_rows([*everybody(figures, look, scores.INDEX), *groups(figures, look, scores.INDEX)])
    ends = {(row.subject, row.cell): row for row in now}
    return [_Move(row, ends.get((row.subject, row.cell))) for row in moved]


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
    pairs = [
        (move.now.value - move.change.value, move.now) if move.now and move.change.known else None for move in moves
    ]
    held = [value for pair in pairs if pair for value in (pair[0], pair[1].value)]
    scale = fitted_scale(held, bands.gutter, right, 4)
    draw_axis(page, scale, bands, Axis(say(page.look, "index_axis"), numbers.tick))
    for band, pair in zip(bands.rows, pairs, strict=True):
        if pair:
            before, now = scale.at(pair[0]), scale.at(pair[1].value)
            page.line([(before, band.centre), (now, band.centre)], Stroke(RULE, 2.4))
            value_dot(page, (before, band.centre), EARLIER)
            value_dot(page, (now, band.centre), page.accent, hollow=pair[1].is_small(page.look))


def _intervals(page: Page, bands: Bands, moves: list[_Move], left: float) -> float:
    ends = [end for move in moves for end in move.change.ends]
    room = under_width(_from_to(move) for move in moves) if page.look.is_narrow else 12.0
    scale = fitted_scale([0, *ends], left, page.width - room, 5)
    bottom = draw_axis(page, scale, bands, Axis(page.look.say(AXIS), _tick))
    zero(page, scale, bands)
    for band, move in zip(bands.rows, moves, strict=True):
        if move.change.reason == BROKEN:
            page.text(page.width, band.centre, page.look.say(INCOMPARABLE), NOTE, "right")
        else:
            estimate(page, scale, (page.width, band.centre), move.change, SIDES.kind(page.look, move.change))
            if page.look.is_narrow:
                write_under(page, (page.width, band.centre), _from_to(move))
    return bottom


def _from_to(move: _Move) -> str:
    """76.7 → 72.6: the two values, for which a telephone has no room beside."""
    if move.now is None or not move.change.known:
        return ""
    before = move.now.value - move.change.value
    told = numbers.worked_out("less", before, numbers.index, move.now, move.change)
    return joined([told, numbers.index(move.now)], " → ")


def _tick(value: float) -> str:
    return f"{value:+g}".replace("-", numbers.MINUS) if value else "0"


def _legend(page: Page, moves: list[_Move]) -> list[Entry]:
    look = page.look
    ends: list[Entry] = []
    against = next((move.change.against for move in moves if move.change.against), "")
    if any(move.now and move.change.known for move in moves) and not look.is_narrow:
        ends += [(key_dot(EARLIER), say(look, "earlier", period=look.period(against)))] if against else []
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
    return [*moved, *ends] if moved else []


def _note(view: View, figures: Rows) -> Claim | None:
    """Why something does not compare."""
    return broken_note(view) if any(row.reason == BROKEN for row in figures) else None


CHART = ChartSpec(
    "change",
    (CHANGE, scores.INDEX),
    _draw,
    lambda view, shown: titles.of_drawn(view, shown.segment_by, shown.subject),
    _figures,
    _note,
    held=(CHANGE,),
)
