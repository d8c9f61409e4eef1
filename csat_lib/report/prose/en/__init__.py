"""Sentences in English, one module a topic."""

from csat_lib.report.prose.en import (
    appendix,
    cautions,
    first,
    limits,
    page_one,
)

__all__ = [
    "appendix",
    "cautions",
    "first",
    "limits",
    "page_one",
]
