"""Linearised (Taylor) variance of contrasts of means, from totals by key.

A contrast theta = sum_k c_k Y_k / D_k, with D and Y the totals of w*d and w*d*y in a cell, has for each respondent the
linearised value u = g . w(d, d*y), g = c/D * (-Y/D, 1), in each cell he is in. Its variance is that of the sum of
u over PSUs within strata (Woodruff 1971; Lumley 2004, R's survey). A stratum with a single PSU counts as under R's
``survey.lonely.psu = "adjust"``: centred at the overall mean of PSU totals, which for u is 0. Where the weights meet
known margins, u is w times the residual on them (:mod:`csat_lib.summary.calibrated`), and the variance is multiplied by
n / (n - k), n the effective sample size and k the margins' degrees of freedom.

Intervals take t with PSUs less strata degrees of freedom, as R's ``degf``, but no more than the respondents' own: their
number less strata, times (v - 1) / (their number - 1), less the share k / n of the margins; v is the harmonic mean of
the effective number and of (sum w^2)^2 / sum w^4, the degrees of freedom of a chi-square that varies as much as the sum
of (w e)^2 (Satterthwaite 1946, Biometrics Bulletin 2: 110-114). A few heavy respondents tell little of their spread:
the effective number alone leaves intervals short (.91 with a design effect of 2.9), Satterthwaite's alone makes them
long (.99), as the heavy ones' own answers are in mean and spread alike: ``tests/simulations/raked_coverage.csv``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from csat_lib.errors.summary import across_blocks, cells_overlap
from csat_lib.findings import ways
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.keyed_totals import KeyedTotals
from csat_lib.summary.layout import EQUAL, Layout
from csat_lib.summary.sample import ALL, NOWHERE, REASON, Array, Cell, tally

Term = tuple[float, str, Cell]
Gradients = dict[Cell, Array]
FEWEST_EFFECTIVE, FEWEST_UNEQUAL = 2.0, 50.0
MOST_APART = 0.25  # of a standard error: so far a figure may lie from the raked one (raked_coverage.csv)
_ROUNDING = 1e-13  # a variance below this share of its summands is a difference of equal sums


@dataclass(frozen=True)
class _Base:
    """Sums of one variable over a cell."""

    n: int
    w: float
    wy: float
    w2: float
    skew: float
    known: float
    df: float
    spare: float
    units: int
    effective_units: float

    @property
    def outweighed(self) -> bool:
        """Whether the units weigh so unequally that they are worth fewer than two, and than half of their number.

        Or that no degree of freedom is left of those (``spare``) that equal weights would have; or that respondents are
        worth less than half of their number and their spread is ``known`` as of fewer than fifty: intervals then hold
        in .92 to .99 of samples, according to what is asked (``tests/simulations/raked_coverage.csv``).
        """
        unequal = self.known < FEWEST_UNEQUAL and self.sizes[2] < self.n / 2
        return unequal or self.effective_units < min(FEWEST_EFFECTIVE, self.units / 2) or self.df < 1 <= self.spare

    @property
    def sizes(self) -> tuple[int, float, float]:
        return self.n, self.w, self.w**2 / self.w2 if self.n and self.w2 else 0.0


def contrast(design: KeyedTotals, layout: Layout, terms: Sequence[Term]) -> Estimate:
    """See :meth:`DesignTotals.linear`; df those of the means of which there are fewest.

    Where all answers are alike (and no census says that there are no others) nothing tells how far the population's
    spread: there is no standard error, not one of 0. Nor is there where one respondent or PSU outweighs the others, as
    the figure is then nearly its own, nor where PSUs, less one a stratum, are fewer than twice the margins' degrees.
    """
    _check_blocks(design, [variable for _, variable, _ in terms])
    bases = [_base(design, layout, variable, cell) for _, variable, cell in terms]
    sizes = min(bases, key=lambda base: base.n).sizes
    method = layout.method
    if not all(base.w > 0 for base in bases):
        return Estimate(None, None, None, *sizes, method, "all_missing")
    value = sum(c * base.wy / base.w for (c, _, _), base in zip(terms, bases, strict=True))
    if why := _why_none(design, layout, bases):
        return Estimate(value, None, None, *sizes, method + ways("no interval", why))
    if not layout.has_errors or any(by == REASON for _, _, (by, _) in terms):
        return Estimate(value, None, None, *sizes, method)
    gradients = _gradients(design, terms, bases)
    variance = smooth_variance(design, layout, gradients)
    if layout.margins is not None and layout.margins.by_distance:
        each = (_gradients(design, [term], [base]) for term, base in zip(terms, bases, strict=True))
        if math.isnan(variance) or any(math.isnan(smooth_variance(design, layout, one)) for one in each):
            return Estimate(value, None, None, *sizes, method + ways("no interval", "the distance decides"))
    known, gain = variance > 0 or not layout.scale.any(), 1.0
    if layout.margins is not None and variance > 0:
        gain = smooth_variance(design, replace(layout, margins=None), gradients) / variance
    df, skew = min(base.df for base in bases), max(base.skew for base in bases)
    return Estimate(value, math.sqrt(variance) if known else None, df, *sizes, method, gain=gain, skew=skew)


def _why_none(design: KeyedTotals, layout: Layout, bases: Sequence[_Base]) -> str:
    if any(base.outweighed for base in bases):
        return "the weight lies with a few"
    if min(base.df for base in bases) < 1:
        return "one answer or sampling unit"
    few = design.has_psu and layout.margins and np.sum(layout.units - 1) < 2 * layout.margins.lost
    return "few sampling units for the margins" if few else ""


def _check_blocks(design: KeyedTotals, variables: Sequence[str]) -> None:
    if not design.has_psu and sum(not set(block).isdisjoint(variables) for block in design.blocks) > 1:
        raise across_blocks(sorted(set(variables)))


def signed_parts(cell: Cell) -> list[tuple[float, Cell]]:
    """A cell as a signed sum of cells that were summed up: the rest is all minus the cell."""
    by, level = cell
    return [(1.0, ALL), (-1.0, (by.removeprefix("rest:"), level))] if by.startswith("rest:") else [(1.0, cell)]


def _base(design: KeyedTotals, layout: Layout, variable: str, cell: Cell) -> _Base:
    at = design.variables.index(variable)
    per_psu, weight = np.zeros(len(layout.stratum)), np.zeros(len(layout.stratum))
    w = wy = w2 = w4 = 0.0
    for sign, part in signed_parts(cell):
        rows = design.index.get(part, NOWHERE)
        per_psu += sign * tally(layout.psu[rows], design.n[rows, at], len(per_psu))
        weight += sign * tally(layout.psu[rows], design.totals[rows, at], len(per_psu))
        w += sign * design.totals[rows, at].sum()
        wy += sign * design.totals[rows, at + len(design.variables)].sum()
        w2 += sign * design.w2[rows, at].sum()
        w4 += sign * design.w4[rows, at].sum()
    n = int(per_psu.sum())
    answered = per_psu > 0
    strata = np.count_nonzero(np.bincount(layout.stratum[answered]))
    df, skew, known = float(n - strata), 0.0, float(n)
    spare = df
    if w2 > 0 and w**2 < n * w2 * (1 - EQUAL):
        skew, known = float(w**2 * w4 / w2**3) ** (1 / 3) - 1, 2 / (w2 / w**2 + w4 / w2**2)
        df *= (known - 1) / (n - 1)
    if layout.margins is not None:
        df *= max(0.0, 1 - layout.margins.lost / layout.margins.n_effective)
    if design.has_psu:
        spare = float(answered.sum() - strata)
        df = min(df, spare)
    units, squares = (int(answered.sum()), float(weight @ weight)) if design.has_psu else (n, float(w2))
    effective = float(w) ** 2 / squares if squares > 0 else 0.0
    return _Base(n, float(w) if n else 0.0, float(wy), float(w2), skew, float(known), df, spare, units, effective)


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
    """The variance of a function of totals, by its derivatives; 0 of rounding alone, NaN where distance decides."""
    linear = np.zeros(len(layout.psu))  # totals of w * z of each key
    size = np.zeros(len(layout.psu))
    for cell, gradient in gradients.items():
        rows, used = design.index.get(cell, NOWHERE), np.flatnonzero(gradient)
        parts = design.totals[rows[:, None], used] * gradient[used]
        linear[rows], size[rows] = parts.sum(axis=1), np.abs(parts).sum(axis=1)
    fitted = np.zeros(len(linear)) if layout.margins is None else layout.margins.fitted(linear)
    residual = linear if layout.margins is None else linear - fitted * layout.margins.mass[:, 0]
    sums = tally(layout.stratum[layout.psu], residual, len(layout.units))
    if design.has_psu:
        of_psu, most_of_psu = (tally(layout.psu, sums, len(layout.stratum)) for sums in (residual, size))
        squares = tally(layout.stratum, of_psu**2, len(layout.units))
        most = float(most_of_psu @ most_of_psu)
    else:
        squares, most = _squares_of_respondents(design, layout, gradients)
        if layout.margins is not None:
            squares += _squares_of_residuals(design, layout, gradients, fitted)
    several = layout.units > 1
    central = squares - np.where(several, sums**2 / np.where(several, layout.units, 1), 0)
    variance = float(layout.scale @ central)
    if not variance > _ROUNDING * most:
        return 0.0
    if layout.margins is None:
        return variance
    variance, bias = variance * layout.margins.factor, layout.margins.bias(linear)
    if layout.margins.by_distance:
        return variance if abs(bias) <= MOST_APART * math.sqrt(variance) else math.nan
    return variance + bias**2


def _squares_of_respondents(design: KeyedTotals, layout: Layout, gradients: Gradients) -> tuple[Array, float]:
    """Per stratum the sum over respondents of (w z)^2, from the sums of squares of the cells that two gradients share.

    And the size of what was added up.
    """
    strata, stratum = len(layout.units), layout.stratum[layout.psu]
    first, second = design.pairs
    squares, size = np.zeros(strata), 0.0
    for cell, gradient in gradients.items():
        for other, weight in gradients.items():
            shared = design.index.get(_common(cell, other), NOWHERE)
            product = gradient[first] * weight[second]
            product = np.where(first == second, product, product + gradient[second] * weight[first])
            squares += tally(stratum[shared], design.squares[shared] @ product, strata)
            size += float((np.abs(design.squares[shared]) @ np.abs(product)).sum())
    return squares, size


def _squares_of_residuals(design: KeyedTotals, layout: Layout, gradients: Gradients, fitted: Array) -> Array:
    """Per stratum what the sums of (w e)^2 have more than those of (w z)^2: w^2 times f^2 - 2 z f, f the fitted z.

    Of a variable w^2 d and w^2 d y are sums of products of its own w d with itself and with w d y.
    """
    strata, stratum = len(layout.units), layout.stratum[layout.psu]
    margins, p = layout.margins, len(design.variables)
    first, second = design.pairs
    own = np.flatnonzero((first < p) & ((second == first) | (second == first + p)))
    more = tally(stratum, fitted**2 * margins.mass[:, 1], strata) if margins else np.zeros(strata)
    for cell, gradient in gradients.items():
        rows = design.index.get(cell, NOWHERE)
        linear = design.squares[np.ix_(rows, own)] @ gradient[second[own]]
        more -= 2 * tally(stratum[rows], fitted[rows] * linear, strata)
    return more


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
