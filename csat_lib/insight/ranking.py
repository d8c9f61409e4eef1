"""Units in their order: which places each may have, and what its score is once chance is taken off."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtri, stdtrit

from csat_lib.findings import Finding, Method, in_use, way, ways
from csat_lib.findings.catalogue.segments import RANK, SHRUNK
from csat_lib.index.composite import Composite, composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, shown, without_end
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import Cell
from csat_lib.summary.summary import Summary

Array = NDArray[np.float64]
LEAST_RELIABLE = 1 / 3
FEWEST = 4
"""Units from which scores are drawn together: the error of how far they lie apart takes three."""
FEWEST_DF = 50


@dataclass(frozen=True)
class Shrunk:
    """(k,) scores drawn towards their mean, and their standard errors.

    ``reliability``: how much of the scores' variance is between units. Where it is under a third the intervals are too
    long or too short, by how many units there are, and are not printed.
    """

    values: Array
    errors: Array
    reliability: float

    @property
    def has_ends(self) -> bool:
        """Whether the intervals hold as often as they say."""
        return self.reliability >= LEAST_RELIABLE


@dataclass(frozen=True)
class Ranking:
    """Figures of the units of one segmentation."""

    figures: tuple[tuple[ScoreFigure, int], ...]
    confidence: float

    @property
    def method(self) -> Method:
        """The methods in use."""
        return in_use(*(figure.estimate.method for figure, _ in self.figures))

    def to_findings(self) -> list[Finding]:
        """One row a figure, signed with the topic ``segments``."""
        return [figure.to_finding(RANK.topic.name, self.confidence) for figure, _ in self.figures]


@statistic
def rank_units(summary: Summary, spec: ScoreSpec) -> Ranking:
    """The place of every unit by the index of the study, and that index shrunk.

    ``rank``: 1 is the highest; low = 1 + how many units are clearly higher, high = k - how many are clearly lower, by
    t intervals of all k (k - 1) / 2 differences at once (Sidak 1967; units are independent samples, df by Welch and
    Satterthwaite): with the stated confidence all true places lie in their ranges together (Mogstad, Romano, Shaikh &
    Wilhelm 2024, Review of Economic Studies 91: 476-518, with Sidak's in place of a bootstrapped bound). ``shrunk``:
    :func:`shrunk_scores`, with errors by the mean variance of a respondent, sqrt(sum n_u^2 s_u^2 / sum n_u / n_u), n_u
    the effective numbers: by errors of their own those units would be trusted most that lie near an end of the scale by
    chance, and intervals hold in .84 to .95 (``tests/simulations/record_coverage.csv``). There is none where all units
    together have fewer than fifty degrees of freedom. Units whose score is hidden or has no error have neither.
    """
    one, known = units_shown(summary, spec)
    if one is None:
        return Ranking((), spec.confidence)
    ranked = {cell: it for cell, it in known.items() if it.value is not None and it.se}
    found = _ranks(ranked, one.subject, spec)
    if len(ranked) >= FEWEST:
        values, own, n = (
            np.array([getattr(it, of) for it in ranked.values()]) for of in ("value", "se", "n_effective")
        )
        errors = np.sqrt(n @ (own**2 * n) / n.sum() / n)
        drawn, z = shrunk_scores(values, errors), float(ndtri((1 + spec.confidence) / 2))
        is_known = sum(it.df or 0.0 for it in ranked.values()) >= FEWEST_DF
        why = "units hardly differ" if is_known else "too few respondents"
        has_ends = drawn.has_ends and is_known
        for at, (cell, it) in enumerate(ranked.items()):
            value, se = float(drawn.values[at]), float(drawn.errors[at])
            how = ("morris",) if has_ends else ("no interval", why)
            low, high = (value - z * se, value + z * se) if has_ends else (None, None)
            method = ways("empirical Bayes", *how)
            shrunk = replace(it, value=value, se=se if has_ends else None, df=None, method=method)
            figure = ScoreFigure(one.subject, SHRUNK.name, shrunk, low, high, cell=cell)
            found.append((figure, at))
    return Ranking(tuple(found), spec.confidence)


def units_shown(summary: Summary, spec: ScoreSpec) -> tuple[Composite | None, dict[Cell, Estimate]]:
    """The index of the study and what it is in each unit, hidden where it is; None without an index or units."""
    if not spec.unit or not spec.index:
        return None, {}
    root = next((name for name in spec.headlines if name in spec.index), next(iter(spec.index)))
    one = next(one for one in composites(spec) if one.subject == root)
    kept_back = hidden_cells(summary, spec)
    cells = [(spec.unit, level) for level in summary.scores.cells(spec.unit)]
    held = {cell: kept_back.held(shown(one.estimate(summary.scores, cell), spec), one.subject, cell) for cell in cells}
    return one, {cell: without_end(it) for cell, it in held.items()}


def _ranks(known: dict[Cell, Estimate], subject: str, spec: ScoreSpec) -> list[tuple[ScoreFigure, int]]:
    pairs = len(known) * (len(known) - 1) // 2
    above, below = (dict.fromkeys(known, 0) for _ in range(2))
    share = spec.confidence ** (1 / max(pairs, 1))
    for first, second in combinations(known, 2):
        apart = known[first].minus(known[second])
        reach = float(stdtrit(apart.df, (1 + share) / 2)) * (apart.se or 0.0) if apart.df else math.inf
        if abs(apart.value or 0.0) > reach:
            higher, lower = (first, second) if (apart.value or 0.0) > 0 else (second, first)
            above[lower] += 1
            below[higher] += 1
    order = sorted(known, key=lambda cell: -(known[cell].value or 0.0))
    method = way("sidak over #", pairs)
    return [
        (
            ScoreFigure(
                subject, RANK.name, replace(known[cell], value=float(at), se=None, df=None, method=method),
                1.0 + above[cell], float(len(known) - below[cell]), cell=cell,
            ),
            at,
        )
        for at, cell in enumerate(order, start=1)
    ]  # fmt: skip


def shrunk_scores(values: Array, errors: Array) -> Shrunk:
    """Empirical Bayes: (k,) scores y with standard errors s, drawn towards their mean as far as they are noise.

    y_u = mu + (1 - B_u) (y_u - mu), B_u = (k - 3) / (k - 1) s_u^2 / (s_u^2 + t^2), mu the mean weighted by w_u =
    1 / (s_u^2 + t^2); t^2, the variance between units, solves sum w_u (y_u - mu)^2 = k - 1, or is 0 (Paule & Mandel
    1982). Variance s_u^2 (1 - B_u) + s_u^2 B_u w_u / sum w + 2 / (k - 3) B_u^2 (s^2 + t^2) / (s_u^2 + t^2)
    (y_u - mu)^2, s^2 the mean of the s_u^2 by w: Morris (1983), JASA 78: 47-65, who counts what mu and t^2 were
    estimated with. Intervals z hold on average over the units where these
    differ enough (``tests/simulations/ranking_coverage.csv``).
    """
    k, own = len(values), errors**2

    def excess(between: float) -> float:
        w = 1 / (own + between)
        return float(w @ (values - w @ values / w.sum()) ** 2) - (k - 1)

    top = float(np.var(values)) * k + 1e-300
    between = float(brentq(excess, 0.0, top)) if excess(0.0) > 0 else 0.0
    w = 1 / (own + between)
    mean = w @ values / w.sum()
    shrink = (k - 3) / (k - 1) * own * w
    drawn = mean + (1 - shrink) * (values - mean)
    spread = 2 / (k - 3) * shrink**2 * (w @ own / w.sum() + between) * w * (values - mean) ** 2
    within = float(w @ own / w.sum())
    errors = np.sqrt(own * (1 - shrink) + own * shrink * w / w.sum() + spread)
    return Shrunk(drawn, errors, between / (between + within))
