"""What charts are drawn with. matplotlib is used only here; what a chart shows stands in its topic."""

from csat_lib.charts.look import PAGE_MM, PHONE_MM, Chart, Look

__all__ = ["PAGE_MM", "PHONE_MM", "Chart", "Look"]
