"""Simultaneous intervals: several comparisons that hold together at the stated confidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from csat_lib.findings import way
from csat_lib.index.score_figures import ScoreFigure


def simultaneous(
    figures: Sequence[ScoreFigure], confidence: float, comparisons: int | None = None
) -> list[ScoreFigure]:
    """The figures with intervals that all hold together at ``confidence``, and p values adjusted alike.

    Sidak (1967), JASA 62: 626-633: each of m intervals is made at confidence^(1/m), each p becomes 1 - (1 - p)^m; exact
    for independent figures, on the safe side for correlated ones. m counts the figures that have a standard error, or
    is the number of ``comparisons`` where that is smaller, as some figures repeat others.
    """
    m = sum(figure.estimate.se is not None for figure in figures)
    m = m if comparisons is None else min(m, comparisons)
    return [_adjusted(figure, m, confidence) for figure in figures]


def _adjusted(figure: ScoreFigure, m: int, confidence: float) -> ScoreFigure:
    estimate = figure.estimate
    if estimate.se is None:
        return figure
    low, high = estimate.interval(confidence ** (1 / m))
    p = estimate.p
    if p is not None and p < 1:
        p = -math.expm1(m * math.log1p(-p))  # 1 - (1 - p)^m without losing the small ones
    method = estimate.method + way("sidak over #", m) if m > 1 else estimate.method
    return replace(figure, estimate=replace(estimate, method=method), low=low, high=high, p=p)
