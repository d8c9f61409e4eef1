"""Which figures may be shown: none that rests on too few, be they few or outweighed by a few of them."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.findings.finding import ALL, HIDDEN, Finding

RESULTS = ("scores", "segments", "structure", "drivers", "trends", "questions", "voice")
"""The topics that a client reads as what the population thinks."""


def shown(row: Finding, least: int) -> Finding:
    """The figure, without its value where it rests on fewer than ``least``; cells that are hidden lose their bases."""
    few = row.n is not None and row.n < least
    if row.segment_by != ALL and row.value is None and (few or row.reason in HIDDEN):
        return replace(row, n=None, n_weighted=None, n_effective=None)
    few &= row.kind.base == "respondents"
    if row.value is None or not (few or _is_outweighed(row, least)):
        return row
    reason = "small_base" if few else "outweighed"
    return replace(row, value=None, low=None, high=None, se=None, df=None, p=None, reason=reason)


def _is_outweighed(row: Finding, least: int) -> bool:
    """Whether a result of the survey rests, for a few weights that rule all others, in effect on too few."""
    if row.topic not in RESULTS or row.kind.base in {"units", "none"} or row.n is None or row.n_effective is None:
        return False
    return row.n_effective < min(least, row.n / 2)
