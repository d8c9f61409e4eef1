"""Strata, PSUs and margins behind design totals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from csat_lib.errors.summary import population_too_small
from csat_lib.findings import Method, way, ways
from csat_lib.summary.calibrated import Margins, lay_margins
from csat_lib.summary.keyed_totals import KeyedTotals
from csat_lib.summary.sample import ALL, NOWHERE, Array, Codes, tally

EQUAL = 1e-12
"""Weights whose effective number falls short of their number by no more than this share are equal but for rounding."""


@dataclass(frozen=True)
class Layout:
    """Strata and PSUs behind the keys.

    ``psu`` (K,) numbers the PSU of each key (the stratum where respondents are PSUs), ``stratum`` (PSUs,) its stratum;
    ``units`` (H,) counts the PSUs of each stratum in the whole sample, ``fraction`` (H,) is their share of the
    population, 0 where its size is unknown. ``weighted``: the weights differ; they are taken as fixed, unless they meet
    ``margins``. ``reached``: whether the weights meet their margins, or nearly so; else there is no standard error.
    """

    psu: Codes
    stratum: Codes
    units: Array
    fraction: Array
    weighted: bool
    margins: Margins | None
    reached: bool

    @property
    def has_errors(self) -> bool:
        """Whether there can be standard errors: margins that contradict one another, or are too many, give none."""
        return self.reached and (self.margins is None or self.margins.n_effective - self.margins.lost > 1)

    @cached_property
    def method(self) -> Method:
        """The name of the estimator with what is particular about this sample."""
        single = int((self.units == 1).sum())
        weights = "fixed weights" if self.margins is None else "calibrated weights"
        parts = [weights if self.reached else "margins far off"] * self.weighted
        parts += ["bias of the cap counted"] * bool((met := self.margins) and not met.by_distance and met.cut.any())
        parts += ["finite population"] * bool(self.fraction.any())
        return ways("taylor", *parts, *[way("# single-PSU strata centred at the overall mean", single)] * bool(single))

    @property
    def gain(self) -> float:
        """How many times the finite population raises the effective n at most, 1 / (1 - f); without end in a census."""
        most = float(self.fraction.max(initial=0.0))
        return 1 / (1 - most) if most < 1 else math.inf

    @cached_property
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
    whole = design.index.get(ALL, NOWHERE)
    counted = tally(psu[whole], design.rows[whole], len(stratum))
    units = tally(stratum, np.minimum(counted, 1.0) if design.has_psu else counted, len(strata))
    sizes = np.array([design.population.get(str(name), math.inf) for name in strata])
    for at in np.flatnonzero(sizes < units):
        raise population_too_small(str(strata[at]), sizes[at], int(units[at]))
    facts = (_weighted(design, whole), lay_margins(design), design.reached)
    return Layout(psu, np.asarray(stratum, dtype=np.intp), units, units / sizes, *facts)


def _weighted(design: KeyedTotals, rows: Codes) -> bool:
    """Whether any two respondents carry different weights (by Cauchy-Schwarz, to rounding)."""
    n, w2 = design.n[rows].sum(axis=0), design.w2[rows].sum(axis=0)
    w = design.totals[rows, : len(design.variables)].sum(axis=0)
    return bool((w**2 < n * w2 * (1 - EQUAL)).any())
