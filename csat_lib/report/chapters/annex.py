"""The annex: where a statistician checks everything that the report says."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.factors import N_FACTORS
from csat_lib.findings.catalogue.fieldwork import DISPOSITION, RESPONSE_RATE
from csat_lib.findings.catalogue.plan import N_NEEDED
from csat_lib.findings.catalogue.reliability import ALPHA, RETEST
from csat_lib.findings.catalogue.validity import HTMT
from csat_lib.findings.catalogue.weights import SHARE_TARGET, WEIGHT_USED
from csat_lib.findings.measure import Words
from csat_lib.report.absent import absent_all, why_no_chapter
from csat_lib.report.blocks import Block, Contents
from csat_lib.report.chapters import asked
from csat_lib.report.chapters.arrange import (
    Apart,
    Part,
    Passage,
    Section,
    Told,
    apart,
    arrange,
    judgement,
    lead,
    mark,
    section,
)
from csat_lib.report.chapters.front import FOUND, ROUNDED, cover_of
from csat_lib.report.chapters.titles import CHAPTERS
from csat_lib.report.clear import valued
from csat_lib.report.declared import known
from csat_lib.report.topics import comparability, fieldwork
from csat_lib.report.topics.cautions import limits
from csat_lib.report.topics.comparability import questionnaire, verdicts
from csat_lib.report.topics.factors import adequacy, number, places
from csat_lib.report.topics.fieldwork import arrivals, plan
from csat_lib.report.topics.kpis import standards
from csat_lib.report.topics.method import procedure
from csat_lib.report.topics.model import changes, fit, loadings
from csat_lib.report.topics.quality import blanks, careless, effects, ledger
from csat_lib.report.topics.reliability import alpha, consistency
from csat_lib.report.topics.scores.answers_chart import left_out
from csat_lib.report.topics.validity import crossing, htmt, relevance, variance
from csat_lib.report.topics.weights import blank_rules, parts, respondents
from csat_lib.report.view import View
from csat_lib.report.wording import Wording

MANY_PAIRS = 15
"""Pairs of constructs that the chart shows: beyond these a matrix holds the others."""
SUBTITLE = Words("技术附录", "Technical annex")
OF = Wording(zh="{table}是{figures}的数字。", en="{table} holds the numbers of {figures}.")
HEAD = Wording(zh="{chapter}", en="{chapter}")
NUMBERS = Wording(
    zh="本附录供核对报告之用：带“A”的编号在本附录，不带的在报告。报告各图的数字，都在以下各表中占有一行。",
    en="This annex is for checking the report: numbers with an A stand here, those without stand in the report. "
    "Every number of the report's figures has its row in the tables below.",
)


def cover(view: View) -> list[Block]:
    """The report's cover, said to be of the annex, and what stands in it."""
    return [cover_of(view, SUBTITLE[view.language]), Contents(ROUNDED[view.language])]


EXAMINED = ("answered", "composition", "measured", "compared")
"""The chapters here on which the report's chapter on trust rests."""


def numbers(view: View, told: Callable[[str], Sequence[Told]]) -> Iterator[Part]:
    """The tables behind the report's figures, by chapter; the answers to all questions, where it draws a few."""
    tables = {name: apart(told(name)) for name in FOUND}
    if any(tables.values()):
        yield lead(NUMBERS())
    for name, behind in tables.items():
        drawn = [Passage(chart="all_answers")] if name == "scores" and left_out(view) else []
        drawn += [Passage(table="answers")] if name == "scores" else []
        yield Section(f"numbers-{name}", [*_behind(behind), *drawn], HEAD(chapter=CHAPTERS[name]))


def _behind(tables: Sequence[Apart]) -> Iterator[Part]:
    """Each table under a line that names the figures which it belongs to."""
    for one in tables:
        figures = [mark(anchor) for anchor in one.figures]
        yield Passage([OF(table=mark(one.table.anchor), figures=figures) if figures else None], style="note")
        yield one.table


def answered(view: View) -> Iterator[Part]:
    """Who was asked, who answered, who counts, whom they speak for, and what was answered that no score is made of."""
    yield lead(ledger.kept(view) if view.has("quality") else None)
    yield from _of_topic(view, "quality", asked=_asked, counted=_counted)
    yield from judgement(view, "quality")
    yield from _of_topic(view, "weights", weighted=_weighted)
    if view.has("questions"):
        yield Section("profile", asked.respondents(view))
        yield Section("questions", asked.every_question(view))
        yield from judgement(view, "questions")


def composition(view: View) -> Iterator[Part]:
    """What counts how much in the index."""
    yield from _of_topic(view, "weights", parts=_parts)
    if view.cell[0] == ALL:  # what an index is made of is the same of every store
        yield from standards.table(view)
    logged = questionnaire.log(view)
    yield from [logged] if logged else []
    yield from _tables("parts_of_index", "which_units", "experts", "what_if")
    yield Passage([blank_rules.told(view)], table="blank_rules")
    yield Passage(table="blank_units")
    yield from judgement(view, "weights")


def measured(view: View) -> Iterator[Part]:
    """Whether the questions measure what they are meant to."""
    yield lead(*(alpha.overall(view) if view.has("reliability") else []))
    yield from _of_topic(view, "reliability", reliable=_reliable)
    yield from _of_topic(view, "factors", designed=_designed, model=_modelled)
    if view.has("factors"):
        yield Passage([limits.of_structure(view)])
    yield from judgement(view, "factors")
    yield from _of_topic(view, "reliability", distinct=_distinct)
    yield from judgement(view, "reliability")


def compared(view: View) -> Iterator[Part]:
    """What may be compared, and the tests of it."""
    judged, changed = verdicts.recorded(view), questionnaire.differences(view)
    if not judged:
        return
    yield Passage(comparability.say(view))
    yield verdicts.table(view, judged)
    yield Passage(table="comparability")
    yield from [questionnaire.table(view, changed)] if changed else []


def _of_topic(view: View, topic: str, **sections: Callable[[View], Iterable[Part]]) -> Iterator[Part]:
    """Sections of what a chapter of the study examines; why there is nothing, where it has found nothing."""
    if topic not in view.study.chapters:
        return
    for name, parts_of in sections.items():
        yield section(view, name, parts_of(view) if view.has(topic) else [Passage([why_no_chapter(view, topic)])])


def _tables(*names: str) -> list[Passage]:
    return [Passage(table=name) for name in names if name]


def _asked(view: View) -> Iterator[Part]:
    """How it was asked, response rates and dispositions, repeats and bursts."""
    yield Passage([procedure.fieldwork(view)])
    if known(view, N_NEEDED):
        name = "sample_plan" if plan.strata(view) else ""
        yield from (Passage(plan.planned(view), chart=name), Passage(table=name))
    if known(view, RESPONSE_RATE) or arrivals.bursts(view):
        yield Passage(fieldwork.say(view), chart="dispositions" if known(view, DISPOSITION) else "")
        yield Passage(table="repeats")


def _counted(view: View) -> Iterator[Part]:
    """Ledger and effects when a rule left somebody out; blanks, signs of carelessness, bursts."""
    if ledger.left_out(view):
        yield Passage([ledger.rules(view), effects.effect(view)], chart="flow", table="ledger")
        yield Passage(table="effects")
    told = [careless.careless(view), blanks.blank(view), *blanks.faults(view), ledger.time(view)]
    yield Passage(told, table="blanks")
    if arrivals.unlikely(view):
        yield Passage(chart="arrivals", silent=True)
    yield from _tables("flagged", "straight_lined")


def _weighted(view: View) -> Iterator[Part]:
    """Precision and margins; a sentence alone when nobody is weighted."""
    told = [procedure.weighting(view), respondents.precision(view), respondents.margins(view), respondents.span(view)]
    if known(view, SHARE_TARGET):
        yield Passage(told, table="margins")
        told = []
    yield Passage(told, table="precision" if respondents.is_weighted(view) else "")


def _parts(view: View) -> Iterator[Part]:
    """What each node's parts weigh; a sentence alone when no node has two parts."""
    used = known(view, WEIGHT_USED)
    told = [parts.parts(view, node) for node in view.study.index] if used else [why_no_chapter(view, "weights")]
    are_several = len({row.other for row in used}) < len(used)
    yield Passage(told, table="index_weights" if are_several else "")


def _reliable(view: View) -> Iterator[Part]:
    """Alpha and omega, the items, further coefficients; a retest when enough customers answered twice."""
    found = view.rows(ALPHA)
    told = [*absent_all(view, [row for row in found if row.value is None]), alpha.overall_omega(view)]
    yield Passage(told, table="reliability")
    yield Passage([alpha.better_without(view, row) for row in valued(found)], table="item_reliability")
    again = max((row.n or 0 for row in view.rows(RETEST)), default=0) >= view.study.small_base
    further = arrange(view, _tables("consistency", "retest" if again else ""))
    if further:
        yield Passage([consistency.general(view)])
        yield from further  # type: ignore[misc]  # arranged for both, so that nothing stands apart


def _designed(view: View) -> Iterator[Part]:
    yield Passage([adequacy.fit(view), number.number(view)], chart="scree", silent=True)
    yield from _tables("adequacy", "n_factors" if len(known(view, N_FACTORS)) > 1 else "")
    yield Passage([places.elsewhere(view)], table="loadings")


def _modelled(view: View) -> Iterator[Part]:
    """The fit in plain words and in figures. One dimension of one item is no model."""
    if not loadings.is_recorded(view):
        return
    yield Passage([fit.fit(view), fit.customary(view), loadings.improper(view), loadings.weak_items(view)])
    if loadings.item_loadings(view):
        yield Passage([fit.exact(view), changes.change(view)], table="model_fit")
        yield Passage(chart="path_model", silent=True)
        yield from _tables("model_loadings", "modification" if changes.best_change(view) else "")


def _distinct(view: View) -> Iterator[Part]:
    """Whether the dimensions are distinct, and what else speaks for or against validity."""
    pairs = htmt.pairs(view)
    if view.rows(HTMT):
        yield Passage(
            [*htmt.distinct(view), variance.extracted(view), variance.own_root(view), crossing.crossing(view)]
        )
    yield Passage([relevance.experts(view), relevance.criterion(view)])
    yield from [Passage(chart="htmt", silent=True)] if pairs else []
    yield from _tables(
        "validity",
        "htmt" if len(pairs) > MANY_PAIRS else "",
        "cross_loadings" if crossing.strangers(view) else "",
        "content",
        "criterion",
    )
