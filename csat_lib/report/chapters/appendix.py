"""The statistical appendix: the tables and figures behind the trust chapter, for a reader who doubts."""

from collections.abc import Iterable, Iterator

from csat_lib.findings.catalogue.factors import N_FACTORS
from csat_lib.findings.catalogue.reliability import RETEST
from csat_lib.report.chapters import asked
from csat_lib.report.chapters.arrange import Part, Passage, arrange, lead, section
from csat_lib.report.declared import known
from csat_lib.report.topics.cautions.verdict import BEHIND_IT
from csat_lib.report.topics.comparability import questionnaire, verdicts
from csat_lib.report.topics.fieldwork import arrivals
from csat_lib.report.topics.model import changes, fit, loadings
from csat_lib.report.topics.reliability import consistency
from csat_lib.report.topics.validity import crossing, htmt, relevance, variance
from csat_lib.report.view import View

MANY_PAIRS = 15
"""Pairs of constructs that the chart shows: beyond these a matrix holds the others."""


def appendix(view: View) -> Iterable[Part]:
    """One section a topic that has something to show; nothing at all when none has."""
    sections = (section(view, f"appendix_{name}", parts(view)) for name, parts in _SECTIONS.items())
    made = arrange(view, sections)
    return [lead(BEHIND_IT()), *made] if made else []


def _tables(*names: str) -> list[Passage]:
    return [Passage(table=name) for name in names if name]


def _fieldwork(view: View) -> Iterator[Part]:
    if arrivals.unlikely(view):
        yield Passage(chart="arrivals", silent=True)
    yield from _tables("flagged", "straight_lined")


def _reliability(view: View) -> Iterator[Part]:
    """A retest is shown when enough customers answered twice."""
    again = max((row.n or 0 for row in view.rows(RETEST)), default=0) >= view.study.small_base
    tables = arrange(view, _tables("consistency", "retest" if again else ""))
    if tables:
        yield Passage([consistency.general(view)])
        yield from tables


def _factors(view: View) -> Iterator[Part]:
    if len(known(view, N_FACTORS)) > 1:
        yield Passage(table="n_factors")


def _model(view: View) -> Iterator[Part]:
    if loadings.item_loadings(view):
        told = (fit.exact(view), loadings.improper(view), loadings.weak_items(view), changes.change(view))
        yield Passage(told)
        yield Passage(table="model_fit")
        yield Passage(chart="path_model", silent=True)
        yield from _tables("model_loadings", "modification" if changes.best_change(view) else "")


def _validity(view: View) -> Iterator[Part]:
    told = [variance.extracted(view), variance.own_root(view), crossing.crossing(view)]
    pairs = htmt.pairs(view)
    figures = [Passage(chart="htmt", silent=True)] if pairs else []
    tables = _tables(
        "validity",
        "htmt" if len(pairs) > MANY_PAIRS else "",
        "cross_loadings" if crossing.strangers(view) else "",
        "content",
        "criterion",
    )
    shown = arrange(view, [*figures, *tables])
    if shown:
        yield Passage([*told, relevance.experts(view), relevance.criterion(view)])
        yield from shown


def _comparability(view: View) -> Iterator[Part]:
    judged, changed = verdicts.recorded(view), questionnaire.differences(view)
    if any(text.text == verdicts.BAD for text in judged):
        yield Passage(chart="comparability", silent=True)
    yield from [verdicts.table(view, judged)] if judged else []
    yield Passage(table="comparability")
    yield from [questionnaire.table(view, changed)] if changed else []


_SECTIONS = {
    "questions": asked.every_question,
    "fieldwork": _fieldwork,
    "reliability": _reliability,
    "factors": _factors,
    "model": _model,
    "validity": _validity,
    "comparability": _comparability,
}
