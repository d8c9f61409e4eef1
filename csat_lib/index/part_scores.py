"""What the parts of one node are weighed by, and what a rule gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.summary.moments import Moments, sum_moments

Array = NDArray[np.float64]
Parts = Mapping[str, float | str]


@dataclass(frozen=True)
class RuleSettings:
    """What a rule needs beside its name.

    ``of``: whether spread and correlations are those of respondents or of the units' figures; ``normalise``: how the
    units' figures are brought to shares.
    """

    of: Literal["respondents", "units"] = "respondents"
    normalise: Literal["shares", "min_max"] = "shares"


@dataclass(frozen=True)
class PartScores:
    """The parts of a node as sums of leaves, ``loadings`` (parts, leaves); ``reason`` when one below has no weights.

    ``data``: the leaves and, last, the headline where there is one. ``figures`` (units, parts): the parts' means in
    each unit; ``given`` (parts,): numbers of the study. ``ranges`` (parts,): from the least to the most that a part can
    have, which ``spread`` is told in.
    """

    data: Moments
    loadings: Array
    reason: str = ""
    settings: RuleSettings = RuleSettings()
    figures: Array | None = None
    given: Array | None = None
    ranges: Array | float = 1.0

    @property
    def k(self) -> int:
        """How many parts there are."""
        return len(self.loadings)

    @cached_property
    def _made(self) -> Array:
        k, leaves = self.loadings.shape
        others = len(self.data.items) - leaves
        return np.block([[self.loadings, np.zeros((k, others))], [np.zeros((others, leaves)), np.eye(others)]])

    @cached_property
    def covariance(self) -> Array:
        """Covariances of the parts and, last, of the headline when the data holds it."""
        return np.asarray(self._made @ self.data.covariance @ self._made.T)

    @cached_property
    def correlations(self) -> Array:
        """Correlations of the parts and, last, of the headline when the data holds it."""
        sd = np.sqrt(np.diagonal(self.covariance))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.covariance / np.outer(sd, sd))

    @property
    def sd(self) -> Array:
        """(k,) standard deviations of the parts."""
        return np.asarray(np.sqrt(np.diagonal(self.covariance)[: self.k]))

    @property
    def means(self) -> Array:
        """(k,) means of the parts."""
        return np.asarray(self._made @ self.data.means)[: self.k]

    @property
    def spread(self) -> Array:
        """(k,) standard deviations as shares of the parts' ranges."""
        return self.sd / self.ranges

    def by_unit(self) -> PartScores:
        """The same of the units' figures: each unit is one observation, its range that from least to most."""
        x = np.empty((0, self.k)) if self.figures is None else self.figures
        if not len(x):
            return replace(self, reason=self.reason or "not_asked")
        data = sum_moments(pd.DataFrame(x, columns=[f"part {j}" for j in range(self.k)]))
        return replace(self, data=data, loadings=np.eye(self.k), ranges=np.ptp(x, axis=0))


@dataclass(frozen=True)
class RuleWeights:
    """(k,) weights scaled to 1 and which way each part goes (above 0: with the others); NaN with a reason."""

    weights: Array
    directions: Array
    reason: str = ""


def scaled(raw: Array, directions: Array | None = None) -> RuleWeights:
    """Weights in proportion to ``raw``; no part goes against the others unless ``directions`` says so."""
    with np.errstate(divide="ignore", invalid="ignore"):  # parts that go both ways may add up to 0
        return RuleWeights(raw / raw.sum(), np.ones(len(raw)) if directions is None else directions)


def without(k: int, reason: str) -> RuleWeights:
    """No weights, for a reason."""
    return RuleWeights(np.full(k, np.nan), np.full(k, np.nan), reason)
