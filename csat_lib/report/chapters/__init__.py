"""The chapters of the products: what stands in them, in which order. Everything said comes from findings."""

from csat_lib.report.chapters.composed import ANNEX, PILOT, REPORT, Composer, Product

__all__ = ["ANNEX", "PILOT", "REPORT", "Composer", "Product"]
