"""Sentences in English, one module a topic."""

from csat_lib.report.prose.en import (
    appendix,
    cautions,
    fieldwork,
    fieldwork_titles,
    first,
    limits,
    page_one,
    quality,
    table_titles,
    titles,
)

__all__ = [
    "appendix",
    "cautions",
    "fieldwork",
    "fieldwork_titles",
    "first",
    "limits",
    "page_one",
    "quality",
    "table_titles",
    "titles",
]
