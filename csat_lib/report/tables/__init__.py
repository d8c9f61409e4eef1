"""Tables: declared once, made of findings, shown in notebooks and in the report."""

from __future__ import annotations

from csat_lib.report.tables.declared import Declaration, make, make_told
from csat_lib.report.tables.shown import plain_table, quotes, show

__all__ = ["Declaration", "make", "make_told", "plain_table", "quotes", "show"]
