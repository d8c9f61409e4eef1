"""Linearised (Taylor) variance of contrasts of means, from totals by key.

A contrast theta = sum_k c_k Y_k / D_k, with D and Y the totals of w*d and w*d*y in a cell, has for each respondent the
linearised value u = g . w(d, d*y), g = c/D * (-Y/D, 1), in each cell he is in. Its variance is that of the sum of
u over PSUs within strata (Woodruff 1971; Lumley 2004, R's survey). A stratum with a single PSU counts as under R's
``survey.lonely.psu = "adjust"``: centred at the overall mean of PSU totals, which for u is 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from csat_lib.errors.summary import across_blocks, cells_overlap, population_too_small
from csat_lib.findings import Method, way, ways
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.keyed_totals import KeyedTotals
from csat_lib.summary.sample import ALL, REASON, Array, Cell, Codes, tally

Term = tuple[float, str, Cell]
Gradients = dict[Cell, Array]
_NOWHERE: Codes = np.empty(0, dtype=np.intp)
_ROUNDING = 1e-13  # a variance below this share of its summands is a difference of equal sums


@dataclass(frozen=True)
class Layout:
    """Strata and PSUs behind the keys.

    ``psu`` (K,) numbers the PSU of each key (the stratum where respondents are PSUs), ``stratum`` (PSUs,) its stratum;
    ``units`` (H,) counts the PSUs of each stratum in the whole sample, ``fraction`` (H,) is their share of the
    population, 0 where its size is unknown. ``weighted``: the weights differ; they are taken as fixed, also when raked.
    """

    psu: Codes
    stratum: Codes
    units: Array
    fraction: Array
    weighted: bool

    @property
    def method(self) -> Method:
        """The name of the estimator with what is particular about this sample."""
        single = int((self.units == 1).sum())
        parts = ["fixed weights"] * self.weighted + ["finite population"] * bool(self.fraction.any())
        return ways("taylor", *parts, *[way("# single-PSU strata centred at the overall mean", single)] * bool(single))

    @property
    def gain(self) -> float:
        """How many times the finite population raises the effective n at most, 1 / (1 - f); without end in a census."""
        most = float(self.fraction.max(initial=0.0))
        return 1 / (1 - most) if most < 1 else math.inf

    @property
    def scale(self) -> Array:
        """(H,) factor of a stratum's spread, (1 - f) n / (n - 1); 1 for a single PSU, unless it is all there is."""
        several = self.units > 1
        factor = (1 - self.fraction) * self.units / np.where(several, self.units - 1, 1)
        return np.asarray(np.where(several, factor, (self.units == 1) & (self.fraction < 1)))


def lay_out(design: KeyedTotals) -> Layout:
    """Number the strata and PSUs of the keys and count them over the whole sample (the cell ``all``)."""
    keys = design.keys
    psu: Codes = np.asarray(keys.groupby(["stratum", "psu"], sort=True).ngroup(), dtype=np.intp)
    names = keys[["stratum", "psu"]].drop_duplicates().sort_values(["stratum", "psu"])
    strata, stratum = np.unique(names["stratum"].to_numpy(dtype=np.str_), return_inverse=True)
    whole = design.index.get(ALL, _NOWHERE)
    counted = np.ones(len(whole)) if design.has_psu else design.rows[whole]
    units = tally(stratum[psu[whole]], counted, len(strata))
    sizes = np.array([design.population.get(str(name), math.inf) for name in strata])
    for at in np.flatnonzero(sizes < units):
        raise population_too_small(str(strata[at]), sizes[at], int(units[at]))
    return Layout(psu, np.asarray(stratum, dtype=np.intp), units, units / sizes, _weighted(design, whole))


def _weighted(design: KeyedTotals, rows: Codes) -> bool:
    """Whether any two respondents carry different weights (by Cauchy-Schwarz, to rounding)."""
    n, w2 = design.n[rows].sum(axis=0), design.w2[rows].sum(axis=0)
    w = design.totals[rows, : len(design.variables)].sum(axis=0)
    return bool((w**2 < n * w2 * (1 - 1e-12)).any())


@dataclass(frozen=True)
class _Base:
    """Sums of one variable over a cell."""

    n: int
    w: float
    wy: float
    w2: float
    df: float

    @property
    def sizes(self) -> tuple[int, float, float]:
        return self.n, self.w, self.w**2 / self.w2 if self.n and self.w2 else 0.0


def contrast(design: KeyedTotals, layout: Layout, terms: Sequence[Term]) -> Estimate:
    """See :meth:`DesignTotals.linear`; df are PSUs minus strata with answers in the cell, the fewest of several.

    Where all answers are alike (and no census says that there are no others) nothing tells how far the population's
    spread: there is no standard error, not one of 0.
    """
    _check_blocks(design, [variable for _, variable, _ in terms])
    bases = [_base(design, layout, variable, cell) for _, variable, cell in terms]
    sizes = min(bases, key=lambda base: base.n).sizes
    method = layout.method
    if not all(base.w > 0 for base in bases):
        return Estimate(None, None, None, *sizes, method, "all_missing")
    value = sum(c * base.wy / base.w for (c, _, _), base in zip(terms, bases, strict=True))
    df = min(base.df for base in bases)
    if df < 1 or any(by == REASON for _, _, (by, _) in terms):
        return Estimate(value, None, None, *sizes, method)
    variance = smooth_variance(design, layout, _gradients(design, terms, bases))
    known = variance > 0 or not layout.scale.any()
    return Estimate(value, math.sqrt(variance) if known else None, df, *sizes, method)


def _check_blocks(design: KeyedTotals, variables: Sequence[str]) -> None:
    blocks = {block for block in design.blocks if not set(block).isdisjoint(variables)}
    if len(blocks) > 1 and not design.has_psu:
        raise across_blocks(sorted(set(variables)))


def signed_parts(cell: Cell) -> list[tuple[float, Cell]]:
    """A cell as a signed sum of cells that were summed up: the rest is all minus the cell."""
    by, level = cell
    return [(1.0, ALL), (-1.0, (by.removeprefix("rest:"), level))] if by.startswith("rest:") else [(1.0, cell)]


def _base(design: KeyedTotals, layout: Layout, variable: str, cell: Cell) -> _Base:
    at = design.variables.index(variable)
    per_psu = np.zeros(len(layout.stratum))
    w = wy = w2 = 0.0
    for sign, part in signed_parts(cell):
        rows = design.index.get(part, _NOWHERE)
        per_psu += sign * tally(layout.psu[rows], design.n[rows, at], len(per_psu))
        w += sign * design.totals[rows, at].sum()
        wy += sign * design.totals[rows, at + len(design.variables)].sum()
        w2 += sign * design.w2[rows, at].sum()
    n = int(per_psu.sum())
    answered = per_psu > 0
    units = int(answered.sum()) if design.has_psu else n
    df = units - len(set(layout.stratum[answered]))
    return _Base(n, float(w) if n else 0.0, float(wy), float(w2), float(df))


def _gradients(design: KeyedTotals, terms: Sequence[Term], bases: Sequence[_Base]) -> Gradients:
    """(2p,) derivative of the contrast by the totals of each cell."""
    gradients: Gradients = {}
    p = len(design.variables)
    for (coefficient, variable, cell), base in zip(terms, bases, strict=True):
        at = design.variables.index(variable)
        for sign, part in signed_parts(cell):
            gradient = gradients.setdefault(part, np.zeros(2 * p))
            gradient[at] -= sign * coefficient * base.wy / base.w**2
            gradient[at + p] += sign * coefficient / base.w
    return gradients


def smooth_variance(design: KeyedTotals, layout: Layout, gradients: Gradients) -> float:
    """The variance of a function of the totals of cells, by its derivatives; 0 where it is rounding alone."""
    spread = _spread_of_psus if design.has_psu else _spread_of_respondents
    squares, sums, size = spread(design, layout, gradients)
    several = layout.units > 1
    central = squares - np.where(several, sums**2 / np.where(several, layout.units, 1), 0)
    variance = float(layout.scale @ central)
    return variance if variance > _ROUNDING * size else 0.0


def _spread_of_psus(design: KeyedTotals, layout: Layout, gradients: Gradients) -> tuple[Array, Array, float]:
    """Per stratum the sums over PSUs of u^2 and of u; and the size of what was added up."""
    u, size = np.zeros(len(layout.stratum)), np.zeros(len(layout.stratum))
    for cell, gradient in gradients.items():
        rows = design.index.get(cell, _NOWHERE)
        u += tally(layout.psu[rows], design.totals[rows] @ gradient, len(u))
        size += tally(layout.psu[rows], np.abs(design.totals[rows]) @ np.abs(gradient), len(u))
    strata = len(layout.units)
    return tally(layout.stratum, u**2, strata), tally(layout.stratum, u, strata), float(size @ size)


def _spread_of_respondents(design: KeyedTotals, layout: Layout, gradients: Gradients) -> tuple[Array, Array, float]:
    """The same where respondents are PSUs: u^2 from the sums of squares of the cells that two gradients share."""
    psu, strata, stratum = layout.psu, len(layout.units), layout.stratum
    first, second = design.pairs
    squares, sums, size = np.zeros(strata), np.zeros(strata), 0.0
    for cell, gradient in gradients.items():
        rows = design.index.get(cell, _NOWHERE)
        sums += tally(stratum[psu[rows]], design.totals[rows] @ gradient, strata)
        for other, weight in gradients.items():
            shared = design.index.get(_common(cell, other), _NOWHERE)
            product = gradient[first] * weight[second]
            product = np.where(first == second, product, product + gradient[second] * weight[first])
            squares += tally(stratum[psu[shared]], design.squares[shared] @ product, strata)
            size += float((np.abs(design.squares[shared]) @ np.abs(product)).sum())
    return squares, sums, size


def _common(one: Cell, other: Cell) -> Cell:
    """The cell of those who are in both: the inner of two nested cells; an empty one for disjoint cells."""
    if other in {one, ALL}:
        return one
    if one == ALL:
        return other
    left, right = _levels(one), _levels(other)
    if any(left[name] != right[name] for name in left.keys() & right.keys()):
        return "", ""
    if left.keys() <= right.keys():
        return other
    if right.keys() <= left.keys():
        return one
    raise cells_overlap(one, other)


def _levels(cell: Cell) -> dict[str, str]:
    segments = cell[0].split("*")
    return dict(zip(segments, cell[1].split("*", len(segments) - 1), strict=True))
