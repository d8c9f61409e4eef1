"""How the answers to every question lie: bars of classes of answers, the best first, most of the best on top."""

from collections.abc import Sequence

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Band, Setting, grouped
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import INK, WHITE, of_class, tint
from csat_lib.charts.columns import interval_column
from csat_lib.charts.dots import FIGURE
from csat_lib.charts.legend import Entry, interval_entry, key_bar, legend
from csat_lib.charts.marks import VALUE, Axis, draw_axis, whisker
from csat_lib.charts.page import Box, Fill, Page, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import Scale
from csat_lib.charts.words import listed, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import ANSWER_SHARE, TOP2
from csat_lib.findings.told import joined, piece
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, ranked
from csat_lib.report.topics.scores.answer_classes import AnswerClass, Spread, spreads_of, sum_of, together
from csat_lib.report.topics.scores.answers import top_shares
from csat_lib.report.topics.scores.dimensions import unclear
from csat_lib.report.wording import Claim, Wording, Words
from csat_lib.study.questions import Rating

UNKNOWN = Wording(zh="各题回答的分布", en="How the answers are spread")
ONE = Wording(
    zh="{lowest} 的人对{lowest.quoted}给出了最高两档的评价",
    en="{lowest} gave one of the two best answers to {lowest.quoted}",
)
RANGE = Wording(
    zh="最高两档占比最大的是{highest.quoted}（{highest}），最小的是{lowest.quoted}（{lowest}）{open}",
    en="Largest share of the best two answers: {highest.quoted} ({highest}); smallest: {lowest.quoted} ({lowest})"
    "{open}",
)
ENDS_ONLY = Wording(
    zh="共 {n} 题，图中只列最高两档评价占比最大和最小的各 {some} 题",
    en="Of {n:question}, the {some:word} with the largest and the {some:word} with the smallest share of the two best "
    "answers are shown",
)
AXIS = Words("占回答者的比例，由最好（左）到最差（右）", "share of answers, from the best (left) to the worst (right)")
ANSWER = Words("答案", "answer")
LOWEST = Words("最低两档", "bottom 2")
HIGHEST = Words("最高两档", "top 2")
MOST = Words("最高两档评价占比最大的题", "Largest share of the two best answers")
FEWEST = Words("最高两档评价占比最小的题", "Smallest share of the two best answers")
ALT = Words("各题的回答及其占比，由最差到最好", "Answers to each question and their shares, from worst to best")

FEW = 4
"""So many questions from either end where all would be too many for a reader."""
MANY = 12
_SAYS_SOMETHING = 0.05
_BAR = 3.9
_SETTING = Setting(pitch=4.8, lines=2)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """All questions, those with the largest share of the two best answers first."""
    spreads = spreads_of(known_rows(everybody(figures, look, ANSWER_SHARE)), look)
    return _chart(look, [("", spreads)], _tops(figures, look)) if spreads else None


def _draw_ends(figures: Rows, look: Look) -> Chart | None:
    """Where the questions are many, those at either end."""
    spreads, tops = spreads_of(known_rows(everybody(figures, look, ANSWER_SHARE)), look), _tops(figures, look)
    if len({*tops, *(spread.question for spread in spreads)}) <= MANY:
        return _draw(figures, look)
    return _chart(look, [(look.say(MOST), spreads[:FEW]), (look.say(FEWEST), spreads[-FEW:])], tops)


def _tops(figures: Rows, look: Look) -> dict[str, Row]:
    """The shares of the two best answers with their intervals, by question."""
    return by_subject(known_rows(everybody(figures, look, TOP2)))


def _chart(look: Look, groups: Sequence[tuple[str, list[Spread]]], tops: dict[str, Row]) -> Chart:
    of = {spread.question: spread for _, own in groups for spread in own}
    rows = [tops.get(name) or next(row for one in spread.classes for row in one.rows) for name, spread in of.items()]
    with paper(look) as page:
        labels = grouped((head, [look.label(spread.question) for spread in own]) for head, own in groups)
        columns = [Beside(look.say(HIGHEST)), *interval_column(look, tops.values(), numbers.share, lambda row: row)]
        if any(sum_of(spread.bottom) >= _SAYS_SOMETHING for spread in of.values()):
            columns.append(Beside(look.say(LOWEST), lambda row: together(of[row.subject].bottom)))
        entries = _legend(look, list(of.values())) + interval_entry(page, list(tops.values()), INK)
        bands, right = stack_beside(page, labels, (rows, columns), legend(page, entries), _SETTING)
        scale = Scale(0.0, 1.0, bands.gutter, right - FIGURE, (0.0, 0.25, 0.5, 0.75, 1.0))
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.share))
        draw_columns(page, bands, rows, columns)
        for band, spread in zip(bands.rows, of.values(), strict=True):
            _bar(page, scale, band, spread)
            if spread.question in tops:
                whisker(page, scale, band.centre, tops[spread.question])
            page.text(right, band.centre, together(spread.top), VALUE, "right")
        bands.draw(page)
        return page.chart(bottom, _alt(look, list(of.values())))


def _bar(page: Page, scale: Scale, band: Band, spread: Spread) -> None:
    """Classes side by side, the best first: the shares of the best answers all begin at nought."""
    at = 0.0
    for number, one in reversed(list(enumerate(spread.classes))):
        left, right = scale.at(at), scale.at(at + one.share)
        if one.rows:
            face = of_class(number, len(spread.classes))
            page.box(Box(left, band.centre - _BAR / 2, right - left, _BAR), Fill(tint(face, 0.75), WHITE, 0.5))
        at += one.share


def _legend(look: Look, spreads: list[Spread]) -> list[Entry]:
    """Which answers the classes are, where all questions have the same."""
    names = {tuple(one.name for one in spread.classes) for spread in spreads}
    own = names.pop() if len(names) == 1 else ()
    heads = [look.say(ANSWER), *[""] * len(own)]
    told = [joined([head, piece("label", "", name)], " ") for head, name in zip(heads, reversed(own), strict=False)]
    return [(key_bar(Fill(tint(of_class(len(own) - 1 - at, len(own)), 0.75))), name) for at, name in enumerate(told)]


def _alt(look: Look, spreads: list[Spread]) -> str:
    """Question by question, class by class."""
    parts = [
        joined(
            [look.label(spread.question), listed(look, (_class(one) for one in spread.classes if one.rows))],
            say(look, "colon"),
        )
        for spread in spreads
    ]
    return tell(look, series(look, parts, look.say(ALT)))


def _class(one: AnswerClass) -> str:
    """9–10: 40%."""
    return joined([piece("label", "", one.name), one.words], " ")


def _figures(view: View, _shown: Shown) -> Rows:
    found = [row for measure in (ANSWER_SHARE, TOP2) for row in view.rows(measure, segment_by=ALL)]
    return [row for row in found if row.subject != view.study.nps]


def _figures_of_ends(view: View, shown: Shown) -> Rows:
    """The answers to those questions alone that are drawn."""
    figures = _figures(view, shown)
    order = [row.subject for row in ranked([row for row in figures if row.kind is TOP2])]
    if not _many(view, figures) or len(order) <= 2 * FEW:
        return figures
    return [row for row in figures if row.kind is TOP2 or row.subject in {*order[:FEW], *order[-FEW:]}]


def _title(view: View, _shown: Shown) -> Claim | None:
    order = ranked(top_shares(view))
    if len(order) < 2:
        return ONE(lowest=order[0]) if order else UNKNOWN()
    return RANGE(highest=order[0], lowest=order[-1], open=unclear(order))


def _of_all(view: View, figures: Rows) -> Claim | None:
    """That not all questions are drawn."""
    n = _many(view, figures)
    return ENDS_ONLY(n=n, some=FEW) if n else None


def _many(view: View, figures: Rows) -> int:
    """How many questions there are, where they are too many to be drawn for a reader."""
    n = len({row.subject for row in figures if isinstance(view.study.variables.get(row.subject), Rating)})
    return n if n > MANY else 0


def left_out(view: View) -> bool:
    """Whether the report draws a few of the questions alone."""
    return bool(_many(view, _figures(view, Shown())))


ALL_ANSWERS = ChartSpec("all_answers", (ANSWER_SHARE, TOP2), _draw, _title, _figures)
CHART = ChartSpec("distribution", (ANSWER_SHARE, TOP2), _draw_ends, _title, _figures_of_ends, _of_all)
