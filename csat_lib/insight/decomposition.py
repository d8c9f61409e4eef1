"""Which units a change of everybody comes from: what each contributes, and what a changed mix of units does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from csat_lib.findings import ways
from csat_lib.index.composite import Composite, composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, hidden
from csat_lib.insight.comparability import NOTHING, Comparability, SummedWave
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.insight.segments import segmentations
from csat_lib.insight.simultaneous import Comparisons, comparisons, simultaneous
from csat_lib.insight.trends import Guard, Trend
from csat_lib.statistics import statistic
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.known_figures import mass
from csat_lib.summary.sample import ALL, Array, Cell
from csat_lib.summary.taylor import Gradients

FEWEST_EFFECTIVE = 200


@dataclass(frozen=True)
class Parts:
    """A change of a mean as the sum of what each group contributes (``rates``) and of the changed ``mix``.

    ``slopes``: for each of the two waves, (G + 1, 2, G) derivatives of the rates and of the mix by the groups' totals
    of w and of w * y.
    """

    rates: Array
    mix: float
    slopes: tuple[Array, Array]


def kitagawa(before: tuple[Array, Array], after: tuple[Array, Array]) -> Parts:
    """Decompose the change of sum(wy) / sum(w) between two waves; each is (w, wy), the totals of G groups.

    With shares s and means m of the groups, change = sum_k (s1k + s2k)/2 (m2k - m1k) + sum_k (s2k - s1k)(m1k + m2k)/2:
    a group's own change by its average share, and the change of shares by average means, without a rest (Kitagawa 1955,
    JASA 50: 1168-1194). A group that one wave lacks has no change of its own: it counts in the mix, with the mean that
    it has.
    """
    w, wy = np.array([before[0], after[0]], dtype=float), np.array([before[1], after[1]], dtype=float)
    share = w / w.sum(axis=1, keepdims=True)
    is_there = w > 0
    mean = np.divide(wy, w, out=np.zeros_like(w), where=is_there)
    in_both = is_there.all(axis=0)
    part = is_there / np.maximum(is_there.sum(axis=0), 1)  # of either wave's mean in the average
    average_mean, average_share = (part * mean).sum(axis=0), np.where(in_both, share.mean(axis=0), 0.0)
    change, shift = np.where(in_both, mean[1] - mean[0], 0.0), share[1] - share[0]
    slopes = []
    for wave, sign in enumerate((-1.0, 1.0)):
        by_mean = np.vstack([np.diag(sign * average_share), shift * part[wave]])
        by_share = np.vstack([np.diag(change / 2), sign * average_mean])
        of_share = (by_share - (by_share @ share[wave])[:, None]) / w[wave].sum()
        size = np.where(is_there[wave], w[wave], 1.0)
        slopes.append(np.stack([of_share - by_mean * mean[wave] / size, by_mean * is_there[wave] / size], axis=1))
    return Parts(average_share * change, float(shift @ average_mean), (slopes[0], slopes[1]))


@statistic
def decompose(
    wave: SummedWave, before: SummedWave | None, spec: ScoreSpec, comparability: Comparability = NOTHING
) -> Trend:
    """Decompose the change of every index and of NPS since an earlier wave by the levels of each plain segmentation.

    Measures, in points: ``contribution`` of a level, its own change times its average share; ``remainder``, the same of
    all whose level is hidden or unknown; ``mix``, what the levels' changed shares make. They add up to ``change``, see
    :func:`kitagawa`; an index is decomposed part by part, with the weights of ``spec`` on both sides. Standard errors
    are linearised with the design of either wave, the waves being independent; shares are estimates, as are the weights
    of an index where its ``spec`` has their errors, and the KPIs of units that were sampled.
    Intervals are as long as those of the changes themselves: a contribution takes the share of the error of its level's
    change, of which it is a multiple and no comparison of its own; the mix is one. Reasons: those of the change of the
    level or of everybody; ``no_earlier_wave`` also of a new level, which counts in the mix, as one that is gone does;
    ``small_base``: a remainder of fewer than the minimum base.
    """
    if before is None:
        return Trend((), spec.confidence)
    kept_back = tuple(hidden_cells(one.summary, spec) for one in (before, wave))
    guard = Guard(comparability, spec, kept_back)
    compared = comparisons(wave.summary, replace(spec, has_earlier=True))
    figures: list[ScoreFigure] = []
    for by in (by for by in segmentations(wave.summary) if "*" not in by):
        for one in composites(spec):
            figures += _decomposed(_Change(wave, before, one, by, guard), compared)
    return Trend(tuple((str(wave.period), figure) for figure in figures), spec.confidence)


@dataclass(frozen=True)
class _Change:
    """The change of one figure, to be decomposed by one segment question."""

    wave: SummedWave
    before: SummedWave
    one: Composite
    by: str
    guard: Guard

    @property
    def totals(self) -> tuple[DesignTotals, DesignTotals]:
        """The sums of the earlier wave and of this one."""
        return self.before.summary.scores, self.wave.summary.scores

    def of(self, cell: Cell) -> Estimate:
        """The change in a cell, without a value where it is not told."""
        return self.guard.change(self.wave, self.before, self.one, cell).estimate

    def levels(self) -> list[str]:
        """All levels of both waves that are not hidden in one of them."""
        found = dict.fromkeys(level for totals in reversed(self.totals) for level in totals.cells(self.by))
        cells = ((level, (self.by, level)) for level in found)
        return [name for name, cell in cells if not any(h.of(self.one.subject, cell) for h in self.guard.kept_back)]


def _decomposed(change: _Change, compared: Comparisons) -> Iterator[ScoreFigure]:
    whole = change.of(ALL)
    is_told = whole.value is not None and not change.guard.breaks(change.wave, change.before, (change.by,))
    reason = "" if is_told else whole.reason or "not_comparable"
    levels = change.levels()
    parts = _Sums(change, tuple(levels)) if is_told else None
    for level in change.wave.summary.scores.cells(change.by):
        cell = (change.by, level)
        own = change.of(cell)
        if parts is None or own.value is None:
            own = hidden(own, reason or own.reason)
        else:
            own = parts.level(levels.index(level), cell)
        yield from simultaneous([_figure(change, "contribution", own, cell=cell)], compared)
    rest, mix = (parts.rest(), parts.mix()) if parts else (None, hidden(whole, reason))
    if rest is not None:
        yield from simultaneous([_figure(change, "remainder", rest, other=change.by)], compared)
    yield from simultaneous([_figure(change, "mix", mix, other=change.by)], compared)


def _figure(change: _Change, measure: str, estimate: Estimate, cell: Cell = ALL, other: str = "") -> ScoreFigure:
    against = str(change.before.period)
    return ScoreFigure(change.one.subject, measure, estimate, cell=cell, other=other, against=against)


@dataclass(frozen=True)
class _Groups:
    """Totals of one variable in the groups of both waves, the last of which are all others: (2, G) each."""

    n: Array
    w: Array
    wy: Array
    w2: Array


class _Sums:
    """The parts of a change by the levels shown and all others, with what their standard errors need."""

    def __init__(self, change: _Change, levels: Sequence[str]) -> None:
        self.change = change
        self.cells = [(change.by, level) for level in levels]
        weights = change.one.parts
        self.groups = {name: self._groups(name) for name in weights}
        of = {name: kitagawa((it.w[0], it.wy[0]), (it.w[1], it.wy[1])) for name, it in self.groups.items()}
        self.parts = {name: np.append(it.rates, it.mix) for name, it in of.items()}
        self.values = np.sum([weights[name] * parts for name, parts in self.parts.items()], axis=0)
        self.slopes = {name: [weights[name] * slope for slope in of[name].slopes] for name in weights}

    def _groups(self, name: str) -> _Groups:
        sums = []
        for totals in self.change.totals:
            at, p = totals.variables.index(name), len(totals.variables)
            columns = np.column_stack([totals.n[:, at], totals.totals[:, [at, at + p]], totals.w2[:, at]])
            rows = [columns[totals.index.get(cell, [])].sum(axis=0) for cell in (*self.cells, ALL)]
            others = rows[-1] - sum(rows[:-1], start=np.zeros(4))
            sums.append([*rows[:-1], others if others[0] > 0 else np.zeros(4)])  # what rounding leaves is nobody
        return _Groups(*np.moveaxis(np.array(sums, dtype=float), 2, 0))

    def level(self, at: int, cell: Cell) -> Estimate:
        """What a level contributes."""
        return self._estimate(at, cell)

    def mix(self) -> Estimate:
        """What the changed shares of all groups make: few do not tell the error of a product of two differences."""
        estimate = self._estimate(len(self.cells) + 1, ALL)
        fewest = min(self.change.one.given(totals, ALL).n_effective for totals in self.change.totals)
        if fewest >= FEWEST_EFFECTIVE or estimate.se is None:
            return estimate
        return replace(estimate, se=None, df=None, method=estimate.method + ways("no interval", "too few respondents"))

    def rest(self) -> Estimate | None:
        """What all others contribute; None where there are none."""
        others = [_Groups(*(part[:, -1:] for part in (it.n, it.w, it.wy, it.w2))) for it in self.groups.values()]
        if not any(it.n.any() for it in others):
            return None
        fewest = min(others, key=lambda it: it.n.min())
        n, w, w2 = (float(part[1, 0]) for part in (fewest.n, fewest.w, fewest.w2))
        estimate = self._estimate(len(self.cells), ALL)
        estimate = replace(estimate, n=int(n), n_weighted=w, n_effective=w**2 / w2 if w2 else 0.0)
        too_few = fewest.n.min() < self.change.guard.spec.minimum_base
        return hidden(estimate) if too_few else estimate

    def _estimate(self, part: int, cell: Cell) -> Estimate:
        earlier, later = (self._in_wave(part, cell, wave) for wave in (0, 1))
        earlier, later = replace(earlier, value=0.0), replace(later, value=float(self.values[part]))
        estimate, one = later.minus(earlier), self.change.one
        if one.errors is not None:
            means = np.array([self.parts[name][part] if name in self.parts else 0.0 for name in one.errors.constructs])
            estimate = one.errors.counted(estimate, one.parts, means, with_wave=True)
        return replace(estimate, method=ways(estimate.method, "kitagawa"))

    def _in_wave(self, part: int, cell: Cell, wave: int) -> Estimate:
        """The mean of a cell in a wave, with the standard error that the part takes from that wave."""
        totals = self.change.totals[wave]
        variance = totals.variance(self._gradients(part, wave)) + self._given(part, wave)
        estimate = self.change.one.given(totals, cell)
        known = estimate.se is not None and (variance > 0 or not totals.layout.scale.any())
        return replace(estimate, se=variance**0.5 if known else None, ends=None)

    def _given(self, part: int, wave: int) -> float:
        """The variance that the errors of KPIs bring, which are figures of the levels themselves."""
        totals, by = self.change.totals[wave], self.change.by
        at = {cell: number for number, cell in enumerate(self.cells)}
        return sum(
            float(self.slopes[name][wave][part][1, at.get(cell, -1)] * mass(totals, name, cell)) ** 2 * own
            for name in (self.slopes.keys() & totals.given.keys() if by == totals.given_by else ())
            for level, own in totals.given[name].items()
            for cell in [(by, level)]
        )

    def _gradients(self, part: int, wave: int) -> Gradients:
        """Derivatives by the totals of the levels and of everybody: all others are everybody less the levels."""
        variables = self.change.totals[wave].variables
        p = len(variables)
        gradients = {cell: np.zeros(2 * p) for cell in (*self.cells, ALL)}
        for name, slopes in self.slopes.items():
            slope = slopes[wave][part]
            others = slope[:, -1] if self.groups[name].n[wave, -1] else np.zeros(2)
            for number, cell in enumerate(self.cells):
                gradients[cell][[at := variables.index(name), at + p]] = slope[:, number] - others
            gradients[ALL][[at, at + p]] = others
        return gradients
