"""The report on a pilot: what to keep, what to change, how many answers the main study needs, what not to conclude."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from csat_lib.period import parse
from csat_lib.report.blocks import Block, Card, Cards, Cover, Points, Provenance, References
from csat_lib.report.chapters.drawing import draw
from csat_lib.report.chapters.parts import heading, judgement, opening, said, section
from csat_lib.report.chapters.provenance import provenance
from csat_lib.report.chapters.variants import variants_table
from csat_lib.report.prose import en, piloted, zh
from csat_lib.report.references import keys_in, resolve
from csat_lib.report.tables import pilot as tables
from csat_lib.report.tables import quality
from csat_lib.report.view import View
from csat_lib.report.words import set_text
from csat_lib.report.words.numbers import count
from csat_lib.report.works import WORKS

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}


def _words(view: View, name: str = "pilot") -> Any:
    return getattr(_LANGUAGES[view.language], name)


def cover(view: View) -> list[Block]:
    """Study, period, client, how many took part, date of data."""
    study, language, words = view.study, view.language, _words(view)
    first, last = view.period.first, view.period.last
    return [
        Cover(
            title=set_text(study.title.get(language), language),
            period=view.period.label(language),
            client=set_text(study.client.get(language), language) if study.client else "",
            base=words.base(view),
            date_of_data=parse(f"{first}..{last}").label(language),
            subtitle=words.SUBTITLE,
        )
    ]


def page(view: View) -> list[Block]:
    """Cards of the decisions and the size, at most seven sentences, the analyst's judgement."""
    words = _words(view)
    sentences = tuple(set_text(text, view.language) for text in words.page(view))
    cards = [_card(view, name, len(piloted.decided(view, name))) for name in piloted.DECISIONS]
    need = piloted.needed(view)
    cards += [_card(view, "needed", need.value)] if need is not None and need.value is not None else []
    shown = (Cards(tuple(cards)),) if piloted.judged(view) else ()
    return [opening(view, "pilot_page"), *shown, Points(sentences, "ranked"), *judgement(view, "pilot")]


def _card(view: View, name: str, number: float) -> Card:
    return Card(label=_words(view).CARDS[name], value=count(number))


def items(view: View) -> list[Block]:
    """Decisions item by item, and the figures behind them."""
    words = _words(view)
    blocks: list[Block] = [opening(view, "pilot_items"), *said(view, [words.verdict(view)], "lead")]
    blocks += section(view, draw(view, "pilot_items"), [words.reading(view), words.overruled(view)], tables.DECISIONS)
    blocks += [heading(view, "pilot_within"), *section(view, (), [words.within(view)], tables.WITHIN)]
    places = section(view, (), [words.elsewhere(view), words.merged(view)], tables.PLACES)
    blocks += [heading(view, "pilot_places"), *places] if view.figures("pilot", "other_r") else []
    blocks += [heading(view, "pilot_answers"), *section(view, (), [words.answered(view)], tables.ANSWERS)]
    blocks += [heading(view, "pilot_alphas"), *section(view, (), [words.alphas(view)], tables.ALPHAS)]
    if view.has("quality"):
        told = [_words(view, "quality").kept(view), _words(view, "quality").rules(view)]
        blocks += [heading(view, "pilot_answered"), *section(view, (), told, quality.LEDGER)]
    return blocks


def size(view: View) -> list[Block]:
    """Answers that the main study needs, for alpha and for the measurement model."""
    words = _words(view)
    blocks: list[Block] = [opening(view, "pilot_size"), *said(view, [words.size(view)], "lead")]
    blocks += [heading(view, "pilot_alpha_size"), *section(view, (), [words.alpha_size(view)], tables.SIZES)]
    if piloted.model_size(view) is not None:
        told = [words.model_size(view)]
        blocks += [heading(view, "pilot_model_size"), *section(view, (), told, tables.TRIALS)]
    return blocks


def changes(view: View) -> list[Block]:
    """What the revised study file changes."""
    table = tables.changes_table(view)
    told = said(view, [_words(view).changes(view)], "lead")
    return [opening(view, "pilot_changes"), *told, *([table] if table is not None else [])]


def limits(view: View) -> list[Block]:
    """What must not be concluded from a pilot."""
    told = tuple(set_text(text, view.language) for text in _words(view, "pilot_method").LIMITS)
    return [opening(view, "pilot_limits"), *said(view, [_words(view).warning(view)], "lead"), Points(told)]


def method(view: View) -> list[Block]:
    """Rules and thresholds with their sources, definitions, methods as recorded, works, provenance."""
    words = _words(view, "pilot_method")
    measures = {row.measure for row in view.all_figures() if row.value is not None}
    terms = [text for name, text in words.TERMS.items() if name in measures]
    sources = [source for _, source in words.THRESHOLDS.values()]
    blocks: list[Block] = [opening(view, "pilot_method"), *said(view, [words.LEAD], "lead")]
    blocks += [heading(view, "pilot_rules"), _points(view, words.RULES), tables.thresholds_table(view)]
    blocks += [heading(view, "pilot_terms"), _points(view, terms)] if terms else []
    variants = variants_table(view)
    blocks += [heading(view, "variants"), variants] if variants is not None else []
    cited = keys_in([*terms, *sources])
    blocks += [heading(view, "references"), References(tuple(WORKS[key] for key in cited))]
    facts = provenance(view)
    hashes = said(view, [_words(view, "procedure").HASHES], "method")
    return [*blocks, heading(view, "provenance"), *hashes, Provenance(facts)] if facts else blocks


def _points(view: View, texts: Any) -> Points:
    return Points(tuple(set_text(resolve(text, view.language), view.language) for text in texts))


CHAPTERS = {
    "pilot_cover": cover,
    "pilot_page": page,
    "pilot_items": items,
    "pilot_size": size,
    "pilot_changes": changes,
    "pilot_limits": limits,
    "pilot_method": method,
}
