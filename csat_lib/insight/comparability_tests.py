"""The guard: are waves, or the segments of one wave, to be compared at all?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pandas as pd

from csat_lib.findings import way
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.comparability import (
    CHANGED,
    MODEL,
    NOTHING,
    Comparability,
    ComparabilitySpec,
    ComparabilityTest,
    Compared,
    SummedWave,
)
from csat_lib.insight.comparability_groups import Levels, Take, of_parts
from csat_lib.measurement.confirmatory.invariance import (
    NOT_COMPARABLE,
    NOT_TESTED,
    Answers,
    InvarianceResult,
    InvarianceSpec,
    measurement_invariance,
)
from csat_lib.measurement.correlations.correlation import Correlation, correlate
from csat_lib.statistics import statistic
from csat_lib.summary.rows import Rows
from csat_lib.summary.sample import ALL


@statistic
def between_waves(waves: Sequence[SummedWave], spec: ComparabilitySpec) -> Comparability:
    """Each wave against the one before it, oldest first as given.

    A construct whose questions changed is not comparable and not tested further; one that a wave did not ask is not
    tested (``not_asked``), nor is any where a wave's answers were not tabulated as the spec wants it (``no_tables``).
    Each construct is tested on the respondents of both waves who answered all its items, the model on those who
    answered all items; ordered answers on those who answered each pair.
    """
    ordered = _polychoric(waves, spec)
    return sum((_between(before, after, ordered, spec) for before, after in pairwise(waves)), NOTHING)


@statistic
def between_segments(rows: Rows, levels: pd.DataFrame, spec: ComparabilitySpec) -> Comparability:
    """The levels of each segmentation against each other, within one wave.

    ``rows`` (n) answers to the items; ``levels`` (n, segmentations) the level of each respondent, missing where there
    is none. Levels with fewer complete answers than the rule's ``least`` are left out of a test, as long as two remain;
    its method then says of how many, and ``groups`` which. Where a construct breaks, each level that was tested is
    tested against the others to find which it is (see :class:`~csat_lib.insight.comparability_groups.Levels`). Without
    constructs nothing is tested.
    """
    found = NOTHING
    for segment_by in levels if spec.scores.constructs else ():
        groups = Levels(str(segment_by), rows, levels[segment_by], spec)
        judge = _Judge(groups.between, groups.take, spec.rule, of=len(groups.names))
        found += groups.told_apart(judge.judged(spec.scores))
    return found


def _between(
    before: SummedWave, after: SummedWave, ordered: Mapping[str, Correlation], spec: ComparabilitySpec
) -> Comparability:
    between = Compared(str(after.period), str(before.period))
    model = {name: _items(before, after, name) for name in spec.scores.constructs}
    missing = {name: "not_asked" for name, items in model.items() if not items}
    if spec.ordered and not {between.period, between.against} <= ordered.keys():
        missing = dict.fromkeys(model, "no_tables")
    changed = spec.questionnaires.get(between.period)
    broken = changed.broken if changed else frozenset[str]()
    judge = _Judge(between, _of_waves(before, after, ordered), spec.rule, broken, missing)
    texts = changed.to_texts(between.period, between.against) if changed else []
    return replace(judge.judged(replace(spec.scores, constructs=model)), differences=tuple(texts))


def _of_waves(before: SummedWave, after: SummedWave, ordered: Mapping[str, Correlation]) -> Take:
    """``ordered``: period -> polychoric correlations of all items, where answers are taken as ordered."""

    def take(name: str, items: Sequence[str]) -> Mapping[str, Answers]:
        found: dict[str, Answers] = {}
        for wave in (before, after):
            part = wave.summary.part("complete" if name == MODEL else name)
            whole = replace(part, groups=None)  # no replicates are needed, and most of what would be copied is theirs
            found[str(wave.period)] = ordered.get(str(wave.period)) or whole.select(items, name)
        return found

    return take


def _polychoric(waves: Sequence[SummedWave], spec: ComparabilitySpec) -> dict[str, Correlation]:
    """Period -> correlations of all items, of the waves that were tabulated; estimated once for all constructs."""
    tables = {str(wave.period): wave.summary.tables.pairs for wave in waves if spec.ordered}
    whole = {period: replace(pairs, groups=None) for period, pairs in tables.items() if pairs is not None}
    return {period: correlate(pairs, "polychoric") for period, pairs in whole.items()}


def _items(before: SummedWave, after: SummedWave, construct: str) -> tuple[str, ...]:
    """The items of a construct as the later wave asked them; none where one of the two did not ask."""
    parts = [wave.summary.moments.get(construct) for wave in (before, after)]
    return () if parts[0] is None or parts[1] is None else parts[1].items


@dataclass(frozen=True)
class _Judge:
    """One comparison: how its answers are taken, and what is not the same question any more."""

    between: Compared
    take: Take
    rule: InvarianceSpec
    changed: frozenset[str] = frozenset()
    missing: Mapping[str, str] = field(default_factory=dict)
    of: int = 0

    def judged(self, spec: ScoreSpec) -> Comparability:
        """Verdicts: nodes of the index, constructs, the model of all of them, single questions."""
        model = {name: items for name, items in spec.constructs.items() if name not in {*self.changed, *self.missing}}
        results = {name: self._tested(name, {name: items}) for name, items in model.items()}
        whole = {name: items for name, items in model.items() if len(items) > 1}
        if len(whole) > 1 and not self.changed & spec.constructs.keys():
            results[MODEL] = self._tested(MODEL, whole)
        measured = {name: self._verdict(name, results) for name in spec.constructs}
        if measured:
            measured[MODEL] = self._of_model(results, measured)
        nodes = {node: self._of_parts(node, parts, measured) for node, parts in spec.dimensions().items()}
        singles = {one.subject: self._single(one.subject) for one in composites(spec)}
        verdicts = singles | nodes | measured
        others = [self._broken(name) for name in sorted(self.changed - verdicts.keys())]
        return Comparability((*verdicts.values(), *others), tuple((self.between, each) for each in results.values()))

    def _tested(self, name: str, model: Mapping[str, Sequence[str]]) -> InvarianceResult:
        groups = self.take(name, [item for block in model.values() for item in block])
        result = measurement_invariance(groups, model, self.rule)
        return replace(result, method=result.method + way("of #", self.of)) if self.of > len(groups) else result

    def _verdict(self, subject: str, results: Mapping[str, InvarianceResult]) -> ComparabilityTest:
        if subject in self.changed:
            return self._broken(subject)
        if subject in self.missing:
            return self._said(subject, NOT_TESTED, self.missing[subject])
        return self._said(subject, results[subject].verdict, results[subject].reason)

    def _of_model(
        self, results: Mapping[str, InvarianceResult], measured: Mapping[str, ComparabilityTest]
    ) -> ComparabilityTest:
        """The model of all constructs: broken with any question of theirs; of a single construct, as that one is."""
        if MODEL in results:
            return self._verdict(MODEL, results)
        changed = (one for one in measured.values() if one.reason == CHANGED)
        tested = (one for one in measured.values() if one.subject in results)
        return replace(next(changed, None) or next(tested, None) or next(iter(measured.values())), subject=MODEL)

    def _said(self, subject: str, verdict: str, reason: str = "") -> ComparabilityTest:
        return ComparabilityTest(subject, verdict, reason, self.between)

    def _broken(self, subject: str) -> ComparabilityTest:
        return self._said(subject, NOT_COMPARABLE, CHANGED)

    def _single(self, subject: str) -> ComparabilityTest:
        """A single question cannot be tested: it compares unless it was changed."""
        return self._broken(subject) if subject in self.changed else self._said(subject, NOT_TESTED, "one_item")

    def _of_parts(
        self, node: str, parts: Mapping[str, float], measured: Mapping[str, ComparabilityTest]
    ) -> ComparabilityTest:
        """A node breaks with any construct under it, and with the model; between groups see ``of_parts``.

        It compares when all of them do; constructs too short for a test of their own are those that the model tested.
        """
        model, behind = measured[MODEL], {part: measured[part] for part in parts}
        broken = [one for one in (*behind.values(), model) if one.verdict == NOT_COMPARABLE]
        if broken and self.between.segment_by == ALL[0]:
            return replace(broken[0], subject=node)
        return of_parts(node, parts, behind, model)
