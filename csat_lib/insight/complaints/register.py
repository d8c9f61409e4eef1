"""How many complaints of which class and about which unit, and which few classes make most of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from csat_lib.findings import Finding, FindingList, way
from csat_lib.findings.catalogue import complaints as known
from csat_lib.findings.measure import Measure
from csat_lib.statistics import statistic

ALL_CLASSES = "register"
Span = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, eq=False)
class Register:
    """The register up to the end of the wave, one row a complaint; None where the study has none.

    ``id, unit, class, severity, opened, answered, closed, owner, status``, moments as such; ``owner`` may be lacking.
    """

    rows: pd.DataFrame | None


@dataclass(frozen=True)
class ComplaintSpec:
    """How the register is read.

    ``spans``: period -> its first moment and the first one after it, oldest first, the wave's last. ``classes`` and
    ``units`` (of the segment question ``unit``) in the study's order; ``limits``: ``answered`` or ``closed`` -> hours.
    """

    spans: Mapping[str, Span]
    classes: tuple[str, ...]
    unit: str = ""
    units: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    confidence: float = 0.95

    @property
    def span(self) -> Span:
        """That of the wave."""
        return [*self.spans.values()][-1]

    def opened(self, register: pd.DataFrame) -> pd.DataFrame:
        """The complaints that were opened in the wave's period."""
        first, after = self.span
        return register[(register["opened"] >= first) & (register["opened"] < after)]

    def named(self, register: pd.DataFrame) -> list[str]:
        """The classes of the study, and what else the register holds from an older study file."""
        return list(dict.fromkeys([*self.classes, *register["class"].dropna()]))


@statistic
def count_complaints(register: pd.DataFrame, spec: ComplaintSpec) -> FindingList:
    """Numbers of the period's complaints: all, by class with shares and cumulative shares, by unit.

    Classes from the most frequent on, equally frequent ones in the study's order; cumulative share: all complaints of
    the classes so far / all complaints. Classes without a complaint have none of these. A complaint about no unit
    counts in the whole alone.
    """
    now = spec.opened(register)
    counts, severe = now["class"].value_counts(), now.loc[now["severity"] == "high", "class"].value_counts()
    rows = [row_of(known.NUMBER, ALL_CLASSES, len(now))]
    has_severity = bool(register["severity"].notna().any())
    rows += [row_of(known.SEVERE, ALL_CLASSES, int(severe.sum()))] if has_severity else []
    so_far = 0
    for name in sorted(spec.named(now), key=lambda name: -int(counts.get(name, 0))):
        if number := int(counts.get(name, 0)):
            so_far += number
            rows += [row_of(known.NUMBER, name, number), row_of(known.SHARE, name, number / len(now))]
            rows += [row_of(known.CUMULATIVE, name, so_far / len(now))]
            rows += [row_of(known.SEVERE, name, int(severe.get(name, 0)))] if has_severity else []
    return FindingList([*rows, *_by_unit(now, spec)])


def _by_unit(now: pd.DataFrame, spec: ComplaintSpec) -> Iterator[Finding]:
    of_units = now["unit"].value_counts()
    for unit in spec.units:
        yield row_of(known.NUMBER, ALL_CLASSES, int(of_units.get(unit, 0)), segment_by=spec.unit, segment=unit)


def row_of(measure: Measure, subject: str, value: float, *, segment_by: str = "all", segment: str = "") -> Finding:
    """A figure that comes from all records and has no error."""
    return Finding(
        topic=known.TOPIC.name, subject=subject, measure=measure.name, value=float(value),
        method=way("from records"), segment_by=segment_by, segment=segment,
    )  # fmt: skip
