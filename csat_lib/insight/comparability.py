"""Do two waves, or two groups, answer the same questionnaire in the same way? Only then may their scores be compared.

The guard asks twice: is the questionnaire the same (`Changed`, told by whoever knows the study files), and do the items
measure alike (`measurement.confirmatory.invariance`). What does not compare is a break: no change is told across it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from csat_lib.findings import Finding, Method, Text, in_use, way, ways
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.measurement.confirmatory.invariance import NOT_COMPARABLE, InvarianceResult, InvarianceSpec
from csat_lib.summary.sample import ALL
from csat_lib.summary.summary import Summary

TOPIC = "comparability"
MODEL = "model"
CHANGED = "question_changed"


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
    """What is compared: a wave with the one before it, or the levels of a segmentation within one wave."""

    period: str = ""
    against: str = ""
    segment_by: str = ALL[0]


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

    verdicts: tuple[ComparabilityTest, ...]
    tests: tuple[tuple[Compared, InvarianceResult], ...]
    differences: tuple[Text, ...] = ()

    @property
    def method(self) -> Method:
        """The methods in use."""
        return in_use(*(result.method for _, result in self.tests))

    def __add__(self, other: Comparability) -> Comparability:
        verdicts, tests = self.verdicts + other.verdicts, self.tests + other.tests
        return Comparability(verdicts, tests, self.differences + other.differences)

    def break_of(self, subject: str, between: Compared) -> ComparabilityTest | None:
        """The verdict that forbids to compare, or None where nothing does."""
        found = (one for one in self.verdicts if (one.subject, one.between) == (subject, between))
        return next((one for one in found if one.verdict == NOT_COMPARABLE), None)

    def to_findings(self) -> list[Finding]:
        """Topic ``comparability``: the fit of every step of every test, signed with what was compared."""
        return [_signed(row, between) for between, result in self.tests for row in result.to_findings()]

    def to_texts(self) -> list[Text]:
        """The verdicts, then the differences between the questionnaires."""
        return [*(verdict.to_text() for verdict in self.verdicts), *self.differences]


def _signed(row: Finding, between: Compared) -> Finding:
    return replace(row, period=between.period, against=between.against, segment_by=between.segment_by)


NOTHING = Comparability((), ())
"""Nothing was looked at: nothing is known to break."""
