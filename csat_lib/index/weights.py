"""What each part of an index node counts: equal weights, weights from the data, or the study's own numbers.

Every node shows all three rules side by side, because a reader should see whether the choice matters; the study's
choice is ``used``. A rule that cannot be had is absent with its reason, and no other rule steps in for it. Weights from
the data have errors of their own (``errors``), which the interval of an index counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from csat_lib.errors.importance import circular_index, mixed_weighting, no_headline, unknown_weighting
from csat_lib.findings import Finding, Method, in_use, way
from csat_lib.index.decompose import Array
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.index.weight_rules import ESTIMATED, RULES, Parts, PartScores, RuleWeights, by_rule
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import jackknife


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
    """Weights of every node of an index tree, lower nodes first.

    ``errors``: node -> how sure the weights of its constructs are, of nodes with estimated weights in or under them;
    none where the data came without replicate groups.
    """

    nodes: dict[str, NodeWeights]
    errors: dict[str, WeightErrors] = field(default_factory=dict)

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
    ``not_of_respondents`` of estimated weights where a part is not in ``data``, such as a KPI;
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
    known = [leaf for leaf in leaves if leaf in data.items and leaf != headline]
    scored = data.select([*known, *([headline] if headline else [])])
    whole, plan = replace(scored, groups=None), _Plan(tree, rules, tuple(known), tuple(_lowest_first(tree)))
    nodes: dict[str, NodeWeights] = {}
    maps, others = plan.leaf_maps(), {*leaves} - {*known}
    for node in plan.order:
        loadings = np.stack([maps[part] for part in tree[node]])
        below = next((nodes[part].reason for part in tree[node] if part in nodes and nodes[part].reason), "")
        if not others.isdisjoint(tree[node]):
            others.add(node)
            below = "not_of_respondents"
        nodes[node] = _weigh(node, tree[node], rules[node], PartScores(whole, loadings, below))
        maps[node] = nodes[node].used.to_numpy() @ loadings
    return IndexWeights(nodes, plan.errors(scored) if scored.groups is not None else {})


@dataclass(frozen=True)
class _Plan:
    """A tree to be weighted: the rule of each node, its ``leaves``, and the nodes in ``order``, lower ones first."""

    tree: Mapping[str, Parts]
    rules: Mapping[str, str]
    leaves: tuple[str, ...]
    order: tuple[str, ...]

    def leaf_maps(self) -> dict[str, Array]:
        """Each leaf as a weighted sum of all dimensions: of itself alone; of none where it is a KPI or an outcome."""
        parts = dict.fromkeys(part for below in self.tree.values() for part in below if part not in self.tree)
        none = dict.fromkeys(parts, np.zeros(len(self.leaves)))
        return none | dict(zip(self.leaves, np.eye(len(self.leaves)), strict=True))

    def errors(self, scored: Moments) -> dict[str, WeightErrors]:
        """Jackknife all weights of the tree at once, each replicate weighted from its leaves up."""
        unsure: list[str] = []
        for node in self.order:
            if self.rules[node] in ESTIMATED or not set(unsure).isdisjoint(self.tree[node]):
                unsure.append(node)
        if not unsure:
            return {}
        k = len(self.leaves)
        replicates = jackknife(scored, lambda part: np.concatenate([part.means[:k], *self._weights(part, unsure)]))
        if replicates.df < 1:
            return {}
        covariance = replicates.covariance
        blocks = (slice(k * at, k * (at + 1)) for at in range(1, len(unsure) + 1))
        return {
            node: WeightErrors(self.leaves, covariance[at, at], covariance[:k, at], replicates.df + 1)
            for node, at in zip(unsure, blocks, strict=True)
        }

    def _weights(self, part: Moments, nodes: Sequence[str]) -> list[Array]:
        """(k,) weights of the leaves in each of ``nodes`` by the rules in use, whichever way the parts go."""
        maps = self.leaf_maps()
        for node in self.order:
            loadings = np.stack([maps[name] for name in self.tree[node]])
            maps[node] = by_rule(self.rules[node], self.tree[node], PartScores(part, loadings, "")).weights @ loadings
        return [maps[node] for node in nodes]


def _lowest_first(tree: Mapping[str, Parts]) -> Iterator[str]:
    done: set[str] = set()
    while len(done) < len(tree):
        ready = [node for node in tree if node not in done and all(p in done or p not in tree for p in tree[node])]
        if not ready:
            raise circular_index([node for node in tree if node not in done])
        yield from ready
        done.update(ready)


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


def _weigh(node: str, parts: Parts, rule: str, scores: PartScores) -> NodeWeights:
    """Weights of one node by every rule; none by one after which some part goes the other way."""
    data, nothing = scores.data, np.full(len(parts), np.nan)
    found = {name: by_rule(name, parts, scores) for name in dict.fromkeys((*RULES, rule))}
    opposed = {name: RuleWeights(nothing, nothing, "negative_weight") for name, of in found.items() if _is_opposed(of)}
    found |= opposed
    table = pd.DataFrame({name: of.weights for name, of in found.items()}, index=list(parts))
    reasons = {name: of.reason for name, of in found.items() if of.reason}
    return NodeWeights(node, rule, table, reasons, data.n_obs, data.n_weighted, data.n_effective)


def _is_opposed(found: RuleWeights) -> bool:
    return not found.reason and bool(found.directions.min() <= 0)
