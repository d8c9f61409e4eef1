"""Do two waves, or two groups, answer the same questionnaire in the same way? Only then may their scores be compared.

The guard asks twice: is the questionnaire the same (`Changed`, told by whoever knows the study files), and do the items
measure alike (`csat_lib.measurement.invariance`). What does not compare is a break: no change is told across it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from csat_lib.findings import Finding, Text
from csat_lib.index.composite import composites
from csat_lib.index.figures import ScoreSpec
from csat_lib.index.tree import flatten
from csat_lib.measurement.invariance import (
    NOT_COMPARABLE,
    NOT_TESTED,
    Answers,
    InvarianceResult,
    InvarianceSpec,
    measurement_invariance,
)
from csat_lib.summary.sample import ALL
from csat_lib.summary.summary import Summary

TOPIC = "comparability"
MODEL = "model"
CHANGED = "question_changed"
Take = Callable[[str, Sequence[str]], Mapping[str, Answers]]
"""(construct or ``model``, items) -> the answers of each group to these items."""


class Collected(Protocol):
    """A wave that was added up."""

    @property
    def period(self) -> object:
        """Its period; as text, the name in the findings."""

    @property
    def summary(self) -> Summary:
        """Its parts."""


class Changed(Protocol):
    """How the questionnaire of a wave differs from that of the wave before it."""

    @property
    def broken(self) -> frozenset[str]:
        """Questions and constructs whose figures do not mean the same any more."""

    def to_texts(self, period: str, against: str) -> list[Text]:
        """The differences, one by one."""


@dataclass(frozen=True)
class Comparison:
    """What is compared: a wave with the one before it, or the levels of a segmentation within one wave."""

    period: str = ""
    against: str = ""
    segment_by: str = ALL[0]


@dataclass(frozen=True)
class Verdict:
    """Whether the figures of ``subject`` may be compared, and why not.

    ``reason``: the step of the test that failed, ``question_changed``, or why nothing could be tested.
    """

    subject: str
    verdict: str
    reason: str
    between: Comparison

    @property
    def method(self) -> str:
        """How it was come by."""
        return "questionnaires compared" if self.reason == CHANGED else f"delta cfi, {self.reason}"

    def to_text(self) -> Text:
        """Kind ``verdict``; ``segment`` is the period compared with."""
        return Text(
            topic=TOPIC,
            subject=self.subject,
            kind="verdict",
            text=self.verdict,
            other=self.reason,
            period=self.between.period,
            segment_by=self.between.segment_by,
            segment=self.between.against,
        )


@dataclass(frozen=True)
class Comparability:
    """Verdicts on everything that has a score, with the tests and the differences behind them."""

    verdicts: tuple[Verdict, ...]
    tests: tuple[tuple[Comparison, InvarianceResult], ...]
    differences: tuple[Text, ...] = ()

    @property
    def method(self) -> str:
        """The methods in use."""
        return "; ".join(dict.fromkeys(result.method for _, result in self.tests))

    def break_of(self, subject: str, between: Comparison) -> Verdict | None:
        """The verdict that forbids to compare, or None where nothing does."""
        found = (one for one in self.verdicts if (one.subject, one.between) == (subject, between))
        return next((one for one in found if one.verdict == NOT_COMPARABLE), None)

    def to_findings(self) -> list[Finding]:
        """Topic ``comparability``: the fit of every step of every test, signed with what was compared."""
        return [_signed(row, between) for between, result in self.tests for row in result.to_findings()]

    def to_texts(self) -> list[Text]:
        """The verdicts, then the differences between the questionnaires."""
        return [*(verdict.to_text() for verdict in self.verdicts), *self.differences]


NOTHING = Comparability((), ())
"""Nothing was looked at: nothing is known to break."""


def between_waves(
    waves: Sequence[Collected],
    spec: ScoreSpec,
    questionnaires: Mapping[str, Changed] | None = None,
    invariance: InvarianceSpec | None = None,
) -> Comparability:
    """Each wave against the one before it, oldest first as given.

    ``questionnaires``: later period -> what changed in the questionnaire since the wave before it. A construct whose
    questions changed is not comparable and not tested further. Each construct is tested on the respondents of both
    waves who answered all its items, the model on those who answered all items.
    """
    found = NOTHING
    for before, after in pairwise(waves):
        between = Comparison(str(after.period), str(before.period))
        changed = (questionnaires or {}).get(between.period)
        judge = _Judge(between, _take(before, after), changed.broken if changed else frozenset(), invariance)
        texts = tuple(changed.to_texts(between.period, between.against)) if changed else ()
        found = _joined(found, replace(judge.judged(_shared(before, after, spec)), differences=texts))
    return found


def _joined(one: Comparability, other: Comparability) -> Comparability:
    return Comparability(one.verdicts + other.verdicts, one.tests + other.tests, one.differences + other.differences)


def _signed(row: Finding, between: Comparison) -> Finding:
    return replace(row, topic=TOPIC, period=between.period, against=between.against, segment_by=between.segment_by)


def _take(before: Collected, after: Collected) -> Take:
    def take(name: str, items: Sequence[str]) -> Mapping[str, Answers]:
        part = "complete" if name == MODEL else name
        return {str(wave.period): wave.summary.part(part).select(items, name) for wave in (before, after)}

    return take


def _shared(before: Collected, after: Collected, spec: ScoreSpec) -> ScoreSpec:
    """The constructs with their items as the later wave asked them; no items where one of the two did not ask."""
    parts = [wave.summary.moments for wave in (before, after)]
    asked = {name: parts[1][name].items if all(name in part for part in parts) else () for name in spec.constructs}
    return replace(spec, constructs=asked)


@dataclass(frozen=True)
class _Judge:
    """One comparison: how its answers are taken, and what is not the same question any more."""

    between: Comparison
    take: Take
    changed: frozenset[str]
    invariance: InvarianceSpec | None

    def judged(self, spec: ScoreSpec) -> Comparability:
        """Constructs first, the model of all of them, then what is made of them, then single questions."""
        results = [self._tested(name, {name: items}) for name, items in spec.constructs.items() if self._same(name)]
        whole = {name: items for name, items in spec.constructs.items() if len(items) > 1}
        results += [self._tested(MODEL, whole)] if all(map(self._same, spec.constructs)) else []
        tested = {result.subject: self._verdict(result.subject, result.verdict, result.reason) for result in results}
        measured = {name: tested.get(name) or self._broken(name) for name in (*spec.constructs, MODEL)}
        nodes = {node: self._of_parts(node, list(parts), measured) for node, parts in flatten(spec.index).items()}
        singles = {one.subject: self._single(one.subject) for one in composites(spec)}
        verdicts = singles | nodes | measured
        others = [self._broken(name) for name in sorted(self.changed - verdicts.keys())]
        tests = tuple((self.between, result) for result in results if result.steps)
        return Comparability((*verdicts.values(), *others), tests)

    def _same(self, name: str) -> bool:
        return name not in self.changed

    def _tested(self, name: str, model: Mapping[str, Sequence[str]]) -> InvarianceResult:
        items = [item for block in model.values() for item in block]
        return measurement_invariance(self.take(name, items) if items else {}, model, self.invariance)

    def _verdict(self, subject: str, verdict: str, reason: str) -> Verdict:
        return Verdict(subject, verdict, reason, self.between)

    def _broken(self, subject: str) -> Verdict:
        return self._verdict(subject, NOT_COMPARABLE, CHANGED)

    def _single(self, subject: str) -> Verdict:
        """A single question cannot be tested: it compares unless it was changed."""
        return self._verdict(subject, NOT_TESTED, "one_item") if self._same(subject) else self._broken(subject)

    def _of_parts(self, node: str, parts: Sequence[str], measured: Mapping[str, Verdict]) -> Verdict:
        """A node breaks with any construct under it, and with the model; else it is as the model, or its only part."""
        behind = [measured[part] for part in parts] + ([measured[MODEL]] if len(parts) != 1 else [])
        found = next((one for one in behind if one.verdict == NOT_COMPARABLE), behind[-1])
        return replace(found, subject=node)
