"""How many answers the main study needs for a wanted precision of alpha: from the pilot's own answers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from csat_lib.errors.measurement import not_a_share
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.interval import check_confidence
from csat_lib.measurement.correlations.matrices import matrices_of
from csat_lib.measurement.pilot.item_statistics import TOPIC
from csat_lib.measurement.reliability.alpha import estimate_alpha
from csat_lib.measurement.reliability.coefficients import alpha as alpha_of
from csat_lib.statistics import statistic
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import Rows, dealt_groups, hashed_order
from csat_lib.summary.studentised import studentised

Array = NDArray[np.float64]
Model = Mapping[str, Sequence[str]]
NAN = float("nan")
ROUNDING = 1e-12


@dataclass(frozen=True)
class AlphaPlan:
    """What is wanted: the ``width`` of the interval of alpha, at a ``confidence``; the simulation's draws and seed."""

    width: float = 0.10
    confidence: float = 0.95
    draws: int = 1000
    seed: int = 1

    def __post_init__(self) -> None:
        check_confidence(self.confidence)
        if not 0 < self.width < 1:
            raise not_a_share("wanted width of the interval of alpha", self.width)


@dataclass(frozen=True)
class AlphaSize:
    """``n`` answers if alpha is as in the pilot, ``cautious`` if it is as low as the pilot's interval allows.

    ``expected_width`` (with ``se``): mean width of the interval over samples of ``n`` drawn from the pilot's answers.
    NaN where ``reason`` says why; ``cautious`` alone where the pilot's answers are too skewed for an interval.
    """

    construct: str
    n: float
    cautious: float
    expected_width: float
    se: float
    method: Method
    pilot_n: int
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """``sample_size`` twice (path ``pilot`` and ``cautious``), ``expected_width`` (path = n)."""
        rows = [
            self._row(pilot.SAMPLE_SIZE, size, path) for path, size in (("pilot", self.n), ("cautious", self.cautious))
        ]
        width = self._row(pilot.EXPECTED_WIDTH, self.expected_width, "" if self.reason else f"{self.n:.0f}")
        return [*rows, width if width.value is None else replace(width, se=self.se)]

    def _row(self, measure: Measure, value: float, path: str) -> Finding:
        absent = math.isnan(value)
        return Finding(
            topic=TOPIC,
            subject="consistency",
            other=self.construct,
            measure=measure.name,
            path=path,
            value=None if absent else value,
            method=self.method,
            n=self.pilot_n,
            reason=(self.reason or "too_skewed") if absent else "",
        )


def alpha_sample_size(alpha: float, error: float, width: float, confidence: float = 0.95) -> int:
    """The fewest answers with which the interval of alpha is no wider than ``width``, if alpha comes out as given.

    Method: ``error`` is the standard error of log(1 - alpha) times the root of n, which a pilot tells. The interval of
    n answers is (1 - alpha) (exp(z error / sqrt n) - exp(-z error / sqrt n)) wide, so that n = (z error / arsinh(width
    / (2 (1 - alpha))))^2. For normal answers to p parallel items error^2 is 2p / (p - 1), which gives Bonett's size
    (2002), Journal of Educational and Behavioral Statistics 27: 335-340, but for the 2 that he adds; of ratings that
    pile up at one end it is twice as much and more.
    """
    z = float(ndtri((1 + confidence) / 2))
    return math.ceil((z * error / math.asinh(width / (2 * (1 - alpha)))) ** 2 * (1 - ROUNDING))


def bonett_sample_size(alpha: float, n_items: int, width: float, confidence: float = 0.95) -> float:
    """The same of normal answers in closed form, 8p / (p - 1) * (z / ln e)^2 + 2, with e = (1 - low) / (1 - high).

    Bonett (2002), Journal of Educational and Behavioral Statistics 27: 335-340. The ends lie at equal distances on the
    logarithm of 1 - alpha, high - low = ``width``.
    """
    z, ratio = float(ndtri((1 + confidence) / 2)), width / (1 - alpha)
    e = ((ratio + math.sqrt(ratio**2 + 4)) / 2) ** 2
    return 8 * n_items / (n_items - 1) * (z / math.log(e)) ** 2 + 2


@statistic
def plan_alpha(data: pd.DataFrame | Rows, spec: AlphaPlan | None = None, label: str = "") -> AlphaSize:
    """Answers that the main study needs for alpha of one construct, from a pilot's answers to its items, unweighted.

    Method: :func:`alpha_sample_size` with the pilot's own error of log(1 - alpha), by jackknife, so that neither normal
    answers nor parallel items are assumed; at the pilot's alpha, and (``cautious``) at the lower end of its interval
    (at 0 when that is negative), as a pilot's alpha is itself unsure and a lower one needs more answers: the advice of
    Browne (1995), Statistics in Medicine 14: 1933-1940, for standard deviations. Never fewer than items + 1. The check
    draws samples of that size from the pilot's answers, with replacement, and takes the width of the interval that each
    would print.

    Missing values: those who answered all items.

    Reasons: ``one_item``, ``all_missing``, ``few_answers``, ``no_variance``; ``no_consistency``: alpha is not above 0;
    ``too_skewed`` of the cautious size: the pilot's alpha has no interval.
    """
    spec = spec or AlphaPlan()
    frame = (data.frame if isinstance(data, Rows) else data).dropna()
    moments = sum_moments(frame, dealt_groups(frame), label=label)
    found = matrices_of(moments)
    drawn = ways(way("# draws", spec.draws), way("seed #", spec.seed))
    method = ways("jackknife", "log scale", way("interval no wider than #", spec.width), drawn)
    value = NAN if found.reason else float(alpha_of(found.covariance))
    reason = found.reason or ("" if value > 0 else "no_consistency")
    error = NAN if reason else _error(value, alpha_of(found.covariances_less), len(frame))
    reason = reason or ("" if error > 0 else "no_variance")
    if reason:
        return AlphaSize(label, NAN, NAN, NAN, NAN, method, moments.n_obs, reason)
    least = len(frame.columns) + 1
    size = max(alpha_sample_size(value, error, spec.width, spec.confidence), least)
    low = estimate_alpha(moments, spec.confidence).low
    cautious = (
        NAN if math.isnan(low) else max(alpha_sample_size(max(low, 0.0), error, spec.width, spec.confidence), least)
    )
    widths = _drawn_widths(frame.to_numpy(dtype=np.float64)[hashed_order(frame)], size, spec)
    se = float(widths.std(ddof=1) / math.sqrt(len(widths)))
    return AlphaSize(label, float(size), float(cautious), float(widths.mean()), se, method, moments.n_obs)


@statistic
def plan_alphas(data: pd.DataFrame | Rows, model: Model, spec: AlphaPlan | None = None) -> list[AlphaSize]:
    """One plan for each construct, from those complete on its items, unweighted."""
    frame = data.frame if isinstance(data, Rows) else data
    return [plan_alpha(frame[list(items)], spec, name) for name, items in model.items()]


def _error(value: float, left_out: Array, n: int) -> float:
    """Standard error of log(1 - alpha) times the root of n; NaN where a replicate has none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found = studentised(np.log(1 - np.array(value)), np.log(1 - left_out), 0.95)
    return float(found.se) * math.sqrt(n)


def _drawn_widths(answers: Array, n: int, spec: AlphaPlan) -> Array:
    """(draws,) widths of the interval over samples of n of the pilot's answers, those without spread left out.

    Each sample's error of log(1 - alpha) is linearised, which is what the jackknife comes to: with y the deviations of
    a respondent's answers and h = tr S / V, V the variance of the sum, the respondent's part is
    p / (p - 1) (sum of y_j^2 - h (sum of y_j)^2) / ((1 - alpha) V).
    """
    rng, p = np.random.default_rng([spec.seed, n]), answers.shape[1]
    z, widths = float(ndtri((1 + spec.confidence) / 2)), []
    for _ in range(spec.draws):
        y = answers[rng.integers(len(answers), size=n)]
        y = y - y.mean(axis=0)
        own, whole = (y**2).sum(axis=1), y.sum(axis=1) ** 2
        share = own.sum() / whole.sum() if whole.any() else NAN
        rest = 1 - p / (p - 1) * (1 - share)
        parts = p / (p - 1) * (own - share * whole) / (rest * whole.mean())
        widths.append(2 * rest * math.sinh(min(z * parts.std() / math.sqrt(n), 20)) if rest > 0 else NAN)
    return np.array([width for width in widths if not math.isnan(width)])


def wishart(covariance: Array, n: int, draws: int, seed: int) -> Array:
    """(draws, p, p) covariance matrices of samples of n from a normal population, by Bartlett's decomposition.

    Bartlett (1933), Proceedings of the Royal Society of Edinburgh 53: 260-283. ``covariance`` need only be positive
    semidefinite. The same seed and n give the same draws.
    """
    rng, p = np.random.default_rng([seed, n]), len(covariance)
    roots, vectors = np.linalg.eigh(covariance)
    half = vectors * np.sqrt(np.clip(roots, 0, None))
    lower = np.tril(rng.standard_normal((draws, p, p)), -1)
    at = np.arange(p)
    lower[:, at, at] = np.sqrt(rng.chisquare(n - 1 - at, (draws, p)))
    root = half @ lower
    return np.asarray(root @ root.swapaxes(-1, -2) / (n - 1))
