"""Do the items measure alike in several groups? Configural, metric and scalar invariance of a factor model.

Scores of groups may be compared when one point of the construct moves every item by the same amount (equal loadings)
and respondents at the same level of it give the same answers (equal intercepts). Each step holds more parameters equal
over the groups; it breaks when the comparative fit index falls by more than .01 (Cheung & Rensvold, 2002, Structural
Equation Modeling 9: 233-255); the rise of the RMSEA stands beside it (Chen, 2007, ibid. 14: 464-504).

The rule says how large a fall matters, not whether chance alone makes it: of two groups of 100 that answer three items
alike, every sixth pair falls by more than .01 (loadings of .8), or every third (.6). A fall is therefore a break only
when the likelihood ratio of the step tells it from chance; otherwise the answers cannot tell, and nothing is claimed.
A break that is not there is so told of up to one in ten pairs of small groups, of coarse and skewed answers of up to
one in five; with 800 answers a group and loadings above .7 hardly ever (tests/simulations/invariance_breaks.csv).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from csat_lib.conventions import ENOUGH_TO_COMPARE, LARGEST_CFI_LOSS
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import comparability
from csat_lib.findings.measure import Measure
from csat_lib.measurement.confirmatory.invariance_steps import (
    CONFIGURAL,
    METRIC,
    SCALAR,
    THRESHOLD,
    Step,
    regained,
    sample_of,
    steps_of,
)
from csat_lib.measurement.correlations.bases import Bases, bases_of
from csat_lib.measurement.correlations.correlation import Correlation, correlate
from csat_lib.measurement.correlations.interval import NORMAL_ONLY
from csat_lib.measurement.correlations.matrices import moments_of
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments
from csat_lib.summary.pairs import PairTables
from csat_lib.summary.rows import Rows

Answers = Moments | PairTables | Correlation | Rows
Outcome = Literal["comparable", "not_comparable", "not_tested"]
COMPARABLE: Outcome = "comparable"
NOT_COMPARABLE: Outcome = "not_comparable"
NOT_TESTED: Outcome = "not_tested"
TOPIC = "comparability"


@dataclass(frozen=True)
class InvarianceSpec:
    """The rule.

    ``largest_fall``: how far CFI may fall from one step to the next. ``chance``: p of the likelihood ratio from which
    on a larger fall may be chance. ``least``: respondents (effective ones, where weighted) that a group must have.
    """

    largest_fall: float = LARGEST_CFI_LOSS
    chance: float = 0.05
    least: int = ENOUGH_TO_COMPARE


@dataclass(frozen=True)
class InvarianceResult:
    """The steps of one model over its groups, and what follows from them.

    ``reason``: the step at which CFI fell too far, or why nothing was tested: ``steps`` are then empty, unless they
    could not tell a break from chance. ``regained``, of a single construct that broke: item -> what CFI gains at that
    step when this item alone may differ.
    """

    subject: str
    groups: Mapping[str, Bases]
    steps: tuple[Step, ...]
    verdict: Outcome
    reason: str
    method: Method
    regained: Mapping[str, float] = field(default_factory=dict)

    @property
    def configural(self) -> Step | None:
        """The same items measure the same constructs; everything else is free."""
        return self._step(CONFIGURAL)

    @property
    def threshold(self) -> Step | None:
        """Equal thresholds; of ordered answers only."""
        return self._step(THRESHOLD)

    @property
    def metric(self) -> Step | None:
        """Equal loadings."""
        return self._step(METRIC)

    @property
    def scalar(self) -> Step | None:
        """Equal loadings and intercepts."""
        return self._step(SCALAR)

    def _step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def to_findings(self) -> list[Finding]:
        """Topic ``comparability``: chi2, cfi, rmsea of each step (``other``), and their deltas; none without steps.

        Of a construct that broke also ``cfi_regained`` per item (subject), at the step that broke.
        """
        rows = [row for step in self.steps for row in self._rows(step)]
        broken = [step for step in self.steps if step.name == self.reason]
        gains = [(step, item, gain) for step in broken for item, gain in self.regained.items()]
        return rows + [
            replace(self._row(step, comparability.CFI_REGAINED, gain), subject=item) for step, item, gain in gains
        ]

    def _rows(self, step: Step) -> Iterator[Finding]:
        exact = not any(bases.weighted or bases.clustered for bases in self.groups.values())
        p = step.fit.test.p if exact and step.df else None
        yield self._row(step, comparability.CHI2, step.chi2, df=step.df, p=p)
        yield self._row(step, comparability.CFI, step.cfi)
        yield replace(self._row(step, comparability.RMSEA, step.rmsea), method=self.method + NORMAL_ONLY.method)
        if step.delta_cfi is not None and step.delta_rmsea is not None and step.likelihood_ratio is not None:
            ratio = step.likelihood_ratio
            yield self._row(step, comparability.DELTA_CFI, step.delta_cfi)
            yield self._row(step, comparability.DELTA_RMSEA, step.delta_rmsea)
            yield self._row(step, comparability.DELTA_CHI2, ratio.value, df=ratio.df, p=ratio.p)

    def _row(self, step: Step, measure: Measure, value: float, **test: Any) -> Finding:
        every = self.groups.values()
        return Finding(
            topic=TOPIC,
            subject=self.subject,
            other=step.name,
            measure=measure.name,
            value=value,
            n=sum(bases.n for bases in every),
            n_weighted=sum(bases.n_weighted for bases in every),
            n_effective=sum(bases.n_effective for bases in every),
            method=self.method,
            **test,
        )


@statistic
def measurement_invariance(
    groups: Mapping[str, Answers], model: Mapping[str, Sequence[str]], spec: InvarianceSpec | None = None
) -> InvarianceResult:
    """Fit the model with nothing, with loadings, and with loadings and intercepts equal over the groups.

    Normal-theory maximum likelihood on each group's complete answers, with means; chi2 = sum_g n_g F_g. The factors of
    the first group have variance 1 and mean 0; those of the others are free as soon as equal loadings (variances) and
    intercepts (means) identify them: the fit is that of lavaan's ``group.equal``. CFI against independent items in
    every group; RMSEA with Steiger's factor sqrt(G). Weighted answers: weighted means and covariances, n_g is Kish's
    effective n (pseudo-ML): no p of a perfect fit is then given, nor for clustered respondents, and that of a step's
    likelihood ratio is approximate; none is claimed for a fall of CFI.

    Pair tables are taken as ordered answers: a step ``threshold`` stands before the metric one, in the order of Wu &
    Estabrook (see ``common_thresholds``); polychoric correlations, put on the common thresholds, then take the
    place of the covariances. That is two-step, not WLSMV: the likelihood ratio of the metric step is divided by how
    much less coarse answers tell of a standard deviation than exact ones would, that of the scalar step likewise of a
    mean, and its p is approximate.

    Args:
        groups: Name -> its answers: listwise sums, rows, pair tables, or polychoric correlations made from these.
        model: Construct -> items. The subject of the result is the construct, or ``model`` where there are several.
        spec: The rule.

    Reasons for not testing: ``one_group``; ``one_item``, ``few_items`` (a single construct with fewer than three, or
    one of several with a single item: not identified); ``few_answers`` (a group under ``least``, or with no more
    answers than items); ``no_variance`` and ``collinear`` in a group; ``not_converged``; of ordered answers also
    ``empty_cells``, ``not_positive_definite`` and ``few_categories``; and, with the steps there to be seen,
    ``within_chance``: CFI fell too far, but no further than chance may take it in groups of this size.

    Raises:
        CsatError: pairwise sums, or pair tables beside other answers.
    """
    spec = spec or InvarianceSpec()
    subject = next(iter(model)) if len(model) == 1 else "model"
    items = [item for block in model.values() for item in block]
    parts = {name: _part_of(data, items, subject) for name, data in groups.items()}
    bases = {name: part.bases if isinstance(part, Correlation) else bases_of(part) for name, part in parts.items()}
    ordered = any(isinstance(part, Correlation) for part in parts.values())
    taken = ["polychoric", "two-step", "common thresholds", "pairwise"] if ordered else ["listwise"]
    method = _method(list(bases.values()), ways(*taken))
    reason = _too_little(model, list(bases.values()), spec)
    if reason:
        return InvarianceResult(subject, bases, (), NOT_TESTED, reason, method)
    sample = sample_of(list(parts.values()))
    steps = () if sample.reason else steps_of(model, sample)
    if SCALAR not in {step.name for step in steps}:
        return InvarianceResult(subject, bases, (), NOT_TESTED, sample.reason or "not_converged", method)
    verdict, reason = _verdict(steps, spec)
    broken = [step for step in steps if verdict == NOT_COMPARABLE and step.name == reason and len(model) == 1]
    gains = [regained(model, sample, step) for step in broken]
    return InvarianceResult(subject, bases, steps, verdict, reason, method, *gains)


def _part_of(data: Answers, items: Sequence[str], subject: str) -> Moments | Correlation:
    if isinstance(data, PairTables):
        return correlate(data.select(items, subject), "polychoric")
    if isinstance(data, Correlation) and isinstance(data.source, PairTables) and data.kind == "polychoric":
        return data.select(items, subject)
    return moments_of(data, "Invariance", subject).select(items)


def _verdict(steps: Sequence[Step], spec: InvarianceSpec) -> tuple[Outcome, str]:
    """The first step that breaks decides; then whether any is left open."""
    fallen = [step for step in steps if step.delta_cfi is not None and step.delta_cfi > spec.largest_fall]
    broken = [step.name for step in fallen if step.likelihood_ratio and step.likelihood_ratio.p < spec.chance]
    if broken:
        return NOT_COMPARABLE, broken[0]
    return (NOT_TESTED, "within_chance") if fallen else (COMPARABLE, "")


def _method(groups: Sequence[Bases], taken: Method) -> Method:
    of = way("# groups", len(groups))
    if any(bases.weighted for bases in groups):
        return ways("pseudo-ml", taken, "weighted", "n_effective", of)
    return ways("ml", taken, of)


def _too_little(model: Mapping[str, Sequence[str]], groups: Sequence[Bases], spec: InvarianceSpec) -> str:
    sizes = [len(block) for block in model.values()]
    if sum(sizes) < 2:
        return "one_item"
    if min(sizes) < (3 if len(sizes) == 1 else 2):
        return "few_items"
    if len(groups) < 2:
        return "one_group"
    return "few_answers" if min(bases.n_for_tests for bases in groups) < max(spec.least, sum(sizes) + 1) else ""
