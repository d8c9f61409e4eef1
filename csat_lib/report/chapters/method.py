"""Method and provenance: what lets a statistician repeat each figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from csat_lib.report.blocks import Block, Column, Points, Provenance, References, Table
from csat_lib.report.chapters.formulas import formulas
from csat_lib.report.chapters.parts import heading, judgement, opening, said
from csat_lib.report.prose import en, zh
from csat_lib.report.prose.captions import source_of
from csat_lib.report.references import works_used
from csat_lib.report.tables.fields import head
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS, set_text
from csat_lib.report.words.lexicon import without_numbers
from csat_lib.report.words.numbers import percent

_DEFINED = {"en": en.definitions.DEFINITIONS, "zh": zh.definitions.DEFINITIONS}
_PROCEDURE = {"en": en.procedure, "zh": zh.procedure}
_HASH = 16
"""Characters of a hash that are printed: enough to tell two files apart; the manifest holds the whole."""


def method(view: View) -> list[Block]:
    """Procedure, definitions, formulas, variants, references, provenance."""
    measures = {row.measure for row in view.all_figures()}
    blocks: list[Block] = [opening(view, "method"), *said(view, [_PROCEDURE[view.language].LEAD], "lead")]
    blocks += said(view, _PROCEDURE[view.language].sentences(view), "method")
    blocks += [heading(view, "definitions"), Points(_definitions(view, measures))]
    shown = formulas(measures, view.language)
    blocks += [heading(view, "formulas"), *shown] if shown else []
    variants = _variants(view)
    blocks += [heading(view, "variants"), variants] if variants is not None else []
    used = works_used(view.all_figures())
    blocks += [heading(view, "references"), References(used)] if used else []
    facts = provenance(view)
    blocks += [heading(view, "provenance"), Provenance(facts)] if facts else []
    return [*blocks, *judgement(view, "method")]


def _definitions(view: View, measures: set[str]) -> tuple[str, ...]:
    level = percent(view.study.confidence)
    known = {name: words for name, words in _DEFINED[view.language].items() if name in measures or name == "interval"}
    return tuple(set_text(words.replace("{confidence}", level), view.language) for words in known.values())


def _variants(view: View) -> Table | None:
    """One row per topic and method as recorded (numbers apart), with all measures that it made."""
    lexicon = LEXICONS[view.language]
    made: dict[tuple[str, str], dict[str, None]] = {}
    methods: dict[tuple[str, str], dict[str, None]] = {}
    for row in view.all_figures():
        if row.value is not None and row.method:
            key = (row.topic, without_numbers(row.method))
            made.setdefault(key, {})[head(view, row.measure)] = None
            methods.setdefault(key, {})[row.method] = None
    if not made:
        return None
    rows = tuple(
        (lexicon.topics[key[0]], lexicon.list_comma.join(names), set_text(lexicon.method(*methods[key]), view.language))
        for key, names in made.items()
    )
    columns = tuple(Column(head(view, name)) for name in ("topic", "measure", "method"))
    return Table("tbl-variants", _PROCEDURE[view.language].VARIANTS, columns, rows, source=source_of(view))


def provenance(view: View) -> tuple[tuple[str, str], ...]:
    """(name, value) pairs of the manifest: inputs with their hashes, versions, parameters, rows."""
    words = LEXICONS[view.language].provenance
    facts: Mapping[str, Any] = view.manifest
    pairs = [(words["name"], str(facts["study"]))] if facts.get("study") else []
    pairs += [(words["period"], str(facts["period"]))] if facts.get("period") else []
    pairs += [(words["earlier"], words["comma"].join(facts["earlier"]))] if facts.get("earlier") else []
    pairs += [(words.get(item["input"], item["input"]), _file(item)) for item in facts.get("inputs", ())]
    pairs += [(words["library"], str(facts["library"])[:_HASH])] if facts.get("library") else []
    pairs += [(name, str(version)) for name, version in facts.get("versions", {}).items()]
    parameters = facts.get("parameters", {})
    pairs += [(words["seed"], str(parameters["seed"]))] if "seed" in parameters else []
    pairs += [(f"--set {name}", str(value)) for name, value in parameters.get("set", {}).items()]
    return tuple(pairs)


def _file(item: Mapping[str, Any]) -> str:
    name, digest = str(item.get("file", "")), str(item.get("sha256", ""))
    return f"{name} (SHA-256 {digest[:_HASH]}…)" if digest else name
