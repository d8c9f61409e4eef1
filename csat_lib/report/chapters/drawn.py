"""Which findings a chart is drawn from: its topic and measures, the first of which gives the base under it."""

from __future__ import annotations

DRAWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "flow": ("quality", ("rows_in", "left_out", "rows_kept")),
    "missing": ("quality", ("missing_share",)),
    "dispositions": ("fieldwork", ("disposition", "response_rate")),
    "arrivals": ("fieldwork", ("arrivals", "burst")),
}
