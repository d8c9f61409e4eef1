"""What has an index or a net promoter score: nodes, constructs, outcomes, each a weighted sum of means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from csat_lib.findings import ways
from csat_lib.findings.catalogue import MEASURES
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.tree import flatten
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.taylor import Term


@dataclass(frozen=True)
class Composite:
    """``parts``: variable -> weight, the weights adding up to 1; empty when the weights could not be had."""

    subject: str
    measure: str
    parts: Mapping[str, float]

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
        found = scores.linear(self.terms(cell) + (self.terms(against, -1.0) if against else []))
        sides = [scores.linear(self.terms(each)) for each in ([cell, against] if against else [])]
        ends = MEASURES["scores", self.measure].ends
        return replace(
            found,
            method=ways(found.method, *["index weights as given"] * (len(self.parts) > 1)),
            ends=None if against else ends,
            sides=tuple(replace(side, ends=ends) for side in sides),
        )


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
