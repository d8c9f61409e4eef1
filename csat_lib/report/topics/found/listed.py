"""Everything that clearly differs or changed, group by group, the largest first; and how much was looked at.

Largest is by size: points over the length of the scale, 100, and 200 for an NPS. What is clear is decided by one rule
over all comparisons (:mod:`csat_lib.insight.simultaneous`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from csat_lib.findings.catalogue.segments import GAP
from csat_lib.findings.measure import Words
from csat_lib.report.clear import direction, valued
from csat_lib.report.declared import Finding, View
from csat_lib.report.topics.found import changes
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Slot, Wording, some

NPS = Words("NPS", "the NPS")
NAMED = Wording(zh="{row.quoted}", en="{row.the}")
LOST = Wording(zh="{row.level}自 {row.before}以来，{told:,}", en="{row.level} lost {told} since {row.before}")
GAINED = Wording(zh="{row.level}自 {row.before}以来，{told:,}", en="{row.level} gained {told} since {row.before}")
DOWN = Wording(zh="{name}下降 {row:size} 分（{row.sizes} 分）", en="{row:size} points ({row.sizes}) in {name}")
UP = Wording(zh="{name}上升 {row:size} 分（{row.sizes} 分）", en="{row:size} points ({row.sizes}) in {name}")
BELOW = Wording(zh="{row.level}低于其余各组：{told:,}", en="{row.level} lies below the rest by {told}")
ABOVE = Wording(zh="{row.level}高于其余各组：{told:,}", en="{row.level} lies above the rest by {told}")
APART = Wording(zh="{name}相差 {row:size} 分（{row.sizes} 分）", en="{row:size} points ({row.sizes}) in {name}")
MORE = Wording(zh="另有 {n} 项", en="{n:other figure}")
TOLD = Wording(zh="{told:;}。", en="{told:;}.")
NOTHING_CHANGED = Wording(
    zh="与 {row.before}相比，各组各项得分的 {n} 项变化都不明显。",
    en="Of {n} changes from {row.before}, one for each group and score, none is clear.",
)
NOTHING_ELSE_CHANGED = Wording(
    zh="与 {row.before}相比，各组各项得分共 {n} 项变化，其余都不明显。",
    en="Of {n} changes from {row.before}, one for each group and score, no other is clear.",
)
NOTHING_DIFFERS = Wording(
    zh="各组各项得分与其余各组的 {n} 项差距都不明显。",
    en="Of {n} differences from the rest, one for each group and score, none is clear.",
)
NOTHING_ELSE_DIFFERS = Wording(
    zh="各组各项得分与其余各组共 {n} 项差距，其余都不明显。",
    en="Of {n} differences from the rest, one for each group and score, no other is clear.",
)


@dataclass(frozen=True)
class FoundOfGroup:
    """What is clear of one group: how it changed and how far it is from the rest; the index first, then by size."""

    changes: tuple[Finding, ...]
    gaps: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[Finding, ...]:
        """All of it, changes first."""
        return (*self.changes, *self.gaps)

    @property
    def group(self) -> tuple[str, str]:
        """The segment question and the level."""
        return self.rows[0].segment_by, self.rows[0].segment


def extent(view: View, row: Finding) -> float:
    """How large a difference is on its scale, from 0 to 1."""
    return abs(row.value or 0.0) / (200 if row.subject == view.study.nps else 100)


def found(view: View) -> tuple[FoundOfGroup, ...]:
    """Every group of which something is clear, the one with the largest difference or change first."""
    rows = [row for row in (*compared_changes(view), *compared_gaps(view)) if direction(row) != "unclear"]
    ordered = sorted(rows, key=lambda row: -extent(view, row))
    groups = dict.fromkeys((row.segment_by, row.segment) for row in ordered)
    return tuple(
        _of_group(view, [row for row in ordered if (row.segment_by, row.segment) == group]) for group in groups
    )


def _of_group(view: View, rows: Sequence[Finding]) -> FoundOfGroup:
    index_first = sorted(rows, key=lambda row: row.subject != view.study.root)
    is_gap = [row.kind is GAP for row in index_first]
    both = [tuple(row for row, gap in zip(index_first, is_gap, strict=True) if gap is kind) for kind in (False, True)]
    return FoundOfGroup(*both)


def compared_changes(view: View) -> tuple[Finding, ...]:
    """Every change of a group that was compared."""
    return tuple(row for row in valued(changes.every(view, segment_by=ANY)) if changes.is_of_group(row))


def compared_gaps(view: View) -> tuple[Finding, ...]:
    """Every difference from the rest; of two groups that mirror each other the lower one."""
    rows = valued(view.rows(GAP, segment_by=ANY))
    return tuple(row for row in rows if not (_is_one_of_two(row, rows) and (row.value or 0.0) > 0))


def _is_one_of_two(row: Finding, rows: Sequence[Finding]) -> bool:
    same = [one for one in rows if (one.subject, one.segment_by) == (row.subject, row.segment_by)]
    return len(same) == 2 and abs(sum(one.value or 0.0 for one in same)) < 1e-9


def changed(view: View, one: FoundOfGroup) -> list[Claim]:
    """'Chengdu lost 4.1 points (0.1 to 8.1) in the index and 10.3 points (3.1 to 17.6) in Cleanliness since ...'."""
    falls, rises = ([row for row in one.changes if direction(row) == way] for way in ("down", "up"))
    told = [(LOST, DOWN, falls), (GAINED, UP, rises)]
    return [whole(row=rows[0], told=_parts(view, part, rows)) for whole, part, rows in told if rows]


def differing(view: View, one: FoundOfGroup) -> list[Claim]:
    """'Chengdu lies below the rest by 4.0 points (0.7 to 7.2) in the index and 10.8 points (...) in Cleanliness'."""
    below, above = ([row for row in one.gaps if direction(row) == way] for way in ("down", "up"))
    told = [(BELOW, below), (ABOVE, above)]
    return [whole(row=rows[0], told=_parts(view, APART, rows)) for whole, rows in told if rows]


def _parts(view: View, part: Wording, rows: Sequence[Finding]) -> list[Slot]:
    return some([part(name=name(view, row), row=row) for row in rows], MORE)


def name(view: View, row: Finding) -> Claim | Words:
    """What a figure is about, in a sentence."""
    return NPS if row.subject == view.study.nps else NAMED(row=row)


def all_changed(view: View) -> list[Claim]:
    """Every group that clearly changed, and how many changes were looked at."""
    told = [claim for one in found(view) for claim in changed(view, one)]
    return _with_scope(told, compared_changes(view), (NOTHING_CHANGED, NOTHING_ELSE_CHANGED))


def all_differing(view: View) -> list[Claim]:
    """Every group that clearly differs from the rest, and how many differences were looked at."""
    told = [claim for one in found(view) for claim in differing(view, one)]
    return _with_scope(told, compared_gaps(view), (NOTHING_DIFFERS, NOTHING_ELSE_DIFFERS))


def _with_scope(told: Sequence[Claim], rows: Sequence[Finding], words: tuple[Wording, Wording]) -> list[Claim]:
    none, other = words
    if not rows:
        return []
    scope = other if told else none
    slots: dict[str, Slot] = {"n": len(rows), "row": rows[0]}
    return [*([TOLD(told=told)] if told else []), scope(**{slot: slots[slot] for slot in scope.slots})]
