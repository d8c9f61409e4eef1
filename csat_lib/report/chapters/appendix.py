"""The statistical appendix: the tables and figures behind the trust chapter, for a reader who doubts."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from csat_lib.report.blocks import Block, Figure
from csat_lib.report.chapters.drawing import draw
from csat_lib.report.chapters.parts import heading, opening, said
from csat_lib.report.declared import TableSpec, make_told
from csat_lib.report.prose import en, zh
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.comparability import questionnaire, steps, verdicts
from csat_lib.report.topics.factors import number
from csat_lib.report.topics.fieldwork import arrivals
from csat_lib.report.topics.model import changes, fit, loadings
from csat_lib.report.topics.quality import careless
from csat_lib.report.topics.reliability import consistency
from csat_lib.report.topics.validity import crossing, htmt, relevance, variance
from csat_lib.report.view import View

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}
MANY_PAIRS = 15
"""Pairs of constructs that the chart shows: beyond these a matrix holds the others."""


def appendix(view: View) -> list[Block]:
    """One section a topic that has something to show; nothing at all when none has."""
    shown = [(name, made) for name, section in _SECTIONS.items() if (made := section(view))]
    if not shown:
        return []
    blocks: list[Block] = [opening(view, "appendix"), *said(view, [_words(view, "appendix").LEAD], "lead")]
    for name, made in shown:
        blocks += [heading(view, f"appendix_{name}"), *made]
    return blocks


def _words(view: View, topic: str) -> Any:
    return getattr(_LANGUAGES[view.language], topic)


def _tables(view: View, *declared: TableSpec) -> list[Block]:
    return [table for table in (make_told(view, one) for one in declared) if table is not None]


def _figures(view: View, *charts: str) -> list[Block]:
    drawn = (block for chart in charts for block in draw(view, chart))
    return [block for block in drawn if isinstance(block, Figure)]


def _fieldwork(view: View) -> list[Block]:
    figure = _figures(view, "arrivals") if arrivals.unlikely(view) else []
    return [*figure, *_tables(view, careless.TABLE, careless.LINES)]


def _reliability(view: View) -> list[Block]:
    """A retest is shown when enough customers answered twice."""
    again = max((row.n or 0 for row in view.figures("reliability", "retest")), default=0) >= view.study.small_base
    tables = _tables(view, consistency.TABLE, *((consistency.RETEST_TABLE,) if again else ()))
    return [*said(view, [tell(view, consistency.general(view))]), *tables] if tables else []


def _factors(view: View) -> list[Block]:
    return _tables(view, number.TABLE) if len(number.TABLE.rows(view)) > 1 else []


def _model(view: View) -> list[Block]:
    if not loadings.item_loadings(view):
        return []
    told = (fit.exact(view), loadings.improper(view), loadings.weak_items(view), changes.change(view))
    paths = (changes.TABLE,) if changes.best_change(view) else ()
    reading = said(view, [tell(view, claim) for claim in told])
    drawn = _figures(view, "path_model")
    return [*reading, *_tables(view, fit.TABLE), *drawn, *_tables(view, loadings.TABLE, *paths)]


def _validity(view: View) -> list[Block]:
    told = [variance.extracted(view), variance.own_root(view), crossing.crossing(view)]
    reading = tell_all(view, [*told, relevance.experts(view), relevance.criterion(view)])
    pairs = htmt.pairs(view)
    matrix = (htmt.MATRIX,) if len(pairs) > MANY_PAIRS else ()
    away = (crossing.TABLE,) if crossing.strangers(view) else ()
    tables = _tables(view, variance.TABLE, *matrix, *away, relevance.CONTENT, relevance.CRITERION)
    figures = _figures(view, "htmt") if pairs else []
    return [*said(view, [reading]), *figures, *tables] if figures or tables else []


def _comparability(view: View) -> list[Block]:
    judged, changed = verdicts.recorded(view), questionnaire.differences(view)
    figure = _figures(view, "comparability") if any(text.text == verdicts.BAD for text in judged) else []
    told: list[Block] = [verdicts.table(view, judged)] if judged else []
    differences: list[Block] = [questionnaire.table(view, changed)] if changed else []
    return [*figure, *told, *_tables(view, steps.TABLE), *differences]


_SECTIONS = {
    "fieldwork": _fieldwork,
    "reliability": _reliability,
    "factors": _factors,
    "model": _model,
    "validity": _validity,
    "comparability": _comparability,
}
