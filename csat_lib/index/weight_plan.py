"""A tree to be weighed: which rule each node has, in which order, and how sure the weights are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from csat_lib.errors.importance import circular_index, mixed_weighting, no_headline, unknown_weighting
from csat_lib.findings.catalogue.weight_rules import ESTIMATED, NEED_OUTCOME
from csat_lib.index.part_scores import Array, Parts, PartScores, RuleWeights
from csat_lib.index.rules import RULES, by_rule
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import jackknife


@dataclass(frozen=True)
class WeightPlan:
    """A tree to be weighed: the rule of each node, its ``leaves``, and the nodes in ``order``, lower ones first.

    ``leaves`` are those that respondents scored; the others (KPIs, outcomes) are under the ``mixed`` nodes, which take
    numbers or equal weights alone.
    """

    tree: Mapping[str, Parts]
    rules: Mapping[str, str]
    leaves: tuple[str, ...]
    order: tuple[str, ...]
    mixed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tree: Mapping[str, Parts], headline: str | None, scored: Collection[str] | None = None) -> WeightPlan:
        """The plan of a tree; ``scored``: what respondents scored, if not all leaves.

        Raises:
            CsatError: an unknown rule, rules mixed within a node, nodes in a circle, a rule that needs a headline.
        """
        rules = {node: _rule(node, parts) for node, parts in tree.items()}
        for node, rule in rules.items():
            if rule in NEED_OUTCOME and headline is None:
                raise no_headline(node, rule)
        order = tuple(_lowest_first(tree))
        leaves = dict.fromkeys(part for parts in tree.values() for part in parts if part not in tree)
        known = {*leaves} if scored is None else {*scored} - {headline}
        others = {leaf for leaf in leaves if leaf not in known}
        for node in order:
            others |= {node} if others.intersection(tree[node]) else set()
        return cls(tree, rules, tuple(leaf for leaf in leaves if leaf in known), order, frozenset(others & {*tree}))

    def leaf_maps(self) -> dict[str, Array]:
        """Each leaf as a weighted sum of all that respondents scored: of itself alone, or of none."""
        parts = dict.fromkeys(part for below in self.tree.values() for part in below if part not in self.tree)
        none = dict.fromkeys(parts, np.zeros(len(self.leaves)))
        return none | dict(zip(self.leaves, np.eye(len(self.leaves)), strict=True))

    def scores(self, node: str, data: Moments, maps: Mapping[str, Array], reason: str = "") -> PartScores:
        """The parts of a node in ``data``; ``maps``: each part as a weighted sum of all leaves."""
        parts = self.tree[node]
        numbers = [float(given) for given in parts.values() if not isinstance(given, str)]
        given = np.array(numbers) if numbers else None
        return PartScores(data, np.stack([maps[part] for part in parts]), reason, given=given)

    def weigh(self, node: str, scores: PartScores) -> RuleWeights:
        """The weights of a node's parts by its rule."""
        return by_rule(self.rules[node], scores)

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
            scores = self.scores(node, part, maps)
            maps[node] = self.weigh(node, scores).weights @ scores.loadings
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
        allowed = given in RULES and given != "given" if isinstance(given, str) else given > 0
        if not allowed:
            raise unknown_weighting(node, part, given, [rule for rule in RULES if rule != "given"])
    rules = dict.fromkeys(given if isinstance(given, str) else "given" for given in parts.values())
    if len(rules) > 1:
        raise mixed_weighting(node, list(parts.values()))
    return next(iter(rules))
