"""What changed: the whole, the dimensions, the units; and the line of all waves."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh.grammar import before, joined, moved, moved_between, quoted, together, unclear_by
from csat_lib.report.prose.zh.reasons import absent
from csat_lib.report.prose.zh.scores import stands
from csat_lib.report.view import View
from csat_lib.report.words.numbers import fixed

MOST_NAMED = 3
NO_EARLIER = "没有可供比较的往期数据；从下一期起，本章将说明有哪些变化。"


def say(view: View, subject: str, segment_by: str = "") -> list[str]:
    """The change of one subject, of all its segments, or of everything."""
    if not view.figures("trends", "change"):
        return [NO_EARLIER]
    if segment_by:
        return [sentence for sentence in (segments(view, segment_by, subject),) if sentence]
    if subject:
        return [one(view, subject)]
    unit = segments(view, view.study.unit) if view.study.unit else ""
    return [text for text in (one(view, view.study.root), dimensions(view), unit, line(view)) if text]


def one(view: View, subject: str) -> str:
    """A subject's change against the previous wave."""
    change, standing = facts.change(view, subject), facts.standing(view, subject)
    if change is None:
        return f"本期没有记录{quoted(view.label(subject))}的变化。"
    if change.value is None:
        return absent(view, change)
    if standing is None:
        return _alone(view, change)
    return absent(view, standing) if standing.value is None else stands(view, standing)


def _alone(view: View, change: Finding) -> str:
    """A change that is recorded without the value it led to."""
    name = quoted(view.label(change.subject))
    told = _moves((change,), [name]) or f"{name}没有明显变化（{unclear_by(change)}）"
    return f"与 {before(view, change)}相比，{told}。"


def dimensions(view: View) -> str:
    """Dimensions that clearly rose or fell, by intervals that hold for all of them together."""
    changes = facts.construct_changes(view)
    told = f"{moved_dimensions(view)}{_others(changes, '维度')}" if changes else ""
    return f"{joined(told, together(changes, '个维度'))}。" if told else ""


def moved_dimensions(view: View) -> str:
    """The same as a clause: 与 2025 年 11 月相比，“客房”下降 3.1 分（1.2 至 5.0 分）."""
    since = before(view, facts.construct_changes(view)[0])
    return f"与 {since}相比，{dimension_moves(view) or '各维度都没有明显变化'}"


def dimension_moves(view: View) -> str:
    """The dimensions that moved, alone; empty when none did clearly."""
    changes = facts.construct_changes(view)
    return _moves(changes, [quoted(view.label(row.subject)) for row in changes])


def segments(view: View, segment_by: str, subject: str = "") -> str:
    """Units or segments that clearly rose or fell, by intervals that hold for all of them together."""
    found = facts.segment_changes(view, segment_by, subject)
    changes = valued(found)
    if not changes:
        return absent(view, found[0]) if found else ""
    told = f"{moved_segments(view, changes)}{_others(changes, '各组')}"
    return f"与 {before(view, changes[0])}相比，{joined(told, together(changes))}。"


def moved_segments(view: View, changes: tuple[Finding, ...]) -> str:
    """The same as a clause: 按门店看，海港店下降 8.2 分（3.1 至 13.3 分）."""
    name = view.label(changes[0].segment_by)
    told = _moves(changes, [view.level(row.segment_by, row.segment) for row in changes])
    return f"按{name}看，{told or '各组都没有明显变化'}"


def _moves(changes: tuple[Finding, ...], names: list[str]) -> str:
    """“客房”下降 3.1 分（1.2 至 5.0 分）: falls first, the largest first; empty when none is clear."""
    by_row = {id(row): name for row, name in zip(changes, names, strict=True)}
    told = []
    for verb, wanted in (("下降", "down"), ("上升", "up")):
        rows = facts.clear(changes, wanted)
        told += [f"{by_row[id(row)]}{verb} {moved(row)}（{moved_between(row)}）" for row in rows[:MOST_NAMED]]
        told += [f"另有 {len(rows) - MOST_NAMED} 个{verb}"] if len(rows) > MOST_NAMED else []
    return "，".join(told)


def _others(changes: tuple[Finding, ...], noun: str) -> str:
    rest = len(changes) - len(facts.clear(changes, "up")) - len(facts.clear(changes, "down"))
    return f"；其余{noun}没有明显变化" if 0 < rest < len(changes) else ""


def line(view: View) -> str:
    """Where this wave stands among all waves shown."""
    waves = facts.periods_with(view, view.study.root)
    if len(waves) < 3:
        return ""
    values = [row.value or 0.0 for row in waves]
    low, high = waves[values.index(min(values))], waves[values.index(max(values))]
    labels = {period.text: period.label("zh") for period in (*view.earlier, view.period)}
    return (
        f"{len(waves)} 期以来，估计值最低为 {fixed(low.value or 0.0)} 分（{labels[low.period]}），"
        f"最高为 {fixed(high.value or 0.0)} 分（{labels[high.period]}）。"
    )
