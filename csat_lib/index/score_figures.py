"""Figures on their way to the findings table: what an estimate measures and of whom; small bases are hidden here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from csat_lib.findings import Finding, ways
from csat_lib.findings.catalogue import MEASURES
from csat_lib.index.tree import flatten
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.proportion import design_n, wilson
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell

INDEX_ENDS = (0.0, 100.0)
ON_SCALE = "t on the logit of the scale"
"""How a mean on a scale with ends has its interval, see :meth:`csat_lib.summary.estimate.Estimate.interval_on`."""


@dataclass(frozen=True)
class ScoreSpec:
    """What is scored and how it is shown.

    ``constructs``: construct -> its items. ``index``: node -> part -> weight; a node whose weights could not be had is
    empty. ``outcomes``: rating outcomes. ``nps``: the question of that kind. ``answers``: question -> its possible
    answers, where their shares are wanted. ``scales``: item or outcome -> the ends of its scale, where known.
    ``minimum_base``: figures on fewer respondents are not shown. ``headlines``: what the study names beforehand, the
    index first; ``unit``: the segment question that tells its units; ``has_earlier``: whether changes are looked at;
    ``targets``: what is scored -> what the study aims at, ``unit_targets`` by unit; ``weight_errors``: node -> how sure
    its weights are, where they were estimated. ``kpis``: parts of the index that are given by unit; ``spared``: those
    of them without which a unit's index is made of its other parts; ``sources``: node whose parts are several sources
    of one figure -> how many of them a unit needs; ``rankings``: by what units are ordered beside the index;
    ``numbers``: parts of the index that are numbers of single respondents, in points.
    """

    constructs: Mapping[str, tuple[str, ...]]
    index: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    nps: str | None = None
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scales: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    confidence: float = 0.95
    minimum_base: int = 10
    headlines: tuple[str, ...] = ()
    unit: str = ""
    has_earlier: bool = False
    targets: Mapping[str, float] = field(default_factory=dict)
    unit_targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    weight_errors: Mapping[str, WeightErrors] = field(default_factory=dict)
    kpis: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    sources: Mapping[str, int] = field(default_factory=dict)
    rankings: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def parts(self, node: str) -> Mapping[str, float]:
        """Constructs of a node and their weights, through the tree; empty when a weight cannot be had.

        What is no node (an outcome) is its own only part; nothing has none.
        """
        return flatten(self.index).get(node, {node: 1.0} if node else {})

    def dimensions(self) -> dict[str, dict[str, float]]:
        """Node -> its constructs and what they weigh in it, of nodes that have any."""
        found = {
            node: {name: w for name, w in parts.items() if name in self.constructs}
            for node, parts in flatten(self.index).items()
        }
        return {node: parts for node, parts in found.items() if parts}


@dataclass(frozen=True)
class ScoreFigure:
    """One estimate: ``measure`` of ``subject`` (and ``other``) in a cell, with its interval."""

    subject: str
    measure: str
    estimate: Estimate
    low: float | None = None
    high: float | None = None
    p: float | None = None
    cell: Cell = ALL
    other: str = ""
    against: str = ""
    path: str = ""

    def to_finding(self, topic: str, confidence: float) -> Finding:
        """The row of the findings table."""
        estimate = self.estimate
        return Finding(
            topic=topic,
            subject=self.subject,
            other=self.other,
            against=self.against,
            path=self.path,
            segment_by=self.cell[0],
            segment=self.cell[1],
            measure=self.measure,
            value=estimate.value,
            low=self.low,
            high=self.high,
            confidence=None if self.low is None else confidence,
            se=estimate.se,
            df=None if estimate.se is None else estimate.df,
            p=self.p,
            n=estimate.n,
            n_weighted=estimate.n_weighted,
            n_effective=estimate.n_effective,
            method=estimate.method,
            reason=estimate.reason,
        )


def hidden(estimate: Estimate, reason: str = "small_base") -> Estimate:
    """The estimate without its figure, for a reason; its bases stay."""
    return replace(estimate, value=None, se=None, df=None, reason=reason)


def shown(estimate: Estimate, spec: ScoreSpec) -> Estimate:
    """The estimate, hidden when its base is under the minimum; one without a value keeps its reason."""
    return hidden(estimate) if estimate.value is not None and estimate.n < spec.minimum_base else estimate


def share_of(count: tuple[int, float, float], base: tuple[int, float, float]) -> Estimate:
    """The weighted share of ``count`` among ``base``, each (n, sum w, sum w^2); se from Kish's effective n.

    Strata and PSUs are not counted: see :meth:`DesignTotals.mean` for a share whose error follows from the design.
    """
    n, w, w2 = base
    n_effective = w**2 / w2 if w2 else 0.0
    method = ways("wilson", *["n_effective"] * (n != n_effective))
    if not w > 0:
        return Estimate(None, None, None, n, w, n_effective, method, "all_missing")
    share = count[1] / w
    spread = max(0.0, share * (1 - share))  # a ratio of sums may miss 0 or 1 by rounding
    return Estimate(share, (spread / n_effective) ** 0.5, None, n, w, n_effective, method)


def share_figure(figure: ScoreFigure, spec: ScoreSpec, gain: float = 1.0) -> ScoreFigure:
    """A share with its Wilson interval, hidden when its base is small.

    The interval rests on Kish's effective n; where the estimate is design-based and has degrees of freedom, on
    ``design_n`` with at most Kish's n times ``gain`` and what calibration gains. A single respondent gives no interval.
    """
    estimate = shown(figure.estimate, spec)
    if estimate.value is None or (estimate.df is None and estimate.se is None):
        return replace(figure, estimate=estimate)
    share = min(max(estimate.value, 0.0), 1.0)  # a ratio of sums may miss 0 or 1 by rounding
    n = estimate.n_effective * gain * max(1.0, estimate.gain)
    if estimate.df is not None:
        n = design_n(share, estimate.se, estimate.df, (estimate.n, n), spec.confidence)
        estimate = replace(estimate, method=estimate.method + "wilson")
    low, high = wilson(share, n, spec.confidence, max(1.0, estimate.gain))
    return replace(figure, estimate=estimate, low=low, high=high)


def without_units(figure: ScoreFigure) -> ScoreFigure:
    """A figure of counts, which know no PSUs, in a sample that has them: no interval, as it would be too short.

    With PSUs of eight who share a twentieth of the variance it would hold in .93 of samples
    (``tests/simulations/other_coverage.csv``); with a hundred, a design effect of 1 + 99/20, in .58.
    """
    if figure.low is None:
        return figure
    estimate = replace(figure.estimate, se=None, method=ways("no interval", "sampling units not counted"))
    return replace(figure, low=None, high=None, estimate=estimate)


def mean_figure(figure: ScoreFigure, spec: ScoreSpec) -> ScoreFigure:
    """A mean with its t interval on the logit of its scale, which it so never leaves; hidden when its base is small."""
    estimate = shown(figure.estimate, spec)
    ends = MEASURES["scores", figure.measure].ends or spec.scales.get(figure.subject, (-math.inf, math.inf))
    estimate = without_end(replace(estimate, ends=ends if math.isfinite(ends[1]) else None))
    low, high = estimate.interval_on(ends, spec.confidence)
    if low is not None and math.isfinite(ends[1]):
        estimate = replace(estimate, method=estimate.method + ON_SCALE)
    if estimate.value is not None and estimate.se is None and estimate.df is not None:
        estimate = replace(estimate, method=estimate.method + ways("no interval", "answers all alike"))
    return replace(figure, estimate=estimate, low=low, high=high)


def without_end(estimate: Estimate) -> Estimate:
    """The estimate without its standard error where it is too near an end of its scale, which its method then says."""
    if not estimate.is_near_end or estimate.value is None:
        return estimate
    return replace(estimate, se=None, df=None, method=estimate.method + "near the end of its scale")
