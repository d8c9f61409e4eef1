"""When answers came: a step line of arrivals with the bursts that chance would hardly bring marked and listed."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.colours import ORANGE, RULE, tint
from csat_lib.charts.legend import key_dot, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.rows import Row, cells, known, overall
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.typeset import fits, width_mm
from csat_lib.charts.words import say
from csat_lib.findings import ALL

_HEIGHT = 30.0
_UNLIKELY = 0.01
_LISTED = 4
_EVERYBODY = "answers"


def chart_arrivals(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`fieldwork/arrivals` of everybody by slot of time (path), with each `burst` of any group that p says is odd.

    Returns:
        The chart, or None when fewer than two slots are known.
    """
    rows = [row for row in known(overall(findings, look, "fieldwork", "arrivals")) if row.subject == _EVERYBODY]
    slots = _filled({row.path: row.value for row in rows})
    if len(slots) < 2:
        return None
    bursts = _bursts(findings, look)
    with paper(look) as page:
        top = legend(page, [(key_dot(ORANGE, "v"), say(look, "burst_mark"))] if bursts else []) + 6.0
        y = fitted_scale([0.0, *slots.values()], top + _HEIGHT, top, 3)
        x = Scale(0, len(slots), 9, page.width)
        _steps(page, (x, y), list(slots.values()))
        for row in bursts:
            page.dot(x.at(_slot(list(slots), row.path) + 0.5), top - 1.6, Fill(ORANGE), 6.0, "v")
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
    return say(look, "day", month=look.period(slot[:7]), day=int(slot[8:10]))


def _bursts(findings: pd.DataFrame, look: Look) -> list[Row]:
    """Of everybody, of sources and of units, the least likely first; findings without a p are no bursts."""
    rows = known(overall(findings, look, "fieldwork", "burst") + cells(findings, look, "fieldwork", "burst"))
    return sorted((row for row in rows if row.p < _UNLIKELY), key=lambda row: (row.p, row.path))


def _slot(slots: list[str], moment: str) -> int:
    """The slot that a moment falls into: slots are days, or hours."""
    return max((at for at, slot in enumerate(slots) if slot <= moment), default=0)


def _steps(page: Page, scales: tuple[Scale, Scale], counts: list[float]) -> None:
    x, y = scales
    for tick in y.ticks:
        page.line([(x.start, y.at(tick)), (x.end, y.at(tick))], Stroke(RULE, 0.6))
        page.text(x.start - 1.6, y.at(tick), numbers.tick(tick), NOTE, "right")
    page.text(0, y.end - 4.2, say(page.look, "arrivals_axis"), NOTE)
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
        page.text(place, y + 3.6, words[at], NOTE, "center")
    return y + 7.0


def _list(page: Page, bursts: list[Row], top: float) -> float:
    """The bursts in words, the least likely first."""
    for number, row in enumerate(bursts[:_LISTED]):
        page.dot(2.2, top + number * 4.4, Fill(ORANGE), 5.0, "v")
        page.text(6.0, top + number * 4.4, _told(page.look, row), NOTE)
    return top + 4.4 * len(bursts[:_LISTED])


def _told(look: Look, row: Row) -> str:
    group = look.level(*row.cell) if row.segment_by != ALL else look.label(row.subject)
    where = say(look, "all_answers") if (row.segment_by, row.subject) == (ALL, _EVERYBODY) else group
    words = say(look, "burst", when=_moment(look, row.path), n=numbers.whole(row.value))
    return f"{where}{say(look, 'colon')}{words}"


def _moment(look: Look, text: str) -> str:
    """3 December 2025, 14:20."""
    moment = datetime.fromisoformat(text)
    day = _day(look, text)
    return f"{day} {moment:%H:%M}" if "T" in text else day


def _alt(look: Look, slots: dict[str, float], bursts: list[Row]) -> str:
    first, last = (_day(look, slot) for slot in (next(iter(slots)), list(slots)[-1]))
    told = say(look, "arrivals_alt", first=first, last=last, n=len(bursts))
    most = max(slots, key=lambda slot: slots[slot])
    peak = say(look, "arrivals_peak", when=_moment(look, most), n=numbers.whole(slots[most]))
    return tell(look, told, peak, series(look, (_told(look, row) for row in bursts[:_LISTED])))
