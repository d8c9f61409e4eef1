"""Priorities: how far each construct lags, weighted by how much it matters, with the interval of that product."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Finding, Method, way, ways
from csat_lib.index.importance import ImportanceResult, importance
from csat_lib.insight.drivers import DriverSpec
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.studentised import studentised
from csat_lib.summary.summary import Summary

Array = NDArray[np.float64]


@dataclass(frozen=True)
class PrioritiesResult:
    """The weighted gap of every construct, in points; ``gaps`` holds the (p,) of the whole and of the replicates."""

    spec: DriverSpec
    importance: ImportanceResult
    gaps: Replicates

    @property
    def method(self) -> Method:
        """How the gaps and their intervals came about."""
        if self._why.parts:
            return ways("johnson", self._why)
        return ways("johnson", self.gaps.method, "log of what is clear", way("sidak over #", len(self.spec.constructs)))

    @property
    def _why(self) -> Method:
        """Why there is no interval, if so: the shares have none."""
        return self.importance.why_no_interval[1] if self.gaps.df > 0 else way("no interval")

    def to_findings(self) -> list[Finding]:
        """One ``weighted_gap`` per construct."""
        low, high = self._ends(self.spec.confidence ** (1 / len(self.spec.constructs)))
        figures = zip(self.spec.constructs, self.gaps.whole, low, high, self.gaps.se, strict=True)
        return [self._finding(construct, numbers) for construct, *numbers in figures]

    def _ends(self, confidence: float) -> tuple[Array, Array]:
        """Of gaps that are clear of 0 on the logarithm of their size, as a share's error grows with the share."""
        (low, high), whole, left_out = self.gaps.interval(confidence), self.gaps.whole, self.gaps.values
        if self._why.parts:
            return low * np.nan, high * np.nan
        with np.errstate(invalid="ignore", divide="ignore"):
            found = studentised(np.log(np.abs(whole)), np.log(np.abs(left_out)), confidence, skewed=False)
        by_size = np.sort(np.sign(whole) * np.exp([found.low, found.high]), axis=0)
        clear = (low * high > 0) & (np.sign(left_out) == np.sign(whole)).all(axis=0)
        return np.where(clear, by_size[0], low), np.where(clear, by_size[1], high)

    def _finding(self, construct: str, numbers: list[float]) -> Finding:
        shares, reason = self.importance, self._reason(construct)
        value, low, high, se = (None if reason or np.isnan(number) else float(number) for number in numbers)
        return Finding(
            topic="drivers",
            subject=construct,
            other=self.spec.headline,
            measure="weighted_gap",
            value=value,
            low=low,
            high=high,
            se=se,
            df=None if se is None else float(self.gaps.df),
            confidence=None if low is None else self.spec.confidence,
            method=self.method,
            n=shares.n,
            n_weighted=shares.n_weighted,
            n_effective=shares.n_effective,
            reason=reason,
        )

    def _reason(self, construct: str) -> str:
        if self.importance.reason or len(self.spec.constructs) == 1:
            return self.importance.reason or "one_construct"
        return "" if self.importance.parts["r"][construct] > 0 else "against_outcome"


@statistic
def find_priorities(summary: Summary, spec: DriverSpec) -> PrioritiesResult:
    """How many points each construct lies from the mean of all, times its importance against an equal share.

    ``p s_j (m_j - mean_k m_k)`` over p constructs, s Johnson's share of R squared and m the mean score 0-100, both of
    those with a score on every construct and the headline. Where all matter alike it is the gap itself; it is below 0
    for what is rated below the mean, and counts the more the more that matters. This is the distance from the lines of
    Martilla and James (1977), Journal of Marketing 41: 77-79, graded instead of cut into quadrants. Interval: the
    delete-a-group jackknife of the product itself, so that the covariance of share and gap is in it, t with
    groups - 1 degrees of freedom, each at confidence^(1/p) (Sidak), as the list is searched for what stands out; of one
    that is so clear of 0, t on the logarithm of its size (:func:`studentised`), since plain ends fall short above:
    .87 to .92, and .94 to .96 by the logarithm (``tests/simulations/other_coverage.csv``). None where the shares have
    none, as its error is theirs.
    Missing values: listwise, as of the importance.

    Reasons: those of :func:`csat_lib.index.importance.importance`; ``one_construct``; ``against_outcome`` for one that
    does not go with the headline: its share says nothing of what to raise.
    """
    part = summary.part("scores").select([*spec.constructs, spec.headline])
    shares = importance(part, spec.headline, "johnson", spec.confidence)
    return PrioritiesResult(spec, shares, _gaps(part, shares.replicates))


def _gaps(part: Moments, shares: Replicates) -> Replicates:
    """The weighted gaps of the whole and of each replicate, whose shares are known already."""
    left_out = () if part.groups is None else part.jackknife_replicates()
    values = [_weighted(one, share) for one, share in zip(left_out, shares.values, strict=True)]
    whole = _weighted(part, shares.whole)
    return Replicates(shares.kind, whole, np.stack(values) if values else np.empty((0, len(whole))))


def _weighted(part: Moments, shares: Array) -> Array:
    means = part.means[:-1]
    return np.asarray(len(means) * shares[:-1] * (means - means.mean()))
