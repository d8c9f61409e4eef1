"""How the answers lie that scores are made of: the two best in words, every question in a table, all as bars."""

from dataclasses import dataclass, replace
from itertools import pairwise

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Band, BandLabel, Setting, stack
from csat_lib.charts.colours import BLUE, ORANGE, RULE, WHITE, ink_on, shade
from csat_lib.charts.legend import Entry, key_bar, legend
from csat_lib.charts.marks import NOTE, VALUE, reference
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, everybody, gathered, known_rows
from csat_lib.charts.scale import Scale
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.quality import MISSING_SHARE
from csat_lib.findings.catalogue.scores import ANSWER_SHARE, MEAN, TOP2
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.declared import ChartSpec, Field, Rows, TableSpec, View, columns, known, known_row, one_each, span
from csat_lib.report.wording import Claim, Wording, Words
from csat_lib.study.questions import Rating

TOP_TWO = Wording(zh="{share} 的受访者给出了最高两档的评价。", en="{share} gave one of the two best answers.")
NOT_RECORDED = Wording(
    zh="本期没有记录最高两档评价的占比。", en="How many gave one of the best answers was not recorded."
)
ONE_SHARE = Wording(
    zh="对{lowest.quoted}，{lowest} 的受访者给出了最高两档的评价。",
    en="{lowest} gave one of the two best answers to {lowest.quoted}.",
)
SHARES = Wording(
    zh="最高两档评价占比最大的是{highest.item}，最小的是{lowest.item}。",
    en="One of the two best answers was most frequent for {highest.item} and least frequent for {lowest.item}.",
)
MEANS = Wording(zh="各题项均值", en="Means of the items")
ONE_MEAN = Wording(zh="{lowest.quoted}的均值为 {lowest}", en="The mean of {lowest.quoted} is {lowest}")
MEANS_RANGE = Wording(
    zh="均值最低的是{lowest.item}，最高的是{highest.item}",
    en="The items' means run from {lowest} ({lowest.quoted}) to {highest} ({highest.quoted})",
)


def are_recorded(view: View) -> bool:
    """Whether the chapter can show answers at all."""
    return bool(view.rows(ANSWER_SHARE) or view.rows(MEAN))


def top_two(view: View, subject: str) -> Claim | None:
    """How many gave one of the two best answers, for a rating question."""
    share = known_row(view, TOP2, subject)
    return TOP_TWO(share=share) if share else None


def top_shares(view: View) -> Rows:
    """The share of the two best answers of every item."""
    return _of_items(view, TOP2)


def spread(view: View) -> Claim | None:
    """Which items have most and fewest of the best answers, when no outcome was asked."""
    return span(top_shares(view), SHARES, ONE_SHARE, NOT_RECORDED)


def _of_items(view: View, measure: Measure) -> Rows:
    return known(view, measure, subject=view.study.items)


def _title(view: View) -> Claim | None:
    """The item with the highest and the one with the lowest mean."""
    return span(_of_items(view, MEAN), MEANS_RANGE, ONE_MEAN, MEANS)


def _rows(view: View) -> Rows:
    return one_each(view.rows(MEAN), (*view.study.items, *view.study.outcomes))


def _mean(view: View, rows: Rows) -> tuple[Field, Field]:
    """Means headed by the ends of their scale (1–10), when all rows were answered on the same one."""
    mean, ends = columns.estimate(view, MEAN)
    asked = [view.study.questions[row.subject] for row in rows]
    ranges = {question.range for question in asked if isinstance(question, Rating)}
    if len(ranges) == 1:
        low, high = ranges.pop()
        mean = replace(mean, column=replace(mean.column, unit=f"{low:g}–{high:g}"))
    return mean, ends


TABLE = TableSpec(
    "items",
    (MEAN,),
    _rows,
    columns.row(columns.ITEM, _mean, columns.with_ends(TOP2), MISSING_SHARE, columns.bases),
    _title,
    sections=sections.under(lambda view, row: sections.owners(view).get(row.subject, "outcome")),
)


UNKNOWN = Wording(zh="各题回答的分布", en="How the answers are spread")
ONE = Wording(
    zh="{lowest} 的人对{lowest.quoted}给出了最高两档的评价",
    en="{lowest} gave one of the two best answers to {lowest.quoted}",
)
RANGE = Wording(
    zh="前两档占比从{lowest.quoted}的 {lowest} 到{highest.quoted}的 {highest}",
    en="The two best answers range from {lowest} for {lowest.quoted} to {highest} for {highest.quoted}",
)
AXIS = Words("占回答者的比例（%），以中点为界", "% of answers, either side of the middle")
LOWEST = Words("最低两档", "bottom 2")
MIDDLE = Words("中点", "middle")
HIGHEST = Words("最高两档", "top 2")
ALT = Words("各题回答分布，依次为最低两档与最高两档的占比", "Share of the two lowest and of the two highest answers")
ENDS = Words("{label} {low} 与 {high}", "{label} {low} and {high}")

_BAR = 4.6
_SETTING = Setting(pitch=7.2)
_DENSE = Setting(pitch=5.5, share=0.42, lines=2)
_MANY = 15
_LONGEST = 10


@dataclass(frozen=True)
class _Spread:
    """The shares of all answers that the scale of a question has, the lowest first."""

    question: str
    answers: dict[float, float]
    rows: dict[float, Row]

    @property
    def middle(self) -> float:
        """The middle of the scale."""
        return (min(self.answers) + max(self.answers)) / 2

    @property
    def left(self) -> float:
        """Share left of the middle: what lies under it and half of what lies on it."""
        under = sum(share for answer, share in self.answers.items() if answer < self.middle)
        return under + self.answers.get(self.middle, 0.0) / 2

    @property
    def ends(self) -> tuple[str, str]:
        """Shares of the two lowest and of the two highest answers."""
        answers = list(self.answers)
        return self._together(answers[:2]), self._together(answers[-2:])

    def _together(self, answers: list[float]) -> str:
        rows = [self.rows[answer] for answer in answers if answer in self.rows]
        return numbers.worked_out("sum", sum(row.value for row in rows), numbers.share, *rows)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The shares of answers to rating questions; the look's scale tells the ends that nobody may have ticked."""
    spreads = _spreads(known_rows(everybody(figures, look, ANSWER_SHARE)), look)
    if not spreads:
        return None
    with paper(look) as page:
        labels = [BandLabel(look.label(spread.question)) for spread in spreads]
        setting = _DENSE if len(spreads) > _MANY else _SETTING
        bands = stack(page, labels, legend(page, _legend(look, spreads)), setting)
        scale = _scale(page, bands.gutter, spreads)
        reference(page, scale.at(0), bands.top, bands.bottom)
        for band, spread in zip(bands.rows, spreads, strict=True):
            _bar(page, scale, band, spread)
            _ends(page, scale, band, spread)
        bands.draw(page)
        page.text((scale.start + scale.end) / 2, bands.bottom + 3.2, look.say(AXIS), NOTE, "center")
        return page.chart(bands.bottom + 6, _alt(look, spreads))


def _spreads(rows: list[Row], look: Look) -> list[_Spread]:
    """One for each rating question, in the order recorded."""
    asked = gathered(rows, lambda row: row.subject)
    return [_spread(own, *ends) for name, own in asked.items() if (ends := look.scale(name))]


def _spread(rows: list[Row], low: float, high: float) -> _Spread:
    """The answers found and those of the scale that nobody ticked; the step is 1, or what the answers show."""
    found = {float(row.other): row for row in rows}
    gaps = [b - a for a, b in pairwise(sorted({*found, low, high}))]
    step = 1.0 if high - low <= _LONGEST else min(gaps)
    ladder = sorted({*found, *(low + number * step for number in range(round((high - low) / step) + 1))})
    shares = {answer: found[answer].value if answer in found else 0.0 for answer in ladder}
    return _Spread(rows[0].subject, shares, found)


def _scale(page: Page, gutter: float, spreads: list[_Spread]) -> Scale:
    """Share left of the middle is negative; room for the ends' figures is left on both sides."""
    room = width_mm("100%", VALUE.size) + 2.5
    low = -max(spread.left for spread in spreads)
    high = max(sum(spread.answers.values()) - spread.left for spread in spreads)
    half = 0.0 if high > low else 0.5  # nobody ticked anything that is shown: the middle stays in the middle
    return Scale(low - half, high + half, gutter + room, page.width - room)


def _bar(page: Page, scale: Scale, band: Band, spread: _Spread) -> None:
    at = -spread.left
    reach = max(spread.answers) - spread.middle
    for answer, share in ((answer, share) for answer, share in spread.answers.items() if share):
        left, right = scale.at(at), scale.at(at + share)
        face = _colour((answer - spread.middle) / reach)
        page.box(Box(left, band.centre - _BAR / 2, right - left, _BAR), Fill(face, WHITE, 0.5))
        label = numbers.tick(answer)
        if right - left > width_mm(label, 8.5) + 1.4:
            page.tick((left + right) / 2, band.centre, label, Type(8.5, ink_on(face)))
        at += share


def _colour(place: float) -> str:
    """From orange (-1) over grey (0) to blue (1); next to the middle the colour is already to be seen."""
    return shade(place * 0.75 + (0.25 if place > 0 else -0.25)) if place else RULE


def _ends(page: Page, scale: Scale, band: Band, spread: _Spread) -> None:
    low, high = spread.ends
    page.text(scale.start - 1.8, band.centre, low, Type(9.0, ORANGE), "right")
    page.text(page.width, band.centre, high, Type(9.0, BLUE), "right")


def _legend(look: Look, spreads: list[_Spread]) -> list[Entry]:
    has_middle = any(spread.answers.get(spread.middle) for spread in spreads)
    middle = [(key_bar(Fill(RULE)), look.say(MIDDLE))] if has_middle else []
    low, high = (key_bar(Fill(_colour(end))) for end in (-1.0, 1.0))
    return [(low, look.say(LOWEST)), *middle, (high, look.say(HIGHEST))]


def _alt(look: Look, spreads: list[_Spread]) -> str:
    told = ((spread.question, *spread.ends) for spread in spreads)
    parts = [look.say(ENDS, label=look.label(question), low=low, high=high) for question, low, high in told]
    return tell(look, series(look, parts, look.say(ALT)))


def _figures(view: View) -> Rows:
    return [row for row in view.rows(ANSWER_SHARE, segment_by=ALL) if row.subject != view.study.nps]


CHART = ChartSpec(
    "distribution",
    (ANSWER_SHARE,),
    _draw,
    lambda view, _shown: span(top_shares(view), RANGE, ONE, UNKNOWN),
    lambda view, _shown: _figures(view),
)
