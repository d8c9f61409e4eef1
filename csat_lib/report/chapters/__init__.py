"""One module for each part of the report: what stands in it, in which order. Everything said comes from findings."""

from __future__ import annotations

from csat_lib.report.chapters.composed import CHAPTERS, CLIENT_REPORT, compose
from csat_lib.report.chapters.drawing import draw

__all__ = ["CHAPTERS", "CLIENT_REPORT", "compose", "draw"]
