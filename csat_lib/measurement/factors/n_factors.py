"""How many factors, all in all: one number from three tests that err in different ways."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from csat_lib.findings import Finding, Method, ways
from csat_lib.findings.catalogue import factors
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.factors.minimum_average import MapResult
from csat_lib.measurement.factors.parallel import ParallelResult
from csat_lib.statistics import statistic


@dataclass(frozen=True)
class FactorCount:
    """``n_factors`` as :func:`choose_n_factors` has it; NaN where ``reason`` says why."""

    n_factors: float
    method: Method
    bases: Bases
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """One ``n_factors``."""
        sheet = FindingWriter("items", self.bases, self.reason)
        return [sheet.row(factors.N_FACTORS, self.n_factors, self.method)]


@statistic
def choose_n_factors(parallel: ParallelResult, partial: MapResult) -> FactorCount:
    """The number of factors on which the tests agree best.

    Method: the median of parallel analysis of components, of common factors, and Velicer's original MAP: what two of
    them agree on, else the one between the others. Parallel analysis of factors tends to find too many, MAP too few
    (Zwick & Velicer 1986, Psychological Bulletin 99: 432-442). Where the factors' comparison cannot be had, the
    smaller of the other two; ``method`` names what was taken.

    Reasons: that of the components, when nothing can be had.
    """
    counts = {
        "parallel components": parallel.components.n_factors,
        "parallel factors": parallel.factors.n_factors,
        "map": partial.n_factors,
    }
    known = {name: count for name, count in counts.items() if not np.isnan(count)}
    first, *others = known or counts
    lead = {1: first, 2: f"smaller of {first}"}.get(len(known), f"median of {first}")
    method = ways("chosen", lead, *others)
    bases, chosen = parallel.components.bases, sorted(known.values())
    if not chosen:
        return FactorCount(float("nan"), method, bases, parallel.components.reason)
    return FactorCount(chosen[(len(chosen) - 1) // 2], method, bases)
