"""Which findings a sentence about model, validity and comparability rests on: picked, never computed."""

from __future__ import annotations

import re

from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.view import ANY, View

FIT = ("cfi", "tli", "rmsea", "srmr")
CUTS = {"cfi": 0.95, "tli": 0.95, "rmsea": 0.06, "srmr": 0.08}
"""Customary limits of fit (Hu and Bentler 1999): conventions, no laws."""
LOWER_IS_BETTER = ("rmsea", "srmr")
CHANCE = 3.84
"""Chi-square of one degree of freedom that chance exceeds in one case of twenty."""
WEAK_LOADING = 0.50
MODEL = "model"
_HEYWOOD = re.compile(r"heywood ([^,;]+)")
_BEYOND = re.compile(r"correlation beyond 1 (\S+) (\S+)")


def fit(view: View) -> dict[str, Finding]:
    """The indices of fit that have a value, those of the scaled test before the plain ones."""
    found: dict[str, Finding] = {}
    for name in FIT:
        known = valued([*view.figures(MODEL, f"{name}_scaled"), *view.figures(MODEL, name)])
        if known:
            found[name] = known[0]
    return found


def chi2(view: View) -> Finding | None:
    """The test of exact fit, scaled where it was scaled."""
    rows = [*view.figures(MODEL, "chi2_scaled"), *view.figures(MODEL, "chi2")]
    return next(iter(valued(rows)), rows[-1] if rows else None)


def misses(view: View) -> tuple[str, ...]:
    """The indices that miss their customary limit."""
    return tuple(name for name, row in fit(view).items() if not _within(name, row.value or 0.0))


def _within(name: str, value: float) -> bool:
    return value <= CUTS[name] if name in LOWER_IS_BETTER else value >= CUTS[name]


def heywood(view: View, topic: str, measure: str = "loading") -> tuple[str, ...]:
    """Items without a variance of their own left, as the methods of a topic's figures name them."""
    rows = view.figures(topic, measure)
    found = (match for row in rows if (match := _HEYWOOD.search(row.method)))
    return tuple(dict.fromkeys(name for match in found for name in match[1].split()))


def beyond_one(view: View) -> tuple[tuple[str, str], ...]:
    """Pairs of constructs whose correlation in the model goes beyond 1."""
    found = (_BEYOND.findall(row.method) for row in view.figures(MODEL, "loading"))
    return tuple(dict.fromkeys(pair for pairs in found for pair in pairs))


def item_loadings(view: View, construct: str = "") -> tuple[Finding, ...]:
    """Standardised loadings of items in the model, of one construct or of all."""
    rows = valued(view.figures(MODEL, "loading"))
    return tuple(row for row in rows if row.subject in view.study.items and (not construct or row.other == construct))


def weak(view: View) -> tuple[Finding, ...]:
    """Items whose standardised loading is small, the smallest first."""
    rows = [row for row in item_loadings(view) if abs(row.value or 0.0) < WEAK_LOADING]
    return tuple(sorted(rows, key=lambda row: abs(row.value or 0.0)))


def best_change(view: View) -> Finding | None:
    """The path whose addition would improve the fit most, if it would more than by chance."""
    rows = [row for row in valued(view.figures(MODEL, "modification")) if (row.value or 0.0) > CHANCE]
    return max(rows, key=lambda row: row.value or 0.0, default=None)


def breaks(view: View, subject: str) -> tuple[Finding, ...]:
    """Where the line of a subject breaks, oldest first."""
    known = {period.text: period for period in (*view.earlier, view.period)}
    rows = [row for row in view.figures("trends", "break", subject=subject, period=ANY) if row.period in known]
    return tuple(sorted(rows, key=lambda row: known[row.period].first))


def flagged_beyond(view: View) -> tuple[tuple[Finding, Finding], ...]:
    """Signs of carelessness at clearly more answers than careful answers would show: (flagged, expected), most first.

    Clearly: beyond chance by the test recorded with what is expected.
    """
    level = 1 - view.study.confidence
    rows = {row.subject: row for row in valued(view.figures("quality", "flagged_by_chance"))}
    clear = {name: row for name, row in rows.items() if row.p is not None and row.p < level}
    found = [(row, clear[row.subject]) for row in valued(view.figures("quality", "flagged")) if row.subject in clear]
    return tuple(sorted(found, key=lambda pair: expected_flags(*pair) - (pair[0].value or 0.0)))


def expected_flags(flagged: Finding, expected: Finding) -> float:
    """How many of the answers looked at would be flagged if all were careful."""
    return (expected.value or 0.0) * (flagged.n or 0)
