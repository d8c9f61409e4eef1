"""What each part of an index node counts: equal weights, weights from the data, or the study's own numbers.

Every node shows all three rules side by side, because a reader should see whether the choice matters; the study's
choice is ``used``. A rule that cannot be had is absent with its reason, and no other rule steps in for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from csat_lib.errors.importance import circular_index, mixed_weighting, no_headline, unknown_weighting
from csat_lib.findings import Finding, Method, in_use, way
from csat_lib.index.decompose import Array, johnson
from csat_lib.index.importance import reason_against
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments

RULES = ("equal", "factor", "johnson")
Parts = Mapping[str, float | str]


@dataclass(frozen=True)
class NodeWeights:
    """Weights of one node's parts, each rule summing to 1.

    ``table`` (parts, rules) has the columns equal, factor, johnson and, when the study gives numbers, given; a column
    is NaN when ``reasons`` says why. ``rule`` is the study's choice.
    """

    node: str
    rule: str
    table: pd.DataFrame
    reasons: dict[str, str]
    n: int
    n_weighted: float
    n_effective: float

    @property
    def used(self) -> pd.Series:
        """(parts,) weights by the study's rule."""
        return self.table[self.rule]

    @property
    def reason(self) -> str:
        """Why the study's rule gives no weights here, or nothing."""
        return self.reasons.get(self.rule, "")

    def to_findings(self) -> list[Finding]:
        """``rule_weight`` by each of the three rules, then ``weight_used``."""
        shown = [self._finding("rule_weight", part, rule) for rule in RULES for part in self.table.index]
        return shown + [self._finding("weight_used", part, self.rule) for part in self.table.index]

    def _finding(self, measure: str, part: str, rule: str) -> Finding:
        reason = self.reasons.get(rule, "")
        return Finding(
            topic="weights",
            subject=part,
            other=self.node,
            measure=measure,
            value=None if reason else float(self.table[rule][part]),
            method=way(rule),
            n=self.n,
            n_weighted=self.n_weighted,
            n_effective=self.n_effective,
            reason=reason,
        )


@dataclass(frozen=True)
class IndexWeights:
    """Weights of every node of an index tree, lower nodes first."""

    nodes: dict[str, NodeWeights]

    @property
    def method(self) -> Method:
        """The rules in use."""
        return in_use(*(way(weights.rule) for weights in self.nodes.values()))

    def used(self, node: str) -> dict[str, float]:
        """Part -> weight by the study's rule, summing to 1; empty when ``nodes[node].reason`` says why."""
        weights = self.nodes[node]
        return {} if weights.reason else {str(part): float(value) for part, value in weights.used.items()}

    @property
    def tree(self) -> dict[str, dict[str, float]]:
        """Node -> part -> weight in use, as scores want it; a node without weights is empty."""
        return {node: self.used(node) for node in self.nodes}

    def to_findings(self) -> list[Finding]:
        """All nodes' findings, lower nodes first."""
        return [finding for weights in self.nodes.values() for finding in weights.to_findings()]


@statistic
def index_weights(tree: Mapping[str, Parts], data: Moments, headline: str | None) -> IndexWeights:
    """Weigh the parts of every node of ``tree``: node -> part -> number, ``equal``, ``factor`` or ``johnson``.

    ``data`` holds the construct scores and the headline outcome. A part that is itself a node is scored by its used
    weights first, so that the tree is weighted from the leaves up.

    Factor: first principal component of the parts' correlations, w_j = v_j^2, the squared loadings scaled to 1:
    Nicoletti, Scarpetta & Boylaud (2000); OECD/JRC Handbook on Constructing Composite Indicators (2008), step 6. With
    two parts it is always one half each. Johnson: parts of R squared of the headline, scaled to 1.

    Missing values: as ``data`` was summed up (listwise in a summary). Reasons: those of ``importance``;
    ``negative_weight`` when a part goes against the others (factor) or against the headline (johnson), so that its
    weight would count it the wrong way round; ``not_asked`` for johnson without a headline.

    Raises:
        CsatError: an unknown rule, rules mixed within a node, nodes in a circle, johnson chosen without a headline.
    """
    rules = {node: _rule(node, parts) for node, parts in tree.items()}
    for node, rule in rules.items():
        if rule == "johnson" and headline is None:
            raise no_headline(node)
    leaves = list(dict.fromkeys(part for parts in tree.values() for part in parts if part not in tree))
    scored = data.select([*leaves, *([headline] if headline else [])])
    maps = dict(zip(leaves, np.eye(len(leaves)), strict=True))
    nodes: dict[str, NodeWeights] = {}
    while len(nodes) < len(tree):
        ready = [node for node, parts in tree.items() if node not in nodes and all(part in maps for part in parts)]
        if not ready:
            raise circular_index([node for node in tree if node not in nodes])
        for node in ready:
            loadings = np.stack([maps[part] for part in tree[node]])
            below = next((nodes[part].reason for part in tree[node] if part in nodes and nodes[part].reason), "")
            nodes[node] = _weigh(node, tree[node], rules[node], _Scores(scored, loadings, below))
            maps[node] = nodes[node].used.to_numpy() @ loadings
    return IndexWeights(nodes)


def _rule(node: str, parts: Parts) -> str:
    """The one rule of a node; numbers are ``given``."""
    for part, given in parts.items():
        allowed = given in RULES if isinstance(given, str) else given > 0
        if not allowed:
            raise unknown_weighting(node, part, given, RULES)
    rules = dict.fromkeys(given if isinstance(given, str) else "given" for given in parts.values())
    if len(rules) > 1:
        raise mixed_weighting(node, list(parts.values()))
    return next(iter(rules))


@dataclass(frozen=True)
class _Scores:
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


def _weigh(node: str, parts: Parts, rule: str, scores: _Scores) -> NodeWeights:
    """Weights of one node by every rule."""
    k, data = len(parts), scores.data
    found = {"equal": (np.full(k, 1 / k), ""), "factor": _factor(scores), "johnson": _johnson(scores)}
    if rule == "given":
        numbers = np.array([float(given) for given in parts.values()])
        found["given"] = (numbers / numbers.sum(), "")
    table = pd.DataFrame({name: weights for name, (weights, _) in found.items()}, index=list(parts))
    reasons = {name: reason for name, (_, reason) in found.items() if reason}
    return NodeWeights(node, rule, table, reasons, data.n_obs, data.n_weighted, data.n_effective)


def _factor(scores: _Scores) -> tuple[Array, str]:
    """(k,) squared loadings on the first principal component, scaled to 1, or NaN and the reason."""
    k = len(scores.loadings)
    r, n = scores.correlations[:k, :k], scores.data.n_obs
    reason = scores.reason or (reason_against(r, n) if n <= k or np.isnan(r).any() else "")
    if reason:
        return np.full(k, np.nan), reason
    first = np.linalg.eigh(r)[1][:, -1]
    return _one_way(first**2, first * np.sign(first.sum()))


def _johnson(scores: _Scores) -> tuple[Array, str]:
    """(k,) relative weights for the headline, scaled to 1, or NaN and the reason."""
    k, r = len(scores.loadings), scores.correlations
    reason = scores.reason or ("not_asked" if len(r) == k else reason_against(r, scores.data.n_obs))
    if reason:
        return np.full(k, np.nan), reason
    raw = johnson(r[:-1, :-1], r[:-1, -1])
    return _one_way(raw / raw.sum(), r[:-1, -1])


def _one_way(weights: Array, directions: Array) -> tuple[Array, str]:
    """The weights, unless a part goes the other way."""
    return (weights, "") if directions.min() > 0 else (np.full(len(weights), np.nan), "negative_weight")
