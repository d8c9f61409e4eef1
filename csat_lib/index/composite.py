"""What has an index or a net promoter score: nodes, constructs, outcomes, each a weighted sum of means; and items."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from csat_lib.findings import ways
from csat_lib.findings.catalogue import MEASURES
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.tree import flatten, without
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Array, Cell
from csat_lib.summary.summary import Summary, answer_of
from csat_lib.summary.taylor import Term


@dataclass(frozen=True)
class Composite:
    """``parts``: variable -> weight, the weights adding up to 1; empty when the weights could not be had.

    ``errors``: how sure the weights are, where they were estimated from answers of the wave that they score. An item
    names its ``construct``; its weight brings answers to points of 0-100, so that only differences mean anything, and
    its scale to ``ends``. ``kpis``: those of the parts that are given by unit; ``spec`` tells what a cell has that
    lacks some of them.
    """

    subject: str
    measure: str
    parts: Mapping[str, float]
    errors: WeightErrors | None = None
    construct: str = ""
    ends: tuple[float, float] | None = None
    kpis: tuple[str, ...] = ()
    spec: ScoreSpec | None = field(default=None, repr=False, compare=False)

    def totals(self, summary: Summary) -> DesignTotals:
        """The sums that it rests on."""
        return summary.items if self.construct else summary.scores

    def terms(self, cell: Cell, sign: float = 1.0) -> list[Term]:
        """The composite's mean in a cell as a contrast of means."""
        return [(sign * weight, variable, cell) for variable, weight in self.parts.items()]

    def inside(self, scores: DesignTotals, cell: Cell) -> Composite:
        """The composite as it is in a cell: without the KPIs that nobody there has, if it may lack them."""
        may_lack = [name for name in self.parts if name in {*self.kpis, *(self.spec.spared if self.spec else ())}]
        if self.spec is None or not may_lack or set(may_lack) - {*scores.variables}:
            return self
        lacking = [name for name, mean in zip(may_lack, scores.means(may_lack, cell), strict=True) if math.isnan(mean)]
        if not lacking or set(lacking) - {*self.spec.spared}:
            return self
        left = without(self.spec.index, lacking)
        if any(len(left.get(node, {})) < least for node, least in self.spec.sources.items() if self._holds(node)):
            return replace(self, parts={})
        parts = flatten(left).get(self.subject, {})
        return replace(self, parts=_variables(self.spec, parts)) if parts else self

    def _holds(self, node: str) -> bool:
        """Whether a node is this one or under it."""
        below = self.spec.index.get(self.subject, {}) if self.spec else {}
        return node == self.subject or any(node == part or replace(self, subject=part)._holds(node) for part in below)

    def estimate(
        self, scores: DesignTotals, cell: Cell = ALL, against: Cell | None = None, *, is_own_wave: bool = True
    ) -> Estimate:
        """The composite's mean in a cell, or its difference to another cell, design-based.

        The error of estimated weights is counted (:meth:`WeightErrors.counted`); the method tells of others that they
        are taken as given. ``is_own_wave``: whether ``scores`` are of the wave that the weights were estimated from.
        Reasons: ``no_index_weights``, ``not_asked`` (a part that this wave does not hold), ``all_missing``.
        """
        estimate = self.given(scores, cell, against)
        if self.errors is None or estimate.se is None:
            return estimate
        means = self._means(scores, cell) - (self._means(scores, against) if against else 0.0)
        return self.errors.counted(estimate, self.parts, means, with_wave=against is None and is_own_wave)

    def given(self, scores: DesignTotals, cell: Cell = ALL, against: Cell | None = None) -> Estimate:
        """The same without the error of estimated weights, which two waves share that are scored with them."""
        estimate = self._linear(scores, cell, against)
        ends = self.ends if self.construct else MEASURES["scores", self.measure].ends
        sides = [self._linear(scores, each, None) for each in ([cell, against] if against else [])]
        are_given = len(self.parts) > 1 and self.errors is None
        return replace(
            estimate,
            method=ways(estimate.method, *["index weights as given"] * are_given),
            ends=None if against else ends,
            sides=tuple(replace(side, ends=ends) for side in sides),
        )

    def change(self, given: Estimate, before: DesignTotals, after: DesignTotals, cell: Cell) -> Estimate:
        """A change in a cell, made of two ``given``, with the error of the weights that both waves share."""
        if self.errors is None or given.se is None:
            return given
        means = self._means(after, cell) - self._means(before, cell)
        return self.errors.counted(given, self.parts, means, with_wave=True)

    def _linear(self, scores: DesignTotals, cell: Cell, against: Cell | None) -> Estimate:
        if not self.parts:
            return _without_value(scores, cell, "no_index_weights")
        if self.parts.keys() - set(scores.variables):
            return _without_value(scores, cell, "not_asked")
        if self.kpis and self.spec is not None and cell[0].removeprefix("rest:") not in {ALL[0], self.spec.unit}:
            return _without_value(scores, cell, "by_unit_only")
        here = [self.inside(scores, each) for each in ((cell, against) if against else (cell,))]
        if not all(one.parts for one in here):
            return _without_value(scores, cell, "few_sources")
        terms = here[0].terms(cell) + (here[1].terms(against, -1.0) if against else [])
        found = scores.linear(terms)
        if self.kpis and (asked := [term for term in terms if term[1] not in self.kpis]):
            base = scores.linear(asked)  # a KPI rests on no respondents
            found = replace(found, n=base.n, n_weighted=base.n_weighted, n_effective=base.n_effective)
        if found.reason == "all_missing" and self.kpis:
            cells = [(name, each) for _, name, each in terms if name in self.kpis]
            lacks = any(math.isnan(scores.means([name], each)[0]) for name, each in cells)
            found = replace(found, reason="no_kpi") if lacks else found
        return found

    def _means(self, scores: DesignTotals, cell: Cell) -> Array:
        """(k,) means of the constructs whose weights have errors; 0 for one that is no part of this composite."""
        means = dict(zip(self.parts, scores.means(list(self.parts), cell), strict=True))
        return np.array([means.get(name, 0.0) for name in (self.errors.constructs if self.errors else ())])


def items_within(spec: ScoreSpec) -> list[Composite]:
    """The items of constructs of several, whose differences are told in points of 0-100; those without a scale are not.

    The only item of a construct is the construct.
    """
    of = {item: name for name, items in spec.constructs.items() if len(items) > 1 for item in items}
    ends = {item: spec.scales[item] for item in of if item in spec.scales}
    points = {item: 100 / (high - low) for item, (low, high) in ends.items()}
    on = {item: (low * points[item], high * points[item]) for item, (low, high) in ends.items()}
    return [Composite(item, "", {item: weight}, None, of[item], on[item]) for item, weight in points.items()]


def variable_mean(totals: DesignTotals, variable: str, cell: Cell = ALL) -> Estimate:
    """The mean of one variable in a cell, or the reason ``not_asked`` when the wave does not hold it."""
    held = variable in totals.variables
    return totals.mean(variable, cell) if held else _without_value(totals, cell, "not_asked")


def _without_value(totals: DesignTotals, cell: Cell, reason: str) -> Estimate:
    return Estimate(None, None, None, totals.respondents(cell), 0.0, 0.0, totals.layout.method, reason)


def in_points(name: str) -> Composite:
    """The mean of one score of 0-100."""
    return Composite(name, "index", {name: 1.0})


def composites(spec: ScoreSpec) -> list[Composite]:
    """Everything that has an index or a net promoter score: nodes, constructs, rating outcomes, the NPS question."""
    parts = flatten(spec.index)
    nodes = [
        Composite(
            node,
            "index",
            _variables(spec, parts[node]),
            spec.weight_errors.get(node),
            kpis=tuple(name for name in parts[node] if name in spec.kpis),
            spec=spec,
        )
        for node in parts
    ]
    plain = [in_points(name) for name in (*spec.constructs, *spec.outcomes)]
    promoters = [Composite(spec.nps, "nps", {spec.nps: 1.0})] if spec.nps else []
    return [*nodes, *plain, *promoters]


def _variables(spec: ScoreSpec, parts: Mapping[str, float]) -> dict[str, float]:
    """The parts by their names among the scores: the NPS question counts by its answers."""
    return {answer_of(name) if name == spec.nps else name: weight for name, weight in parts.items()}
