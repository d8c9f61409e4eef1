"""How the parts of one node are weighed: the rules, one by one, on the correlations of the parts' scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from csat_lib.index.decompose import Array, johnson
from csat_lib.index.importance import reason_against
from csat_lib.summary.moments import Moments

RULES = ("equal", "factor", "johnson")
ESTIMATED = ("factor", "johnson")
"""Rules that take the weights from the answers, so that they have errors."""
Parts = Mapping[str, float | str]


@dataclass(frozen=True)
class PartScores:
    """The parts of a node as sums of leaves, ``loadings`` (parts, leaves); ``reason`` when one below has no weights."""

    data: Moments
    loadings: Array
    reason: str

    @cached_property
    def correlations(self) -> Array:
        """Correlations of the parts and, last, of the headline when the data holds it."""
        k, leaves = self.loadings.shape
        others = len(self.data.items) - leaves
        made = np.block([[self.loadings, np.zeros((k, others))], [np.zeros((others, leaves)), np.eye(others)]])
        covariance = made @ self.data.covariance @ made.T
        sd = np.sqrt(np.diagonal(covariance))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(covariance / np.outer(sd, sd))


class RuleWeights(NamedTuple):
    """(k,) weights scaled to 1 and which way each part goes (above 0: with the others); NaN with a reason."""

    weights: Array
    directions: Array
    reason: str = ""


def by_rule(rule: str, parts: Parts, scores: PartScores) -> RuleWeights:
    """The weights of a node's parts by one rule."""
    k = len(parts)
    if rule == "factor":
        return _factor(scores)
    if rule == "johnson":
        return _johnson(scores)
    numbers = np.array([float(given) for given in parts.values()]) if rule == "given" else np.ones(k)
    return RuleWeights(numbers / numbers.sum(), np.ones(k))


def _factor(scores: PartScores) -> RuleWeights:
    """Squared loadings on the first principal component."""
    k = len(scores.loadings)
    r, n = scores.correlations[:k, :k], scores.data.n_obs
    if reason := scores.reason or (reason_against(r, n) if n <= k or np.isnan(r).any() else ""):
        return RuleWeights(np.full(k, np.nan), np.full(k, np.nan), reason)
    first = np.linalg.eigh(r)[1][:, -1]
    return RuleWeights(first**2, first * np.sign(first.sum()))


def _johnson(scores: PartScores) -> RuleWeights:
    """Relative weights for the headline."""
    k, r = len(scores.loadings), scores.correlations
    if reason := scores.reason or ("not_asked" if len(r) == k else reason_against(r, scores.data.n_obs)):
        return RuleWeights(np.full(k, np.nan), np.full(k, np.nan), reason)
    raw = johnson(r[:-1, :-1], r[:-1, -1])
    return RuleWeights(raw / raw.sum(), r[:-1, -1])
