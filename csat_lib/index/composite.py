"""What has an index or a net promoter score: nodes, constructs, outcomes, each a weighted sum of means; and items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from csat_lib.findings import ways
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.tree import flatten
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary
from csat_lib.summary.taylor import Term


@dataclass(frozen=True)
class Composite:
    """``parts``: variable -> weight, the weights adding up to 1; empty when the weights could not be had.

    An item names its ``construct``; its weight brings answers to points of 0-100, so that only differences mean anything.
    """

    subject: str
    measure: str
    parts: Mapping[str, float]
    construct: str = ""

    def totals(self, summary: Summary) -> DesignTotals:
        """The sums that it rests on."""
        return summary.items if self.construct else summary.scores

    def terms(self, cell: Cell, sign: float = 1.0) -> list[Term]:
        """The composite's mean in a cell as a contrast of means."""
        return [(sign * weight, variable, cell) for variable, weight in self.parts.items()]

    def estimate(self, scores: DesignTotals, cell: Cell = ALL, against: Cell | None = None) -> Estimate:
        """The composite's mean in a cell, or its difference to another cell, design-based.

        The method tells of weights that they are taken as given: their own error is not counted.
        Reasons: ``no_index_weights``, ``not_asked`` (a part that this wave does not hold), ``all_missing``.
        """
        if not self.parts:
            return _without_value(scores, cell, "no_index_weights")
        if self.parts.keys() - set(scores.variables):
            return _without_value(scores, cell, "not_asked")
        terms = self.terms(cell) + (self.terms(against, -1.0) if against else [])
        estimate = scores.linear(terms)
        return replace(estimate, method=ways(estimate.method, *["index weights as given"] * (len(self.parts) > 1)))


def items_within(spec: ScoreSpec) -> list[Composite]:
    """The items of constructs of several, whose differences are told in points of 0-100; those without a scale are not.

    The only item of a construct is the construct.
    """
    of = {item: name for name, items in spec.constructs.items() if len(items) > 1 for item in items}
    ends = {item: spec.scales[item] for item in of if item in spec.scales}
    return [Composite(item, "mean", {item: 100 / (high - low)}, of[item]) for item, (low, high) in ends.items()]


def variable_mean(totals: DesignTotals, variable: str, cell: Cell = ALL) -> Estimate:
    """The mean of one variable in a cell, or the reason ``not_asked`` when the wave does not hold it."""
    held = variable in totals.variables
    return totals.mean(variable, cell) if held else _without_value(totals, cell, "not_asked")


def _without_value(totals: DesignTotals, cell: Cell, reason: str) -> Estimate:
    return Estimate(None, None, None, totals.respondents(cell), 0.0, 0.0, totals.layout.method, reason)


def composites(spec: ScoreSpec) -> list[Composite]:
    """Everything that has an index or a net promoter score: nodes, constructs, rating outcomes, the NPS question."""
    nodes = [Composite(node, "index", parts) for node, parts in flatten(spec.index).items()]
    plain = [Composite(name, "index", {name: 1.0}) for name in (*spec.constructs, *spec.outcomes)]
    promoters = [Composite(spec.nps, "nps", {spec.nps: 1.0})] if spec.nps else []
    return [*nodes, *plain, *promoters]
