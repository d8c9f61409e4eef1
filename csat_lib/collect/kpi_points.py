"""What KPIs are worth in points, each respondent having those of the own number or unit, and how sure that is."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri, stdtrit

from csat_lib.answers.levels import levels_of
from csat_lib.collect.matched_rows import answer_column, applies_column
from csat_lib.study.kpis import Kpi, UnitFigure
from csat_lib.study.model import Study

QUANTILES = (np.arange(4000) + 0.5) / 4000
"""Where a figure's distribution is looked at: the error of what is linear comes out right to 1 in 2,000."""


def kpi_frame(study: Study, spilled: pd.DataFrame) -> pd.DataFrame:
    """(n, kpis) points of the respondent's number or unit; missing where there is none, or 0 where the KPI says so."""
    levels = levels_of(study.variables[study.unit]) if study.unit else ()
    by_unit = study.unit if study.kpis else None
    units = pd.Series(-1.0, index=spilled.index) if by_unit is None else spilled[answer_column(by_unit)]
    codes = units.fillna(-1).to_numpy(dtype=np.int64)
    found = {}
    for name, kpi in study.kpis.items():
        figures, none = study.figures.get(name, {}), 0.0 if kpi.missing == "zero" else math.nan
        if kpi.question:
            own, is_asked = spilled[answer_column(kpi.question)].to_numpy(), spilled.get(applies_column(kpi.question))
            other = none if is_asked is None else np.where(is_asked, none, math.nan)
            found[name] = np.where(np.isnan(own), other, kpi.points(own))
            continue
        points = [float(kpi.points(figures[level].value)) if level in figures else none for level in levels]
        found[name] = np.array([*points, math.nan])[codes]  # -1 is the last: who is in no unit has none
    return pd.DataFrame(found, index=spilled.index)


def kpi_variances(study: Study) -> dict[str, dict[str, float]]:
    """KPI -> unit -> the sampling variance of its points, above 0, where the figure was sampled; none of exact ones."""
    found = {
        name: {unit: points_variance(kpi, one) for unit, one in study.figures.get(name, {}).items()}
        for name, kpi in study.kpis.items()
    }
    return {name: {unit: value for unit, value in of.items() if value > 0} for name, of in found.items()}


def points_variance(kpi: Kpi, figure: UnitFigure) -> float:
    """The variance of the points of a figure that rests on a sample; 0 of one that is exact.

    Var f(X), f being the scoring standard (which has corners and steps, so that no slope tells it), X distributed as
    what is known of the figure: of a share k of n the Beta distribution (k + 1/2, n - k + 1/2), which is not a point
    where all or none are counted (Jeffreys; Brown, Cai & DasGupta 2001, Statistical Science 16: 101-133); of a mean of
    n figures with a standard deviation sd the t distribution about it with n - 1 degrees of freedom (normal where n is
    3 or less, as that t has no variance), scaled so that its variance is sd^2 / n.
    """
    drawn = _distribution(figure)
    return 0.0 if drawn is None else float(np.var(kpi.points(drawn)))


@lru_cache(maxsize=256)  # a wave is gone through twice
def _distribution(figure: UnitFigure) -> NDArray[np.float64] | None:
    """The figure's quantiles; None of an exact one."""
    if figure.numerator is not None and figure.denominator:
        k, n = figure.numerator, figure.denominator
        return np.asarray(betaincinv(k + 0.5, n - k + 0.5, QUANTILES))
    if figure.sd and figure.n:
        t = np.asarray(stdtrit(figure.n - 1, QUANTILES) if figure.n > 3 else ndtri(QUANTILES))
        return np.asarray(figure.value + figure.sd / math.sqrt(figure.n) * t / np.std(t))
    return None
