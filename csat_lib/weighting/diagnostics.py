"""What weights cost and what they reach: Kish's design effect, effective n, shares before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from csat_lib.findings import Finding, way
from csat_lib.statistics import statistic
from csat_lib.weighting.margins import Margin

Array = NDArray[np.float64]
METHOD = way("kish")
SHARES = way("shares of those with a level")


@dataclass(frozen=True)
class LevelShares:
    """A level of a margin: its respondents and its share unweighted, weighted and wanted (of those with a level)."""

    question: str
    level: str
    n: int
    sample: float
    weighted: float
    target: float


@dataclass(frozen=True)
class WeightDiagnostics:
    """What weighting costs, and the ``shares`` of every margin level.

    ``deff`` = n sum w^2 / (sum w)^2; ``n_effective`` = n / deff; ``smallest`` and ``largest`` weight in multiples of
    the mean weight.
    """

    n: int
    deff: float
    n_effective: float
    smallest: float
    largest: float
    shares: tuple[LevelShares, ...] = ()

    @property
    def max_error(self) -> float:
        """The largest difference between a weighted share and its target; 0 without margins."""
        return max((abs(row.weighted - row.target) for row in self.shares), default=0.0)

    def to_findings(self) -> list[Finding]:
        """Topic ``weights``: subject respondents, and one row per margin level and kind of share."""
        cost = [
            ("deff", self.deff, METHOD),
            ("effective_n", self.n_effective, METHOD),
            ("weight_min", self.smallest, METHOD),
            ("weight_max", self.largest, METHOD),
        ]
        reached = [("max_error", self.max_error, SHARES)] if self.shares else []
        figures = [
            Finding(topic="weights", subject="respondents", measure=name, value=value, method=method, n=self.n)
            for name, value, method in cost + reached
        ]
        return figures + [finding for row in self.shares for finding in _share_findings(row)]


@statistic
def diagnose(weights: ArrayLike, counts: ArrayLike | None = None, margins: Sequence[Margin] = ()) -> WeightDiagnostics:
    """Diagnose (n,) weights from 0 up, ``counts`` (n,) respondents behind each (1 each by default).

    Source: Kish (1965), Survey Sampling, 11.7; (1992) J. Official Statistics 8, 183-200.
    """
    w = np.asarray(weights, dtype=np.float64)
    counted = None if counts is None else np.asarray(counts, dtype=np.float64)
    n, total, squares = (len(w), w.sum(), w @ w) if counted is None else (counted.sum(), w @ counted, w**2 @ counted)
    deff = float(n * squares / total**2)
    of_rows = np.ones(len(w)) if counted is None else counted
    shares = tuple(row for margin in margins for row in _level_shares(margin, w, of_rows))
    mean = total / n
    return WeightDiagnostics(int(n), deff, float(n / deff), float(w.min() / mean), float(w.max() / mean), shares)


def _level_shares(margin: Margin, weights: Array, counts: Array) -> list[LevelShares]:
    known = margin.code >= 0
    n = np.bincount(margin.code[known], counts[known], minlength=len(margin.levels))
    sample, weighted = margin.reached(counts), margin.reached(weights * counts)
    rows = zip(margin.levels, n, sample, weighted, margin.shares, strict=True)
    return [
        LevelShares(margin.name, level, int(size), float(before), float(after), float(wanted))
        for level, size, before, after, wanted in rows
    ]


def _share_findings(row: LevelShares) -> list[Finding]:
    shares = {"share_sample": row.sample, "share_weighted": row.weighted, "share_target": row.target}
    return [
        Finding(
            topic="weights", subject=row.question, other=row.level, measure=measure,
            value=value, method=SHARES, n=row.n,
        )
        for measure, value in shares.items()
    ]  # fmt: skip
