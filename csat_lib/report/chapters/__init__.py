"""The chapters of the reports: what stands in them, in which order. Everything said comes from findings."""

from csat_lib.report.chapters.composed import CHAPTERS, CLIENT_REPORT, compose

__all__ = ["CHAPTERS", "CLIENT_REPORT", "compose"]
