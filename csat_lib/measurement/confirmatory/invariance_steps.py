"""The steps of measurement invariance: one factor model over several groups, with more and more held equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from csat_lib.errors.measurement import mixed_groups
from csat_lib.measurement.confirmatory.common_thresholds import common_thresholds
from csat_lib.measurement.confirmatory.damped_newton import definite, minimise
from csat_lib.measurement.confirmatory.fit_indices import Chi2, FitIndices, fit_indices
from csat_lib.measurement.confirmatory.normal_theory import NormalTheory, complete_sample, saturated_constant
from csat_lib.measurement.confirmatory.parameter_table import MEAN, PATH, ModelSpec, Structure, measurement_model
from csat_lib.measurement.confirmatory.start_values import start_values
from csat_lib.measurement.correlations.bases import bases_of, why_not
from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.summary.moments import Moments
from csat_lib.summary.pairs import PairTables

Array = NDArray[np.float64]
CONFIGURAL, THRESHOLD, METRIC, SCALAR = "configural", "threshold", "metric", "scalar"
EQUAL: Mapping[str, frozenset[str]] = {
    CONFIGURAL: frozenset(),
    METRIC: frozenset({"loadings"}),
    SCALAR: frozenset({"loadings", "intercepts"}),
}


@dataclass(frozen=True)
class Step:
    """The fit of one step, and the step before it.

    ``coarseness``: what the likelihood ratio of the step is divided by, where it rests on coarse answers.
    """

    name: str
    fit: FitIndices
    before: Step | None = None
    coarseness: float = 1.0

    @property
    def chi2(self) -> float:
        """The likelihood ratio against the saturated model."""
        return self.fit.test.raw

    @property
    def df(self) -> int:
        """Its degrees of freedom."""
        return self.fit.test.df

    @property
    def cfi(self) -> float:
        """Comparative fit index; 1 without degrees of freedom."""
        return self.fit.cfi if self.df else 1.0

    @property
    def rmsea(self) -> float:
        """Root mean square error of approximation; 0 without degrees of freedom."""
        return self.fit.rmsea if self.df else 0.0

    @property
    def delta_cfi(self) -> float | None:
        """What CFI lost since the step before."""
        return self.before.cfi - self.cfi if self.before else None

    @property
    def delta_rmsea(self) -> float | None:
        """What RMSEA gained since the step before."""
        return self.rmsea - self.before.rmsea if self.before else None

    @property
    def likelihood_ratio(self) -> Chi2 | None:
        """The test of what the step holds equal beyond the step before."""
        if self.before is None:
            return None
        return Chi2(max(self.chi2 - self.before.chi2, 0.0), self.df - self.before.df, self.coarseness)


@dataclass(frozen=True)
class GroupMoments:
    """Respondents, (p, p) covariances with divisor n, (p,) means."""

    n: float
    covariance: Array
    mean: Array


@dataclass(frozen=True)
class GroupSample:
    """What the groups answered.

    ``thresholds``: what common thresholds cost, where answers are taken as ordered, and ``coarseness``: step -> how
    many times more uncertain what it tests is for that. ``reason``: why no model can be fitted to it, if so.
    """

    groups: tuple[GroupMoments, ...] = ()
    thresholds: Chi2 | None = None
    coarseness: Mapping[str, float] = field(default_factory=dict)
    reason: str = ""


def sample_of(parts: Sequence[Moments | Correlation]) -> GroupSample:
    """Covariances and means of the answers; of polychoric correlations, of latent answers on common thresholds."""
    ordered = [part for part in parts if isinstance(part, Correlation)]
    moments = [part for part in parts if isinstance(part, Moments)]
    if ordered and moments:
        raise mixed_groups()
    found = _ordered(ordered) if ordered else _numeric(moments)
    singular = any(not definite(group.covariance) for group in found.groups)
    return replace(found, reason=("not_positive_definite" if ordered else "collinear")) if singular else found


def _numeric(parts: Sequence[Moments]) -> GroupSample:
    reason = next(filter(None, map(why_not, parts)), "")
    if reason:
        return GroupSample(reason=reason)
    shrunk = [part.covariance * (1 - 1 / part.n_obs) for part in parts]
    each = zip(parts, shrunk, strict=True)
    return GroupSample(tuple(GroupMoments(bases_of(part).n_for_tests, cov, part.means) for part, cov in each))


def _ordered(parts: Sequence[Correlation]) -> GroupSample:
    common = common_thresholds([part.source for part in parts if isinstance(part.source, PairTables)])
    reason = next(filter(None, [*(part.reason for part in parts), common.reason]), "")
    if reason:
        return GroupSample(reason=reason)
    groups = [
        GroupMoments(part.bases.n_for_tests, part.matrix * np.multiply.outer(scale, scale), location)
        for part, location, scale in zip(parts, common.location, common.scale, strict=True)
    ]
    location, scale = common.coarseness
    return GroupSample(tuple(groups), common.test, {METRIC: scale, SCALAR: location})


def steps_of(model: Mapping[str, Sequence[str]], sample: GroupSample) -> tuple[Step, ...]:
    """The steps up to the first that does not converge; common thresholds are a step after the configural one."""
    steps: list[Step] = []
    cost = Chi2(0.0, 0)
    for name in EQUAL:
        structure = _structure(_named(model), len(sample.groups), name)
        chi2 = _chi2(structure, sample.groups)
        if chi2 is None:
            break
        step = _step(name, Chi2(chi2 + cost.raw, structure.df + cost.df), sample.groups, steps)
        steps.append(replace(step, coarseness=sample.coarseness.get(name, 1.0)))
        if sample.thresholds is not None and name == CONFIGURAL:
            cost = sample.thresholds
            steps.append(_step(THRESHOLD, Chi2(chi2 + cost.raw, structure.df + cost.df), sample.groups, steps))
    return tuple(steps)


def _named(model: Mapping[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((construct, tuple(items)) for construct, items in model.items())


@lru_cache
def _structure(model: tuple[tuple[str, tuple[str, ...]], ...], n_groups: int, step: str) -> Structure:
    """The table of a step; many waves are compared by the same one."""
    return measurement_model(dict(model), ModelSpec(n_groups, means=True, equal=EQUAL[step]))


def regained(model: Mapping[str, Sequence[str]], sample: GroupSample, step: Step) -> dict[str, float]:
    """Item -> what CFI gains when that item alone is let differ at a step: where the break sits.

    Of the thresholds' step nothing: it is a claim about each item by itself. Items whose model does not converge are
    left out.
    """
    kind = {METRIC: PATH, SCALAR: MEAN}.get(step.name)
    if kind is None:
        return {}
    structure = _structure(_named(model), len(sample.groups), step.name)
    cost = sample.thresholds or Chi2(0.0, 0)
    found: dict[str, float] = {}
    for at, item in enumerate(structure.items):
        partial = _let_differ(structure, kind, at)
        chi2 = _chi2(partial, sample.groups)
        if chi2 is not None:
            test = Chi2(chi2 + cost.raw, partial.df + cost.df)
            found[item] = _step(step.name, test, sample.groups, ()).cfi - step.cfi
    return found


def _let_differ(structure: Structure, kind: int, item: int) -> Structure:
    """The same table with a parameter of its own in every later group for the item's loading or intercept."""
    later = (structure.kind == kind) & (structure.to == item) & (structure.group > 0)
    free = structure.free.copy()
    free[later] = structure.n_free + np.arange(later.sum())
    names = [f"{structure.items[item]}.g{group + 1}" for group in structure.group[later]]
    return replace(structure, free=free, names=(*structure.names, *names))


def _chi2(structure: Structure, groups: Sequence[GroupMoments]) -> float | None:
    """Times n, the discrepancy at its minimum, or None where it was not found."""
    n = sum(group.n for group in groups)
    samples = [complete_sample(group.covariance, group.mean, group.n / n) for group in groups]
    start = start_values(structure, [group.covariance for group in groups], [group.mean for group in groups])
    found = minimise(NormalTheory(structure, samples, saturated_constant(samples)), start)
    return n * max(found.point.value, 0.0) if found.converged and found.point else None


def _step(name: str, test: Chi2, groups: Sequence[GroupMoments], before: Sequence[Step]) -> Step:
    p, n = len(groups[0].mean), sum(group.n for group in groups)
    apart = sum(group.n * _independence(group.covariance) for group in groups)
    fit = fit_indices(test, Chi2(apart, len(groups) * p * (p - 1) // 2), n, len(groups))
    return Step(name, fit, before[-1] if before else None)


def _independence(covariance: Array) -> float:
    """The discrepancy of uncorrelated items."""
    return float(np.log(np.diagonal(covariance)).sum() - np.linalg.slogdet(covariance)[1])
