"""Method and provenance: what lets a statistician repeat each figure."""

from __future__ import annotations

from types import ModuleType

from csat_lib.report.blocks import Block, Points, Provenance, References
from csat_lib.report.chapters.parts import heading, opening, said
from csat_lib.report.chapters.provenance import provenance
from csat_lib.report.chapters.variants import variants_table
from csat_lib.report.formulas import formulas, spoken, symbols
from csat_lib.report.prose import en, zh
from csat_lib.report.references import keys_in, resolve
from csat_lib.report.view import View
from csat_lib.report.words import set_text
from csat_lib.report.words.lexicon import method_keys
from csat_lib.report.words.numbers import percent
from csat_lib.report.works import WORKS

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}


def method(view: View) -> list[Block]:
    """Procedure, definitions, formulas, variants, the works that these cite, provenance."""
    words = _LANGUAGES[view.language]
    measures = {row.measure for row in view.all_figures() if row.value is not None}
    defined, explained = _definitions(view, measures), _explanations(view)
    blocks: list[Block] = [opening(view, "method"), *said(view, [words.procedure.LEAD], "lead")]
    blocks += said(view, words.procedure.sentences(view), "method")
    blocks += [heading(view, "definitions"), _points(view, defined)]
    used = measures | _methods(view)
    shown = formulas(used, view.language)
    blocks += [heading(view, "formulas"), *shown] if shown else []
    blocks += said(view, [symbols(used, view.language)], "method")
    variants = variants_table(view)
    blocks += [heading(view, "variants"), _points(view, explained), variants] if variants is not None else []
    cited = keys_in([*defined, *explained, *spoken(used, view.language)])
    blocks += [heading(view, "references"), References(tuple(WORKS[key] for key in cited))] if cited else []
    facts = provenance(view)
    if facts:
        blocks += [heading(view, "provenance"), *said(view, [words.procedure.HASHES], "method"), Provenance(facts)]
    return blocks


def _points(view: View, texts: list[str]) -> Points:
    return Points(tuple(set_text(resolve(text, view.language), view.language) for text in texts))


def _definitions(view: View, measures: set[str]) -> list[str]:
    """What is defined: the measures that have a value, and what an interval is; works still as keys."""
    known = _LANGUAGES[view.language].definitions.DEFINITIONS
    level = percent(view.study.confidence)
    shown = [words for name, words in known.items() if name in measures or name == "interval"]
    return [words.replace("{confidence}", level) for words in shown]


def _explanations(view: View) -> list[str]:
    """What is explained: the methods that the figures name; works still as keys."""
    used = _methods(view)
    return [words for name, words in _LANGUAGES[view.language].variants.VARIANTS.items() if name in used]


def _methods(view: View) -> set[str]:
    """The parts of the methods that the figures name."""
    return {key for row in view.all_figures() if row.value is not None for key in method_keys(row.method)}
