"""What moves the headline outcome: importance beside performance, and only the claims that their intervals carry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from csat_lib.findings import Finding, Method, Text, in_use, ways
from csat_lib.index.importance import MOST_FOR_LMG, Decomposition, ImportanceResult, importance
from csat_lib.index.score_figures import INDEX_ENDS, ON_SCALE
from csat_lib.statistics import statistic
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.sample import ALL
from csat_lib.summary.studentised import studentised
from csat_lib.summary.summary import Summary

QUADRANTS = {(True, False): "improve", (True, True): "keep", (False, True): "maintain", (False, False): "watch"}
UNDECIDED = "undecided"
_PICKED = ways("no interval", "first and second picked by size")


@dataclass(frozen=True)
class DriverSpec:
    """Which ``constructs`` may explain the ``headline``, and how sure an interval is to be."""

    constructs: tuple[str, ...]
    headline: str
    confidence: float = 0.95


@dataclass(frozen=True)
class Lead:
    """How far the most important construct is ahead of the next one, in shares of R squared, and the p of no lead."""

    top: str
    second: str
    value: float
    se: float
    df: float
    p: float
    confidence: float
    method: Decomposition

    @property
    def clear(self) -> bool:
        """Whether the strongest driver can be named."""
        return self.p < 1 - self.confidence


@dataclass(frozen=True)
class DriversResult:
    """Importance by Johnson and (up to 15 constructs) by LMG, and performance 0-100.

    ``ahead`` is each construct's performance less the mean performance of all, with its own standard error.
    """

    spec: DriverSpec
    importances: tuple[ImportanceResult, ...]
    performance: dict[str, Estimate]
    ahead: dict[str, Estimate]

    @property
    def method(self) -> Method:
        """How importance and performance came about."""
        return in_use(*(one.method for one in self.importances), *(one.method for one in self.performance.values()))

    @property
    def leads(self) -> list[Lead]:
        """The lead by each method that ranks at least two constructs."""
        able = [result for result in self.importances if not result.reason and len(result.shares) > 1]
        return [lead_of(result) for result in able]

    def quadrant(self, construct: str) -> str:
        """``improve``, ``keep``, ``maintain`` or ``watch`` by Johnson's importance, or ``undecided``.

        The splits are the mean importance 1 / p and the mean performance. A quadrant is claimed only when both
        intervals are clear of their splits and the construct does not go against the headline. As the map is searched
        for the constructs that stand out, the intervals of all p hold together: each at confidence^(1/p) (Sidak).
        """
        shares = self.importances[0]
        together = self.spec.confidence ** (1 / len(shares.shares))
        low, high = shares.share_interval(together)
        at = list(shares.parts.index).index(construct)
        important = _side(float(low[at]), float(high[at]), 1 / len(shares.shares))
        good = _side(*self.ahead[construct].interval(together), 0.0)
        if important is None or good is None or not shares.parts["r"][construct] > 0:
            return UNDECIDED
        return QUADRANTS[important, good]

    def to_findings(self) -> list[Finding]:
        """``importance`` by each method, ``lead``, ``r2`` and ``performance``."""
        shares = [finding for result in self.importances for finding in result.share_findings()]
        leads = [self._lead_finding(lead) for lead in self.leads]
        performance = [self._performance_finding(construct) for construct in self.spec.constructs]
        return [*shares, *leads, self.importances[0].r2_finding(), *performance]

    def to_texts(self) -> list[Text]:
        """One text of kind ``quadrant`` per construct."""
        return [
            Text(topic="drivers", subject=construct, kind="quadrant", text=self.quadrant(construct))
            for construct in self.spec.constructs
        ]

    def _lead_finding(self, lead: Lead) -> Finding:
        base, known = self.importances[0], not np.isnan(lead.se)
        return Finding(
            topic="drivers",
            subject=lead.top,
            other=lead.second,
            measure="lead",
            value=lead.value,
            se=lead.se if known else None,
            df=lead.df if known else None,
            p=lead.p if known else None,
            method=ways(lead.method, *([_PICKED] if known else [self.importances[0].why_no_interval[1]])),
            n=base.n,
            n_weighted=base.n_weighted,
            n_effective=base.n_effective,
        )

    def _performance_finding(self, construct: str) -> Finding:
        estimate = self.performance[construct]
        low, high = estimate.interval_on(INDEX_ENDS, self.spec.confidence)
        return Finding(
            topic="drivers",
            subject=construct,
            measure="performance",
            value=estimate.value,
            low=low,
            high=high,
            confidence=None if low is None else self.spec.confidence,
            se=estimate.se,
            df=None if estimate.se is None else estimate.df,
            method=estimate.method if low is None else estimate.method + ON_SCALE,
            n=estimate.n,
            n_weighted=estimate.n_weighted,
            n_effective=estimate.n_effective,
            reason=estimate.reason,
        )


@statistic
def find_drivers(summary: Summary, spec: DriverSpec) -> DriversResult:
    """Importance of the constructs for the headline, and how well each of them performs.

    Importance comes from the listwise moments of construct scores and outcomes, with their replicate groups;
    performance from the design totals of the scores. Johnson's relative weights come first, then LMG when there are at
    most 15 constructs; the two are different measures. Missing values: importance listwise, performance over the
    answers to each construct.
    """
    part = summary.part("scores").select([*spec.constructs, spec.headline])
    methods: tuple[Decomposition, ...] = ("johnson", "lmg") if len(spec.constructs) <= MOST_FOR_LMG else ("johnson",)
    return DriversResult(
        spec,
        tuple(importance(part, spec.headline, method, spec.confidence) for method in methods),
        {construct: summary.scores.mean(construct) for construct in spec.constructs},
        {construct: _ahead(summary.scores, construct, spec.constructs) for construct in spec.constructs},
    )


def lead_of(result: ImportanceResult) -> Lead:
    """The difference between the two largest shares, and the p of t, by the jackknife, that there is none.

    Taking the top two from the data does not spoil the test: when no construct is ahead, the best beats the second best
    beyond t in at most 1 - confidence of all samples, by the argument of Gutmann & Maymin (1987), Annals of Statistics
    15: 456-461. It spoils an interval: the second is the largest of the others by chance too, so that a lead comes out
    too small and 95 % intervals lie below it in up to 9 % (``tests/simulations/lead_coverage.csv``). Degrees of freedom
    as of :func:`studentised`; NaN where the shares have no interval.
    """
    order = np.argsort(-result.shares.to_numpy().round(9), kind="stable")[:2]
    whole, values = result.replicates.whole, result.replicates.values
    difference = Replicates(result.replicates.kind, -np.diff(whole[order]), values[:, order[:1]] - values[:, order[1:]])
    found = studentised(difference.whole, difference.values, result.confidence, skewed=False)
    absent = bool(result.why_no_interval[1].parts)
    value = float(difference.whole[0])
    se, df = (np.nan if absent else float(part[0]) for part in (found.se, found.df))
    p = 2 * float(stdtr(df, -value / se)) if se > 0 else np.nan
    top, second = result.shares.index[order]
    return Lead(str(top), str(second), value, se, df, p, result.confidence, result.kind)


def _ahead(totals: DesignTotals, construct: str, constructs: tuple[str, ...]) -> Estimate:
    """A construct's mean less the mean of all constructs' means, with the covariances between them."""
    share = 1 / len(constructs)
    return totals.linear([(float(name == construct) - share, name, ALL) for name in constructs])


def _side(low: float | None, high: float | None, split: float) -> bool | None:
    """Above the split (True), below it (False), or not clear of it (None)."""
    if low is None or high is None or np.isnan(low) or low <= split <= high:
        return None
    return bool(low > split)
