"""One workbook of all that a wave's reports show: the data behind every figure and table, and every finding."""

from csat_lib.report.workbook.book import render_workbook

__all__ = ["render_workbook"]
