"""How much each predictor counts for an outcome, as its share of R squared, with intervals.

LMG and Johnson's relative weights answer the same question by different rules and can rank predictors differently;
a result says which one it is, and a report that shows one names it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy.special import expit, logit, stdtrit

from csat_lib.errors.importance import no_predictors, too_many_predictors, unknown_method
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.index.decompose import DECOMPOSITIONS, Array, r_squared
from csat_lib.index.explained_share import ExplainedShare, explained_share
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments, sum_moments
from csat_lib.summary.replicates import Replicates, jackknife
from csat_lib.summary.rows import dealt_groups
from csat_lib.summary.skewness import why_no_interval
from csat_lib.summary.studentised import studentised

Decomposition = Literal["lmg", "johnson", "correlation", "regression"]
MOST_FOR_LMG = 15
SMALLEST_ROOT = 1e-8
ENOUGH_EXPLAINED = 200
"""n R2 / (1 - R2) under which the intervals of shares do not hold: ``tests/simulations/explained_coverage.py``."""


@dataclass(frozen=True)
class ImportanceResult:
    """Importance of p predictors for one outcome.

    ``parts`` is (p, 6), one row per predictor in the order of the data: ``raw`` the parts of R squared, ``share`` the
    same scaled to sum to 1, ``low``, ``high`` and ``se`` of the share (NaN when no interval can be had), and ``r``, the
    simple correlation, whose sign says which way the predictor goes. ``r2`` is R squared as the parts sum to it,
    ``explained`` the corrected one with its interval. ``replicates`` holds the p shares and, last, R squared, over the
    replicate groups. ``why_no_interval``: of ``explained`` and the shares. When ``reason`` is set every figure is NaN.
    """

    outcome: str
    kind: Decomposition
    parts: pd.DataFrame
    r2: float
    explained: ExplainedShare
    confidence: float
    replicates: Replicates = field(repr=False, compare=False)
    n: int
    n_weighted: float
    n_effective: float
    reason: str = ""
    why_no_interval: tuple[Method, Method] = (Method(), Method())

    @property
    def raw(self) -> pd.Series:
        """(p,) parts of R squared."""
        return self.parts["raw"]

    @property
    def shares(self) -> pd.Series:
        """(p,) parts scaled to sum to 1."""
        return self.parts["share"]

    @property
    def low(self) -> pd.Series:
        """(p,) lower ends of the shares' intervals."""
        return self.parts["low"]

    @property
    def high(self) -> pd.Series:
        """(p,) upper ends of the shares' intervals."""
        return self.parts["high"]

    @property
    def method(self) -> Method:
        """The decomposition and the interval."""
        interval = (self.replicates.method, "t on the logit of the share")
        return ways(self.kind, *([self.why_no_interval[1]] if self.low.isna().all() else interval))

    def share_interval(self, confidence: float) -> tuple[Array, Array]:
        """(low, high) of the (p,) shares at another confidence; NaN where they have none."""
        low, high = share_interval(self.replicates, confidence)
        return (low[:-1], high[:-1]) if not self.why_no_interval[1].parts else (low[:-1] * np.nan,) * 2

    def to_findings(self) -> list[Finding]:
        """One ``importance`` per predictor, then ``r2``."""
        return [*self.share_findings(), self.r2_finding()]

    def share_findings(self) -> list[Finding]:
        """The shares; ``method`` begins with the name of the decomposition: two of them can stand side by side."""
        rows = self.parts[["share", "low", "high", "se"]].itertuples(name=None)
        method = way(self.kind) + self.why_no_interval[1]
        return [self._finding("importance", (name, self.outcome), method, figures) for name, *figures in rows]

    def r2_finding(self) -> Finding:
        """R squared, corrected for the number of predictors, where the answers are effectively enough for it."""
        found = self.explained
        figures = [float(found.value), float(found.low), float(found.high), np.nan]
        interval = self.why_no_interval[0] if np.isnan(found.low) else ways(self.replicates.method, "helland")
        method = ways("least squares", "adjusted", interval)
        return self._finding("r2", (self.outcome, ""), method, figures)

    def _finding(self, measure: str, about: tuple[str, str], method: Method, figures: list[float]) -> Finding:
        value, low, high, se = (None if np.isnan(figure) else float(figure) for figure in figures)
        return Finding(
            topic="drivers",
            subject=about[0],
            other=about[1],
            measure=measure,
            value=value,
            low=low,
            high=high,
            se=se,
            df=None if se is None else float(self.replicates.df),
            confidence=None if low is None else self.confidence,
            method=method,
            n=self.n,
            n_weighted=self.n_weighted,
            n_effective=self.n_effective,
            reason=self.reason or ("few_answers" if value is None else ""),
        )


@statistic
def importance(
    data: pd.DataFrame | Moments, outcome: str, method: Decomposition = "lmg", confidence: float = 0.95
) -> ImportanceResult:
    """Part the R squared of ``outcome`` among all other items of ``data``.

    Method: see ``index.decompose`` for each rule. Intervals: delete-a-group jackknife of the share over the replicate
    groups, t built on the logit of the share (delta method) so that both ends stay between 0 and 1 and nothing is
    clipped, with degrees of freedom from the kurtosis of the replicates (:func:`studentised.studentised`); that of R
    squared by :func:`explained_share`. Neither where there are fewer than 12 groups or the answers are too skewed
    (:func:`skewness.skewness_of`); and none of the shares where n R2 / (1 - R2), n as of :class:`ExplainedShare`, is
    under 200: a part of little is a square near its least value, whose error does not show in the replicates.

    Missing values: of a DataFrame, rows complete on all items; of Moments, as they were summed up. The rows of a
    DataFrame are dealt to 100 replicate groups (fewer when there are fewer rows).

    Reasons: ``all_missing``, ``few_answers`` (fewer than p + 2 respondents), ``no_variance``, ``collinear`` (smallest
    root of the predictors' correlation matrix under 1e-8, or a pairwise matrix that no data could have),
    ``nothing_explained`` (every correlation with the outcome is 0, so that there is nothing to part).

    Raises:
        CsatError: unknown method or outcome, no predictor, or more than 15 predictors for ``lmg``.
    """
    if method not in DECOMPOSITIONS:
        raise unknown_method(method, get_args(Decomposition))
    part = _as_part(data)
    predictors = [item for item in part.items if item != outcome]
    if not predictors:
        raise no_predictors(outcome)
    if method == "lmg" and len(predictors) > MOST_FOR_LMG:
        raise too_many_predictors(len(predictors), MOST_FOR_LMG)
    return _result(part.select([*predictors, outcome]), method, confidence)


def reason_against(r: Array, n: int) -> str:
    """Reason why the last variable of correlations ``r`` cannot be explained by the others, or nothing."""
    if not n:
        return "all_missing"
    if n < len(r) + 1:
        return "few_answers"
    if np.isnan(r).any():
        return "no_variance"
    definite = np.linalg.eigvalsh(r[:-1, :-1])[0] > SMALLEST_ROOT and np.linalg.eigvalsh(r)[0] > -SMALLEST_ROOT
    if not definite:
        return "collinear"
    return "" if r[:-1, -1].any() else "nothing_explained"


def share_interval(shares: Replicates, confidence: float) -> tuple[Array, Array]:
    """Ends of the t interval on the logit scale, where a share's standard error is se / (share (1 - share)).

    A share that never varies (one predictor has all of R squared) is its own interval; any other 0 or 1 has none.
    """
    share, found = shares.whole, studentised(shares.whole, shares.values, confidence, skewed=False)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = stdtrit(found.df, (1 + confidence) / 2) * found.se / (share * (1 - share))
        ends = [np.where(np.isinf(reach), np.nan, expit(logit(share) + side * reach)) for side in (-1, 1)]
    return np.where(shares.se == 0, share, ends[0]), np.where(shares.se == 0, share, ends[1])


def _as_part(data: pd.DataFrame | Moments) -> Moments:
    return data if isinstance(data, Moments) else sum_moments(data, dealt_groups(data))


def _raw(part: Moments, method: Decomposition) -> Array:
    """(p,) parts of the last item's R squared, NaN where they cannot be estimated."""
    r = part.correlation
    if reason_against(r, part.n_obs):
        return np.full(len(r) - 1, np.nan)
    return DECOMPOSITIONS[method](r[:-1, :-1], r[:-1, -1])


def _shares_and_r2(part: Moments, method: Decomposition) -> Array:
    """(p + 1,) shares and, last, R squared: what the replicates repeat."""
    r, raw = part.correlation, _raw(part, method)
    r2 = np.nan if np.isnan(raw).any() else r_squared(r[:-1, :-1], r[:-1, -1])
    return np.append(raw / raw.sum(), r2)


def _replicates(part: Moments, method: Decomposition) -> Replicates:
    """The jackknife; without replicate groups the figures stand alone."""
    statistic = partial(_shares_and_r2, method=method)
    if part.groups is None:
        return Replicates("jackknife", statistic(part), np.empty((0, len(part.items))))
    return jackknife(part, statistic)


def _result(part: Moments, method: Decomposition, confidence: float) -> ImportanceResult:
    """Figures where they can be had; NaN and the reason where they cannot."""
    r, replicates = part.correlation, _replicates(part, method)
    explained, why = _explained(part, replicates, confidence)
    low, high = share_interval(replicates, confidence) if not why[1].parts else (replicates.whole * np.nan,) * 2
    columns = {"raw": _raw(part, method), "share": replicates.whole[:-1], "low": low[:-1], "high": high[:-1]}
    parts = pd.DataFrame(columns | {"se": replicates.se[:-1], "r": r[:-1, -1]}, index=list(part.items[:-1]))
    return ImportanceResult(
        outcome=part.items[-1],
        kind=method,
        parts=parts,
        r2=float(replicates.whole[-1]),
        explained=explained,
        confidence=confidence,
        replicates=replicates,
        n=part.n_obs,
        n_weighted=part.n_weighted,
        n_effective=part.n_effective,
        reason=reason_against(r, part.n_obs),
        why_no_interval=why,
    )


def _explained(
    part: Moments, replicates: Replicates, confidence: float
) -> tuple[ExplainedShare, tuple[Method, Method]]:
    """Corrected R squared, and why it and the shares have no interval, if so."""
    p, bases = len(part.items) - 1, (np.array(float(part.n_obs)), np.array(part.n_effective))
    found = explained_share(replicates.whole[-1], replicates.se[-1] ** 2, bases, p, confidence)
    why = why_no_interval(part, len(replicates.values))
    if why.parts or np.isnan(found.low):
        why = why if why.parts else way("no interval")
        return ExplainedShare(found.value, found.n * np.nan, found.n * np.nan, found.n), (why, why)
    enough = p == 1 or found.n * found.value / (1 - found.value) >= ENOUGH_EXPLAINED
    return found, (why, Method() if enough else ways("no interval", "too little explained"))
