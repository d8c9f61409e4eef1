"""Sentences in Chinese, one module a topic."""

from csat_lib.report.prose.zh import (
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
