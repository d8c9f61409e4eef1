"""Raking: weights whose margins meet known population shares (iterative proportional fitting)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csat_lib.errors.weighting import bad_base_weights, bad_option
from csat_lib.findings import Finding, Method, way
from csat_lib.statistics import statistic
from csat_lib.weighting.diagnostics import WeightDiagnostics, diagnose
from csat_lib.weighting.margins import Margin, Targets, read_margins
from csat_lib.weighting.trimming import trim_weights

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
_MET = 1e-4  # an error of a margin share that changes no figure: raking may need many cycles for the last digits
_OUT_OF_REACH = 1e100  # a weight that the cap holds back grows without end when no weights can meet the margins


@dataclass(frozen=True)
class RakeSpec:
    """How to rake.

    ``trim``: largest weight as a multiple of the mean, or None. ``tolerance``: error of a margin share at which raking
    stops. ``cycles``: most cycles through the margins.
    """

    trim: float | None = None
    tolerance: float = 1e-10
    cycles: int = 500

    def __post_init__(self) -> None:
        if self.trim is not None and not self.trim > 1:
            raise bad_option("trim", self.trim, "a number above 1, or nothing")
        if not 0 < self.tolerance < 1:
            raise bad_option("tolerance", self.tolerance, "a number between 0 and 1")
        if self.cycles < 1:
            raise bad_option("cycles", self.cycles, "a whole number from 1 up")


@dataclass(frozen=True)
class RakeResult:
    """Raked weights and how they came about.

    ``weights`` (n,) have mean 1 over the respondents; ``factors`` (n,) are weight / base weight, the base at mean 1;
    ``iterations`` counts cycles through the margins. ``consistent``: whether there are weights, but for the cap, that
    meet all margins together; ``uncapped`` (n,) the weights without the cap.
    """

    weights: Array
    factors: Array
    iterations: int
    spec: RakeSpec
    diagnostics: WeightDiagnostics
    consistent: bool = True
    uncapped: Array | None = None

    @property
    def max_error(self) -> float:
        """The largest difference between a margin's weighted share and its target."""
        return self.diagnostics.max_error

    @property
    def converged(self) -> bool:
        """Whether every margin share meets its target, to the tolerance."""
        return self.max_error <= self.spec.tolerance * (1 + 1e-3)  # the shares are added up in another order here

    @property
    def meets_margins(self) -> bool:
        """Whether every margin share meets its target closely enough to have no error of its own left."""
        return self.max_error <= _MET

    @property
    def near_margins(self) -> bool:
        """Whether no margin share is off by more than half its standard error: figures are biased by less still."""
        rows, n = self.diagnostics.shares, self.n_effective
        return all(abs(row.weighted - row.target) <= 0.5 * math.sqrt(row.target * (1 - row.target) / n) for row in rows)

    @property
    def deff(self) -> float:
        """Kish's design effect of weighting, n sum w^2 / (sum w)^2."""
        return self.diagnostics.deff

    @property
    def n_effective(self) -> float:
        """Kish's effective n."""
        return self.diagnostics.n_effective

    @property
    def method(self) -> Method:
        """Raking, the cap if there is one, and whether the margins were reached."""
        method = way("raking")
        if self.spec.trim is not None:
            method += way("trimmed at # times the mean", self.spec.trim)
        return method if self.converged else method + way("margins not reached in # cycles", self.iterations)

    def to_findings(self) -> list[Finding]:
        """Topic ``weights``: in how many cycles, then the diagnostics."""
        cycles = Finding(
            topic="weights",
            subject="respondents",
            measure="iterations",
            unit="cycles",
            value=float(self.iterations),
            method=self.method,
            n=self.diagnostics.n,
        )
        return [cycles, *self.diagnostics.to_findings()]


@statistic
def rake(
    frame: pd.DataFrame,
    targets: Targets,
    base_weights: ArrayLike | None = None,
    spec: RakeSpec | None = None,
    counts: ArrayLike | None = None,
) -> RakeResult:
    """Weights that give every margin its target shares.

    Method: margin after margin, the weights are multiplied by target / weighted share (Deming & Stephan 1940), on the
    cells of the contingency table, until no share is off by more than the tolerance. With ``spec.trim`` each weight is
    min(cap, base * factors): the factors then make up for what the cap cuts off. Where the cap leaves no way to meet
    the margins, the raked weights are cut at it (see ``trim_weights``) and ``max_error`` says what that costs.
    Kinship: R's ``survey::rake``; with a cap and equal base weights ``calibrate(calfun = "raking", bounds)``.

    Missing values: who has no level of a margin is not adjusted by it; its shares then hold among the others.

    Args:
        frame: (n, columns) levels of the respondents, or one row for all who are alike, with ``counts``.
        targets: column -> level -> share of the population; the shares of a column add up to 1.
        base_weights: (n,) design weights, 1 each by default.
        spec: options.
        counts: (n,) respondents behind each row, 1 each by default.

    Raises:
        Faults: unknown columns, shares that do not add up to 1, levels without respondents, levels without a target.
    """
    spec = spec or RakeSpec()
    counted = np.ones(len(frame)) if counts is None else np.asarray(counts, dtype=np.float64)
    base = _base(base_weights, counted)
    margins = read_margins(frame, targets, base * counted)
    rows, group = _group(margins, base)
    grouped = [replace(margin, code=margin.code[rows]) for margin in margins]
    raked, free, cycles, consistent = _rake(base[rows], np.bincount(group, counted).astype(np.float64), grouped, spec)
    weights = raked[group]
    factors = np.divide(weights, base, out=np.zeros_like(base), where=base > 0)
    return RakeResult(weights, factors, cycles, spec, diagnose(weights, counted, margins), consistent, free[group])


def _base(given: ArrayLike | None, counts: Array) -> Array:
    base = np.ones(len(counts)) if given is None else np.asarray(given, dtype=np.float64)
    bad = int((~(np.isfinite(base) & (base >= 0))).sum())
    total = float(base @ counts) if not bad else 0.0
    if bad or not total > 0:
        raise bad_base_weights(bad)
    return np.asarray(base * (counts.sum() / total))


def _group(margins: Sequence[Margin], base: Array) -> tuple[Codes, Codes]:
    """(first row of each group, group of each row): rows alike in every margin and in base weight."""
    joint = pd.factorize(base)[0]
    for margin in margins:
        joint = pd.factorize(joint * (len(margin.levels) + 1) + margin.code + 1)[0]
    return np.unique(joint, return_index=True)[1], joint


def _rake(base: Array, counts: Array, margins: Sequence[Margin], spec: RakeSpec) -> tuple[Array, Array, int, bool]:
    """(weights, those without the cap, cycles, whether the margins are consistent) of groups of rows."""
    free, cycles = _fit(base, counts, margins, spec)
    consistent = _error(margins, free * counts) <= _MET
    if spec.trim is None or free.max() <= spec.trim:
        return free, free, cycles, consistent
    capped, more = _fit(base, counts, margins, spec, spec.trim)
    weights = capped if _error(margins, capped * counts) <= spec.tolerance else free
    return trim_weights(weights, spec.trim, counts), free, cycles + more, consistent


def _fit(
    base: Array, counts: Array, margins: Sequence[Margin], spec: RakeSpec, cap: float = math.inf
) -> tuple[Array, int]:
    """(weights, cycles): iterative proportional fitting, no weight above the cap."""
    free, cycle = base.copy(), 0  # base * factors, before the cap
    while cycle < spec.cycles and _error(margins, np.minimum(free, cap) * counts) > spec.tolerance:
        for margin in margins:
            free = np.minimum(free * _factor(margin, free, cap, counts), _OUT_OF_REACH)
        cycle += 1
    weights = np.minimum(free, cap)
    return np.asarray(weights * (counts.sum() / (weights @ counts))), cycle


def _error(margins: Sequence[Margin], mass: Array) -> float:
    return max((float(np.abs(margin.reached(mass) - margin.shares).max()) for margin in margins), default=0.0)


def _factor(margin: Margin, free: Array, cap: float, counts: Array) -> Array:
    """(groups,) what the weights under the cap are multiplied by to bring each level to its target; 1 without level."""
    known, n_levels = margin.code >= 0, len(margin.levels)
    under = free < cap
    mass = np.minimum(free, cap) * counts
    target = margin.shares * (counts.sum() - mass[~known].sum())
    open_mass = np.bincount(margin.code[known & under], mass[known & under], minlength=n_levels)
    capped = np.bincount(margin.code[known & ~under], mass[known & ~under], minlength=n_levels)
    within = (target > capped) & (open_mass > 0)
    above, below = np.where(within, target - capped, target), np.where(within, open_mass, open_mass + capped)
    ratio = np.divide(above, below, out=np.ones_like(above), where=below > 0)
    return np.asarray(np.where(known, ratio[margin.code], 1.0))
