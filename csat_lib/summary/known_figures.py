"""Errors that figures given from outside bring into a contrast: of a KPI that is itself counted on a sample."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from csat_lib.findings import way
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.keyed_totals import KeyedTotals
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.taylor import Term, signed_parts


def with_given(design: KeyedTotals, estimate: Estimate, terms: Sequence[Term]) -> Estimate:
    """The estimate of a contrast with the errors of the figures ``given`` added to that of the respondents.

    A variable that all respondents of a level k share, with a variance v_k of its own, enters the contrast with
    a_k = sum of coefficient * (share of level k among those of the term's cell who have it), the respondents' weights
    being what they are; figures of different levels and variables are independent of one another and of the answers,
    so that sum_k a_k^2 v_k is added. df by Welch and Satterthwaite, those of the figures being infinite. Where all
    terms are given, and the answers of a cell all alike for that reason alone, the figures' error is the whole.
    """
    given = [term for term in terms if term[1] in design.given]
    if not given or estimate.value is None:
        return estimate
    variance = 0.0
    for variable in dict.fromkeys(term[1] for term in given):
        for level, own in design.given[variable].items():
            counts = sum(c * _share(design, variable, cell, level) for c, name, cell in terms if name == variable)
            variance += counts**2 * own
    if not variance:
        return estimate
    method = estimate.method + way("with the errors of the KPIs")
    if estimate.se is not None and estimate.df is not None:
        answers = estimate.se**2
        df = estimate.df * (answers + variance) ** 2 / answers**2
        return replace(estimate, se=math.sqrt(answers + variance), df=df, method=method)
    if len(given) == len(terms):
        return replace(estimate, se=math.sqrt(variance), df=math.inf, method=method)
    return estimate


def _share(design: KeyedTotals, variable: str, cell: Cell, level: str) -> float:
    """The weighted share of a level among those in a cell who have the variable."""
    whole = sum(sign * mass(design, variable, part) for sign, part in signed_parts(cell))
    own = sum(sign * mass(design, variable, _within(design, part, level)) for sign, part in signed_parts(cell))
    return own / whole if whole else 0.0


def mass(design: KeyedTotals, variable: str, cell: Cell | None) -> float:
    """The weight of those in a cell who have a variable."""
    rows = design.index.get(cell, ()) if cell else ()
    return float(design.totals[rows, design.variables.index(variable)].sum()) if len(rows) else 0.0


def _within(design: KeyedTotals, cell: Cell, level: str) -> Cell | None:
    """The part of a cell that lies in a level; None where there is none."""
    by, own = cell
    unit = design.given_by
    if cell == ALL:
        return unit, level
    if by == unit or by.startswith(f"{unit}*"):
        return cell if own.split("*", 1)[0] == level else None
    return f"{unit}*{by}", f"{level}*{own}"
