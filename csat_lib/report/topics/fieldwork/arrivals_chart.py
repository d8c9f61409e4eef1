"""When answers came: a step line of arrivals with the bursts that chance would hardly bring marked and listed."""

from __future__ import annotations

from bisect import bisect
from datetime import datetime

import pandas as pd

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.colours import ORANGE, RULE, tint
from csat_lib.charts.legend import key_dot, legend
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.rows import Row, everybody, groups, known
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.typeset import fits, width_mm
from csat_lib.charts.words import say
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.fieldwork import ARRIVALS, BURST
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.fieldwork.arrivals import ALL_ANSWERS, UNLIKELY, title
from csat_lib.report.topics.fieldwork.response import WHOLE
from csat_lib.report.view import ANY, View

AXIS = Words("每时段收到的答卷", "answers per slot of time")
DAY = Words("{month} {day} 日", "{day} {month}")
MARK = Words("偶然难以解释的集中", "burst that chance would hardly bring")
ONE_BURST = Words("{when} 起 {n} 份", "{n} from {when}")
ALT = Words(
    "{first}至{last}收到的答卷，其中 {n} 处异常集中",
    "Answers from {first} to {last}; bursts that chance would hardly bring: {n}",
)
PEAK = Words("最多的时段是 {when}，{n} 份", "The busiest slot is {when} with {n} answers")

_HEIGHT = 30.0
_LISTED = 4


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Arrivals of everybody by slot of time, with each burst of any group that chance would hardly bring."""
    slots = _filled({row.path: row.value for row in known(everybody(figures, look, ARRIVALS))})
    if len(slots) < 2:
        return None
    bursts = _bursts(figures, look)
    with paper(look) as page:
        top = legend(page, [(key_dot(ORANGE, "v"), look.say(MARK))] if bursts else []) + 6.0
        y = fitted_scale([0.0, *slots.values()], top + _HEIGHT, top, 3)
        x = Scale(0, len(slots), 9, page.width)
        _steps(page, (x, y), list(slots.values()))
        for row in bursts:
            page.dot(x.at(bisect(list(slots), row.path) - 0.5), top - 1.6, Fill(ORANGE), 6.0, "v")
        bottom = _list(page, bursts, _names(page, x, list(slots), y.start))
        return page.chart(bottom, _alt(look, slots, bursts))


def _filled(counts: dict[str, float]) -> dict[str, float]:
    """Every day, or every hour, from the first to the last slot: those that brought nothing are not recorded."""
    if not counts:
        return {}
    hourly = any("T" in slot for slot in counts)
    written = "%Y-%m-%dT%H" if hourly else "%Y-%m-%d"
    every = pd.date_range(min(counts), max(counts), freq="h" if hourly else "D").strftime(written)
    return {slot: counts.get(slot, 0.0) for slot in every}


def _day(look: Look, slot: str) -> str:
    """3 December 2025."""
    return look.say(DAY, month=look.period(slot[:7]), day=int(slot[8:10]))


def _bursts(figures: Rows, look: Look) -> list[Row]:
    """Of everybody, of sources and of units, the least likely first; findings without a p are no bursts."""
    rows = known([*everybody(figures, look, BURST), *groups(figures, look, BURST)])
    return sorted((row for row in rows if row.p < UNLIKELY), key=lambda row: (row.p, row.path))


def _steps(page: Page, scales: tuple[Scale, Scale], counts: list[float]) -> None:
    x, y = scales
    for tick in y.ticks:
        page.line([(x.start, y.at(tick)), (x.end, y.at(tick))], Stroke(RULE, 0.6))
        page.tick(x.start - 1.6, y.at(tick), numbers.tick(tick), NOTE, "right")
    page.text(0, y.end - 4.2, page.look.say(AXIS), NOTE)
    points = [(x.start, y.start)]
    for at, count in enumerate(counts):
        points += [(x.at(at), y.at(count)), (x.at(at + 1), y.at(count))]
    page.area([*points, (x.end, y.start)], Fill(tint(page.accent, 0.5)))


def _names(page: Page, x: Scale, slots: list[str], y: float) -> float:
    """As many days' names as stand clear of each other; returns where they end."""
    days: dict[str, int] = {}
    for at, slot in enumerate(slots):
        days.setdefault(slot[:10], at)
    words = {at: _day(page.look, day) for day, at in days.items()}
    for step in range(1, len(words) + 1):
        chosen = list(words)[::step]
        places = [min(max(x.at(at), width_mm(words[at], NOTE.size) / 2), page.width - 20) for at in chosen]
        if fits(places, [width_mm(words[at], NOTE.size) for at in chosen], 3.0):
            break
    for place, at in zip(places, chosen, strict=True):
        page.line([(x.at(at), y), (x.at(at), y + 1.0)], Stroke(RULE, 0.6))
        page.tick(place, y + 3.6, words[at], NOTE)
    return y + 7.0


def _list(page: Page, bursts: list[Row], top: float) -> float:
    """The bursts in words, the least likely first."""
    for number, row in enumerate(bursts[:_LISTED]):
        page.dot(2.2, top + number * 4.4, Fill(ORANGE), 5.0, "v")
        page.text(6.0, top + number * 4.4, _told(page.look, row), NOTE)
    return top + 4.4 * len(bursts[:_LISTED])


def _told(look: Look, row: Row) -> str:
    group = look.level(*row.cell) if row.segment_by != ALL else look.label(row.subject)
    where = look.say(ALL_ANSWERS) if (row.segment_by, row.subject) == (ALL, WHOLE) else group
    words = look.say(ONE_BURST, when=_moment(look, row.path), n=numbers.whole(row.value))
    return f"{where}{say(look, 'colon')}{words}"


def _moment(look: Look, text: str) -> str:
    """3 December 2025 14:20."""
    return f"{_day(look, text)} {datetime.fromisoformat(text):%H:%M}" if "T" in text else _day(look, text)


def _alt(look: Look, slots: dict[str, float], bursts: list[Row]) -> str:
    first, last = (_day(look, slot) for slot in (next(iter(slots)), list(slots)[-1]))
    told = look.say(ALT, first=first, last=last, n=len(bursts))
    most = max(slots, key=lambda slot: slots[slot])
    peak = look.say(PEAK, when=_moment(look, most), n=numbers.whole(slots[most]))
    return tell(look, told, peak, series(look, (_told(look, row) for row in bursts[:_LISTED])))


def _figures(view: View, shown: Shown) -> Rows:
    del shown
    return (*view.rows(ARRIVALS, subject=WHOLE), *view.rows(BURST, segment_by=ANY))


CHART = ChartSpec("arrivals", (ARRIVALS, BURST), _draw, lambda view, _shown: title(view), _figures)
