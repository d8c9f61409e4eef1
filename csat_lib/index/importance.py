"""How much each predictor counts for an outcome, as its share of R squared, with intervals.

LMG and Johnson's relative weights answer the same question by different rules and can rank predictors differently;
a result says which one it is, and a report that shows one names it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from scipy.stats import t as student

from csat_lib.errors.importance import no_predictors, too_many_predictors, unknown_method
from csat_lib.findings import Finding
from csat_lib.index.decompose import DECOMPOSITIONS, Array, r_squared
from csat_lib.summary.moments import Base, Moments, sum_moments

Method = Literal["lmg", "johnson", "correlation", "regression"]
MOST_FOR_LMG = 15
REPLICATE_GROUPS = 100
SMALLEST_ROOT = 1e-8


@dataclass(frozen=True)
class ImportanceResult:
    """Importance of p predictors for one outcome.

    ``parts`` is (p, 6), one row per predictor in the order of the data: ``raw`` the parts of R squared, ``share`` the
    same scaled to sum to 1, ``low``, ``high`` and ``se`` of the share (NaN when no interval can be had), and ``r``, the
    simple correlation, whose sign says which way the predictor goes. ``replicates`` (groups, p + 1) holds the shares
    and, last, R squared, each with one replicate group left out. When ``reason`` is set every figure is NaN.
    """

    outcome: str
    kind: Method
    parts: pd.DataFrame
    r2: float
    r2_low: float
    r2_high: float
    r2_se: float
    confidence: float
    n: int
    n_weighted: float
    n_effective: float
    reason: str = ""
    replicates: Array = field(default_factory=lambda: np.empty((0, 0)), repr=False, compare=False)

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
    def df(self) -> int:
        """Degrees of freedom of the intervals: replicate groups less one, 0 without replicates."""
        return max(len(self.replicates) - 1, 0)

    @property
    def method(self) -> str:
        """The decomposition and the interval, in words."""
        if not self.df:
            return f"{self.kind}, no interval"
        return f"{self.kind}, delete-a-group jackknife over {len(self.replicates)} groups, t on the logit of the share"

    def to_findings(self) -> list[Finding]:
        """One ``importance`` per predictor, then ``r2``."""
        return [*self.share_findings(), self.r2_finding()]

    def share_findings(self) -> list[Finding]:
        """The shares; ``method`` is the bare name of the decomposition, so that two of them can stand side by side."""
        rows = self.parts[["share", "low", "high", "se"]].itertuples(name=None)
        return [self._finding("importance", (name, self.outcome), self.kind, figures) for name, *figures in rows]

    def r2_finding(self) -> Finding:
        """R squared: the same under every decomposition."""
        figures = [self.r2, self.r2_low, self.r2_high, self.r2_se]
        return self._finding("r2", (self.outcome, ""), "least squares", figures)

    def _finding(self, measure: str, about: tuple[str, str], method: str, figures: list[float]) -> Finding:
        value, low, high, se = (None if np.isnan(figure) else float(figure) for figure in figures)
        return Finding(
            topic="drivers",
            subject=about[0],
            other=about[1],
            measure=measure,
            unit="share",
            value=value,
            low=low,
            high=high,
            se=se,
            df=None if se is None else float(self.df),
            confidence=None if low is None else self.confidence,
            method=method,
            n=self.n,
            n_weighted=self.n_weighted,
            n_effective=self.n_effective,
            reason=self.reason,
        )


def importance(
    data: pd.DataFrame | Moments, outcome: str, method: Method = "lmg", confidence: float = 0.95
) -> ImportanceResult:
    """Part the R squared of ``outcome`` among all other items of ``data``.

    Method: see ``index.decompose`` for each rule. Intervals: delete-a-group jackknife of the share over the replicate
    groups, t with groups - 1 degrees of freedom, built on the logit of the share (delta method) so that both ends stay
    between 0 and 1 and nothing is clipped.

    Missing values: of a DataFrame, rows complete on all items; of Moments, as they were summed up. The rows of a
    DataFrame are dealt in turn to 100 replicate groups (fewer when there are fewer rows).

    Reasons: ``all_missing``, ``few_answers`` (fewer than p + 2 respondents), ``no_variance``, ``collinear`` (smallest
    root of the predictors' correlation matrix under 1e-8, or a pairwise matrix that no data could have),
    ``nothing_explained`` (every correlation with the outcome is 0, so that there is nothing to part).

    Raises:
        CsatError: unknown method or outcome, no predictor, or more than 15 predictors for ``lmg``.
    """
    if method not in DECOMPOSITIONS:
        raise unknown_method(method, get_args(Method))
    part = _as_part(data)
    predictors = [item for item in part.items if item != outcome]
    if not predictors:
        raise no_predictors(outcome)
    if method == "lmg" and len(predictors) > MOST_FOR_LMG:
        raise too_many_predictors(len(predictors), MOST_FOR_LMG)
    return _result(part.select([*predictors, outcome]), method, confidence)


def why_not(part: Moments) -> str:
    """Reason why the last item cannot be explained by the others, or nothing."""
    r = part.correlation
    if not part.n_obs:
        return "all_missing"
    if part.n_obs < len(part.items) + 1:
        return "few_answers"
    if np.isnan(r).any():
        return "no_variance"
    definite = np.linalg.eigvalsh(r[:-1, :-1])[0] > SMALLEST_ROOT and np.linalg.eigvalsh(r)[0] > -SMALLEST_ROOT
    if not definite:
        return "collinear"
    return "" if r[:-1, -1].any() else "nothing_explained"


def share_interval(share: Array, se: Array, df: int, confidence: float) -> tuple[Array, Array]:
    """Ends of the t interval on the logit scale, where a share's standard error is se / (share (1 - share)).

    A share that never varies (one predictor has all of R squared) is its own interval; any other 0 or 1 has none.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        half = student.ppf((1 + confidence) / 2, df) * se / (share * (1 - share))
        ends = [np.where(np.isinf(half), np.nan, expit(logit(share) + side * half)) for side in (-1, 1)]
    return np.where(se == 0, share, ends[0]), np.where(se == 0, share, ends[1])


def jackknife_se(replicates: Array) -> Array:
    """(k,) standard errors from (groups, k) figures, each with one replicate group left out.

    Delete-a-group jackknife, sqrt((G - 1) / G * sum of squared deviations from the replicates' mean): Kott (2001),
    Journal of Official Statistics 17(4), 521-526.
    """
    return np.asarray(np.sqrt((len(replicates) - 1) * replicates.var(axis=0)))


def _as_part(data: pd.DataFrame | Moments) -> Moments:
    if isinstance(data, Moments):
        return data
    n_groups = min(REPLICATE_GROUPS, len(data))
    base = Base(group=np.arange(len(data)) % max(n_groups, 1), n_groups=n_groups) if n_groups else Base()
    return sum_moments(data, base)


def _statistic(part: Moments, method: Method) -> tuple[Array, Array]:
    """(p + 1,) shares of the last item's R squared and R squared itself; (p,) raw parts."""
    r = part.correlation
    raw = DECOMPOSITIONS[method](r[:-1, :-1], r[:-1, -1])
    return np.append(raw / raw.sum(), r_squared(r[:-1, :-1], r[:-1, -1])), raw


def _replicates(part: Moments, method: Method) -> Array:
    """(groups, p + 1) the statistic with one group left out; empty when a deletion leaves nothing to estimate."""
    deletions = [] if part.groups is None else list(part.deletions())
    if len(deletions) < 2 or any(map(why_not, deletions)):
        return np.empty((0, 0))
    return np.stack([_statistic(deletion, method)[0] for deletion in deletions])


def _result(part: Moments, method: Method, confidence: float) -> ImportanceResult:
    """Figures where they can be had; NaN and the reason where they cannot."""
    *predictors, outcome = part.items
    reason = why_not(part)
    shares, raw = np.full(len(part.items), np.nan), np.full(len(predictors), np.nan)
    replicates, se = np.empty((0, 0)), np.full(len(part.items), np.nan)
    if not reason:
        shares, raw = _statistic(part, method)
        replicates = _replicates(part, method)
    if len(replicates):
        se = jackknife_se(replicates)
    low, high = share_interval(shares, se, max(len(replicates) - 1, 1), confidence)
    columns = {"raw": raw, "share": shares[:-1], "low": low[:-1], "high": high[:-1], "se": se[:-1]}
    parts = pd.DataFrame(columns | {"r": part.correlation[:-1, -1]}, index=predictors)
    return ImportanceResult(
        outcome=outcome,
        kind=method,
        parts=parts,
        r2=float(shares[-1]),
        r2_low=float(low[-1]),
        r2_high=float(high[-1]),
        r2_se=float(se[-1]),
        confidence=confidence,
        n=part.n_obs,
        n_weighted=part.n_weighted,
        n_effective=part.n_effective,
        reason=reason,
        replicates=replicates,
    )
