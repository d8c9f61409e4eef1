"""Sentences in English, one module a topic."""

from csat_lib.report.prose.en import (
    appendix,
    cautions,
    definitions,
    fieldwork,
    fieldwork_titles,
    first,
    limits,
    page_one,
    procedure,
    quality,
    reasons,
    scores,
    table_titles,
    titles,
    variants,
)

__all__ = [
    "appendix",
    "cautions",
    "definitions",
    "fieldwork",
    "fieldwork_titles",
    "first",
    "limits",
    "page_one",
    "procedure",
    "quality",
    "reasons",
    "scores",
    "table_titles",
    "titles",
    "variants",
]
