"""How many answers the main study needs for a factor model of wanted precision: by simulation from the pilot's own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from csat_lib.conventions import SOUND_SOLUTIONS
from csat_lib.errors.measurement import not_a_share
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.measure import Measure
from csat_lib.measurement.confirmatory import fit_cfa
from csat_lib.measurement.confirmatory.parameter_table import PATH
from csat_lib.measurement.confirmatory.standardised_solution import KINDS
from csat_lib.measurement.correlations.interval import check_confidence
from csat_lib.measurement.pilot.alpha_sample_size import wishart
from csat_lib.measurement.pilot.item_statistics import TOPIC
from csat_lib.measurement.pilot.planned_population import HIGHEST, Planted, plant
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
Model = Mapping[str, Sequence[str]]
NAN = float("nan")
FEWEST_SOUND = 10
"""Sound solutions without which no mean width is told."""
SIZES = (50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1250, 1500, 2000)


@dataclass(frozen=True)
class ModelPlan:
    """What is wanted, and how it is simulated.

    Intervals of standardised loadings no wider than ``width`` in the mean, in samples of which the share ``sound`` has
    a solution. ``sizes`` are tried in turn, with ``draws`` of each from ``seed``.
    """

    width: float = 0.20
    sound: float = SOUND_SOLUTIONS
    draws: int = 100
    seed: int = 1
    confidence: float = 0.95
    sizes: tuple[int, ...] = SIZES

    def __post_init__(self) -> None:
        check_confidence(self.confidence)
        for what, share in (("wanted width of the intervals of loadings", self.width), ("share sound", self.sound)):
            if not 0 < share < 1:
                raise not_a_share(what, share)


@dataclass(frozen=True)
class Trial:
    """Samples of one size: mean width of the loadings' intervals (with ``se``) and the share with a sound solution."""

    n: int
    width: float
    se: float
    sound: float


@dataclass(frozen=True)
class ModelSize:
    """``n``: the smallest size tried that is enough; NaN where ``reason`` says why. ``trials`` in their order."""

    n: float
    trials: tuple[Trial, ...]
    planted: Planted
    method: Method
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """``sample_size``, then ``expected_width`` and ``sound`` of each size (path = n); subject ``model``."""
        rows = [self._row(pilot.SAMPLE_SIZE, self.n)]
        for trial in self.trials:
            width = self._row(pilot.EXPECTED_WIDTH, trial.width, str(trial.n))
            rows.append(width if width.value is None else replace(width, se=trial.se))
            rows.append(self._row(pilot.SOUND, trial.sound, str(trial.n)))
        return rows

    def _row(self, measure: Measure, value: float, path: str = "") -> Finding:
        absent = math.isnan(value)
        reason = (self.reason or "not_converged") if absent else ""
        shown = None if absent else value
        where: dict[str, Any] = {"topic": TOPIC, "subject": "model", "path": path}
        return Finding(**where, measure=measure.name, value=shown, method=self.method, n=self.planted.n, reason=reason)


@statistic
def plan_model(data: pd.DataFrame | Rows, model: Model, spec: ModelPlan | None = None) -> ModelSize:
    """Answers that the main study needs for a confirmatory factor analysis (maximum likelihood) of its items.

    Method: covariance matrices of samples of each size are drawn from a normal population with the pilot's loadings and
    correlations of constructs (``measurement.planted``; Wishart draws), and the model is fitted to each. A size is
    enough when the intervals of the standardised loadings are no wider than wanted in the mean over loadings and draws,
    and when the wanted share of the draws has a sound solution: one that converged, without negative residual variance
    and correlations beyond 1. Sizes are tried upwards until one is enough; sizes not above the number of items are
    passed over. Muthen & Muthen (2002), Structural Equation Modeling 9: 599-620; Wolf, Harrington, Clark & Miller
    (2013), Educational and Psychological Measurement 73: 913-934.

    Missing values: as in ``measurement.planted``.

    Reasons: those of ``measurement.planted``; ``none_enough``: no size tried is.
    """
    spec, planted = spec or ModelPlan(), plant(data, model)
    drawn = ways(way("# wishart draws", spec.draws), way("seed #", spec.seed))
    held = [way("correlations held at #", HIGHEST)] * planted.capped
    method = ways("cfa", "ml", drawn, "loadings of the pilot", *held)
    if planted.reason:
        return ModelSize(NAN, (), planted, method, planted.reason)
    trials: list[Trial] = []
    for n in (size for size in spec.sizes if size > len(planted.loadings)):
        trials.append(_try(planted, n, spec))
        if trials[-1].width <= spec.width and trials[-1].sound >= spec.sound:
            return ModelSize(float(n), tuple(trials), planted, method)
    return ModelSize(NAN, tuple(trials), planted, method, "none_enough")


def _try(planted: Planted, n: int, spec: ModelPlan) -> Trial:
    """Fit the model to every draw of one size; widths are those of the sound solutions."""
    items = tuple(item for own in planted.model.values() for item in own)
    z = float(ndtri((1 + spec.confidence) / 2))
    widths = []
    for covariance in wishart(planted.correlation, n, spec.draws, spec.seed):
        fit = fit_cfa(_moments(items, covariance, n), planted.model)
        if not (fit.reason or fit.heywood or fit.improper):
            loadings = fit.estimates[fit.estimates["kind"] == KINDS[PATH]]
            widths.append(2 * z * float(loadings["standardised_se"].mean()))
    sound = len(widths) / spec.draws
    if len(widths) < FEWEST_SOUND:
        return Trial(n, NAN, NAN, sound)
    return Trial(n, float(np.mean(widths)), float(np.std(widths, ddof=1) / math.sqrt(len(widths))), sound)


def _moments(items: tuple[str, ...], covariance: Array, n: int) -> Moments:
    """The moments of n complete answers with means of 0 and these covariances."""
    sums = covariance * (n - 1)
    count, zero = np.full_like(sums, float(n)), np.zeros_like(sums)
    squares = np.repeat(np.diagonal(sums)[:, None], len(sums), axis=1)
    return Moments(items, "listwise", n=count, w=count, w2=count, wx=zero, wx2=squares, wxx=sums)
