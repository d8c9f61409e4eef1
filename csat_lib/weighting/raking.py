"""Weights whose margins meet known population shares: raking (iterative proportional fitting) and calibration."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csat_lib.errors.weighting import bad_base_weights, bad_option, negative_weights
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.statistics import statistic
from csat_lib.weighting.calibration import Bounds, Distance, calibrate
from csat_lib.weighting.diagnostics import WeightDiagnostics, diagnose
from csat_lib.weighting.margins import Margin, Targets, group_rows, read_margins
from csat_lib.weighting.proportional_fitting import fit_margins, off_target
from csat_lib.weighting.trimming import trim_weights

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
_WAYS = {"raking": "raking", "linear": "linear calibration", "logit": "logit calibration"}
_MET = 1e-4  # an error of a margin share that changes no figure: raking may need many cycles for the last digits
_NEARLY = 1e-4  # of a margin that nothing between the bounds meets, what is left to the distance


@dataclass(frozen=True)
class RakeSpec:
    """How to rake.

    ``trim``: largest weight as a multiple of the mean, or None. ``tolerance``: error of a margin share at which raking
    stops. ``cycles``: most cycles through the margins. ``distance``: how far weights lie from base weights (see
    ``calibration``), and ``bounds`` between which multiples of them they stay; ``logit`` needs some.
    """

    trim: float | None = None
    tolerance: float = 1e-10
    cycles: int = 500
    distance: Distance = "raking"
    bounds: Bounds | None = None

    def __post_init__(self) -> None:
        if self.trim is not None and not self.trim > 1:
            raise bad_option("trim", self.trim, "a number above 1, or nothing")
        if not 0 < self.tolerance < 1:
            raise bad_option("tolerance", self.tolerance, "a number between 0 and 1")
        if self.cycles < 1:
            raise bad_option("cycles", self.cycles, "a whole number from 1 up")
        if self.distance not in {"raking", "linear", "logit"}:
            raise bad_option("distance", self.distance, "raking, linear, logit")
        if (self.bounds is None and self.distance == "logit") or not self.factors[0] < 1 < self.factors[1]:
            raise bad_option("bounds", self.bounds, "two multiples of the base weights, one under and one above 1")

    @property
    def is_plain(self) -> bool:
        """Whether it is raking without bounds, by iterative proportional fitting."""
        return self.distance == "raking" and self.bounds is None

    @property
    def factors(self) -> Bounds:
        """The multiples of the base weights between which the weights stay."""
        return self.bounds or ((-math.inf if self.distance == "linear" else 0.0), math.inf)


@dataclass(frozen=True)
class RakeResult:
    """Raked weights and how they came about.

    ``weights`` (n,) have mean 1 over the respondents; ``factors`` (n,) are weight / base weight, the base at mean 1;
    ``iterations`` counts cycles through the margins. ``consistent``: whether there are weights, but for the cap, that
    meet all margins together; ``uncapped`` (n,) raked weights without the cap.
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
        """Raking or calibration, bounds and cap if there are, and whether the margins were reached."""
        one = len({row.question for row in self.diagnostics.shares}) == 1
        method = ways("post-stratification" if one and self.spec.is_plain else _WAYS[self.spec.distance])
        if self.spec.bounds is not None:
            method += way("# to # times the base weight", *self.spec.bounds)
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
    With another ``spec.distance``, or ``spec.bounds``, weights are calibrated (see ``calibration``); where no weights
    between the bounds meet the margins, they come as near as can be.
    One margin alone is post-stratification; a crossed one (``store*member``) nests one question in another.
    Kinship: R's ``survey::rake``; with a cap and equal base weights ``calibrate(calfun = "raking", bounds)``;
    ``calibrate(calfun = "linear")``, ``"logit"``; ``postStratify``.

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
    counted = None if counts is None else np.asarray(counts, dtype=np.float64)
    base = _base(base_weights, len(frame), counted)
    group, row = group_rows(frame, targets, base if spec.trim is not None else None)
    n = np.bincount(group, counted, len(row)).astype(np.float64)
    occurs = row >= 0
    mass = np.bincount(group, _times(base, counted), len(row))[occurs].astype(np.float64)
    n, row = n[occurs], row[occurs]
    grouped = read_margins(frame.iloc[row], targets, mass)
    mean = mass / np.where(n > 0, n, 1.0)
    raked, free, cycles, consistent = _rake(mean, n, grouped, spec)
    factors, uncapped = (np.divide(found, mean, out=np.zeros_like(mean), where=mean > 0) for found in (raked, free))
    of_each = _of_rows(factors, occurs, group)
    weights = base * of_each
    if factors.min() < 0:
        raise negative_weights(int(n[factors < 0].sum()))
    shares = diagnose(raked, n, grouped).shares
    diagnostics = replace(diagnose(weights, counted), shares=shares)
    uncut = weights if free is raked else base * _of_rows(uncapped, occurs, group)
    return RakeResult(weights, of_each, cycles, spec, diagnostics, consistent, uncut)


def _times(base: Array, counts: Array | None) -> Array:
    return base if counts is None else base * counts


def _of_rows(found: Array, occurs: NDArray[np.bool_], group: Codes) -> Array:
    """(n,) what was found of the groups that occur, for each row."""
    of_all = np.zeros(len(occurs))
    of_all[occurs] = found
    return of_all[group]


def _base(given: ArrayLike | None, rows: int, counts: Array | None) -> Array:
    base = np.ones(rows) if given is None else np.asarray(given, dtype=np.float64)
    total = float(_times(base, counts).sum())
    if not (math.isfinite(total) and total > 0 and base.min() >= 0):
        raise bad_base_weights(int((~(np.isfinite(base) & (base >= 0))).sum()))
    return np.asarray(base * ((rows if counts is None else counts.sum()) / total))


def _rake(base: Array, counts: Array, margins: Sequence[Margin], spec: RakeSpec) -> tuple[Array, Array, int, bool]:
    """(weights, those raked without a cap, cycles, whether the margins are consistent) of groups of rows."""
    free, cycles = _near(base, counts, margins, spec)
    consistent = off_target(margins, free * counts) <= _MET
    uncut = free if spec.is_plain else fit_margins(base, counts, margins, (spec.tolerance, spec.cycles))[0]
    if spec.trim is None or free.max() <= spec.trim:
        return free, uncut, cycles, consistent
    capped, more = _meeting(base, counts, margins, spec, spec.trim)
    weights = capped if off_target(margins, capped * counts) <= spec.tolerance else free
    return trim_weights(weights, spec.trim, counts), uncut, cycles + more, consistent


def _near(base: Array, counts: Array, margins: Sequence[Margin], spec: RakeSpec) -> tuple[Array, int]:
    """(weights, cycles) that meet the margins or, where none between the bounds do, come as near as can be."""
    found, cycles = _meeting(base, counts, margins, spec)
    if spec.is_plain or off_target(margins, found * counts) <= _MET:
        return found, cycles
    factors, cycles = calibrate(
        base * counts, margins, (spec.distance, spec.factors), np.full(len(base), math.inf), _NEARLY
    )
    return base * factors, cycles


def _meeting(
    base: Array, counts: Array, margins: Sequence[Margin], spec: RakeSpec, cap: float = math.inf
) -> tuple[Array, int]:
    """(weights, cycles) by the distance of the spec, none above the cap."""
    if spec.is_plain:
        return fit_margins(base, counts, margins, (spec.tolerance, spec.cycles), cap)
    most = np.divide(cap, base, out=np.full(len(base), math.inf), where=base > 0)
    factors, cycles = calibrate(base * counts, margins, (spec.distance, spec.factors), most)
    return base * factors, cycles
