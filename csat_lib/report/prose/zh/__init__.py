"""Sentences in Chinese, one module a topic."""

from csat_lib.report.prose.zh import (
    definitions,
    drivers,
    factors,
    limits,
    page_one,
    procedure,
    quality,
    reasons,
    reliability,
    scores,
    segments,
    table_titles,
    titles,
    trends,
    voice,
    weights,
)

__all__ = [
    "definitions",
    "drivers",
    "factors",
    "limits",
    "page_one",
    "procedure",
    "quality",
    "reasons",
    "reliability",
    "scores",
    "segments",
    "table_titles",
    "titles",
    "trends",
    "voice",
    "weights",
]
