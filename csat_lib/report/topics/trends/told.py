"""The change of one subject, with the level that it led to; and all that is said of changes."""

from csat_lib.report.absent import because
from csat_lib.report.clear import direction
from csat_lib.report.declared import Finding, View, absent
from csat_lib.report.standing import is_nps, standing
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.trends import moves, waves
from csat_lib.report.wording import Claim, Label, Wording, Words

NO_EARLIER = Wording(
    zh="没有可供比较的往期数据；从下一期起，本章将说明有哪些变化。",
    en="There is no earlier wave to compare with; from the next wave on, this chapter shows what changed.",
)
NOT_RECORDED = Wording(zh="本期没有记录{subject.quoted}的变化。", en="No change was recorded for {subject.label}.")
NAMED = Wording(zh="{row.label}", en="{row.the}")
NPS = Words("NPS", "the NPS")
STOOD = Wording(
    zh="{name}为 {row.scored}（{row.interval}；{row.base}）{reason}。",
    en="{name} stood at {row.scored} ({row.interval}; {row.base}){reason}.",
)
NO_CHANGE_TOLD = Wording(zh="；无法与往期比较：{why}", en="; how it changed cannot be told: {why}")
UNCLEAR = Wording(
    zh="{name}为 {row.scored}，与 {change.before}相比没有明显变化（{by}；{row.base}）。",
    en="{name} stood at {row.scored}, no clear change from {change.before} ({by}; {row.base}).",
)
ROSE = Wording(
    zh="{name}为 {row.scored}，较 {change.before}上升 {change:size} 分"
    "（{change.confidence} 置信区间：上升 {change.sizes} 分；{row.base}）。",
    en="{name} rose {change:size} points from {change.before}, to {row.scored} "
    "({change.confidence} interval of the rise {change.sizes}; {row.base}).",
)
FELL = Wording(
    zh="{name}为 {row.scored}，较 {change.before}下降 {change:size} 分"
    "（{change.confidence} 置信区间：下降 {change.sizes} 分；{row.base}）。",
    en="{name} fell {change:size} points from {change.before}, to {row.scored} "
    "({change.confidence} interval of the fall {change.sizes}; {row.base}).",
)
BY = Wording(
    zh="差值 {change:signed} 分，{change.confidence} 置信区间 {change.signed_ends} 分",
    en="{change:signed} points, {change.confidence} interval {change.signed_ends}",
)
BY_NO_INTERVAL = Wording(zh="差值 {change:signed} 分，无法给出置信区间", en="{change:signed} points, no interval")
ALONE = Wording(zh="与 {change.before}相比，{moved}。", en="Since {change.before}, {moved}.")
NOT_MOVED = Wording(zh="{name}没有明显变化（{by}）", en="{name} did not change clearly ({by})")


def say(view: View, subject: str = "", segment_by: str = "") -> list[Claim | None]:
    """The change of one subject, of all its groups, or of everything."""
    if not changes.is_recorded(view):
        return [NO_EARLIER()]
    if segment_by:
        return [moves.groups(view, segment_by, subject)]
    if subject:
        return [one(view, subject)]
    units = moves.groups(view, view.study.unit or "")
    return [one(view, view.study.root), moves.dimensions(view), units, waves.line(view)]


def one(view: View, subject: str) -> Claim:
    """A subject's change against the wave before."""
    change = changes.of(view, subject)
    row = standing(view, subject)
    if change is None:
        return NOT_RECORDED(subject=Label(subject))
    if change.value is None:
        return absent(view, change)
    if row is None:
        name = moves.name(change)
        return ALONE(change=change, moved=moves.moved(view, [change]) or NOT_MOVED(name=name, by=_by(change)))
    return absent(view, row) if row.value is None else stands(view, row)


def stands(view: View, row: Finding, otherwise: Claim | None = None) -> Claim:
    """Where a subject stands, and how far that is from the wave before; ``otherwise`` is told where none was."""
    told = {"name": NPS if is_nps(row) else NAMED(row=row), "row": row}
    change = changes.of(view, row.subject)
    if change is None or change.value is None:
        return STOOD(**told, reason=NO_CHANGE_TOLD(why=because(view, change)) if change else otherwise)
    way = direction(change)
    if way == "unclear":
        return UNCLEAR(**told, change=change, by=_by(change))
    return (ROSE if way == "up" else FELL)(**told, change=change)


def _by(change: Finding) -> Claim:
    return (BY_NO_INTERVAL if change.low is None or change.high is None else BY)(change=change)
