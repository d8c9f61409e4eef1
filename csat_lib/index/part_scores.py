"""What the parts of one node are weighed by, and what a rule gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from csat_lib.index.decompose import Array
from csat_lib.index.importance import reason_against
from csat_lib.index.judged import Judgements, refuse
from csat_lib.summary.moments import Moments, sum_moments

Parts = Mapping[str, float | str]


@dataclass(frozen=True)
class RuleSettings:
    """What a rule needs beside its name.

    ``of``: whether spread and correlations are those of respondents or of the units' figures; ``normalise``: how the
    units' figures are brought to shares (entropy); ``variant`` and ``random_index`` of AHP; ``rules`` that are taken
    together, in which ``way``, with which ``shares``.
    """

    of: Literal["respondents", "units"] = "respondents"
    normalise: Literal["", "shares", "min_max"] = ""
    variant: Literal["eigenvector", "geometric_mean", "column_sum"] = "eigenvector"
    random_index: str = "saaty2005"
    rules: tuple[str, ...] = ()
    way: Literal["multiplicative", "additive", "game"] = "multiplicative"
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class PartScores:
    """The parts of a node as sums of leaves, ``loadings`` (parts, leaves); ``reason`` when one below has no weights.

    ``data``: the leaves and, last, the headline where there is one. ``figures`` (units, parts): the parts' means in
    each unit; ``given`` (parts,): numbers of the study; ``judgements`` of experts. ``ranges`` (parts,): from the least
    to the most that a part can have, which ``spread`` is told in.
    """

    data: Moments
    loadings: Array
    reason: str = ""
    settings: RuleSettings = RuleSettings()
    figures: Array | None = None
    given: Array | None = None
    judgements: Judgements = field(default_factory=Judgements)
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
    def means(self) -> Array:
        """(k,) means of the parts."""
        return np.asarray(self._made @ self.data.means)[: self.k]

    @property
    def explaining(self) -> tuple[Array, Array]:
        """Correlations of the parts, and theirs with the headline, for what explains it."""
        r = self.correlations
        refuse(self.reason or ("not_asked" if len(r) == self.k else reason_against(r, self.data.n_obs)))
        return r[:-1, :-1], r[:-1, -1]

    @property
    def component(self) -> Array:
        """(k,) first eigenvector of the parts' correlations, turned so that it adds up to more than 0."""
        r, n = self.correlations[: self.k, : self.k], self.data.n_obs
        refuse(self.reason or (reason_against(r, n) if n <= self.k or np.isnan(r).any() else ""))
        first = np.linalg.eigh(r)[1][:, -1]
        return np.asarray(first * np.sign(first.sum()))

    @property
    def spread(self) -> tuple[Array, Array]:
        """(k,) standard deviations of the parts as shares of their ranges, and the parts' correlations."""
        n, r = self.data.n_obs, self.correlations[: self.k, : self.k]
        sd = np.sqrt(np.diagonal(self.covariance)[: self.k])
        refuse(self.reason or ("" if n else "all_missing") or ("few_answers" if n < 2 or np.isnan(sd).any() else ""))
        refuse("" if (sd > 0).all() and np.isfinite(r).all() else "no_variance")
        return sd / self.ranges, r

    def by_unit(self) -> PartScores:
        """The same of the units' figures: each unit is one observation, its range that from least to most."""
        refuse(self.reason or ("not_asked" if self.figures is None or not len(self.figures) else ""))
        x = np.asarray(self.figures)
        data = sum_moments(pd.DataFrame(x, columns=[f"part {j}" for j in range(self.k)]))
        return replace(self, data=data, loadings=np.eye(self.k), ranges=np.ptp(x, axis=0))


@dataclass(frozen=True)
class Diagnostic:
    """A figure beside the weights: ``about`` a part, or one and another, by their places; else about the node.

    No value where the rule has none; ``path``: the round of experts; ``n`` experts; ``ways``: further methods.
    """

    measure: str
    value: float | None
    about: tuple[int | None, int | None] = (None, None)
    path: str = ""
    n: int | None = None
    p: float | None = None
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleWeights:
    """(k,) weights, which a rule gives in proportion; NaN with a reason. ``ways``: the variant, in parts of the method.

    ``directions``: which way each part goes, above 0 with the others; none where it cannot go against them.
    """

    weights: Array
    directions: Array | None = None
    reason: str = ""
    ways: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_opposed(self) -> bool:
        """Whether some part goes against the others."""
        return self.directions is not None and bool(self.directions.min() <= 0)
