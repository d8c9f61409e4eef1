"""What they say: how often each topic comes up, apart for those who are satisfied and for those who are less so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, stack
from csat_lib.charts.beside import HEAD, Beside, draw_columns
from csat_lib.charts.colours import BLUE, EARLIER, INK, ORANGE, mix, tint
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_bar, legend
from csat_lib.charts.marks import NOTE as SMALL
from csat_lib.charts.marks import VALUE, Axis, bar, bar_fill, draw_axis, masked_sign
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import Scale, fixed_scale, round_ticks
from csat_lib.charts.typeset import wrap
from csat_lib.charts.words import labelled, listed, reading, series, tell
from csat_lib.findings.catalogue.voice import MENTIONS, SHARE
from csat_lib.findings.measure import Measure
from csat_lib.report.clear import leaders
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.voice.topics_mentioned import PARTED, UNCODED, clearly_split, ranking
from csat_lib.report.wording import Claim, Derived, Wording, Words

NOT_CODED = Words("未归类", "Not coded")
SHARE_AXIS = Words("提及比例（占留言者的 %）", "mentioned by, % of those who wrote")
SPLIT_AXIS = Words("提及比例（占各组留言者的 %）", "mentioned by, % of each group of writers")
OTHERS = Words("总体评价较低者", "rated it lower overall")
SATISFIED = Words("给出最高两档者", "gave one of the two best answers")
PEOPLE = Words("提及人数", "people")
COUNTED = Words("{who}（{n} 人）", "{who} ({n})")
OF_ALL = Words("占全体", "of all")
EVERYBODY = Words("留言者", "all who wrote")
ALT = Words("提及最多的是“{label}”（{value}）", "Mentioned most: {label} ({value})")
TITLE_NONE = Wording(zh="没有可供归类的开放式回答", en="No open answer was coded")
TITLE_MOST = Wording(zh="提到“{top.label}”的人最多（{top}）", en="Mentioned most: {top.named}")
TITLE_TIED = Wording(
    zh="提到“{top.label}”的人最多（{top}），但领先不明显",
    en="Mentioned most: {top.named}, not clearly ahead of the next",
)
TITLE_SPLIT = Wording(
    zh="提到“{lower.label}”的，在评价较低者中占 {lower}，在给出最高两档者中占 {best}",
    en="{lower.label}: mentioned by {lower} of those who rated lower, by {best} of those who gave one of the two best "
    "answers",
)
NOTE = Wording(
    zh="按留言者自己的总体评价分列，说明谁提到，不说明是褒是贬：{lower} 人评价较低，{best} 人给出最高两档{without}",
    en="Split by the writers’ own overall answers, which shows who speaks of a topic, not whether they praise it: "
    "{lower} rated it lower, {best} gave one of the two best answers{without}",
)
WITHOUT = Wording(zh="，{n} 人没有作出总体评价", en=", {n} gave no overall rating")

_ROOM = 9.0


@dataclass(frozen=True)
class _Side:
    """One group of writers: its words, its colour, its shares by topic."""

    words: Words
    colour: str
    rows: Mapping[str, Row]

    def name(self, look: Look) -> str:
        """Who they are and how many."""
        return look.say(
            COUNTED, who=look.say(self.words), n=numbers.whole(max(self.rows.values(), key=lambda row: row.n), "n")
        )


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Shares by topic, most mentioned on top and what no code fits last: to either side by group, where parted."""
    shares = sorted(known_rows(everybody(figures, look, SHARE)), key=lambda row: (row.subject == UNCODED, -row.value))
    if not shares:
        return None
    people = by_subject(known_rows(everybody(figures, look, MENTIONS)))
    sides = _sides(figures, look)
    with paper(look) as page:
        columns = [Beside(look.say(OF_ALL), numbers.share)] if sides else []
        columns += [] if look.is_narrow or not people else [_people(look, people)]
        top = legend(page, _legend(page, sides, shares)) + (HEAD if columns else 0.0)
        top += (_head_lines(page, sides) - 1) * SMALL.leading if sides else 0.0
        bands = stack(page, [BandLabel(_name(look, row)) for row in shares], top)
        right = page.width - sum(one.width(shares) for one in columns)
        of = [row.subject for row in shares], right
        bottom = _to_both_sides(page, bands, sides, of) if sides else _to_the_right(page, bands, shares, of)
        draw_columns(page, bands, shares, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, shares, sides))


def _sides(figures: Rows, look: Look) -> list[_Side]:
    """The less satisfied and the satisfied, where both are known."""
    lower, best = (by_subject(everybody(figures, look, measure)) for measure in PARTED)
    if not known_rows(lower.values()) or not known_rows(best.values()):
        return []
    return [_Side(OTHERS, mix(ORANGE, INK, 0.2), lower), _Side(SATISFIED, tint(BLUE, 0.65), best)]


def _people(look: Look, people: Mapping[str, Row]) -> Beside:
    """How many mention a topic."""
    return Beside(look.say(PEOPLE), lambda row: numbers.whole(people[row.subject]) if row.subject in people else "")


def _name(look: Look, row: Row) -> str:
    return look.say(NOT_CODED) if row.subject == UNCODED else look.label(row.subject)


def _to_the_right(page: Page, bands: Bands, shares: list[Row], of: tuple[list[str], float]) -> float:
    """All who wrote, where they are not parted."""
    names, right = of
    side = _Side(EVERYBODY, page.accent, by_subject(shares))
    scale = fixed_scale(_ticks([side]), bands.gutter, right - _ROOM)
    bottom = draw_axis(page, scale, bands, Axis(page.look.say(SHARE_AXIS), numbers.share))
    _bars(page, scale, bands, (names, side, 1))
    return bottom


def _to_both_sides(page: Page, bands: Bands, sides: list[_Side], of: tuple[list[str], float]) -> float:
    """The less satisfied to the left and the satisfied to the right of one line, on one scale."""
    names, right = of
    ticks = _ticks(sides)
    both = tuple(-tick for tick in reversed(ticks[1:])) + ticks
    scale = fixed_scale(both, bands.gutter + _ROOM, right - _ROOM)
    axis = Axis(page.look.say(SPLIT_AXIS), lambda tick: numbers.share(abs(tick)))
    bottom = draw_axis(page, scale, bands, axis)
    for side, way in zip(sides, (-1, 1), strict=True):
        _bars(page, scale, bands, (names, side, way))
        lines = _head(page, side)
        align = "left" if way > 0 else "right"
        middle = bands.top - 1.2 - (len(lines) - 1) * SMALL.leading / 2
        page.lines(scale.at(0) + way * 1.2, middle, lines, SMALL, align)
    page.line([(scale.at(0), bands.top), (scale.at(0), bands.bottom + 0.8)], Stroke(INK, 0.8))
    return bottom


def _head(page: Page, side: _Side) -> list[str]:
    """Who a side is, in as many lines as its room takes."""
    return wrap(side.name(page.look), SMALL.size, page.width * (0.25 if page.look.is_narrow else 0.3))


def _head_lines(page: Page, sides: list[_Side]) -> int:
    return max(len(_head(page, side)) for side in sides)


def _ticks(sides: list[_Side]) -> tuple[float, ...]:
    """From nothing to what the longest bar or interval reaches."""
    ends = [max(end, 0.0) for side in sides for row in known_rows(side.rows.values()) for end in row.ends]
    return round_ticks([0.0, *(ends if any(ends) else [1.0])], 3)


def _bars(page: Page, scale: Scale, bands: Bands, of: tuple[list[str], _Side, int]) -> None:
    """The bars of a group, to the left (-1) or to the right (1); values stand beyond the intervals."""
    names, side, way = of
    align = "left" if way > 0 else "right"
    for band, name in zip(bands.rows, names, strict=True):
        row = side.rows.get(name)
        if row is None or not row.known:
            masked_sign(page, scale.at(0) + way * 1.2, band.centre, align)
            continue
        drawn = row if way > 0 else replace(row, value=-row.value, low=-row.high, high=-row.low)
        bar(page, scale, band.centre, drawn, EARLIER if name == UNCODED else side.colour)
        page.text(scale.at(way * max(row.ends)) + way * 1.2, band.centre, numbers.share(row), VALUE, align)


def _legend(page: Page, sides: list[_Side], shares: list[Row]) -> list[Entry]:
    shown = [row for side in sides for row in side.rows.values()] or shares
    return interval_entry(page, shown, INK) + base_entries(page, shown, key_bar(bar_fill(page.accent)))


def _alt(look: Look, shares: list[Row], sides: list[_Side]) -> str:
    first = look.say(ALT, label=_name(look, shares[0]), value=numbers.share(shares[0]))

    def topic(row: Row) -> str:
        told = [reading(look, look.say(side.words), side.rows[row.subject], numbers.share) for side in _of(row)]
        return listed(look, [labelled(_name(look, row), numbers.share(row)), *told])

    def _of(row: Row) -> list[_Side]:
        return [side for side in sides if row.subject in side.rows]

    return tell(look, first, series(look, map(topic, shares)))


def _title(view: View, _: Shown) -> Claim:
    """What the two groups mention most differently, where that is clear; else what is mentioned most."""
    order = ranking(view, SHARE)
    if not order:
        return TITLE_NONE()
    for lower, best in clearly_split(view):
        return TITLE_SPLIT(lower=lower, best=best)
    return TITLE_MOST(top=order[0]) if len(leaders(order)) == 1 else TITLE_TIED(top=order[0])


def _note(view: View, figures: Rows) -> Claim | None:
    del view
    wrote, lower, best = (_base(figures, measure) for measure in (SHARE, *PARTED))
    if wrote is None or lower is None or best is None:
        return None
    without = Derived("less", Derived("less", wrote, lower), best)
    return NOTE(lower=lower, best=best, without=WITHOUT(n=without) if without.value > 0 else None)


def _base(figures: Rows, measure: Measure) -> Derived | None:
    """How many a group of writers is, where it has a figure."""
    row = next((row for row in figures if row.kind is measure and row.value is not None), None)
    return Derived("base", row) if row else None


CHART = ChartSpec("topics", (SHARE, *PARTED, MENTIONS), _draw, _title, note=_note)
