"""Small multiples: lines over the waves in panels side by side, each with its limits, everybody's behind a group's."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from csat_lib.charts import numbers
from csat_lib.charts.colours import EARLIER, INK, ORANGE, PALE, RULE, tint
from csat_lib.charts.columns import base
from csat_lib.charts.legend import Entry, key_dot
from csat_lib.charts.look import Look
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type
from csat_lib.charts.plane import Plane
from csat_lib.charts.rows import Row, known_rows
from csat_lib.charts.scale import Scale, tight_scale
from csat_lib.charts.typeset import wrap
from csat_lib.charts.words import say
from csat_lib.findings.measure import Words
from csat_lib.findings.told import joined

LIMITS = Stroke(EARLIER, 0.7, "--")
USUAL = Fill(PALE)
"""What lies between the limits of a line: an area, which neither a target nor the line itself can cover."""
BEHIND = Stroke(tint(EARLIER, 0.8), 0.6)
SHAPE = "D"
"""The mark of a wave outside its limits: triangles are for changes."""
LIMITS_KEY = Words("控制限之内", "within the control limits")
OUTSIDE_KEY = Words("控制限之外", "outside the control limits")
HELD, BASE = Words("控制限 {low} 至 {high}", "limits {low} to {high}"), Words("样本量 {n}", "base {n}")
SIDES = {"below": Words("低于控制限", "below its limits"), "above": Words("高于控制限", "above its limits")}

_TITLE = Type(9.0, INK)
_PLOT = 20.0
_LEFT, _RIGHT, _GAP, _BELOW = 7.0, 9.0, 4.0, 3.6
_TICKS = 4
_IN_TWOS = (1, 2, 4)


@dataclass(frozen=True)
class Panel:
    """A line wave by wave: its name, what its scale must hold, its limits, where it breaks, what is seen behind it.

    ``broken`` are the waves that do not compare with the one before.
    """

    name: str
    line: Sequence[Row]
    held: Sequence[float]
    limits: Row | None = None
    broken: Set[str] = frozenset()
    behind: Sequence[Sequence[Row]] = ()

    def outside(self) -> list[tuple[Row, str]]:
        """The wave that the limits judge, where it lies outside them, with its side; the waves before made them."""
        if self.limits is None or not self.limits.has_interval:
            return []
        judged = [row for row in known_rows(self.line) if row.period == self.limits.period]
        return [(row, side) for row in judged if (side := side_of(row, self.limits))]


def side_of(row: Row, limits: Row) -> str:
    """On which side of its limits a wave lies; nothing when it lies between them."""
    return "below" if row.value < limits.low else "above" if row.value > limits.high else ""


def runs(line: Sequence[Row], periods: list[str], broken: Set[str]) -> list[list[tuple[int, Row]]]:
    """Stretches of waves without a gap or a break, each wave with its place."""
    found: list[list[tuple[int, Row]]] = []
    for row in known_rows(line):
        at = periods.index(row.period)
        if found and found[-1][-1][0] == at - 1 and row.period not in broken:
            found[-1].append((at, row))
        else:
            found.append([(at, row)])
    return found


def draw_panels(page: Page, panels: Sequence[Panel], periods: list[str], top: float) -> float:
    """The panels in rows of three, a few and on a telephone of two; returns where they end."""
    across = 2 if page.look.is_narrow or len(panels) in _IN_TWOS else 3
    width = (page.width - (across - 1) * _GAP) / across
    for start in range(0, len(panels), across):
        row = panels[start : start + across]
        heads = [_head(page, panel, width) for panel in row]
        height = max(map(len, heads)) * NOTE.leading + 1.6
        for number, (panel, head) in enumerate(zip(row, heads, strict=True)):
            left = number * (width + _GAP)
            for at, (line, kind) in enumerate(head):
                page.lines(left, top + 2.0 + at * NOTE.leading, [line], kind)
            box = Box(left, top + height, width, _PLOT)
            _panel(page, panel, periods, box)
            if start + number + across >= len(panels):
                _waves(page, periods, box)
        top += height + _PLOT + _BELOW
    return top + NOTE.leading


def _waves(page: Page, periods: list[str], box: Box) -> None:
    """The first and the last wave, under the last panel of a column."""
    first, last = (page.look.period(periods[at]) for at in (0, -1))
    page.tick(box.left, box.bottom + 2.8, first, NOTE, "left")
    if first != last:
        page.tick(box.right, box.bottom + 2.8, last, NOTE, "right")


def _head(page: Page, panel: Panel, width: float) -> list[tuple[str, Type]]:
    """Its name, its limits and what its last wave rests on."""
    named, look = wrap(panel.name, _TITLE.size, width, 2), page.look
    under = [look.say(BASE, n=n)] if (n := base(known_rows(panel.line)[-1])) else []
    if panel.limits is not None and panel.limits.has_interval:
        low, high = (numbers.index(panel.limits, part) for part in ("low", "high"))
        under.insert(0, look.say(HELD, low=low, high=high))
    small = wrap(joined(under, say(look, "semicolon")), NOTE.size, width, 2) if under else []
    return [*((line, _TITLE) for line in named), *((line, NOTE) for line in small)]


def _panel(page: Page, panel: Panel, periods: list[str], box: Box) -> None:
    x = Scale(0, max(len(periods) - 1, 1), box.left + _LEFT, box.right - _RIGHT)
    plane = Plane(x, tight_scale(panel.held, box.bottom, box.top + 1.5, _TICKS))
    usual(page, plane, panel.limits)
    draw_limits(page, plane, panel.limits)
    for tick in plane.y.ticks:
        page.line([(x.start, plane.y.at(tick)), (x.end, plane.y.at(tick))], Stroke(RULE, 0.6))
        page.tick(x.start - 1.2, plane.y.at(tick), numbers.tick(tick), NOTE, "right")
    for other in panel.behind:
        for run in runs(other, periods, frozenset()):
            page.line([plane.at(at, row.value) for at, row in run], BEHIND)
    for run in runs(panel.line, periods, panel.broken):
        page.line([plane.at(at, row.value) for at, row in run], Stroke(page.accent, 1.6))
    last = known_rows(panel.line)[-1]
    page.dot(*plane.at(periods.index(last.period), last.value), Fill(page.accent), 4.5)
    mark_outside(page, plane, panel, periods)
    page.text(box.right, plane.y.at(last.value), numbers.index(last), Type(9.0), "right")


def draw_limits(page: Page, plane: Plane, limits: Row | None) -> None:
    """The limits of a line, from its first wave to its last."""
    if limits is None or not limits.has_interval:
        return
    (left, right), (low, high) = (plane.x.start, plane.x.end), (plane.y.at(limits.low), plane.y.at(limits.high))
    for y in (low, high):
        page.line([(left, y), (right, y)], LIMITS)


def usual(page: Page, plane: Plane, limits: Row | None) -> None:
    """The area between the limits of a line, behind all else."""
    if limits is not None and limits.has_interval:
        low, high = plane.y.at(limits.low), plane.y.at(limits.high)
        page.box(Box(plane.x.start, high, plane.x.end - plane.x.start, low - high), USUAL)


def mark_outside(page: Page, plane: Plane, panel: Panel, periods: list[str]) -> None:
    """The sign of each wave outside the limits."""
    for row, _ in panel.outside():
        page.dot(*plane.at(periods.index(row.period), row.value), Fill(ORANGE), 6.0, SHAPE)


def key_limits(page: Page, x: float, y: float) -> None:
    """The sample of the limits of a line."""
    page.box(Box(x - 2.2, y - 1.3, 4.4, 2.6), USUAL)
    for level in (y - 1.3, y + 1.3):
        page.line([(x - 2.2, level), (x + 2.2, level)], LIMITS)


def limits_entries(look: Look, panels: Sequence[Panel]) -> list[Entry]:
    """What the limits are, and the sign of a wave outside them, as far as there are any."""
    entries: list[Entry] = [(key_limits, look.say(LIMITS_KEY))] if any(panel.limits for panel in panels) else []
    is_outside = any(panel.outside() for panel in panels)
    return entries + ([(key_dot(ORANGE, SHAPE), look.say(OUTSIDE_KEY))] if is_outside else [])
