"""What each part of an index node counts: equal weights, weights from the data, or the study's own numbers.

Every node shows the rules side by side, because a reader should see whether the choice matters; the study's choice is
``used``. A rule that cannot be had is absent with its reason, and no other rule steps in for it. Weights from
the data have errors of their own (``errors``), which the interval of an index counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, Method, in_use, way, ways
from csat_lib.findings.catalogue.weight_rules import key_of
from csat_lib.index.part_scores import Diagnostic, Parts, PartScores, RuleWeights
from csat_lib.index.rules import BESIDE, by_rule
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.index.weight_plan import NO_MORE, WeightInputs, WeightPlan
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments


@dataclass(frozen=True)
class NodeWeights:
    """Weights of one node's parts, each rule summing to 1.

    ``table`` (parts, rules) has a column for each rule shown, among them the study's choice, ``rule``; a column is NaN
    when ``reasons`` says why. ``method``: of the weights in use; ``diagnostics`` of their rule.
    """

    node: str
    rule: str
    table: pd.DataFrame
    reasons: dict[str, str]
    n: int
    n_weighted: float
    n_effective: float
    method: Method = Method()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def used(self) -> pd.Series:
        """(parts,) weights by the study's rule."""
        return self.table[self.rule]

    @property
    def reason(self) -> str:
        """Why the study's rule gives no weights here, or nothing."""
        return self.reasons.get(self.rule, "")

    def to_findings(self) -> list[Finding]:
        """``rule_weight`` by each rule that is shown, ``weight_used``, and what the rule tells beside."""
        shown = [self._finding("rule_weight", part, rule) for rule in map(str, self.table) for part in self.table.index]
        used = [self._finding("weight_used", part, self.rule) for part in self.table.index]
        return shown + used + [self._told(one) for one in self.diagnostics]

    def _finding(self, measure: str, part: str, rule: str) -> Finding:
        reason = self.reasons.get(rule, "")
        return Finding(
            topic="weights",
            subject=part,
            other=self.node,
            measure=measure,
            value=None if reason else float(self.table[rule][part]),
            method=self.method if measure == "weight_used" else way(key_of(rule)),
            n=self.n,
            n_weighted=self.n_weighted,
            n_effective=self.n_effective,
            reason=reason,
        )

    def _told(self, one: Diagnostic) -> Finding:
        first, second = (None if place is None else str(self.table.index[place]) for place in one.about)
        return Finding(
            topic="weights",
            subject=first or self.node,
            other=second or (self.node if first else ""),
            path=self.node if second else one.path,
            measure=one.measure,
            value=one.value,
            method=ways(self.method, *one.ways),
            n=one.n,
            p=one.p,
            reason="" if one.value is not None else "no_random_index",
        )


@dataclass(frozen=True)
class IndexWeights:
    """Weights of every node of an index tree, lower nodes first.

    ``errors``: node -> how sure the weights of its constructs are, of nodes with estimated weights in or under them;
    none where the data came without replicate groups. ``plan`` and ``sources``: what they were weighed by.
    """

    nodes: dict[str, NodeWeights]
    errors: dict[str, WeightErrors] = field(default_factory=dict)
    plan: WeightPlan | None = field(default=None, repr=False, compare=False)
    sources: Mapping[int, Moments] = field(default_factory=dict, repr=False, compare=False)

    @property
    def method(self) -> Method:
        """The rules in use."""
        return in_use(*(weights.method for weights in self.nodes.values()))

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
def index_weights(
    tree: Mapping[str, Parts], data: Moments, headline: str | None, inputs: WeightInputs = NO_MORE
) -> IndexWeights:
    """Weigh the parts of every node of ``tree``: node -> part -> number or rule (``csat_lib.index.rules``).

    ``data`` holds the construct scores and the headline outcome. A part that is itself a node is scored by its used
    weights first, so that the tree is weighted from the leaves up. ``inputs``: what some nodes are weighed by besides.

    The formula of each rule stands in the file of its name. A rule that needs the headline (Johnson's, LMG, regression)
    has no weights without one.

    Missing values: as ``data`` was summed up (listwise in a summary). Reasons: those of ``importance``;
    ``not_of_respondents`` of estimated weights where a part is not in ``data``, such as a KPI;
    ``negative_weight`` when a part goes against the others (factor, pca) or against the headline, so that its weight
    would count it the wrong way round; ``not_asked`` without a headline or units; ``many_parts`` (lmg);
    ``no_judgements``, ``few_judgements`` of experts.

    Raises:
        CsatError: an unknown rule, rules mixed within a node, nodes in a circle, a rule that needs a headline.
    """
    plan = WeightPlan.of(tree, headline, inputs, data.items)
    sources = plan.sources(data)
    whole = {at: replace(one, groups=None) for at, one in sources.items()}
    nodes: dict[str, NodeWeights] = {}
    maps = plan.leaf_maps()
    for node in plan.order:
        below = next((nodes[part].reason for part in tree[node] if part in nodes and nodes[part].reason), "")
        scores = plan.scores(node, whole, maps, "not_of_respondents" if node in plan.mixed else below)
        nodes[node] = _weigh(plan, node, scores)
        maps[node] = nodes[node].used.to_numpy() @ scores.loadings
    errors = plan.errors(sources, [*plan.rules.items()])
    return IndexWeights(nodes, {node: of for (node, _), of in errors.items()}, plan, sources)


def _weigh(plan: WeightPlan, node: str, scores: PartScores) -> NodeWeights:
    """Weights of one node by every rule; none by one after which some part goes the other way."""
    rule, data = plan.rules[node], scores.data
    beside = (*BESIDE, *["given"] * (scores.given is not None), *scores.settings.rules, rule)
    found = {name: _unopposed(by_rule(name, scores)) for name in dict.fromkeys(beside)}
    table = pd.DataFrame({name: of.weights for name, of in found.items()}, index=list(plan.tree[node]))
    reasons = {name: of.reason for name, of in found.items() if of.reason}
    bases = (data.n_obs, data.n_weighted, data.n_effective)
    method = ways(key_of(rule), *found[rule].ways, *plan.told_of(node))
    return NodeWeights(node, rule, table, reasons, *bases, method, found[rule].diagnostics)


def _unopposed(found: RuleWeights) -> RuleWeights:
    return replace(found, weights=found.weights * np.nan, reason="negative_weight") if found.is_opposed else found
