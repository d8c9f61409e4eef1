"""Scores of plain data: a frame of items or a column of answers, with weights if there are any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csat_lib.errors.index import outside_scale, weights_not_positive
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.index.score_figures import INDEX_ENDS, ScoreFigure
from csat_lib.proportion import nps_adjusted_wald, nps_error, nps_wald, wilson
from csat_lib.statistics import statistic
from csat_lib.summary.design import sum_design
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import Sample, cells_of

Array = NDArray[np.float64]
FEWEST = 2 - 1e-9  # effective answers that an interval needs
NpsInterval = Literal["wald", "adjusted wald"]


@dataclass(frozen=True)
class Score:
    """One score of plain data."""

    value: float | None
    low: float | None
    high: float | None
    se: float | None
    n: int
    n_weighted: float
    n_effective: float
    confidence: float
    figure: ScoreFigure

    @property
    def method(self) -> Method:
        """Estimator and interval."""
        return self.figure.estimate.method

    def to_findings(self) -> list[Finding]:
        """Topic ``scores``, one row."""
        return [self.figure.to_finding("scores", self.confidence)]


@statistic
def satisfaction_index(
    data: pd.DataFrame,
    scale: tuple[float, float],
    item_weights: Mapping[str, float] | None = None,
    weights: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Score:
    """Satisfaction index 0-100 of (n, items) answers: 100 (sum_j w_j m_j - low) / (high - low), the w_j adding up to 1.

    Method: m_j is the weighted mean of item j over its own answers (NaN is missing); the standard error is
    linearised over all items together, with the item weights as given; items count alike by default; the interval is
    t on the logit of the index. Formula of the
    ACSI (Fornell et al. 1996, Journal of Marketing 60: 7-18), whose item weights are unstandardised PLS outer weights.
    """
    low, high = scale
    item_weights = item_weights or dict.fromkeys(map(str, data.columns), 1.0)
    for item, weight in item_weights.items():
        if not weight > 0:
            raise weights_not_positive("index", item, weight)
    items = data[list(item_weights)]
    _check(items, "index", scale)
    rescaled = (items - low) / (high - low) * 100
    totals = sum_design(rescaled, _everybody(data, weights), [list(item_weights)])
    whole = sum(item_weights.values())
    estimate = totals.linear([(weight / whole, item, ("all", "")) for item, weight in item_weights.items()])
    ends = estimate.interval_on(INDEX_ENDS, confidence)
    return _scored(ScoreFigure("index", "index", estimate, *ends), confidence)


@statistic
def top_box(answers: pd.Series, at_least: float, weights: ArrayLike | None = None, confidence: float = 0.95) -> Score:
    """Share (0-1) of answers that are ``at_least`` so high: 9 on a scale of 1-10 is the top-2 box.

    Wilson interval, on Kish's effective n when weighted. Missing values: left out.
    """
    x, w = _answered(answers, weights)
    sizes = _sizes(w)
    if not len(x):
        return _scored(_without_answers(answers, "top_box", "wilson"), confidence)
    share = float(w @ (x >= at_least) / w.sum())
    se = (share * (1 - share) / sizes[2]) ** 0.5
    estimate = Estimate(share, se, None, *sizes, way("wilson"))
    return _scored(_known(answers, "top_box", estimate, wilson(share, sizes[2], confidence)), confidence)


@statistic
def net_promoter_score(
    answers: pd.Series,
    weights: ArrayLike | None = None,
    interval: NpsInterval = "adjusted wald",
    confidence: float = 0.95,
) -> Score:
    """NPS in points, 100 (share of 9-10 less share of 0-6), of answers 0-10; Kish's effective n when weighted.

    ``interval``: "wald", or "adjusted wald" (Rocks 2016), which keeps its coverage in small samples; none of answers
    that weigh so unequally that they are worth fewer than two, nor of one. Missing values: left out.
    """
    _check(answers.to_frame(), str(answers.name), (0, 10))
    x, w = _answered(answers, weights)
    sizes = _sizes(w)
    if not len(x):
        return _scored(_without_answers(answers, "nps", interval), confidence)
    promoters, detractors = float(w @ (x >= 9) / w.sum()), float(w @ (x <= 6) / w.sum())
    se = nps_error(promoters, detractors, sizes[2])
    ends = {"wald": nps_wald, "adjusted wald": nps_adjusted_wald}[interval](promoters, detractors, sizes[2], confidence)
    estimate = Estimate(100 * (promoters - detractors), se, None, *sizes, way(interval))
    return _scored(_known(answers, "nps", estimate, ends), confidence)


def _everybody(data: pd.DataFrame, weights: ArrayLike | None) -> Sample:
    w = np.ones(len(data)) if weights is None else np.asarray(weights, dtype=np.float64)
    return Sample(w, cells_of(data, []))


def _answered(answers: pd.Series, weights: ArrayLike | None) -> tuple[Array, Array]:
    x = answers.to_numpy(dtype=np.float64, na_value=np.nan)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=np.float64)
    given = ~np.isnan(x) & (w > 0)
    return x[given], w[given]


def _sizes(w: Array) -> tuple[int, float, float]:
    return len(w), float(w.sum()), float(w.sum() ** 2 / (w @ w)) if len(w) else 0.0


def _known(answers: pd.Series, measure: str, estimate: Estimate, ends: tuple[float, float]) -> ScoreFigure:
    """The figure with its interval; of one answer, or one that outweighs the others, without an error."""
    if estimate.n_effective >= FEWEST:
        return ScoreFigure(str(answers.name), measure, estimate, *ends)
    alone = replace(estimate, se=None, method=estimate.method + ways("no interval", "the weight lies with a few"))
    return ScoreFigure(str(answers.name), measure, alone)


def _without_answers(answers: pd.Series, measure: str, method: str) -> ScoreFigure:
    estimate = Estimate(None, None, None, 0, 0.0, 0.0, way(method), "all_missing")
    return ScoreFigure(str(answers.name), measure, estimate)


def _scored(figure: ScoreFigure, confidence: float) -> Score:
    one = figure.estimate
    sizes = (one.n, one.n_weighted, one.n_effective)
    return Score(one.value, figure.low, figure.high, one.se, *sizes, confidence, figure)


def _check(data: pd.DataFrame, name: str, scale: tuple[float, float]) -> None:
    values = data.to_numpy(dtype=np.float64, na_value=np.nan)
    outside = values[(values < scale[0]) | (values > scale[1])]
    if len(outside):
        raise outside_scale(name, *scale, sorted(set(outside)))
