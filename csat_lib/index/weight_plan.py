"""A tree to be weighed: which rule each node has, in which order, and how sure the weights are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from csat_lib.errors.importance import circular_index, mixed_weighting, no_headline, unknown_weighting
from csat_lib.findings.catalogue.weight_rules import ESTIMATED, NEED_OUTCOME, OF_UNITS
from csat_lib.index.decompose import Array
from csat_lib.index.judged import Judgements
from csat_lib.index.part_scores import Parts, PartScores, RuleSettings
from csat_lib.index.rules import RULES, by_rule
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import Replicates, jackknife


@dataclass(frozen=True, eq=False)
class NodeInputs:
    """What a node is weighed by beyond the words of its parts.

    ``method``: the rule, in place of that of the parts; ``base``: answers of an earlier wave, if the weights are taken
    from those.
    """

    method: str = ""
    settings: RuleSettings = field(default_factory=RuleSettings)
    judgements: Judgements = field(default_factory=Judgements)
    base: Moments | None = None


@dataclass(frozen=True, eq=False)
class WeightInputs:
    """What nodes are weighed by beyond the words of their parts; ``figures`` (units, leaves): means in each unit."""

    nodes: Mapping[str, NodeInputs] = field(default_factory=dict)
    figures: pd.DataFrame | None = None


FEWEST_GROUPS = 2
NO_INPUTS, NO_MORE = NodeInputs(), WeightInputs()


@dataclass(frozen=True)
class WeightPlan:
    """A tree to be weighed: the rule of each node, its ``leaves``, and the nodes in ``order``, lower ones first.

    ``leaves`` are those that respondents scored; the others (KPIs, outcomes) are under the ``mixed`` nodes, which take
    numbers or equal weights alone.
    ``figures`` (units, leaves): means of the leaves in each unit.
    """

    tree: Mapping[str, Parts]
    rules: Mapping[str, str]
    leaves: tuple[str, ...]
    order: tuple[str, ...]
    inputs: Mapping[str, NodeInputs]
    headline: str | None
    figures: Array | None = None
    mixed: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        tree: Mapping[str, Parts],
        headline: str | None,
        given: WeightInputs = NO_MORE,
        scored: Collection[str] | None = None,
    ) -> WeightPlan:
        """The plan of a tree; ``scored``: what respondents scored, if not all leaves.

        Raises:
            CsatError: an unknown rule, rules mixed within a node, nodes in a circle, a rule that needs a headline.
        """
        inputs, figures = given.nodes, given.figures
        rules = {node: inputs.get(node, NO_INPUTS).method or _rule(node, parts) for node, parts in tree.items()}
        for node, rule in rules.items():
            if rule in NEED_OUTCOME and headline is None:
                raise no_headline(node, rule)
        order = tuple(_lowest_first(tree))
        leaves = dict.fromkeys(part for parts in tree.values() for part in parts if part not in tree)
        answered = {*leaves} if scored is None else {*scored} - {headline}
        others = {leaf for leaf in leaves if leaf not in answered}
        for node in order:
            others |= {node} if others.intersection(tree[node]) else set()
        known, mixed = tuple(leaf for leaf in leaves if leaf in answered), frozenset(others & {*tree})
        by_unit = None if figures is None else figures.reindex(columns=list(known)).dropna().to_numpy(dtype=np.float64)
        return cls(tree, rules, known, order, inputs, headline, by_unit, mixed)

    def leaf_maps(self) -> dict[str, Array]:
        """Each leaf as a weighted sum of all that respondents scored: of itself alone, or of none."""
        parts = dict.fromkeys(part for below in self.tree.values() for part in below if part not in self.tree)
        none = dict.fromkeys(parts, np.zeros(len(self.leaves)))
        return none | dict(zip(self.leaves, np.eye(len(self.leaves)), strict=True))

    def sources(self, data: Moments) -> dict[int, Moments]:
        """The answers that nodes are weighed by, leaves and, last, the headline: the wave's and those of bases."""
        bases = {self._at(node): given.base for node, given in self.inputs.items() if given.base is not None}
        names = [*self.leaves, *([self.headline] if self.headline else [])]
        return {at: one.select(names) for at, one in {0: data, **bases}.items()}

    def _at(self, node: str) -> int:
        base = self.inputs.get(node, NO_INPUTS).base
        return 0 if base is None else id(base)

    def scores(
        self, node: str, sources: Mapping[int, Moments], maps: Mapping[str, Array], reason: str = ""
    ) -> PartScores:
        """The parts of a node in the answers that it is weighed by; ``maps``: each part as a sum of all leaves."""
        parts, given = self.tree[node], self.inputs.get(node, NO_INPUTS)
        numbers = [float(number) for number in parts.values() if not isinstance(number, str)]
        loadings = np.stack([maps[part] for part in parts])
        figures = None if self.figures is None else self.figures @ loadings.T
        own = np.array(numbers) if numbers else None
        return PartScores(sources[self._at(node)], loadings, reason, given.settings, figures, own, given.judgements)

    def told_of(self, node: str) -> tuple[str, ...]:
        """Parts of the method that the node's settings add to its rule."""
        given = self.inputs.get(node, NO_INPUTS)
        told = {"of units": given.settings.of == "units", "frozen at a base wave": given.base is not None}
        return tuple(way for way in told if told[way])

    def is_estimated(self, node: str, rule: str = "") -> bool:
        """Whether a node takes its weights, by its rule or another, from answers of respondents."""
        settings = self.inputs.get(node, NO_INPUTS).settings
        return settings.of == "respondents" and not set(ESTIMATED).isdisjoint(self._taken(node, rule))

    def is_of_units(self, node: str, rule: str = "") -> bool:
        """Whether it takes them from the units' figures."""
        settings = self.inputs.get(node, NO_INPUTS).settings
        rules = OF_UNITS if settings.of == "respondents" else (*OF_UNITS, *ESTIMATED)
        return not set(rules).isdisjoint(self._taken(node, rule))

    def _taken(self, node: str, rule: str) -> tuple[str, ...]:
        rule = rule or self.rules[node]
        return self.inputs.get(node, NO_INPUTS).settings.rules if rule == "combined" else (rule,)

    def errors(
        self, sources: Mapping[int, Moments], wanted: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], WeightErrors]:
        """How sure the weights of nodes are by the rules ``wanted`` of them; none of those that no answers decide.

        All are jackknifed at once, each replicate weighted from its leaves up, by the rules in use below. Each source
        of answers is left out in groups while the others stay whole; their variances add up, and only the wave's own
        means go with the weights. The error of weights from units' figures is not known: units are few, and what these
        figures spread by chance draws the weights to one side (``tests/simulations/index_coverage.csv``, units).
        """
        unsure, by_unit = set[str](), set[str]()
        for node in self.order:
            unsure |= {node} if self.is_estimated(node) or not unsure.isdisjoint(self.tree[node]) else set()
            by_unit |= {node} if self.is_of_units(node) or not by_unit.isdisjoint(self.tree[node]) else set()
        unknown = [one for one in wanted if self.is_of_units(*one) or not by_unit.isdisjoint(self.tree[one[0]])]
        nothing = np.full((len(self.leaves),) * 2, np.nan)
        known = dict.fromkeys(unknown, WeightErrors(self.leaves, nothing, nothing, 0))
        asked = [one for one in wanted if self.is_estimated(*one) or not unsure.isdisjoint(self.tree[one[0]])]
        asked = [one for one in asked if one not in known]
        at = {self._at(node) for node in (*unsure, *(node for node, _ in asked))}
        if not asked or any(sources[source].groups is None for source in at):
            return known
        drawn = {source: self._replicates(source, sources, asked) for source in sorted(at)}
        k, groups = len(self.leaves), min(each.df for each in drawn.values()) + 1
        if groups < FEWEST_GROUPS:
            return known
        covariance = np.sum([each.covariance for each in drawn.values()], axis=0)
        with_means = drawn[0].covariance[:k] if 0 in drawn else np.zeros_like(covariance[:k])
        blocks = (slice(k * place, k * (place + 1)) for place in range(1, len(asked) + 1))
        return known | {
            one: WeightErrors(self.leaves, covariance[block, block], with_means[:, block], groups)
            for one, block in zip(asked, blocks, strict=True)
        }

    def _replicates(self, source: int, sources: Mapping[int, Moments], asked: Sequence[tuple[str, str]]) -> Replicates:
        def weights(part: Moments) -> Array:
            """The leaves' means, and (k,) their weights in each node by each rule, whichever way the parts go."""
            maps, here, found = self.leaf_maps(), {**sources, source: part}, dict[tuple[str, str], Array]()
            for node in self.order:
                scores = self.scores(node, here, maps)
                for rule in dict.fromkeys((self.rules[node], *(rule for of, rule in asked if of == node))):
                    found[node, rule] = by_rule(rule, scores).weights @ scores.loadings
                maps[node] = found[node, self.rules[node]]
            return np.concatenate([part.means[: len(self.leaves)], *(found[one] for one in asked)])

        return jackknife(sources[source], weights)


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
