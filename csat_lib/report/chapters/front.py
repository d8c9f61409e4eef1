"""Cover, the wave on one page, contents."""

from collections.abc import Sequence
from itertools import compress

from csat_lib.findings import ALL
from csat_lib.findings.measure import Words
from csat_lib.findings.setting import COLON, set_text
from csat_lib.findings.told import joined
from csat_lib.report.blocks import Block, Cards, Contents, Cover, Figure, Paragraph, Points
from csat_lib.report.chapters.arrange import Part, Passage
from csat_lib.report.chapters.cite import Places, cited_with
from csat_lib.report.clear import is_weighted
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.standing import drawn_on_page_one, standing
from csat_lib.report.topics.cautions import verdict
from csat_lib.report.topics.drivers.order import begin
from csat_lib.report.topics.summary import actions, headline, page
from csat_lib.report.topics.trends import control
from csat_lib.report.topics.trends import grid as trend_grid
from csat_lib.report.traced import told_in
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

FOUND = ("scores", "kpis", "questions", "segments", "drivers", "structure", "trends", "complaints", "voice")
"""The chapters on what was found."""
HOW_TO_READ = Wording(
    zh="数值下方和括号内的范围是 95% 置信区间，即真实数值的合理范围。{clear}{limits}{terms: }",
    en="Ranges are 95% intervals: where the true value most likely lies.{clear}{limits} {terms: }",
)
TERMS = (
    Words("指数：各维度得分的加权平均（0–100 分）。", "Index: weighted mean of its dimensions."),
    Words("NPS：推荐者（9–10 分）占比减贬损者（0–6 分）占比。", "NPS: % promoters (9–10) less % detractors (0–6)."),
    Words("等效样本量：精度相当的未加权答卷份数。", "Effective base: unweighted responses of equal precision."),
)
CLEAR = Words(
    "变化和差距一并判断，区间更宽，不含 0 才说“明显”。",
    " Changes and differences are judged together, by wider ones: clear if 0 is left out.",
)
IN_ANNEX = Wording(
    zh="编号带“A”的在技术附录。{rounded}",
    en="Numbers with an A (Table A2) stand in the technical annex. {rounded}",
)
ROUNDED = Words(
    "差值在舍入前计算，末位可能与所列两数之差不同。",
    "Differences are computed before rounding: their last digit may deviate from that of the printed figures.",
)
EXPECTED = Wording(
    zh="控制限是按此前 {n} 期预计本期应落入的范围。",
    en=" Control limits: the range expected after the {n:wave} before.",
)
AT = Wording(zh="见{anchors}。", en="{anchors}.")
DAYS = Wording(zh="{days}", en="{days}")
SIMULATED = Wording(
    zh="模拟数据：答卷由程序生成，不是真实受访者的回答；委托方、点评和结论只为演示。",
    en="Simulated data: a program made the responses; client, comments and conclusions are for demonstration.",
)


def cover(view: View) -> list[Block]:
    """Study, period, client, how many answers count, the days on which they came in."""
    return [cover_of(view)]


def cover_of(view: View, subtitle: str = "") -> Cover:
    """The first page of a report on a wave; days that the data do not hold are not stated."""
    study, days = view.study, headline.days(view)
    group = view.level(*view.cell) if view.cell[0] != ALL else ""
    return Cover(
        title=set_text(study.title.get(view.language), view.language),
        period=view.period.label(view.language),
        client=set_text(study.client.get(view.language), view.language) if study.client else "",
        base=tell(view, headline.base(view)),
        date_of_data=tell(view, DAYS(days=days) if days else None),
        subtitle=joined(filter(None, [group, subtitle]), COLON[view.language]) if group else subtitle,
        banner=tell(view, SIMULATED()) if view.simulated else "",
    )


def page_one(view: View, figures: Sequence[Figure], places: Places) -> list[Part]:
    """Whether the data are simulated, cards, ranked sentences, a figure where it fits, what to distrust, what to do."""
    cards = headline.cards(view)
    sentences = tuple(cited_with(view, one, AT, places, _silent(view, one)) for one in page.sentences(view))
    told: list[Part] = [*notice(view)]
    if cards:
        clear = CLEAR if view.earlier or view.study.aims(view.cell) else None
        terms, limits = _terms(view), _limits(view, sentences)
        told += [Cards(cards), Paragraph(tell(view, HOW_TO_READ(terms=terms, clear=clear, limits=limits)), "note")]
    told += [Points(sentences, "ranked")]
    told += [Passage(chart=drawn, segment_by=by, silent=True) for drawn, by in [drawn_on_page_one(view)] if drawn]
    told += [Paragraph(tell(view, claim), "care") for claim in [verdict.care(view)] if claim]
    distrust = verdict.gravest_first(view, in_front=True)
    told += [Points(tuple(tell(view, claim) for claim in distrust), "small")] if distrust else []
    told += [Paragraph(tell(view, verdict.unknown(view)), "note")]
    if table := actions.in_front(view, figures):
        return [*told, table]
    first = begin(view)
    return [*told, *([Paragraph(tell_all(view, [first, actions.NONE()]), "action")] if first else [])]


def _terms(view: View) -> list[Words]:
    """What the terms of the cards mean, as far as they have them."""
    index, nps = standing(view, view.study.root), standing(view, view.study.nps or "")
    is_worth_less = any(is_weighted(row) for row in (index, nps) if row is not None)
    has_parts = index is not None and len(view.study.constructs) > 1
    return list(compress(TERMS, (has_parts, nps is not None, is_worth_less)))


def _limits(view: View, sentences: Sequence[str]) -> Claim | None:
    """What control limits are, where a sentence names some."""
    told = (view.by_id[of] for of in told_in([Points(tuple(sentences))], view.by_id))
    rows = [row for row in told if row.kind in control.LIMITS.values()]
    return EXPECTED(n=max(len(control.before(view, row)) for row in rows)) if rows else None


def _silent(view: View, told: Claim) -> list[str]:
    """The tables that a sentence rests on without a number: those of all groups, where no other of them changed."""
    clauses = told.slots.get("told")
    is_said = isinstance(clauses, list) and page.NO_OTHER() in clauses
    return [trend_grid.table(by).anchor for by in view.study.segments] if is_said else []


def notice(view: View) -> list[Block]:
    """What nobody may overlook on page one, if there is such a thing."""
    return [Paragraph(tell(view, SIMULATED()), "notice")] if view.simulated else []


def contents(view: View) -> list[Block]:
    """The table of contents, and what an A before a number means."""
    return [Contents(tell(view, IN_ANNEX(rounded=ROUNDED)))]
