"""Everything that clearly differs or changed, group by group; and how much was looked at.

The surest and largest comes first: that whose interval keeps furthest from 0 at its nearer end, in points over the
length of the scale, 100, and 200 for an NPS. What is clear is decided by one rule over all comparisons
(:mod:`csat_lib.insight.simultaneous`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from csat_lib.findings.catalogue.segments import GAP
from csat_lib.findings.measure import Words
from csat_lib.report.clear import direction, valued
from csat_lib.report.declared import Finding, View
from csat_lib.report.sections import owners
from csat_lib.report.topics.found import changes, items, usual
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Label, Slot, Wording, some

NPS = Words("NPS", "the NPS")
NAMED = Wording(zh="{row.quoted}", en="{row.the}")
FIRST = Wording(
    zh="与 {row.before}相比，{row.level}的{way}{told:,}{limits}",
    en="since {row.before}, {row.level} {way} {told}{limits}",
)
AGAIN = Wording(zh="{way}{told:,}{limits}", en="it {way} {told}{limits}")
LIMITS = {
    True: Words("，越出", ", outside"),
    False: Words("，但未越出", ", but within"),
}
"""By whether the level lies outside its control limits."""
OF_LINE = Wording(zh="{out}控制限（{limits.ends} 分）", en="{out} {limits|its|their} control limits of {limits.ends}")
PEAK = Wording(zh="（{n} 期中最{end}）", en=", the {end} in {n:wave},")
ENDS_OF = {"down": Words("高", "highest"), "up": Words("低", "lowest")}
BASES = Wording(zh="；{row.bases}，上期 {then.n}", en="; {row.bases}; was {then.n}")
BASE = Wording(zh="；{row.bases}", en="; {row.bases}")
DOWN = Wording(
    zh="{name}由 {before} 分{peak}降至 {now} 分（下降 {row:size} 分，{ends}）",
    en="from {before}{peak} to {now} in {name} ({row:size} points, {ends})",
)
UP = Wording(
    zh="{name}由 {before} 分{peak}升至 {now} 分（上升 {row:size} 分，{ends}）",
    en="from {before}{peak} to {now} in {name} ({row:size} points, {ends})",
)
DOWN_BY = Wording(zh="{name}下降 {row:size} 分（{ends}）", en="by {row:size} points ({ends}) in {name}")
UP_BY = Wording(zh="{name}上升 {row:size} 分（{ends}）", en="by {row:size} points ({ends}) in {name}")
FIRST_ENDS = Wording(
    zh="{row.confidence} 置信区间 {row.sizes} 分{base}", en="{row.confidence} interval {row.sizes}{base}"
)
ENDS = Wording(zh="{row.sizes} 分{base}", en="{row.sizes}{base}")
BELOW = Wording(zh="{row.level}低于{row.rest}{by}：{told:,}", en="{row.level} scored below {row.rest}{by} by {told}")
ABOVE = Wording(zh="{row.level}高于{row.rest}{by}：{told:,}", en="{row.level} scored above {row.rest}{by} by {told}")
SUREST = Words("（最有把握的在前）", ", surest first,")
APART = Wording(zh="{name}相差 {row:size} 分（{ends}）", en="{row:size} points ({ends}) in {name}")
CHANGED = {"down": (Words("", "fell"), DOWN, DOWN_BY), "up": (Words("", "rose"), UP, UP_BY)}
DIFFERING = {"down": BELOW, "up": ABOVE}
MORE = Wording(zh="另有 {n} 项", en="{n:other figure}")
TOLD = Wording(zh="{told:;}。", en="{told:;}.")
GROUP = Wording(zh="{told:;}", en="{told:;}")
MORE_CHANGED = Wording(zh="另有 {n} 组有明显变化", en="{n:other group} changed clearly")
MORE_DIFFER = Wording(
    zh="另有 {n} 组与其他各组合计有明显差别", en="{n:other group} differ clearly from all others combined"
)
NOTHING_CHANGED = Wording(
    zh="按{by}看，各组{of}与 {row.before}相比的变化共 {n} 项，都不明显。",
    en="By {by.among:or}, {n} changes of {of} from {row.before} were looked at: none is clear.",
)
NOTHING_ELSE_CHANGED = Wording(
    zh="按{by}看，各组{of}与 {row.before}相比的变化共 {n} 项，{but}。",
    en="By {by.among:or}, {n} changes of {of} from {row.before} were looked at: {but}.",
)
NOTHING_DIFFERS = Wording(
    zh="按{by}看，各组{of}与其他各组合计的差距共 {n} 项，都不明显。",
    en="By {by.among:or}, {n} differences of {of} from all others combined were looked at: none is clear.",
)
NOTHING_ELSE_DIFFERS = Wording(
    zh="按{by}看，各组{of}与其他各组合计的差距共 {n} 项，{but}。",
    en="By {by.among:or}, {n} differences of {of} from all others combined were looked at: {but}.",
)
LOOKED_AT = {True: Words("得分和题目", "scores and questions"), False: Words("得分", "scores")}
NO_MORE = Words("除以上所列外，都不明显", "nothing else is clear")
BUT_ITEMS = Wording(
    zh="除以上所列和{dimensions.quoted}的 {n} 道题外，都不明显",
    en="apart from these, only {n:question} of {dimensions.label} {n|is|are} clear",
)


@dataclass(frozen=True)
class FoundOfGroup:
    """What is clear of one group: how it changed and how far it is from the rest; the surest and largest first."""

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


def sureness(view: View, row: Finding) -> float:
    """How far the nearer end of a clear difference's interval is from 0, from 0 to 1 of its scale."""
    return min(abs(row.low or 0.0), abs(row.high or 0.0)) / (200 if row.subject == view.study.nps else 100)


def found(view: View) -> tuple[FoundOfGroup, ...]:
    """Every group of which something is clear, the surest and largest first."""
    rows = [row for row in (*compared_changes(view), *compared_gaps(view)) if direction(row) != "unclear"]
    ordered = sorted(rows, key=lambda row: -sureness(view, row))
    groups = dict.fromkeys((row.segment_by, row.segment) for row in ordered)
    return tuple(_of_group([row for row in ordered if (row.segment_by, row.segment) == group]) for group in groups)


def _of_group(rows: Sequence[Finding]) -> FoundOfGroup:
    is_gap = [row.kind is GAP for row in rows]
    both = [tuple(row for row, gap in zip(rows, is_gap, strict=True) if gap is kind) for kind in (False, True)]
    return FoundOfGroup(*both)


def compared_changes(view: View) -> tuple[Finding, ...]:
    """Every change of a group that was compared."""
    rows, twins = valued(changes.every(view, segment_by=ANY)), _twins(view)
    return tuple(row for row in rows if changes.is_of_group(row) and row.subject not in twins)


def compared_gaps(view: View) -> tuple[Finding, ...]:
    """Every difference from the rest; of two groups that mirror each other the lower one."""
    twins = _twins(view)
    rows = [row for row in valued(view.rows(GAP, segment_by=ANY)) if row.subject not in twins]
    return tuple(row for row in rows if not (_is_one_of_two(row, rows) and (row.value or 0.0) > 0))


def _twins(view: View) -> set[str]:
    """Parts that make up a node of the index alone: its figures are theirs, and told once."""
    return {part for node in view.study.index.values() if len(node.parts) == 1 for part in node.parts}


def _is_one_of_two(row: Finding, rows: Sequence[Finding]) -> bool:
    same = [one for one in rows if (one.subject, one.segment_by) == (row.subject, row.segment_by)]
    return len(same) == 2 and abs(sum(one.value or 0.0 for one in same)) < 1e-9


def changed(view: View, rows: Sequence[Finding], *, are_sentences: bool = False) -> list[Claim]:
    """'Since November 2025, Chengdu fell from 80.3 to 70.0 in Cleanliness (10.3 points, ...)'; the unusual first.

    Clauses of one sentence name the group and the wave once.
    """
    found = [
        (words, out, [row for row in rows if direction(row) == way and usual.beyond(view, row) is out])
        for out in (True, None, False)
        for way, words in CHANGED.items()
    ]
    found = [one for one in found if one[-1]]
    told: list[Claim] = []
    for (way, *parts), out, of in found:
        steps = some([_step(view, row, parts, _ends(view, row, found[0][-1][:1])) for row in of], MORE)
        within = OF_LINE(out=LIMITS[out], limits=[usual.limits(view, row) for row in of]) if out is not None else None
        slots: dict[str, Slot] = {"way": way, "told": steps, "limits": within}
        told.append(FIRST(row=of[0], **slots) if are_sentences or not told else AGAIN(**slots))
    return told


def _base(view: View, row: Finding) -> Claim | None:
    """On how many respondents the figure rests; of a change also on how many the level that it starts from."""
    if row.n is None:
        return None
    then = changes.before(view, row)
    return BASE(row=row) if then is None or then.n is None else BASES(row=row, then=then)


def _step(view: View, row: Finding, parts: Sequence[Wording], ends: Claim) -> Claim:
    told = changes.levels(view, row)
    if told:
        n = usual.peak(view, row)
        told["peak"] = PEAK(n=n, end=ENDS_OF[direction(row)]) if n else None
    return parts[not told](name=name(view, row), row=row, ends=ends, **told)


def _ends(view: View, row: Finding, of: Sequence[Finding]) -> Claim:
    """The ends of its interval and its base; of the first of several with its confidence."""
    return (FIRST_ENDS if row is of[0] else ENDS)(row=row, base=_base(view, row))


def differing(view: View, rows: Sequence[Finding]) -> list[Claim]:
    """'Chengdu scored below the other hotels combined by 10.8 points (...; base 169) in Cleanliness'."""
    found = [(whole, [row for row in rows if direction(row) == way]) for way, whole in DIFFERING.items()]
    told = [
        (whole, of, [APART(name=name(view, row), row=row, ends=_ends(view, row, of)) for row in of])
        for whole, of in found
        if of
    ]
    return [whole(row=of[0], told=some(parts, MORE), by=SUREST if parts[1:] else None) for whole, of, parts in told]


def name(view: View, row: Finding) -> Claim | Words:
    """What a figure is about, in a sentence."""
    return NPS if row.subject == view.study.nps else NAMED(row=row)


def all_changed(view: View) -> list[Claim]:
    """Every group that clearly changed, and how many changes were looked at."""
    told = [GROUP(told=changed(view, one.changes)) for one in found(view) if one.changes]
    words = (NOTHING_CHANGED, NOTHING_ELSE_CHANGED, MORE_CHANGED)
    return _with_scope(view, told, compared_changes(view), words)


def all_differing(view: View) -> list[Claim]:
    """Every group that clearly differs from the rest, and how many differences were looked at."""
    told = [GROUP(told=differing(view, one.gaps)) for one in found(view) if one.gaps]
    words = (NOTHING_DIFFERS, NOTHING_ELSE_DIFFERS, MORE_DIFFER)
    return _with_scope(view, told, compared_gaps(view), words)


def _with_scope(
    view: View,
    told: Sequence[Claim],
    rows: Sequence[Finding],
    words: tuple[Wording, Wording, Wording],
) -> list[Claim]:
    """What was found, items that are clear by themselves, and how many comparisons of scores and items there were."""
    none, other, more = words
    if not rows:
        return []
    of_items = items.of_items(rows[0])
    beyond = items.beyond(view, of_items)
    scope = other if told or beyond else none
    names = dict.fromkeys(row.segment_by for row in rows)
    by = [Label(name) for name in sorted(names, key=lambda name: name != view.study.unit)]
    n, inside = items.looked_at(view, of_items)
    slots: dict[str, Slot] = {"n": len(rows) + n, "row": rows[0], "by": by, "of": LOOKED_AT[n > 0]}
    dimensions = [Label(name) for name in dict.fromkeys(owners(view)[row.subject] for row in inside)]
    slots["but"] = BUT_ITEMS(n=len(inside), dimensions=dimensions) if inside else NO_MORE
    named = [*([TOLD(told=some(told, more))] if told else []), *([beyond] if beyond else [])]
    return [*named, scope(**{slot: slots[slot] for slot in scope.slots})]
