"""The plan of a sample: how many answers tell what is wanted, from whom, and how far a wave kept to it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from scipy.special import ndtri

from csat_lib.findings import ALL, Finding, Method, way, ways
from csat_lib.sampling.allocation import Rule, Stratum, allocate
from csat_lib.sampling.sample_size import SampleSpec, sample_size

WITHOUT_END = 10**9
"""How many people a population has that is not known to be finite: no correction is left of it."""


@dataclass(frozen=True)
class PlanSpec:
    """What a wave is to tell, in points of 0-100, and of whom.

    ``half_width``: of the interval of everybody's mean, ``each`` of every stratum's; ``change``: between two waves, to
    be found with ``power``. ``strata``: the frame's, levels of ``by`` (one alone without), none without a plan.
    ``reached``: answers counted in each, ``invited`` people, where that is known. ``response``: channel -> share that
    is to answer.
    """

    strata: Mapping[str, Stratum] = field(default_factory=dict)
    by: str = ALL
    half_width: float | None = None
    each: float | None = None
    change: float | None = None
    power: float = 0.8
    allocation: Rule | Literal["census"] = "proportional"
    minimum: int = 0
    design_effect: float = 1.0
    confidence: float = 0.95
    reached: Mapping[str, int] = field(default_factory=dict)
    invited: Mapping[str, int] = field(default_factory=dict)
    response: Mapping[str, float] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """All of the frame."""
        return sum(stratum.size for stratum in self.strata.values())


@dataclass(frozen=True)
class SamplePlan:
    """``n`` of each stratum, the half-width that they give everybody's mean, and what each aim takes alone."""

    spec: PlanSpec
    n: Mapping[str, int]
    half_width: float
    aims: Mapping[str, int]
    method: Method

    @property
    def total(self) -> int:
        """Answers of all strata."""
        return sum(self.n.values())

    @property
    def covered(self) -> float | None:
        """The share of the frame's people in strata of which anybody was invited or, if that is not known, answered."""
        spec, seen = self.spec, self.spec.invited or self.spec.reached
        if spec.people >= WITHOUT_END:
            return None
        return sum(stratum.size for name, stratum in spec.strata.items() if seen.get(name)) / spec.people

    def to_findings(self) -> list[Finding]:
        """Topic ``plan``: for everybody, each aim, each stratum and each channel."""
        if not self.n:
            return []
        spec = self.spec
        rows = [self._row(aim, n) for aim, n in self.aims.items()]
        rows += [self._row("n_needed", self.total), self._row("reached", sum(spec.reached.values()))]
        rows.append(self._row("planned_half_width", self.half_width))
        if self.covered is not None:
            rows += [self._row("frame_size", spec.people), self._row("covered", self.covered)]
        for name in self.n if spec.by != ALL else ():
            found = {
                "frame_size": spec.strata[name].size,
                "n_needed": self.n[name],
                "reached": spec.reached.get(name, 0),
            }
            each = [self._row(measure, value) for measure, value in found.items()]
            rows += [replace(row, segment_by=spec.by, segment=name) for row in each]
        for channel, rate in spec.response.items():
            invitations = math.ceil(self.total / rate - 1e-9)
            rows += [self._row("invitations", invitations, channel)]
            rows.append(self._row("response_target", rate, channel))
        return rows

    def _row(self, measure: str, value: float, other: str = "") -> Finding:
        return Finding(
            topic="plan", subject="respondents", other=other, measure=measure, value=float(value), method=self.method
        )


def plan_sample(spec: PlanSpec) -> SamplePlan:
    """The least answers that serve every aim, split over the strata as the plan says.

    - precision: the least n whose allocation has z sqrt(deff) SE <= ``half_width``, SE of the stratified mean with
      finite-population correction (Cochran 1977, 5.3 and 5.5);
    - each: in every stratum as many as ``sample_size`` gives for its own spread and people;
    - change: n = 2 (z + z_power)^2 deff S^2 / change^2 a wave, of two independent ones (Cochran & Cox 1957,
      Experimental Designs, 2.21), S^2 the strata's mean variance; a finite population does not lessen it, as the change
      is one of how people come to answer;
    - census: everybody.
    """
    if not spec.strata:
        return SamplePlan(spec, {}, 0.0, {}, Method())
    rule = spec.allocation
    if rule == "census":
        everybody = {name: stratum.size for name, stratum in spec.strata.items()}
        return SamplePlan(spec, everybody, 0.0, {"n_for_census": spec.people}, ways("census"))
    how = ways(f"{rule} allocation", way("design effect #", spec.design_effect))
    z, deff = float(ndtri((1 + spec.confidence) / 2)), spec.design_effect
    least = {name: max(spec.minimum, _alone(spec, stratum)) for name, stratum in spec.strata.items()}
    least = {name: min(n, spec.strata[name].size) for name, n in least.items()}

    def half_width(n: int, minimum: Mapping[str, int]) -> float:
        return z * math.sqrt(deff) * allocate(spec.strata, n, rule, minimum).se

    aims: dict[str, int] = {}
    if spec.half_width is not None:
        wanted = range(1, spec.people + 1)
        aims["n_for_precision"] = 1 + bisect_left(wanted, -spec.half_width, key=lambda n: -half_width(n, {}))
    if spec.each is not None:
        aims["n_for_each"] = sum(least.values())
    if spec.change is not None:
        spread = sum(stratum.size * stratum.sd**2 for stratum in spec.strata.values()) / spec.people
        n = 2 * (z + float(ndtri(spec.power))) ** 2 * deff * spread / spec.change**2
        aims["n_for_change"] = min(math.ceil(n - 1e-9), spec.people)
    total = max([*aims.values(), sum(least.values()), 1])
    while spec.half_width is not None and half_width(total, least) > spec.half_width:
        total += 1  # what strata must have at least is not where it lessens the error most
    return SamplePlan(spec, allocate(spec.strata, total, rule, least).n, half_width(total, least), aims, how)


def _alone(spec: PlanSpec, stratum: Stratum) -> int:
    """Answers that a stratum's own mean takes."""
    if spec.each is None or stratum.sd == 0:
        return 0
    wanted = SampleSpec(
        spec.each, sd=stratum.sd, confidence=spec.confidence, population=stratum.size, design_effect=spec.design_effect
    )
    return sample_size(wanted).n
