"""Who stands behind the figures of one result, and how its findings are signed with that."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from csat_lib.findings import Finding, Method, ways
from csat_lib.findings.measure import Measure
from csat_lib.summary.moments import Missing, Moments
from csat_lib.summary.pairs import PairTables

Part = Moments | PairTables


@dataclass(frozen=True)
class Bases:
    """Subject and bases of a result: ``n`` respondents (the smallest count of any pair when pairwise)."""

    subject: str
    n: int
    n_weighted: float
    n_effective: float
    missing: Missing
    weighted: bool
    clustered: bool = False

    @property
    def n_for_tests(self) -> float:
        """The n that formulas for equal weights are given: n itself, or Kish's effective n of weighted answers."""
        return self.n_effective if self.weighted else float(self.n)

    @property
    def method(self) -> Method:
        """How missing values and weights were treated."""
        return ways(self.missing, *["weighted"] * self.weighted)


def bases_of(part: Part, label: str = "") -> Bases:
    """The bases of a part; the subject is ``label``, else the part's own label, else ``items``."""
    return Bases(
        subject=label or part.label or "items",
        n=part.n_obs,
        n_weighted=part.n_weighted,
        n_effective=part.n_effective,
        missing=part.missing if isinstance(part, Moments) else "pairwise",
        weighted=part.weighted,
        clustered=part.clustered,
    )


def why_not(moments: Moments) -> str:
    """Reason code why no statistic of the covariances can be had, or nothing.

    Those of :func:`why_no_base`; ``no_variance``: everybody gave an item the same answer.
    """
    return why_no_base(moments) or ("no_variance" if np.isnan(moments.correlation).any() else "")


def why_no_base(part: Part) -> str:
    """Reason code why too few stand behind the sums, or nothing.

    ``one_item``; ``all_missing``: nobody answered; ``few_answers``: not more answers (or effective answers) than
    items, so that the covariance matrix is singular whatever was answered.
    """
    if len(part.items) < 2:
        return "one_item"
    if not part.n.any():
        return "all_missing"
    return "few_answers" if min(part.n_obs, part.n_effective) <= len(part.items) else ""


@dataclass(frozen=True)
class FindingWriter:
    """Writes the findings of one result; what they share is said once."""

    subject: str
    bases: Bases
    reason: str = ""

    def row(self, measure: Measure, value: float, method: Method, reason: str = "") -> Finding:
        """One finding about the subject; NaN becomes an absent value with the result's reason, else the given one."""
        absent = math.isnan(value)
        return Finding(
            topic=measure.topic.name,
            subject=self.subject,
            measure=measure.name,
            value=None if absent else float(value),
            method=method,
            reason=(self.reason or reason) if absent else "",
            n=self.bases.n,
            n_weighted=self.bases.n_weighted,
            n_effective=self.bases.n_effective,
        )
