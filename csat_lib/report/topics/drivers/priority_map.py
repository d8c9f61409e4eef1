"""Importance against performance as a map, parted at the means of both; labels overlap nothing."""

from collections import namedtuple
from statistics import fmean

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.colours import MUTED, RULE, tint
from csat_lib.charts.legend import base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import NOTE, value_dot
from csat_lib.charts.page import Box, Page, Stroke, Type, paper
from csat_lib.charts.placing import Taken, place_labels
from csat_lib.charts.plane import Plane
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.charts.words import series, tell
from csat_lib.findings.catalogue.drivers import IMPORTANCE, PERFORMANCE
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.drivers import importance, priorities
from csat_lib.report.topics.drivers.importance import shares
from csat_lib.report.wording import Claim, Wording, Words

SOME = Wording(zh="{rows.quoted}重要性高而评价低", en="Important and rated below average: {rows.label}")
NONE = Wording(zh="没有哪个维度明显重要而评价偏低", en="No dimension is clearly both important and rated below average")
ALT = Words(
    "重要性与得分对照，以平均重要性 {importance}、平均得分 {performance} 为界",
    "Importance against scores, split at the means {importance} and {performance}",
)

_LABEL = Type(8.5)
_QUADRANT = Type(9.5, MUTED)
_CORNERS = {
    "improve": ("left", "top"),
    "keep": ("right", "top"),
    "watch": ("left", "bottom"),
    "maintain": ("right", "bottom"),
}

Driver = tuple[Row, Row]
"""Importance and performance of a construct."""
MapWords = namedtuple("MapWords", "axis across write alt told")
"""What stands upwards, to the right, how a number upwards is written; the map in a sentence, and a construct of it."""
Line = tuple[tuple[float, float], tuple[float, float]]
"""From point to point, in millimetres."""


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Importance upwards, performance to the right, split at the means of both; at least two constructs."""
    performance = by_subject(known_rows(everybody(figures, look, PERFORMANCE)))
    drivers = [(row, performance[row.subject]) for row in shares(figures, look) if row.subject in performance]
    return draw_map(
        drivers, look, MapWords(importance.AXIS, importance.PERFORMANCE_AXIS, numbers.share, ALT, importance.told)
    )


def draw_map(drivers: list[Driver], look: Look, words: MapWords) -> Chart | None:
    """What matters upwards, how it is rated to the right; None of fewer than two constructs."""
    if len(drivers) < 2:
        return None
    with paper(look) as page:
        shown = [row for driver in drivers for row in driver]
        entries = interval_entry(page, shown, tint(page.accent, 0.45))
        entries += base_entries(page, shown, key_dot(page.accent, hollow=True))
        title = look.say(words.axis)
        page.text(0, 2.4, title, NOTE)
        top = legend(page, entries, width_mm(title, NOTE.size) + 8.0) or 6.6
        plane = _plane(page, drivers, top + 1.6)
        means = fmean(good.value for _, good in drivers), fmean(matters.value for matters, _ in drivers)
        _frame(page, plane, words)
        taken = _quadrants(page, plane, means)
        _points(page, plane, drivers)
        lines = [*_split_lines(plane, means), *_whiskers(plane, drivers)]
        _names(page, plane, drivers, Taken(taken, [_around(*line) for line in lines]))
        return page.chart(plane.y.start + 9.6, _alt(look, drivers, words))


def _plane(page: Page, drivers: list[Driver], top: float) -> Plane:
    up, across = ([end for driver in drivers for end in driver[side].ends] for side in (0, 1))
    margin = (max(across) - min(across)) * 0.12
    x = fitted_scale([min(across) - margin, max(across) + margin], 11, page.width - 3, 6)
    return Plane(x, fitted_scale([0, *up], top + 56.0, top, 5))


def _frame(page: Page, plane: Plane, words: MapWords) -> None:
    for tick in plane.y.ticks:
        page.tick(plane.x.start - 1.6, plane.y.at(tick), words.write(tick), NOTE, "right")
    for tick in plane.x.ticks:
        page.tick(plane.x.at(tick), plane.y.start + 3.2, numbers.tick(tick), NOTE)
    corners = [(plane.x.start, plane.y.end), (plane.x.start, plane.y.start), (plane.x.end, plane.y.start)]
    page.line(corners, Stroke(RULE, 0.8))
    page.text(plane.x.end, plane.y.start + 7.6, page.look.say(words.across), NOTE, "right")


def _quadrants(page: Page, plane: Plane, split: tuple[float, float]) -> list[Box]:
    """The lines of the means and the four names in the outer corners; returns the room that they take."""
    for line in _split_lines(plane, split):
        page.line(line, Stroke(MUTED, 0.8, "--"))
    taken = []
    for name, (side, level) in _CORNERS.items():
        words = page.look.say(importance.PLACES[name])
        width = width_mm(words, _QUADRANT.size)
        left = plane.x.start + 2 if side == "left" else plane.x.end - 2 - width
        middle = plane.y.end + 3.4 if level == "top" else plane.y.start - 3.4
        page.text(left, middle, words, _QUADRANT)
        taken.append(Box(left, middle - 2.2, width, 4.4))
    return taken


def _split_lines(plane: Plane, split: tuple[float, float]) -> list[Line]:
    x, y = plane.at(*split)
    return [((x, plane.y.end), (x, plane.y.start)), ((plane.x.start, y), (plane.x.end, y))]


def _whiskers(plane: Plane, drivers: list[Driver]) -> list[Line]:
    """The intervals of both figures as lines."""
    lines: list[Line] = []
    for matters, good in drivers:
        if good.has_interval:
            lines.append((plane.at(good.low, matters.value), plane.at(good.high, matters.value)))
        if matters.has_interval:
            lines.append((plane.at(good.value, matters.low), plane.at(good.value, matters.high)))
    return lines


def _around(start: tuple[float, float], end: tuple[float, float]) -> Box:
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Box(left - 0.2, top - 0.2, right - left + 0.4, bottom - top + 0.4)


def _points(page: Page, plane: Plane, drivers: list[Driver]) -> None:
    for line in _whiskers(plane, drivers):
        page.line(line, Stroke(tint(page.accent, 0.45), 1.1))
    for matters, good in drivers:
        value_dot(page, plane.at(good.value, matters.value), page.accent, hollow=good.is_small(page.look))


def _names(page: Page, plane: Plane, drivers: list[Driver], taken: Taken) -> None:
    points = [plane.at(good.value, matters.value) for matters, good in drivers]
    room = Box(plane.x.start + 0.5, plane.y.end, plane.x.end - plane.x.start, plane.y.start - plane.y.end - 0.5)
    lines = [wrap(page.look.label(row.subject), _LABEL.size, page.width * 0.24, 3) for row, _ in drivers]
    sizes = [(max(width_mm(line, _LABEL.size) for line in own), len(own) * _LABEL.leading) for own in lines]
    for point, own, place in zip(points, lines, place_labels(points, sizes, room, taken), strict=True):
        if place is None:
            continue
        if place.is_far:
            page.line([point, _edge(point, place.box)], Stroke(MUTED, 0.5))
        x, align = _aligned(point, place.box)
        page.lines(x, place.box.middle[1], own, _LABEL, align)


def _aligned(point: tuple[float, float], box: Box) -> tuple[float, str]:
    """Towards the point: flush left on its right side, flush right on its left side, else centred."""
    if box.left >= point[0]:
        return box.left, "left"
    return (box.right, "right") if box.right <= point[0] else (box.left + box.width / 2, "center")


def _edge(point: tuple[float, float], box: Box) -> tuple[float, float]:
    """The spot of the box that lies nearest to the point."""
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def _alt(look: Look, drivers: list[Driver], words: MapWords) -> str:
    matters, good = zip(*drivers, strict=True)
    mattering = numbers.worked_out("average", fmean(row.value for row in matters), words.write, *matters)
    performance = numbers.worked_out("average", fmean(row.value for row in good), numbers.index, *good)
    head = look.say(words.alt, importance=mattering, performance=performance)
    return tell(look, head, series(look, (words.told(look, *driver) for driver in drivers)))


def _title(view: View, _: Shown) -> Claim:
    """What lies where importance is high and rating low."""
    found = priorities.quadrant(view, "improve")
    return SOME(rows=found) if found else NONE()


CHART = ChartSpec("priority_map", (IMPORTANCE, PERFORMANCE), _draw, _title, importance.drawn, beside=PERFORMANCE)
