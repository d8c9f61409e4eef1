"""What clearly rose or fell, of the dimensions and of the groups."""

from collections.abc import Sequence

from csat_lib.report.clear import Direction, clearly
from csat_lib.report.declared import Finding, View, absent, valued
from csat_lib.report.detectable import seen
from csat_lib.report.topics.found.changes import is_of_group, of_dimensions, of_groups, step
from csat_lib.report.wording import Claim, Label, Slot, Wording, Words, some

DOWN_UP: tuple[Direction, Direction] = ("down", "up")
GROUP = Wording(zh="{row.level}", en="{row.level}")
DIMENSION = Wording(zh="{row.quoted}", en="{row.the}")
OTHERS_FELL = Wording(zh="另有 {n} 个下降", en="{n:other} fell")
OTHERS_ROSE = Wording(zh="另有 {n} 个上升", en="{n:other} rose")
MOVES = Wording(zh="{moves:,}", en="{moves}")
DIMENSIONS_MOVED = Wording(zh="与 {row.before}相比，{moves:,}", en="since {row.before}, {moves}")
NO_DIMENSION = Wording(
    zh="与 {row.before}相比，各维度都没有明显变化", en="no dimension changed clearly from {row.before}"
)
GROUPS_MOVED = Wording(zh="按{by.label}看{row.quoted}，{moves:,}", en="by {by.among}, on {row.the}, {moves}")
BY = Wording(zh="按{by}看", en="By {by.among}")
NO_GROUP = Words("各组都没有明显变化", "no group changed clearly")
OF_DIMENSIONS = Wording(zh="{moved}{others}{seen}。", en="{moved}{others}{seen}.")
OF_GROUPS = Wording(zh="与 {row.before}相比，{moved}{others}{seen}。", en="Since {row.before}, {moved}{others}{seen}.")
NO_OTHER_DIMENSION = Words("；其他维度没有明显变化", "; no other dimension changed clearly")
NO_OTHER_GROUP = Words("；其他各组没有明显变化", "; no other group changed clearly")


def dimensions(view: View) -> Claim | None:
    """Dimensions that clearly rose or fell."""
    moved, changes = moved_dimensions(view), of_dimensions(view)
    if moved is None:
        return None
    return OF_DIMENSIONS(moved=moved, others=_others(changes), seen=_seen(changes))


def moved_dimensions(view: View) -> Claim | None:
    """The same as a clause: since November 2025, Room fell from 80.3 to 77.2 (3.1 points, 1.2 to 5.0)."""
    changes = of_dimensions(view)
    if not changes:
        return None
    told = moves(view, changes)
    return DIMENSIONS_MOVED(row=changes[0], moves=told) if told else NO_DIMENSION(row=changes[0])


def groups(view: View, segment_by: str, subject: str = "") -> Claim | None:
    """Groups that clearly rose or fell."""
    found = of_groups(view, segment_by, subject)
    changes = valued(found)
    if not changes:
        return absent(view, found[0]) if found else None
    moved = moved_groups(view, changes)
    return OF_GROUPS(row=changes[0], moved=moved, others=_others(changes), seen=_seen(changes))


def moved_groups(view: View, changes: Sequence[Finding]) -> Claim:
    """The same as a clause: by store, Harbour fell from 80.1 to 71.9 (8.2 points, 3.1 to 13.3)."""
    return GROUPS_MOVED(by=Label(changes[0].segment_by), row=changes[0], moves=moves(view, changes) or [NO_GROUP])


def moved(view: View, changes: Sequence[Finding]) -> Claim | None:
    """What moved, alone; nothing when none did clearly."""
    told = moves(view, changes)
    return MOVES(moves=told) if told else None


def moves(view: View, changes: Sequence[Finding]) -> list[Slot]:
    """Room fell from 80.3 to 77.2 (3.1 points, 1.2 to 5.0) and Service rose ...: falls first, the largest first."""
    falls, rises = ([step(view, name(row), row) for row in clearly(changes, way)] for way in DOWN_UP)
    return [*some(falls, OTHERS_FELL), *some(rises, OTHERS_ROSE)]


def name(row: Finding) -> Claim:
    """The group, or the dimension in Chinese quotation marks."""
    return (GROUP if is_of_group(row) else DIMENSION)(row=row)


def _seen(changes: Sequence[Finding]) -> Claim | None:
    """What would have been seen, where nothing is clear."""
    return None if clearly(changes, "up") or clearly(changes, "down") else seen(changes)


def _others(changes: Sequence[Finding]) -> Words | None:
    rest = len(clearly(changes, "unclear"))
    if not 0 < rest < len(changes):
        return None
    return NO_OTHER_GROUP if is_of_group(changes[0]) else NO_OTHER_DIMENSION
