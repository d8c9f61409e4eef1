"""Do two waves, or two groups, answer the same questionnaire in the same way? Only then may their scores be compared.

The guard asks twice: is the questionnaire the same (`Changed`, told by whoever knows the study files), and do the items
measure alike (`measurement.confirmatory.invariance`). What does not compare is a break: no change is told across it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from csat_lib.findings import Finding, Method, Text, in_use, way, ways
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.measurement.confirmatory.invariance import NOT_COMPARABLE, InvarianceResult, InvarianceSpec
from csat_lib.summary.sample import ALL
from csat_lib.summary.summary import Summary

TOPIC = "comparability"
MODEL = "model"
CHANGED = "question_changed"
PARTLY = "partly_comparable"
"""The verdict on a node of the index some of whose parts do not compare between groups."""


class SummedWave(Protocol):
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
class ComparabilitySpec:
    """What has to be comparable, and by which rule.

    ``scores``: everything that has a score. ``questionnaires``: period -> what changed since the wave before it.
    ``ordered``: whether answers are taken as ordered (by pair tables) rather than as numbers. ``rule``: see there.
    """

    scores: ScoreSpec
    questionnaires: Mapping[str, Changed] = field(default_factory=dict)
    ordered: bool = False
    rule: InvarianceSpec = field(default_factory=InvarianceSpec)


@dataclass(frozen=True)
class Compared:
    """What is compared: a wave with the one before it, the levels of a segmentation, or one (``segment``) of them."""

    period: str = ""
    against: str = ""
    segment_by: str = ALL[0]
    segment: str = ALL[1]


@dataclass(frozen=True)
class ComparabilityTest:
    """Whether the figures of ``subject`` may be compared, and why not.

    ``reason``: the step of the test that failed, ``question_changed``, or why nothing could be tested.
    """

    subject: str
    verdict: str
    reason: str
    between: Compared

    @property
    def method(self) -> Method:
        """How it was come by; of a break, at which step."""
        if self.reason == CHANGED:
            return way("questionnaires compared")
        return ways("delta cfi", *[self.reason] * (self.verdict == NOT_COMPARABLE))

    def to_text(self) -> Text:
        """Kind ``verdict``, where ``segment`` is the period compared with; of one group, ``group``."""
        return Text(
            topic=TOPIC,
            subject=self.subject,
            kind="group" if self.between.segment else "verdict",
            text=self.verdict,
            other=self.reason,
            period=self.between.period,
            segment_by=self.between.segment_by,
            segment=self.between.segment or self.between.against,
        )


@dataclass(frozen=True)
class Comparability:
    """Verdicts on everything that has a score, with the tests and the differences behind them.

    ``groups``: the verdict on each level of a segmentation, construct by construct and node by node.
    """

    verdicts: tuple[ComparabilityTest, ...]
    tests: tuple[tuple[Compared, InvarianceResult], ...]
    differences: tuple[Text, ...] = ()
    groups: tuple[ComparabilityTest, ...] = ()

    @property
    def method(self) -> Method:
        """The methods in use."""
        return in_use(*(result.method for _, result in self.tests))

    def __add__(self, other: Comparability) -> Comparability:
        verdicts, tests = self.verdicts + other.verdicts, self.tests + other.tests
        return Comparability(verdicts, tests, self.differences + other.differences, self.groups + other.groups)

    def break_of(self, subject: str, between: Compared) -> ComparabilityTest | None:
        """The verdict that forbids to compare, or None where nothing does."""
        found = (one for one in self.verdicts if (one.subject, one.between) == (subject, between))
        return next((one for one in found if one.verdict == NOT_COMPARABLE), None)

    def breaks(self, subject: str, cell: tuple[str, str]) -> bool:
        """Whether a cell was found not to compare with the others; of a crossed one, whether either of its levels."""
        return NOT_COMPARABLE in {one.verdict for one in self._of_cell(subject, cell)}

    def is_untested(self, subject: str, cell: tuple[str, str]) -> bool:
        """Whether a cell was left out of the test of its subject for too few complete answers."""
        return "few_answers" in {one.reason for one in self._of_cell(subject, cell)}

    def _of_cell(self, subject: str, cell: tuple[str, str]) -> Iterator[ComparabilityTest]:
        by, level = cell
        parts = zip(by.split("*"), level.split("*"), strict=False) if "*" in by else [cell]
        found = (self._by_group.get((subject, *part)) for part in parts)
        return (one for one in found if one is not None)

    @cached_property
    def _by_group(self) -> dict[tuple[str, str, str], ComparabilityTest]:
        return {(one.subject, one.between.segment_by, one.between.segment): one for one in self.groups}

    def to_findings(self) -> list[Finding]:
        """Topic ``comparability``: the fit of every step of every test, signed with what was compared."""
        return [_signed(row, between) for between, result in self.tests for row in result.to_findings()]

    def to_texts(self) -> list[Text]:
        """The verdicts, those on single groups, then the differences between the questionnaires."""
        return [*(verdict.to_text() for verdict in (*self.verdicts, *self.groups)), *self.differences]


def _signed(row: Finding, between: Compared) -> Finding:
    return replace(
        row,
        period=between.period,
        against=between.against,
        segment_by=between.segment_by,
        segment=between.segment,
    )


NOTHING = Comparability((), ())
"""Nothing was looked at: nothing is known to break."""
