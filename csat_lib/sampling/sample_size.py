"""How many to ask: the sample size for a wanted precision. ``allocate`` splits it over strata."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from csat_lib.errors.planning import impossible_size
from csat_lib.findings import Method, way, ways
from csat_lib.sampling.allocation import Allocation, Stratum, allocate

__all__ = ["Allocation", "SampleSize", "SampleSpec", "Stratum", "allocate", "sample_size"]
_EXACT = 1e-9  # what float arithmetic may add to a whole number before it is rounded up


@dataclass(frozen=True)
class SampleSpec:
    """A wanted precision: the half-width of the interval of a share (0-1) or of a mean (in the units of ``sd``).

    Give ``share`` (0.5 is the worst case) or ``sd``, not both. ``population`` is finite when given; ``design_effect``
    multiplies the size for weights and clusters; ``response_rate`` turns respondents into invitations.
    """

    half_width: float
    share: float | None = None
    sd: float | None = None
    confidence: float = 0.95
    population: int | None = None
    design_effect: float = 1.0
    response_rate: float = 1.0

    def __post_init__(self) -> None:
        if (self.share is None) == (self.sd is None):
            given = "neither" if self.sd is None else "both"
            raise impossible_size("share or sd", given, "one of `share` and `sd`")
        wanted = {
            "half_width": (self.half_width > 0, "above 0"),
            "share": (self.share is None or 0 < self.share < 1, "between 0 and 1"),
            "sd": (self.sd is None or self.sd > 0, "above 0"),
            "confidence": (0 < self.confidence < 1, "between 0 and 1"),
            "population": (self.population is None or self.population >= 1, "1 or more"),
            "design_effect": (self.design_effect > 0, "above 0"),
            "response_rate": (0 < self.response_rate <= 1, "above 0, up to 1"),
        }
        for name, (fits, allowed) in wanted.items():
            if not fits:
                raise impossible_size(name, getattr(self, name), allowed)


@dataclass(frozen=True)
class SampleSize:
    """``n`` completed questionnaires and the ``invitations`` they take; ``unlimited`` is n0, before any correction."""

    n: int
    invitations: int
    unlimited: float
    method: Method


def sample_size(spec: SampleSpec) -> SampleSize:
    """Respondents needed so that the interval has the wanted half-width d.

    Method: n0 = z^2 S^2 / d^2 with S^2 = p(1 - p) for a share; times the design effect (Kish 1965); for a population
    of N people n = n0 / (1 + n0 / N) for a mean and n0 / (1 + (n0 - 1) / N) for a share; rounded up. Never more than
    the population. Invitations: n divided by the response rate, rounded up.

    Reference: Cochran (1977), Sampling Techniques, 3rd ed., 4.4 (shares) and 4.7 (means).

    Raises:
        CsatError: an impossible number, or not exactly one of ``share`` and ``sd`` (when the spec is made).
    """
    z = float(ndtri((1 + spec.confidence) / 2))
    variance = spec.sd**2 if spec.sd is not None else (spec.share or 0) * (1 - (spec.share or 0))
    unlimited = z**2 * variance / spec.half_width**2
    n = unlimited * spec.design_effect
    if spec.population is not None:
        n = min(n / (1 + (n - (spec.sd is None)) / spec.population), float(spec.population))
    needed = math.ceil(n - _EXACT)
    kind = ["of a share" if spec.sd is None else "of a mean", *["finite population"] * (spec.population is not None)]
    taken = way("design effect #", spec.design_effect) + way("response rate #", spec.response_rate)
    method = ways("cochran", *kind, taken)
    return SampleSize(needed, math.ceil(needed / spec.response_rate - _EXACT), unlimited, method)
