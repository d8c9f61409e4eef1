"""How many answers the main study needs for a wanted precision of alpha: by formula, and checked by simulation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import fdtri, ndtri

from csat_lib.errors.measurement import not_a_share
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.bases import why_not
from csat_lib.measurement.correlations.interval import check_confidence, feldt
from csat_lib.measurement.pilot.item_statistics import TOPIC
from csat_lib.measurement.reliability.coefficients import alpha as alpha_of
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments, sum_moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
Model = Mapping[str, Sequence[str]]
NAN = float("nan")


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

    ``expected_width`` (with ``se``): mean width of the interval over simulated samples of ``n``. NaN where ``reason``
    says why.
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
            reason=self.reason if absent else "",
        )


def alpha_sample_size(alpha: float, n_items: int, width: float, confidence: float = 0.95) -> int:
    """The fewest answers with which the interval of alpha is no wider than ``width``, if alpha comes out as given.

    Method: Feldt's interval has the width (1 - alpha) * (F_upper - F_lower), F with n - 1 and (n - 1)(p - 1) degrees of
    freedom; it shrinks with n, so that the smallest n is found by halving. The search starts from Bonett's closed form.
    Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11: 93-103.
    """
    low, high = 2, max(4, 2 * math.ceil(bonett_sample_size(alpha, n_items, width, confidence)))
    while _width(alpha, n_items, high, confidence) > width:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _width(alpha, n_items, middle, confidence) <= width else (middle + 1, high)
    return low


def bonett_sample_size(alpha: float, n_items: int, width: float, confidence: float = 0.95) -> float:
    """The same in closed form, 8p / (p - 1) * (z / ln e)^2 + 2, with e = (1 - low) / (1 - high).

    Bonett (2002), Journal of Educational and Behavioral Statistics 27: 335-340. The ends lie at equal distances on the
    logarithm of 1 - alpha, high - low = ``width``.
    """
    z, ratio = float(ndtri((1 + confidence) / 2)), width / (1 - alpha)
    e = ((ratio + math.sqrt(ratio**2 + 4)) / 2) ** 2
    return 8 * n_items / (n_items - 1) * (z / math.log(e)) ** 2 + 2


@statistic
def plan_alpha(moments: Moments, spec: AlphaPlan | None = None) -> AlphaSize:
    """Answers that the main study needs for alpha of one construct, whose name is the label of its moments.

    Method: :func:`alpha_sample_size` at the pilot's alpha, and (``cautious``) at the lower end of its interval (at 0
    when that is negative), as a pilot's alpha is itself unsure and a lower one needs more answers: the advice of Browne
    (1995), Statistics in Medicine 14: 1933-1940, for standard deviations. Never fewer than items + 1. The check draws
    covariance matrices of samples of that size from a normal population with the pilot's covariances (Wishart draws,
    exact for normal answers).

    Missing values: as the moments were added up.

    Reasons: ``one_item``, ``all_missing``, ``few_answers``, ``no_variance``; ``no_consistency``: alpha is not above 0.
    """
    spec = spec or AlphaPlan()
    p, n, s = len(moments.items), moments.n_obs, moments.covariance
    drawn = ways(way("# items", p), way("# wishart draws", spec.draws), way("seed #", spec.seed))
    method = ways("feldt", way("interval no wider than #", spec.width), drawn)
    reason = why_not(moments)
    value = NAN if reason else float(alpha_of(s))
    if not reason and not value > 0:
        reason = "no_consistency"
    if reason:
        return AlphaSize(moments.label, NAN, NAN, NAN, NAN, method, n, reason)
    lowest = max(feldt(value, n, p, spec.confidence).low, 0.0)
    size, cautious = (max(alpha_sample_size(at, p, spec.width, spec.confidence), p + 1) for at in (value, lowest))
    widths = _simulated_widths(s, size, spec)
    se = float(widths.std(ddof=1) / math.sqrt(len(widths)))
    return AlphaSize(moments.label, float(size), float(cautious), float(widths.mean()), se, method, n)


@statistic
def plan_alphas(data: pd.DataFrame | Rows, model: Model, spec: AlphaPlan | None = None) -> list[AlphaSize]:
    """One plan for each construct, from those complete on its items, unweighted."""
    frame = data.frame if isinstance(data, Rows) else data
    return [plan_alpha(sum_moments(frame[list(items)], label=name), spec) for name, items in model.items()]


def _width(alpha: float, n_items: int, n: int, confidence: float) -> float:
    ends = feldt(alpha, n, n_items, confidence)
    return ends.high - ends.low


def _simulated_widths(covariance: Array, n: int, spec: AlphaPlan) -> Array:
    """(draws,) widths of Feldt's interval over samples of n."""
    p, outside = len(covariance), (1 - spec.confidence) / 2
    upper, lower = (float(fdtri(n - 1, (n - 1) * (p - 1), share)) for share in (1 - outside, outside))
    alphas = np.asarray(alpha_of(wishart(covariance, n, spec.draws, spec.seed)))
    return np.asarray((1 - alphas) * (upper - lower))


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
