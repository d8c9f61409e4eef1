"""Which groups of a segmentation answer otherwise: the levels that were tested, one by one, and those left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from csat_lib.insight.comparability import (
    MODEL,
    PARTLY,
    Comparability,
    ComparabilitySpec,
    ComparabilityTest,
    Compared,
)
from csat_lib.measurement.confirmatory.invariance import (
    COMPARABLE,
    NOT_COMPARABLE,
    NOT_TESTED,
    Answers,
    InvarianceResult,
    measurement_invariance,
)
from csat_lib.summary.moments import Base, Moments, sum_moments
from csat_lib.summary.pairs import PairTables, sum_pairs
from csat_lib.summary.rows import Rows

Take = Callable[[str, Sequence[str]], Mapping[str, Answers]]
"""(construct or ``model``, items) -> the answers of each group to these items."""
HALF = 0.5
"""Weight in a node from which on its parts that do not compare forbid to compare the node, too (ours)."""
PAIR = 2
"""Levels of which neither is the odd one."""
OTHERS = "others"


def of_parts(
    node: str, parts: Mapping[str, float], behind: Mapping[str, ComparabilityTest], model: ComparabilityTest
) -> ComparabilityTest:
    """The verdict on a node of the index from those on the constructs under it, between groups.

    ``parts``: construct -> weight, adding up to 1. Constructs that break forbid to compare the node where they carry
    half of it; where they carry less, and where the model of all constructs alone breaks, it compares in part.
    """
    broken = [name for name, one in behind.items() if one.verdict == NOT_COMPARABLE]
    if broken and sum(parts[name] for name in broken) >= HALF:
        return replace(behind[broken[0]], subject=node)
    if broken or model.verdict == NOT_COMPARABLE:
        return replace(behind[broken[0]] if broken else model, subject=node, verdict=PARTLY)
    with_model = {"few_items"} if model.verdict == COMPARABLE else set[str]()
    untold = [one for one in behind.values() if one.verdict == NOT_TESTED and one.reason not in with_model]
    if untold or not behind:
        return replace([*untold, model][0], subject=node)
    return replace(model, subject=node, verdict=COMPARABLE, reason="")


@dataclass(frozen=True)
class Levels:
    """The levels of one segmentation: their answers, and which of them answer otherwise than the others.

    Where a construct breaks over all levels tested, each is tested against the others together, at ``rule.chance`` over
    all k (Sidak). The one that loses most CFI is set apart, and the others are tested again without it, until none
    breaks. Levels that follow one model fit it together whatever their means on the construct, so that taking them
    together breaks nothing by itself. Where those left are no more than half, or still break among themselves, it
    cannot be told which levels are the odd ones: all that were tested are held not to compare.
    """

    segment_by: str
    rows: Rows
    levels: pd.Series
    spec: ComparabilitySpec

    @property
    def between(self) -> Compared:
        """What is compared."""
        return Compared(segment_by=self.segment_by)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The levels that occur."""
        return tuple(str(level) for level in sorted(self.levels.dropna().unique()))

    def take(self, name: str, items: Sequence[str]) -> Mapping[str, Answers]:
        """The answers of each level that has enough; of all, where fewer than two have."""
        parts = {level: self._summed(name, [level], items) for level in self.names}
        enough = {level: part for level, part in parts.items() if part.n_effective >= self.spec.rule.least}
        return enough if len(enough) > 1 else parts

    def told_apart(self, judged: Comparability) -> Comparability:
        """The same with the verdict on each level, and the tests of levels against the others."""
        results = {result.subject: result for _, result in judged.tests}
        wholes = [results[name] for name in self.spec.scores.constructs]
        further = {whole.subject: self._one_by_one(whole) for whole in wholes if _has_several_that_break(whole)}
        apart = {whole.subject: self._apart(whole, further.get(whole.subject, {})) for whole in wholes}
        model = next(one for one in judged.verdicts if one.subject == MODEL)
        found: list[ComparabilityTest] = []
        for level in self.names:
            between = replace(self.between, segment=level)
            own = {whole.subject: _of_level(whole, apart[whole.subject], between) for whole in wholes}
            found += [*self._nodes(own, replace(model, between=between)), *own.values()]
        tests = [(replace(self.between, segment=at), one) for each in further.values() for at, one in each.items()]
        return replace(judged, groups=tuple(found), tests=(*judged.tests, *tests))

    def _nodes(self, own: Mapping[str, ComparabilityTest], model: ComparabilityTest) -> list[ComparabilityTest]:
        """The verdicts of one level on the nodes; that the model breaks over all levels tells nothing of one."""
        at = replace(model, verdict=COMPARABLE, reason="") if model.verdict == NOT_COMPARABLE else model
        nodes = self.spec.scores.dimensions().items()
        return [of_parts(node, parts, {part: own[part] for part in parts}, at) for node, parts in nodes]

    def _one_by_one(self, whole: InvarianceResult) -> dict[str, InvarianceResult]:
        """Level -> its last test against the others; those that break are set apart, the worst first."""
        left, found = list(whole.groups), dict[str, InvarianceResult]()
        while True:
            now = {level: self._against_others(whole.subject, level, left) for level in left}
            found |= now
            broken = [level for level in left if now[level].verdict == NOT_COMPARABLE]
            if not broken or len(left) == PAIR:
                return found
            left.remove(max(broken, key=lambda level: _lost(now[level])))

    def _against_others(self, name: str, level: str, left: Sequence[str]) -> InvarianceResult:
        comparisons = len(left) if len(left) > PAIR else 1
        rule = replace(self.spec.rule, chance=1 - (1 - self.spec.rule.chance) ** (1 / comparisons))
        others = self._summed(name, [other for other in left if other != level])
        pair = {level: self._summed(name, [level]), OTHERS: others}
        return measurement_invariance(pair, {name: self.spec.scores.constructs[name]}, rule)

    def _apart(self, whole: InvarianceResult, each: Mapping[str, InvarianceResult]) -> dict[str, str]:
        """Level -> the step that it breaks at; empty where that cannot be told of single levels."""
        broken = {level: result.reason for level, result in each.items() if result.verdict == NOT_COMPARABLE}
        rest = {level: self._summed(whole.subject, [level]) for level in each if level not in broken}
        if len(rest) <= len(each) / 2:
            return {}
        model = {whole.subject: self.spec.scores.constructs[whole.subject]}
        left = measurement_invariance(rest, model, self.spec.rule)
        return {} if left.verdict == NOT_COMPARABLE else broken

    def _summed(self, name: str, levels: Sequence[str], items: Sequence[str] = ()) -> Moments | PairTables:
        """The answers of these levels together, to the items of a construct unless others are given."""
        mine = self.levels.astype("string").isin(levels).to_numpy(dtype=bool, na_value=False)
        rows = self.rows.select(items or self.spec.scores.constructs[name], name).where(mine)
        base = Base(rows.weights, clustered=rows.clustered)
        return sum_pairs(rows.frame, base, label=rows.label) if self.spec.ordered else sum_moments(rows.frame, base)


def _has_several_that_break(whole: InvarianceResult) -> bool:
    return whole.verdict == NOT_COMPARABLE and len(whole.groups) > PAIR


def _lost(result: InvarianceResult) -> float:
    """The CFI lost at the step that broke."""
    return next((step.delta_cfi or 0.0 for step in result.steps if step.name == result.reason), 0.0)


def _of_level(whole: InvarianceResult, apart: Mapping[str, str], between: Compared) -> ComparabilityTest:
    """What was found of all levels tested holds for each, unless single ones were told apart."""
    if between.segment not in whole.groups:
        return ComparabilityTest(whole.subject, NOT_TESTED, "few_answers", between)
    if apart and between.segment not in apart:
        return ComparabilityTest(whole.subject, COMPARABLE, "", between)
    return ComparabilityTest(whole.subject, whole.verdict, apart.get(between.segment, whole.reason), between)
