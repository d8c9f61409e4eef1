"""Did the answers come as they should? Bursts and other signs of made-up answers: sentence, tables, chart."""

from bisect import bisect
from datetime import datetime

import pandas as pd

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.colours import ORANGE, RULE, tint
from csat_lib.charts.legend import key_dot, legend
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.panels import SHAPE
from csat_lib.charts.rows import Row, everybody, groups, known_rows
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.typeset import fits, width_mm
from csat_lib.charts.words import say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.fieldwork import ARRIVALS, BURST, ENDS_SHARE, NIGHT_SHARE, SAME_SECONDS
from csat_lib.findings.measure import Measure
from csat_lib.findings.told import joined, piece
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, Shown, TableSpec, View, columns, known
from csat_lib.report.number import write
from csat_lib.report.topics.fieldwork.response import WHOLE
from csat_lib.report.view import ANY
from csat_lib.report.wording import MOST_NAMED, Claim, Label, Wording, Words

UNLIKELY = 0.01
"""A sign of tampering is told when chance alone would show one as strong, among all looked at, less often than this."""
ALL_ANSWERS = Words("全部答卷", "All responses")
TOGETHER = Words("总体", "all together")
TIME = Words("时间", "Time")

NO_BURSTS = Wording(zh="提交时间没有异常集中。", en="The times of arrival show no unusual concentration.")
BURSTS = Wording(
    zh="有些答卷的提交时间异常集中，偶然难以解释（{told:;}{others}），应了解这些答卷是如何收集的。",
    en="Responses arrived in bursts that chance would hardly bring ({told:;}{others}): ask how they were collected.",
)
ONE_BURST = Wording(zh="{group}，{row.moment}，{row} 份", en="{group}, {row.moment}: {row}")
OTHERS = Wording(zh="；另有 {n} 处", en=", and {n:more burst}")
TITLE_NONE = Wording(zh="答卷的提交时间没有异常集中", en="Responses did not arrive in bursts")
TITLE_ODD = Wording(zh="有 {n} 处迹象偶然难以解释", en="{n:sign} that chance would hardly bring")
TITLE_USUAL = Wording(zh="没有突出的异常迹象", en="No sign of tampering stands out")
TITLE_BURSTS = Wording(zh="有 {n} 处提交时间异常集中", en="{n:burst} of responses that chance would hardly bring")


def unlikely(view: View) -> list[Finding]:
    """The bursts of any group that chance would hardly bring, the least likely first."""
    return _odd(_rows(view))


def _odd(rows: Rows) -> list[Finding]:
    return [row for row in rows if row.p is not None and row.p < UNLIKELY]


def bursts(view: View) -> Claim | None:
    """Where and when answers came too close together."""
    rows = unlikely(view)
    if not rows:
        return NO_BURSTS() if _rows(view) else None
    rest = len(rows) - MOST_NAMED
    told = [ONE_BURST(group=_where(row), row=row) for row in rows[:MOST_NAMED]]
    return BURSTS(told=told, others=OTHERS(n=rest) if rest > 0 else None)


def _where(row: Finding) -> Label | Words:
    if row.segment_by != ALL:
        return Label(row.segment, row.segment_by)
    return TOGETHER if row.subject == WHOLE else Label(row.subject)


def _group(view: View, row: Finding) -> str:
    """The group whose arrivals a row is about, in a table."""
    if row.segment_by != ALL:
        return view.level(row.segment_by, row.segment)
    return ALL_ANSWERS[view.language] if row.subject == WHOLE else view.label(row.subject)


def title(view: View) -> Claim:
    """Whether answers arrived in bursts, as a title."""
    rows = unlikely(view)
    return TITLE_BURSTS(n=len(rows)) if rows else TITLE_NONE()


def _rows(view: View, *measures: Measure) -> list[Finding]:
    """Figures of every group, the least likely first."""
    rows = [row for measure in measures or (BURST,) for row in known(view, measure, segment_by=ANY)]
    return sorted(rows, key=lambda row: row.p if row.p is not None else 1.0)


def _signs(view: View) -> list[Finding]:
    return _rows(view, NIGHT_SHARE, ENDS_SHARE, SAME_SECONDS)


GROUPS = columns.worded(columns.SUBJECT, _group)
TIMES = columns.worded(TIME, lambda _, row: row.path.replace("T", " "))


def _values(view: View, _: Rows) -> tuple[Field, ...]:
    """Shares and counts under one head, each in its own unit."""

    def value(row: Finding) -> Cell:
        unit = row.kind.unit
        return Cell(write(row.value or 0.0, unit, ".1" if unit.percent else ""), of=row.id, part="value")

    return (Field(Column(columns.VALUE[view.language], align="right"), value),)


def _sign_title(view: View) -> Claim:
    """How many signs chance would hardly bring."""
    odd = _odd(_signs(view))
    return TITLE_ODD(n=len(odd)) if odd else TITLE_USUAL()


SIGNS = TableSpec(
    "signs",
    (NIGHT_SHARE,),
    _signs,
    columns.row(GROUPS, columns.named(columns.SIGN), _values, columns.probability, columns.bases),
    _sign_title,
)
TABLE = TableSpec("bursts", (BURST,), _rows, columns.row(GROUPS, TIMES, columns.answers, columns.probability), title)


AXIS = Words("每时段收到的答卷", "responses per slot of time")
DAY = Words("{month} {day} 日", "{day} {month}")
MARK = Words("偶然难以解释的集中", "burst that chance would hardly bring")
FROM = Words("{when} 起 {n} 份", "{n} from {when}")
ALT = Words(
    "{first}至{last}收到的答卷，其中 {n} 处异常集中",
    "Responses from {first} to {last}; bursts that chance would hardly bring: {n}",
)
PEAK = Words("最多的时段是 {when}，{n} 份", "The busiest slot is {when} with {n} responses")

_HEIGHT = 30.0
_LISTED = 4


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Arrivals of everybody by slot of time, with each burst of any group that chance would hardly bring."""
    found = {row.path: row for row in known_rows(everybody(figures, look, ARRIVALS))}
    slots = _filled({path: row.value for path, row in found.items()})
    if len(slots) < 2:
        return None
    bursts = _bursts(figures, look)
    with paper(look) as page:
        top = legend(page, [(key_dot(ORANGE, SHAPE), look.say(MARK))] if bursts else []) + 6.0
        y = fitted_scale([0.0, *slots.values()], top + _HEIGHT, top, 3)
        x = Scale(0, len(slots), 9, page.width)
        _steps(page, (x, y), list(slots.values()))
        for row in bursts:
            page.dot(x.at(bisect(list(slots), row.path) - 0.5), top - 1.6, Fill(ORANGE), 5.2, SHAPE)
        bottom = _list(page, bursts, _days(page, x, list(slots), y.start))
        return page.chart(bottom, _alt(look, list(slots), found, bursts))


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
    rows = known_rows([*everybody(figures, look, BURST), *groups(figures, look, BURST)])
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


def _days(page: Page, x: Scale, slots: list[str], y: float) -> float:
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
        page.dot(2.2, top + number * 4.4, Fill(ORANGE), 5.0, SHAPE)
        page.text(6.0, top + number * 4.4, _told(page.look, row), NOTE)
    return top + 4.4 * len(bursts[:_LISTED])


def _told(look: Look, row: Row) -> str:
    group = look.level(*row.cell) if row.segment_by != ALL else look.label(row.subject)
    where = look.say(ALL_ANSWERS) if (row.segment_by, row.subject) == (ALL, WHOLE) else group
    words = look.say(FROM, when=_moment(look, row.path), n=numbers.whole(row))
    return joined([where, words], say(look, "colon"))


def _moment(look: Look, text: str) -> str:
    """3 December 2025 14:20."""
    time = [piece("period", "", f"{datetime.fromisoformat(text):%H:%M}")] if "T" in text else []
    return joined([_day(look, text), *time], " ")


def _alt(look: Look, slots: list[str], found: dict[str, Row], bursts: list[Row]) -> str:
    first, last = _day(look, slots[0]), _day(look, slots[-1])
    told = look.say(ALT, first=first, last=last, n=len(bursts))
    most = max(found.values(), key=lambda row: row.value)
    peak = look.say(PEAK, when=_moment(look, most.path), n=numbers.whole(most))
    return tell(look, told, peak, series(look, (_told(look, row) for row in bursts[:_LISTED])))


def _figures(view: View, _: Shown) -> Rows:
    return (*view.rows(ARRIVALS, subject=WHOLE), *view.rows(BURST, segment_by=ANY))


CHART = ChartSpec("arrivals", (ARRIVALS, BURST), _draw, lambda view, _: title(view), _figures)
