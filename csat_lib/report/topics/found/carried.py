"""Where a change of everybody comes from: one unit or all of them, and what a changed mix of units makes."""

from csat_lib.findings.catalogue.trends import CHANGE, CONTRIBUTION, MIX, REMAINDER
from csat_lib.findings.measure import Words
from csat_lib.report.clear import clearly, direction, valued
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.found.listed import found, name
from csat_lib.report.wording import Claim, Label, Slot, Wording

HALF = 0.5
"""A unit carries a change of everybody when it makes at least this share of it, and no other unit's is clear."""
CLEAR = Wording(
    zh="{name}总体较 {total.before}{way} {total:size} 分，其中 {part:size} 分（{part.sizes} 分）来自{part.level}一处",
    en="of the {total:size} points by which {name} {way} overall from {total.before}, {part:size} ({part.sizes}) come "
    "from {part.level} alone",
)
WAYS = {"down": Words("下降", "fell"), "up": Words("上升", "rose")}
WITHIN = Wording(zh="，{total.signed_ends} 分；{total.bases}", en=", {total.signed_ends}; {total.bases}")
UNCLEAR = Wording(
    zh="{name}总体与 {total.before}相比无明显变化（{total:signed} 分{within}），其中{way} {part:size} 分"
    "（{part.sizes} 分）来自{part.level}",
    en="overall, {name} did not change clearly from {total.before} ({total:signed} points{within}): {part.level} "
    "alone pulled it {way} by {part:size} points ({part.sizes})",
)
PULLED = {"down": Words("下降", "down"), "up": Words("上升", "up")}
NO_OTHER = Wording(zh="{part.others}都没有明显变化。", en="No other {part.one} changed clearly in it.")
SPREAD = Wording(
    zh="{name}总体与 {total.before}相比的变化（{total:signed} 分）不是某一{by.one}造成的：没有哪一{by.one}单独有"
    "明显变化",
    en="the change of {name} overall from {total.before} ({total:signed} points) is not the work of one {by.one}: "
    "none changed clearly by itself",
)
TOLD = Wording(zh="{told}。", en="{told}.")
TITLE = Wording(
    zh="{part.quoted}总体较 {total.before}变化 {total:signed} 分，其中{part.level}占 {part:signed} 分",
    en="{part.label} overall from {total.before}: {total:signed} points, of which {part.level} {part:signed}",
)
PLAIN = Wording(zh="{total.quoted}总体的变化来自哪里", en="Where the change of {total.label} comes from")
OTHERS, MIXED = Words("其余受访者", "All others"), Words("构成影响", "Mix of groups")
WHOLE = Words("总体变化", "Change of all")


def _parts(view: View, subject: str, segment_by: str) -> tuple[Finding, ...]:
    """What each level contributes to the change of a subject."""
    return valued(view.rows(CONTRIBUTION, subject=subject, segment_by=segment_by))


def carrier(view: View, subject: str, segment_by: str) -> Finding | None:
    """What the one level contributes that carries the change of everybody; nothing when none does."""
    total, moved = changes.of(view, subject), changes.of_groups(view, segment_by, subject)
    clear = [*clearly(moved, "down"), *clearly(moved, "up")]
    if total is None or total.value is None or len(clear) != 1:
        return None
    own = next((row for row in _parts(view, subject, segment_by) if row.segment == clear[0].segment), None)
    carries = (
        own is not None and direction(own) != "unclear" and (own.value or 0.0) * total.value >= HALF * total.value**2
    )
    return own if carries else None


def subject_of(view: View, segment_by: str) -> str:
    """The dimension of which everybody's change is clear, else a unit's, the largest of them; else the index, if it."""
    units = [row for one in found(view) if one.group[0] == segment_by for row in one.changes]
    clear = [row.subject for row in (*changes.every(view), *units) if direction(row) != "unclear"]
    first = next((name for name in clear if name in view.study.constructs), "")
    return first or (view.study.root if view.study.root in clear else "")


def carried(view: View, segment_by: str) -> list[Claim]:
    """Of the dimension that moved most: what of everybody's change one unit makes and no other, or that no unit does.

    That no other unit changed has no number: it is a claim of its own, which refers to what shows all units.
    """
    told, own = clause(view, segment_by), carrier(view, subject_of(view, segment_by), segment_by)
    return [*([TOLD(told=told)] if told else []), *([NO_OTHER(part=own)] if own is not None else [])]


def clause(view: View, segment_by: str) -> Claim | None:
    """What carried says, as a clause."""
    name_of = subject_of(view, segment_by)
    total, own = changes.of(view, name_of), carrier(view, name_of, segment_by)
    if total is None or total.value is None:
        return None
    way = direction(total)
    if own is not None:
        told: dict[str, Slot] = {"name": name(view, total), "total": total, "part": own}
        if way == "unclear":
            within = WITHIN(total=total) if total.low is not None else None
            return UNCLEAR(within=within, way=PULLED[direction(own)], **told)
        return CLEAR(way=WAYS[way], **told)
    moved = changes.of_groups(view, segment_by, name_of)
    alone = any(direction(row) != "unclear" for row in moved)
    spread = way != "unclear" and valued(moved) and not alone
    return SPREAD(name=name(view, total), total=total, by=Label(segment_by)) if spread else None


def table(segment_by: str) -> TableSpec:
    """What each unit contributes to the change of the dimension that moved most, and the mix."""

    def rows(view: View) -> Rows:
        subject = subject_of(view, segment_by)
        own = view.rows(CONTRIBUTION, subject=subject, segment_by=segment_by) if subject else ()
        rest = [view.row(measure, subject, other=segment_by) for measure in (REMAINDER, MIX)]
        return [*own, *(row for row in (*rest, changes.of(view, subject)) if row is not None)] if own else []

    def title(view: View) -> Claim:
        subject = subject_of(view, segment_by)
        total, own = changes.of(view, subject), carrier(view, subject, segment_by)
        return TITLE(part=own, total=total) if own else PLAIN(total=total)

    fields = columns.row(_group, _change, _part, columns.bases)
    return TableSpec(
        "contributions", (CONTRIBUTION,), rows, fields, title, strong=_last, differences=lambda _view, rows: rows
    )


def _last(_view: View, rows: Rows) -> tuple[int, ...]:
    return (len(rows) - 1,)


def _group(view: View, rows: Rows) -> tuple[Field, ...]:
    words = {REMAINDER.key: OTHERS, MIX.key: MIXED, CHANGE.key: WHOLE}

    def label(row: Finding) -> str:
        return words[row.kind.key][view.language] if row.kind.key in words else view.level(row.segment_by, row.segment)

    return (columns.text(view, Words(*(view.label(rows[0].segment_by),) * 2), label),)


def _part(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    return columns.estimate(view, CONTRIBUTION, signed=True)


def _change(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows

    def own(row: Finding) -> Finding | None:
        return changes.of(view, row.subject, segment_by=row.segment_by, segment=row.segment) if row.segment else None

    return (columns.figure(view, CHANGE, own, signed=True),)
