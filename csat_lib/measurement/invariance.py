"""Do the items measure alike in several groups? Configural, metric and scalar invariance of a factor model.

Scores of groups may be compared when one point of the construct moves every item by the same amount (equal loadings)
and respondents at the same level of it give the same answers (equal intercepts). Each step holds more parameters equal
over the groups; it breaks when the comparative fit index falls by more than .01 (Cheung & Rensvold, 2002, Structural
Equation Modeling 9: 233-255); the rise of the RMSEA stands beside it (Chen, 2007, ibid. 14: 464-504).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2 as chi_squared

from csat_lib.findings import Finding
from csat_lib.measurement.bases import Bases, bases_of, why_not
from csat_lib.measurement.cfa_model import ModelSpec, Structure, measurement_model
from csat_lib.measurement.cfa_newton import definite, minimise
from csat_lib.measurement.cfa_start import start_values
from csat_lib.measurement.matrices import moments_of
from csat_lib.measurement.normal_theory import NormalTheory, complete_sample, saturated_constant
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
Answers = Moments | Rows
Outcome = Literal["comparable", "not_comparable", "not_tested"]
COMPARABLE: Outcome = "comparable"
NOT_COMPARABLE: Outcome = "not_comparable"
NOT_TESTED: Outcome = "not_tested"
TOPIC = "comparability"
EQUAL: Mapping[str, tuple[str, ...]] = {
    "configural": (),
    "metric": ("loadings",),
    "scalar": ("loadings", "intercepts"),
}


@dataclass(frozen=True)
class InvarianceSpec:
    """The rule.

    ``largest_fall``: how far CFI may fall from one step to the next. ``least``: respondents (effective ones, where
    weighted) that a group must have to be tested.
    """

    largest_fall: float = 0.01
    least: int = 100


@dataclass(frozen=True)
class Step:
    """The fit of one step; since the step before, ``delta_cfi`` is what CFI lost, ``delta_rmsea`` what RMSEA gained."""

    name: str
    chi2: float
    df: int
    cfi: float
    rmsea: float
    delta_cfi: float | None = None
    delta_rmsea: float | None = None

    @property
    def p(self) -> float | None:
        """Of a perfect fit; None without degrees of freedom."""
        return float(chi_squared.sf(self.chi2, self.df)) if self.df else None


@dataclass(frozen=True)
class InvarianceResult:
    """The steps of one model over its groups, and what follows from them.

    ``reason``: the step at which CFI fell too far, or why nothing could be tested; ``steps`` is then empty.
    """

    subject: str
    groups: Mapping[str, Bases]
    steps: tuple[Step, ...]
    verdict: Outcome
    reason: str
    method: str

    @property
    def configural(self) -> Step | None:
        """The same items measure the same constructs; everything else is free."""
        return self._step("configural")

    @property
    def metric(self) -> Step | None:
        """Equal loadings."""
        return self._step("metric")

    @property
    def scalar(self) -> Step | None:
        """Equal loadings and intercepts."""
        return self._step("scalar")

    def _step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def to_findings(self) -> list[Finding]:
        """Topic ``comparability``: chi2, cfi, rmsea of each step (``other``) and both deltas; none where not tested."""
        return [row for step in self.steps for row in self._rows(step)]

    def _rows(self, step: Step) -> Iterator[Finding]:
        exact = not any(bases.weighted or bases.clustered for bases in self.groups.values())
        yield self._row(step, "chi2", step.chi2, step.p if exact else None)
        yield self._row(step, "cfi", step.cfi)
        yield self._row(step, "rmsea", step.rmsea)
        if step.delta_cfi is not None and step.delta_rmsea is not None:
            yield self._row(step, "delta_cfi", step.delta_cfi)
            yield self._row(step, "delta_rmsea", step.delta_rmsea)

    def _row(self, step: Step, measure: str, value: float, p: float | None = None) -> Finding:
        every = self.groups.values()
        return Finding(
            topic=TOPIC,
            subject=self.subject,
            other=step.name,
            measure=measure,
            unit="chi2" if measure == "chi2" else "ratio",
            value=value,
            df=float(step.df) if measure == "chi2" else None,
            p=p,
            n=sum(bases.n for bases in every),
            n_weighted=sum(bases.n_weighted for bases in every),
            n_effective=sum(bases.n_effective for bases in every),
            method=self.method,
        )


def measurement_invariance(
    groups: Mapping[str, Answers], model: Mapping[str, Sequence[str]], spec: InvarianceSpec | None = None
) -> InvarianceResult:
    """Fit the model with nothing, with loadings, and with loadings and intercepts equal over the groups.

    Normal-theory maximum likelihood on each group's complete answers, with means; chi2 = sum_g n_g F_g. The factors of
    the first group have variance 1 and mean 0; those of the others are free as soon as equal loadings (variances) and
    intercepts (means) identify them: the fit is that of lavaan's ``group.equal``. CFI against independent items in
    every group; RMSEA with Steiger's factor sqrt(G). Weighted answers: weighted means and covariances, n_g is Kish's
    effective n (pseudo-ML), and chi2 has no p, as little as that of clustered respondents; the rule rests on CFI alone.

    Args:
        groups: Name -> its answers (listwise sums or rows).
        model: Construct -> items. The subject of the result is the construct, or ``model`` where there are several.
        spec: The rule.

    Reasons for not testing: ``one_group``; ``one_item``, ``few_items`` (a single construct with fewer than three, or
    one of several with a single item: not identified); ``few_answers`` (a group under ``least``, or with no more
    answers than items); ``no_variance`` and ``collinear`` in a group; ``not_converged``.

    Raises:
        CsatError: pairwise sums.
    """
    spec = spec or InvarianceSpec()
    items = [item for block in model.values() for item in block]
    subject = next(iter(model)) if len(model) == 1 else "model"
    parts = {name: moments_of(data, "invariance", subject).select(items) for name, data in groups.items()}
    bases = {name: bases_of(part, subject) for name, part in parts.items()}
    reason = _why_not(list(parts.values()), model, spec)
    steps = () if reason else _steps(list(parts.values()), model)
    if not reason and len(steps) < len(EQUAL):
        reason, steps = "not_converged", ()
    verdict = NOT_TESTED if reason else COMPARABLE
    for step in steps:
        if verdict == COMPARABLE and step.delta_cfi is not None and step.delta_cfi > spec.largest_fall:
            verdict, reason = NOT_COMPARABLE, step.name
    return InvarianceResult(subject, bases, steps, verdict, reason, _method(list(bases.values())))


def _method(groups: Sequence[Bases]) -> str:
    words = "ml, listwise"
    if any(bases.weighted for bases in groups):
        words = "pseudo-ml, listwise, weighted, n_effective"
    return f"{words}, {len(groups)} groups"


def _why_not(parts: Sequence[Moments], model: Mapping[str, Sequence[str]], spec: InvarianceSpec) -> str:
    sizes = [len(block) for block in model.values()]
    if sum(sizes) < 2:
        return "one_item"
    if min(sizes) < (3 if len(sizes) == 1 else 2):
        return "few_items"
    if len(parts) < 2:
        return "one_group"
    for part in parts:
        reason = why_not(part) or ("few_answers" if bases_of(part).n_for_tests < spec.least else "")
        if reason or not definite(part.covariance):
            return reason or "collinear"
    return ""


def _steps(parts: Sequence[Moments], model: Mapping[str, Sequence[str]]) -> tuple[Step, ...]:
    """The steps up to the first that does not converge."""
    data = [_Group(bases_of(part).n_for_tests, part.covariance * (1 - 1 / part.n_obs), part.means) for part in parts]
    steps: list[Step] = []
    for name, equal in EQUAL.items():
        structure = measurement_model(model, ModelSpec(len(parts), means=True, equal=frozenset(equal)))
        chi2 = _chi2(structure, data)
        if chi2 is None:
            break
        steps.append(_step(name, chi2, structure.df, data, steps[-1] if steps else None))
    return tuple(steps)


@dataclass(frozen=True)
class _Group:
    """n, (p, p) covariance with divisor n, (p,) means."""

    n: float
    covariance: Array
    mean: Array

    @property
    def independence(self) -> float:
        """Chi-square of independent items."""
        return self.n * float(np.log(np.diagonal(self.covariance)).sum() - np.linalg.slogdet(self.covariance)[1])


def _chi2(structure: Structure, data: Sequence[_Group]) -> float | None:
    n = sum(group.n for group in data)
    samples = [complete_sample(group.covariance, group.mean, group.n / n) for group in data]
    start = start_values(structure, [group.covariance for group in data], [group.mean for group in data])
    found = minimise(NormalTheory(structure, samples, saturated_constant(samples)), start)
    return n * max(found.point.value, 0.0) if found.converged and found.point else None


def _step(name: str, chi2: float, df: int, data: Sequence[_Group], before: Step | None) -> Step:
    p, n = len(data[0].mean), sum(group.n for group in data)
    excess = max(chi2 - df, 0.0)
    worst = max(sum(group.independence for group in data) - len(data) * p * (p - 1) / 2, excess)
    cfi = 1 - excess / worst if worst else 1.0
    rmsea = float(np.sqrt(len(data) * excess / df / n)) if df else 0.0
    if before is None:
        return Step(name, chi2, df, cfi, rmsea)
    return Step(name, chi2, df, cfi, rmsea, before.cfi - cfi, rmsea - before.rmsea)
