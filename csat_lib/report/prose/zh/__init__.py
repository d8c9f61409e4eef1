"""Sentences in Chinese, one module a topic."""

from csat_lib.report.prose.zh import (
    drivers,
    factors,
    page_one,
    quality,
    reliability,
    scores,
    segments,
    titles,
    trends,
    voice,
    weights,
)

__all__ = [
    "drivers",
    "factors",
    "page_one",
    "quality",
    "reliability",
    "scores",
    "segments",
    "titles",
    "trends",
    "voice",
    "weights",
]
