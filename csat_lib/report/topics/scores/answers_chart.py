"""How the answers to every question lie: diverging bars of classes of answers, those with most of the best on top."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Band, Setting, grouped, stack
from csat_lib.charts.colours import WHITE, ink_on, of_class
from csat_lib.charts.legend import Entry, key_bar, legend
from csat_lib.charts.marks import NOTE, VALUE, reference
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, everybody, gathered, known_rows
from csat_lib.charts.scale import Scale
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.charts.words import series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import ANSWER_SHARE
from csat_lib.findings.told import joined, piece
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, span
from csat_lib.report.topics.scores.answers import top_shares
from csat_lib.report.wording import Claim, Wording, Words
from csat_lib.study.questions import Rating

UNKNOWN = Wording(zh="各题回答的分布", en="How the answers are spread")
ONE = Wording(
    zh="{lowest} 的人对{lowest.quoted}给出了最高两档的评价",
    en="{lowest} gave one of the two best answers to {lowest.quoted}",
)
RANGE = Wording(
    zh="最高两档评价的占比从{lowest.quoted}的 {lowest} 到{highest.quoted}的 {highest}",
    en="Two best answers: {lowest} ({lowest.quoted}) to {highest} ({highest.quoted})",
)
ENDS_ONLY = Wording(
    zh="共 {n} 题，图中只列最高两档评价占比最大和最小的各 {some} 题；{narrow}",
    en="Drawn of {n:question}: the {some:word} with the largest and the {some:word} with the smallest share of the two "
    "best answers. {narrow}",
)
NARROW = Wording(zh="过窄的色段不标数字", en="Segments too narrow for a number carry none")
AXIS = Words("占回答者的比例（%），由最差（左）到最好（右）", "% of answers, from the worst (left) to the best (right)")
ANSWER = Words("答案", "answer")
LOWEST = Words("最低两档", "bottom 2")
HIGHEST = Words("最高两档", "top 2")
MOST = Words("最高两档评价占比最大", "Most of the two best answers")
FEWEST = Words("最高两档评价占比最小", "Fewest of the two best answers")
ALT = Words("各题回答分布，依次为最低两档与最高两档的占比", "Share of the two lowest and of the two highest answers")
ENDS = Words("{label} {low} 与 {high}", "{label} {low} and {high}")

FEW = 4
"""So many questions from either end where all would be too many for a reader."""
MANY = 12
_CLASSES = 5
_OWN = 7
_SAYS_SOMETHING = 0.05
_BAR = 3.9
_SETTING = Setting(pitch=4.8, lines=2)
_STEPS = 10


@dataclass(frozen=True)
class _Class:
    """Neighbouring answers of a scale that are drawn as one: which, and who gave them."""

    answers: tuple[float, ...]
    rows: tuple[Row, ...]

    @property
    def share(self) -> float:
        """How many gave one of them."""
        return sum(row.value for row in self.rows)

    @property
    def words(self) -> str:
        """Their share in words."""
        return numbers.share(self.rows[0]) if len(self.rows) == 1 else _together(self.rows)

    @property
    def name(self) -> str:
        """Which answers: 9–10."""
        ends = dict.fromkeys((self.answers[0], self.answers[-1]))
        return "–".join(numbers.tick(answer) for answer in ends)


@dataclass(frozen=True)
class _Spread:
    """The answers to a question in classes, the lowest first."""

    question: str
    classes: tuple[_Class, ...]
    bottom: tuple[Row, ...] = field(repr=False)
    top: tuple[Row, ...] = field(repr=False)

    @property
    def left(self) -> float:
        """Share left of the middle: the classes below it and half of the one that holds it."""
        half, is_odd = divmod(len(self.classes), 2)
        under = sum(one.share for one in self.classes[:half])
        return under + self.classes[half].share / 2 * is_odd

    @property
    def total(self) -> float:
        """What all classes hold together."""
        return sum(one.share for one in self.classes)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """All questions, those with the largest share of the two best answers first."""
    spreads = _spreads(figures, look)
    return _chart(look, [("", spreads)]) if spreads else None


def _draw_ends(figures: Rows, look: Look) -> Chart | None:
    """Where the questions are many, those at either end."""
    spreads = _spreads(figures, look)
    if len(spreads) <= MANY:
        return _draw(figures, look)
    return _chart(look, [(look.say(MOST), spreads[:FEW]), (look.say(FEWEST), spreads[-FEW:])])


def _chart(look: Look, groups: Sequence[tuple[str, list[_Spread]]]) -> Chart:
    spreads = [spread for _, own in groups for spread in own]
    with paper(look) as page:
        labels = grouped((head, [look.label(spread.question) for spread in own]) for head, own in groups)
        low = any(_sum(spread.bottom) >= _SAYS_SOMETHING for spread in spreads)
        beside = labels[0].is_heading and not low  # the head of the figures then stands in the heading's line
        bands = stack(page, labels, legend(page, _legend(look, spreads)) + (-1.6 if beside else 3.6), _SETTING)
        scale = _scale(page, bands.gutter, spreads, has_low=low)
        heads = [(scale.start - 1.8, LOWEST)] * low + [(page.width, HIGHEST)]
        level = bands.bands[0].centre + 0.6 if beside else bands.top - 1.4
        for right, words in heads:
            page.text(right, level, look.say(words), NOTE, "right")
        for top, bottom in bands.stretches:
            reference(page, scale.at(0), top, bottom)
        for band, spread in zip(bands.rows, spreads, strict=True):
            _bar(page, scale, band, spread)
            page.text(page.width, band.centre, _together(spread.top), VALUE, "right")
            if low:
                page.text(scale.start - 1.8, band.centre, _together(spread.bottom), VALUE, "right")
        bands.draw(page)
        lines = wrap(look.say(AXIS), NOTE.size, page.width - bands.gutter)
        page.lines((bands.gutter + page.width) / 2, bands.bottom + 1.2 + len(lines) * 2, lines, NOTE, "center")
        return page.chart(bands.bottom + 2.4 + len(lines) * NOTE.leading, _alt(look, spreads))


def _spreads(figures: Rows, look: Look) -> list[_Spread]:
    """One for each rating question, the largest share of the two best answers first."""
    asked = gathered(known_rows(everybody(figures, look, ANSWER_SHARE)), lambda row: row.subject)
    found = [_spread(own, *ends) for name, own in asked.items() if (ends := look.scale(name))]
    return sorted(found, key=lambda spread: -_sum(spread.top))


def _spread(rows: list[Row], low: float, high: float) -> _Spread:
    """The answers found and those of the scale that nobody ticked; the step is 1, or what the answers show."""
    found = {float(row.other): row for row in rows}
    gaps = [b - a for a, b in pairwise(sorted({*found, low, high}))]
    step = 1.0 if high - low <= _STEPS else min(gaps)
    ladder = sorted({*found, *(low + number * step for number in range(round((high - low) / step) + 1))})
    classes = [_Class(own, _given(found, own)) for own in _classes(ladder)]
    return _Spread(rows[0].subject, tuple(classes), _given(found, ladder[:2]), _given(found, ladder[-2:]))


def _classes(ladder: list[float]) -> list[tuple[float, ...]]:
    """Each answer on its own; of a long scale five classes, cut from the top, so that the two best stay together."""
    if len(ladder) <= _OWN:
        return [(answer,) for answer in ladder]
    size = max(2, len(ladder) // _CLASSES)
    cuts = [max(len(ladder) - size * number, 0) for number in range(_CLASSES)]
    tops = [tuple(ladder[start:end]) for end, start in pairwise(cuts)]
    return [own for own in (tuple(ladder[: cuts[-1]]), *reversed(tops)) if own]


def _given(found: dict[float, Row], answers: Iterable[float]) -> tuple[Row, ...]:
    return tuple(found[answer] for answer in answers if answer in found)


def _sum(rows: tuple[Row, ...]) -> float:
    return sum(row.value for row in rows)


def _together(rows: tuple[Row, ...]) -> str:
    return numbers.worked_out("sum", _sum(rows), numbers.share, *rows)


def _scale(page: Page, gutter: float, spreads: list[_Spread], *, has_low: bool) -> Scale:
    """Share left of the middle is negative; room for the ends' figures is left at the sides that have them."""
    room = max(width_mm("100%", VALUE.size), width_mm(page.look.say(HIGHEST), NOTE.size)) + 2.5
    low = -max(spread.left for spread in spreads)
    high = max(spread.total - spread.left for spread in spreads)
    half = 0.0 if high > low else 0.5  # nobody ticked anything that is shown: the middle stays in the middle
    return Scale(low - half, high + half, gutter + room * has_low, page.width - room)


def _bar(page: Page, scale: Scale, band: Band, spread: _Spread) -> None:
    """Classes side by side; the share of a class is written on it, but for what stands at the end of the row."""
    at = -spread.left
    for number, one in enumerate(spread.classes):
        left, right = scale.at(at), scale.at(at + one.share)
        face = of_class(number, len(spread.classes))
        if one.rows:
            page.box(Box(left, band.centre - _BAR / 2, right - left, _BAR), Fill(face, WHITE, 0.5))
            if one.rows != spread.top and right - left > width_mm(one.words, 8.5) + 0.8:
                page.text((left + right) / 2, band.centre, one.words, Type(8.5, ink_on(face)), "center")
        at += one.share


def _legend(look: Look, spreads: list[_Spread]) -> list[Entry]:
    """Which answers the classes are, where all questions have the same."""
    names = {tuple(one.name for one in spread.classes) for spread in spreads}
    own = names.pop() if len(names) == 1 else ()
    heads = [look.say(ANSWER), *[""] * len(own)]
    told = [joined([head, piece("label", "", name)], " ") for head, name in zip(heads, own, strict=False)]
    return [(key_bar(Fill(of_class(at, len(own)))), name) for at, name in enumerate(told)]


def _alt(look: Look, spreads: list[_Spread]) -> str:
    told = ((spread.question, _together(spread.bottom), _together(spread.top)) for spread in spreads)
    parts = [look.say(ENDS, label=look.label(question), low=low, high=high) for question, low, high in told]
    return tell(look, series(look, parts, look.say(ALT)))


def _figures(view: View, _shown: Shown) -> Rows:
    return [row for row in view.rows(ANSWER_SHARE, segment_by=ALL) if row.subject != view.study.nps]


def _title(view: View, _shown: Shown) -> Claim | None:
    return span(top_shares(view), RANGE, ONE, UNKNOWN)


def _of_all(view: View, figures: Rows) -> Claim | None:
    """That not all questions are drawn, and not all shares written."""
    n = _many(view, figures)
    return ENDS_ONLY(n=n, some=FEW, narrow=NARROW()) if n else NARROW()


def _many(view: View, figures: Rows) -> int:
    """How many questions there are, where they are too many to be drawn for a reader."""
    n = len({row.subject for row in figures if isinstance(view.study.variables.get(row.subject), Rating)})
    return n if n > MANY else 0


def left_out(view: View) -> bool:
    """Whether the report draws a few of the questions alone."""
    return bool(_many(view, _figures(view, Shown())))


ALL_ANSWERS = ChartSpec("all_answers", (ANSWER_SHARE,), _draw, _title, _figures, lambda _view, _figures: NARROW())
CHART = ChartSpec("distribution", (ANSWER_SHARE,), _draw_ends, _title, _figures, _of_all)
