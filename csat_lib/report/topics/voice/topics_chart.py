"""What they say: how often each topic comes up among all who wrote, the satisfied and the others beside."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, Setting
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import INK, MUTED
from csat_lib.charts.columns import interval_column
from csat_lib.charts.dots import FIGURE
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_bar, legend
from csat_lib.charts.marks import VALUE, Axis, bar, bar_fill, draw_axis
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import Scale, fixed_scale, round_ticks
from csat_lib.charts.words import listed, reading, series, tell
from csat_lib.findings.catalogue.voice import MENTIONS, SHARE
from csat_lib.findings.measure import Measure
from csat_lib.report.clear import leaders
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, every
from csat_lib.report.topics.voice.questions import of_question, questions
from csat_lib.report.topics.voice.topics_mentioned import PARTED, UNCODED, clearly_split, ranking
from csat_lib.report.wording import Claim, Derived, Wording, Words

NOT_CODED = Words("未归类", "Not coded")
SHARE_AXIS = Words("提及比例（占留言者的 %）", "mentioned by, % of those who wrote")
OTHERS = Words("低于最高两档者", "rated it lower overall")
SATISFIED = Words("给出最高两档者", "gave one of the two best answers")
GROUPS = (Words("低于最高两档者", "rated lower"), Words("最高两档者", "top 2"))
"""The same in a head of a column; the note says how many they are."""
ALL = Words("全体留言者", "all who wrote")
PEOPLE = Words("提及份数", "responses")
ALT = Words("提及最多的是“{label}”（{value}）", "Mentioned most: {label} ({value})")
TITLE_NONE = Wording(zh="没有可供归类的开放式回答", en="No comment was coded")
TITLE_MOST = Wording(zh="提到“{top.label}”的人最多（{top}）", en="Mentioned most: {top.named}")
TITLE_TIED = Wording(
    zh="提到“{top.label}”的人最多（{top}），但领先不明显",
    en="Mentioned most: {top.named}, not clearly ahead of the next",
)
TITLE_SPLIT = Wording(
    zh="提到“{lower.label}”的，在低于最高两档者中占 {lower}，在给出最高两档者中占 {best}",
    en="{lower.label}: mentioned by {lower} of those who rated lower, by {best} of those who gave one of the two best "
    "answers",
)
NOTE = Wording(
    zh="“低于最高两档者”（{lower} 人）、“最高两档者”（{best} 人）按留言者自己的总体评价分列，说明谁提到，不说明是褒是贬"
    "{without}",
    en="“Rated lower” ({lower}) and “top 2” ({best}) split the writers by their own overall answers: who speaks of a "
    "topic, not whether they praise it{without}",
)
WITHOUT = Wording(zh="；{n} 人没有作出总体评价", en="; {n} gave no overall rating")

MEASURES = (SHARE, *PARTED, MENTIONS)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Shares by topic of all who wrote, most mentioned on top and what no code fits last; by group, where parted."""
    shares = sorted(known_rows(everybody(figures, look, SHARE)), key=lambda row: (row.subject == UNCODED, -row.value))
    if not shares:
        return None
    sides = [by_subject(everybody(figures, look, measure)) for measure in PARTED]
    sides = sides if all(known_rows(side.values()) for side in sides) else []
    with paper(look) as page:
        columns = _columns(look, shares, by_subject(everybody(figures, look, MENTIONS)), sides)
        labels, top = [BandLabel(_name(look, row)) for row in shares], legend(page, _legend(page, shares, sides))
        bands, right = stack_beside(page, labels, (shares, columns), top, Setting())
        scale = fixed_scale(_ticks(shares), bands.gutter, right - FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(look.say(SHARE_AXIS), numbers.share))
        _bars(page, scale, bands, (shares, right))
        draw_columns(page, bands, shares, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, shares, sides))


def _columns(look: Look, shares: list[Row], people: dict[str, Row], sides: list[dict[str, Row]]) -> list[Beside]:
    """The shares and their intervals; those of the two groups, where they are known; how many mention a topic."""

    def column(words: Words, found: dict[str, Row], write: numbers.Write) -> Beside:
        return Beside(look.say(words), lambda row: _written(found.get(row.subject), write))

    columns = [Beside(look.say(ALL)), *interval_column(look, shares, numbers.share, lambda row: row)]
    columns += [column(words, side, numbers.share) for words, side in zip(GROUPS, sides, strict=bool(sides))]
    return [*columns, column(PEOPLE, people, numbers.whole)] if known_rows(people.values()) else columns


def _written(row: Row | None, write: numbers.Write) -> str:
    return "" if row is None else write(row) if row.known else "–"


def _name(look: Look, row: Row) -> str:
    return look.say(NOT_CODED) if row.subject == UNCODED else look.label(row.subject)


def _ticks(shares: list[Row]) -> tuple[float, ...]:
    """From nothing to what the longest bar or interval reaches."""
    ends = [max(end, 0.0) for row in shares for end in row.ends]
    return round_ticks([0.0, *(ends if any(ends) else [1.0])], 3)


def _bars(page: Page, scale: Scale, bands: Bands, of: tuple[list[Row], float]) -> None:
    """The bars, and their values flush right at a place."""
    shares, right = of
    for band, row in zip(bands.rows, shares, strict=True):
        bar(page, scale, band.centre, row, MUTED if row.subject == UNCODED else page.accent)
        page.text(right, band.centre, numbers.share(row), VALUE, "right")


def _legend(page: Page, shares: list[Row], sides: list[dict[str, Row]]) -> list[Entry]:
    shown = [*shares, *(row for side in sides for row in side.values())]
    return interval_entry(page, shares, INK) + base_entries(page, shown, key_bar(bar_fill(page.accent)))


def _alt(look: Look, shares: list[Row], sides: list[dict[str, Row]]) -> str:
    first = look.say(ALT, label=_name(look, shares[0]), value=numbers.share(shares[0]))

    def topic(row: Row) -> str:
        parted = [
            reading(look, look.say(words), side[row.subject], numbers.share)
            for words, side in zip((OTHERS, SATISFIED), sides, strict=bool(sides))
            if row.subject in side
        ]
        return listed(look, [reading(look, _name(look, row), row, numbers.share), *parted])

    return tell(look, first, series(look, map(topic, shares)))


def _figures(view: View, shown: Shown) -> Rows:
    return every(of_question(view, shown.subject), MEASURES)


def _title(view: View, shown: Shown) -> Claim:
    """What the two groups mention most differently, where that is clear; else what is mentioned most."""
    view = of_question(view, shown.subject)
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


CHART = ChartSpec("topics", MEASURES, _draw, _title, _figures, _note, each=questions)
