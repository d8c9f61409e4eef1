"""The figures of a correlation matrix: which sums each kind needs, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import needs_tables, other_missing_rule, too_many_answers, unknown_choice
from csat_lib.measurement.correlations import polychoric
from csat_lib.measurement.correlations.bases import Part
from csat_lib.measurement.correlations.ranks import moments_of_tables, rank_moments
from csat_lib.measurement.correlations.smoothing import smooth
from csat_lib.summary.moments import Base, Missing, Moments, sum_moments
from csat_lib.summary.pairs import PairTables, sum_pairs
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
Kind = Literal["pearson", "spearman", "polychoric"]
KINDS = ("pearson", "spearman", "polychoric")
ZERO_CELLS = (0.0, 0.5)
NOBODY = (0.0,)  # an item without answers: one that nobody gave
MOST_ANSWERS = 101  # of one item in pair tables: a scale from 0 to 100


@dataclass(frozen=True)
class CorrelationSpec:
    """``kind`` of correlation. Of polychoric ones, ``zero_cells``: what is added to empty cells, 0 or .5.

    ``smooth``: whether a matrix that is not positive definite is made so.
    """

    kind: Kind = "pearson"
    zero_cells: float = 0.0
    smooth: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise unknown_choice("correlation", self.kind, KINDS)
        if self.zero_cells not in ZERO_CELLS:
            raise unknown_choice("policy for zero cells", self.zero_cells, [f"{each:g}" for each in ZERO_CELLS])


@dataclass(frozen=True)
class CorrelationFigures:
    """``matrix`` (p, p), NaN where ``reasons`` (p, p) says why; ``thresholds`` of each item if polychoric."""

    matrix: Array
    reasons: NDArray[np.str_]
    thresholds: tuple[Array, ...] = ()
    smoothed: bool = False

    @property
    def reason(self) -> str:
        """The first reason of any pair, or nothing."""
        told = self.reasons[self.reasons != ""]
        return str(told[0]) if told.size else ""

    def select(self, at: NDArray[np.intp]) -> CorrelationFigures:
        """Those of some of the items."""
        thresholds = tuple(self.thresholds[j] for j in at) if self.thresholds else ()
        cut = np.ix_(at, at)
        return replace(self, matrix=self.matrix[cut], reasons=self.reasons[cut], thresholds=thresholds)


def part_of(
    data: pd.DataFrame | Moments | PairTables | Rows, kind: Kind, missing: Missing | None
) -> tuple[Part, Missing]:
    """The sums that this kind of correlation needs, and their rule for missing values."""
    if isinstance(data, Moments | PairTables):
        held: Missing = data.missing if isinstance(data, Moments) else "pairwise"
        if missing not in {None, held}:
            raise other_missing_rule(str(missing), held)
        if isinstance(data, Moments) and kind != "pearson":
            raise needs_tables(kind)
        return data, held
    rule = missing or "listwise"
    if isinstance(data, pd.DataFrame):
        return _sums(data, None, kind, rule), rule
    part = _sums(data.frame, data.base, kind, rule)
    return replace(part, label=data.label), rule


def figures_of(part: Part, spec: CorrelationSpec) -> CorrelationFigures:
    """Correlations from sums."""
    if spec.kind == "polychoric" and isinstance(part, PairTables):
        found = polychoric.estimate(part, spec.zero_cells)
        return _polychoric(found, spec, 0)
    tables = {"pearson": moments_of_tables, "spearman": rank_moments}
    moments = part if isinstance(part, Moments) else tables[spec.kind](part)
    matrix = moments.correlation
    return _finished(CorrelationFigures(matrix, np.where(np.isnan(matrix), "no_variance", "")), spec)


def less_a_group(part: Part, spec: CorrelationSpec, whole: Array) -> Iterator[CorrelationFigures]:
    """The same without one replicate group at a time; ``whole`` (p, p) is the estimate from all."""
    if spec.kind == "polychoric" and isinstance(part, PairTables):
        found = polychoric.estimate_replicates(part, spec.zero_cells, np.nan_to_num(whole))
        return (_polychoric(found, spec, at) for at in range(len(found.matrix)))
    return (figures_of(less, spec) for less in part.jackknife_replicates())


def _sums(frame: pd.DataFrame, base: Base | None, kind: Kind, rule: Missing) -> Part:
    if kind == "pearson":
        return sum_moments(frame, base, rule)
    if rule == "listwise":
        keep = frame.notna().all(axis=1).to_numpy()
        frame, base = frame[keep], None if base is None else _where(base, keep)
    values = frame.to_numpy(dtype=np.float64, na_value=np.nan)
    found = (np.unique(column[~np.isnan(column)]).tolist() for column in values.T)
    answers = tuple(tuple(each) or NOBODY for each in found)
    for item, given in zip(frame.columns, answers, strict=True):
        if len(given) > MOST_ANSWERS:
            raise too_many_answers(str(item), len(given), MOST_ANSWERS, kind)
    return sum_pairs(frame, base, answers)


def _where(base: Base, keep: NDArray[np.bool_]) -> Base:
    weights = None if base.weights is None else base.weights[keep]
    return replace(base, weights=weights, group=None if base.group is None else base.group[keep])


def _polychoric(found: polychoric.Estimates, spec: CorrelationSpec, at: int) -> CorrelationFigures:
    thresholds = tuple(each[at] for each in found.thresholds)
    return _finished(CorrelationFigures(found.matrix[at], found.reasons[at], thresholds), spec)


def _finished(figures: CorrelationFigures, spec: CorrelationSpec) -> CorrelationFigures:
    """Smoothed, where that is asked for and needed."""
    if not spec.smooth or figures.reason:
        return figures
    smoothed = smooth(figures.matrix)
    return replace(figures, matrix=smoothed, smoothed=smoothed is not figures.matrix)
